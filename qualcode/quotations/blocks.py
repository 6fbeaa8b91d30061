"""Lines and paragraphs of a report, each knowing where in the file it stands.

A paragraph is joined over hard wraps, over a page break in mid-sentence, and over the furniture of
a page. Its text is for reading and comparing; offsets always lead back to the untouched file.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from qualcode.quotations.attribution import RoleBook
from qualcode.quotations.furniture import furniture_lines
from qualcode.quotations.lines import Line, read_lines

WRAPPED = 0.6
MID_SENTENCE = 40
DOUBLE_SPACED = 0.25
CLOSING = "”’\"'»"
OPENING = "“‘\"'«„"
_STOP = regex.compile(r"[.!?…][\"'”’»)\]*_]*[\d¹²³⁴-⁹*†‡]{0,3}$")
_ENDS_OPEN = regex.compile(r"[\p{L}\d,;\-–—’'…)\]]$|\.\.\.$")
_BULLET = regex.compile(r"(?:[•●▪◦‣·*\-–—>]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_LABEL = regex.compile(r"[\p{Lu}#|]")
_CONTINUES = regex.compile(r"[\p{Ll}]")
_CLOSED = regex.compile(r"[”’\"'»][.,]?[\d¹²³⁴-⁹*†‡]{0,3}$")
_BRACKETED = regex.compile(r"[(\[][^()\[\]]{2,160}[)\]][.]?")
_ENDS_BRACKETED = regex.compile(r"[.!?…”’\"'»]\s*\([^()]{2,120}\)\.?$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that read on as one: `text` is their words joined by single spaces.

    `gap` counts the empty or skipped lines before it; 0 says that it follows directly.
    """

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    gap: int

    def origin(self, position: int) -> int:
        """Return the place in the file of the character at a position of `text`."""
        n = bisect_right(self.starts, position) - 1
        line = self.lines[n]
        return line.start + min(position - self.starts[n], len(line.text) - 1)


def read_paragraphs(text: str, book: RoleBook) -> list[Paragraph]:
    """Split a file into paragraphs, without the furniture of its pages."""
    lines = read_lines(text)
    furniture = furniture_lines(lines, book)
    kept = [line for n, line in enumerate(lines) if n not in furniture]
    if _is_double_spaced(kept):
        kept = [Line(line.text, line.start, max(0, line.gap - 1)) for line in kept]
    blocks = _split_blocks(kept)
    pieces = [piece for block in blocks for piece in _split_block(block, book)]
    return [_paragraph(lines) for lines in _rejoin(pieces, book)]


def ends_sentence(text: str) -> bool:
    """Say whether the text ends with a full stop or its like, marks and note numbers aside."""
    return _STOP.search(text[-12:]) is not None


def _is_double_spaced(lines: Sequence[Line]) -> bool:
    """Say whether an empty line stands after every line of print."""
    after = [
        (a, b)
        for a, b in pairwise(lines)
        if len(a.text) >= MID_SENTENCE and not ends_sentence(a.text)
    ]
    directly = sum(b.gap == 0 for _, b in after)
    broken = sum(b.gap == 1 and _CONTINUES.match(b.text) is not None for _, b in after)
    few = 4
    return broken >= few and broken > DOUBLE_SPACED * len(after) and directly < broken


def _split_blocks(lines: Sequence[Line]) -> list[list[Line]]:
    blocks: list[list[Line]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _split_block(block: list[Line], book: RoleBook) -> list[list[Line]]:
    lengths = sorted(len(line.text) for line in block)
    width = lengths[int(0.9 * (len(lengths) - 1) + 0.5)]
    pieces = [[block[0]]]
    for line in block[1:]:
        if _breaks(pieces[-1], line, width, book):
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return pieces


def _breaks(piece: list[Line], line: Line, width: int, book: RoleBook) -> bool:
    """Say whether a line that follows directly begins a paragraph of its own."""
    before, text = piece[-1].text, line.text
    if _BULLET.match(text) or text[0] in "#|" or before[0] in "#|":
        return not (
            text[0] in "-–—" and before[-1] not in ".!?…”’\"'»" and len(before) > MID_SENTENCE
        )
    if len(piece) == 1 and book.is_attribution_line(before):
        return before[-1] not in ",-–—(" and not _CONTINUES.match(text)
    if _ends_speech(before, text, book):
        return True
    if _CONTINUES.match(text) or len(before) >= WRAPPED * width or _is_in_speech(piece):
        return False
    return ends_sentence(before) or _LABEL.match(text) is not None or text[0] in OPENING + "(["


def _ends_speech(before: str, text: str, book: RoleBook) -> bool:
    """Say whether one speaker ends with the line before, or the speaker's name stands next."""
    closed = _CLOSED.search(before) is not None
    if closed or ends_sentence(before):
        named = book.is_attribution_line(text) or _begins_bracket(text, book)
        if named or (text[0] in OPENING and closed):
            return True
    if text[0] in OPENING and before[-1] == ":":
        return True
    return _ENDS_BRACKETED.search(before) is not None and book.ends_with_attribution(before)


def _is_in_speech(piece: list[Line]) -> bool:
    """Say whether an opening mark at the head still waits for its closing mark at a line end."""
    few = 12
    return piece[0].text[0] in OPENING and len(piece) <= few and not _CLOSED.search(piece[-1].text)


def _begins_bracket(text: str, book: RoleBook) -> bool:
    """Say whether a bracket opens here whose first words are a role, closed or not."""
    return text[0] in "([" and (")" not in text) and book.begins_with_role(text[1:])


def _rejoin(pieces: list[list[Line]], book: RoleBook) -> list[list[Line]]:
    """Join a paragraph that stops in mid-sentence to one that goes on in lower case."""
    joined: list[list[Line]] = []
    for piece in pieces:
        if joined and _goes_on(joined[-1], piece[0], book):
            joined[-1].extend(piece)
        else:
            joined.append(list(piece))
    return joined


def _goes_on(piece: list[Line], line: Line, book: RoleBook) -> bool:
    last = piece[-1].text
    if not _CONTINUES.match(line.text) or _BULLET.match(line.text):
        return False
    if len(last) < MID_SENTENCE and len(piece) == 1:
        return False
    if book.is_attribution_line(last):
        return False
    return _ENDS_OPEN.search(last) is not None and not ends_sentence(last)


def _paragraph(lines: list[Line]) -> Paragraph:
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        glue = "" if not parts or _hyphenated(parts[-1], line.text) else " "
        length += len(glue)
        parts.append(glue + line.text)
        starts.append(length)
        length += len(line.text)
    return Paragraph("".join(parts), tuple(lines), tuple(starts), lines[0].gap)


def _hyphenated(before: str, after: str) -> bool:
    return len(before) > 1 and before[-1] == "-" and before[-2].isalpha() and after[0].islower()
