"""What a page prints around its text: numbers, navigation strips, running heads, footnotes."""

from collections import Counter
from collections.abc import Sequence

import regex

from qualcode.quotations.attribution import RoleBook
from qualcode.quotations.lines import Line

REPEATED = 3
HEAD_LENGTH = 90
USUAL_GAP = 1
FULL_LINE = 60
_PAGE_NUMBER = regex.compile(
    r"(?i:(?:page\s*)?[|\[(–—-]?\s*\d{1,4}\s*[|\])–—-]?"
    r"(?:\s*(?:of|/)\s*\d{1,4})?|[ivxl]{1,6})"
)
_STRIP = regex.compile(r"\d(?:[\s|•·>]*\d){3,24}|(?:[<>«»◄►←→|•·]\s*)+")
_IMAGE = regex.compile(
    r"!\[[^\]]{0,200}\](?:\([^)]{0,300}\))?|<!--.{0,200}-->|<(?:img|br|hr)\b[^>]{0,200}>"
)
_STRAY = regex.compile(r"[^\p{N}\"'“”‘’()]")
_NOTE = regex.compile(r"(?:[¹²³⁰⁴-⁹]{1,3}|\[\d{1,3}\]|\^\{?\d{1,3}\}?|[*†‡])\s*(?=[\p{L}<\"'“‘(])")
_NUMBERED_NOTE = regex.compile(r"\d{1,3}\s+\S")
_SOURCE = regex.compile(
    r"https?://|www\.|\bibid\b|\bop\.? cit|\bpp?\.\s?\d|\(?\b(?:19|20)\d\d\b", regex.IGNORECASE
)
_DIGITS = regex.compile(r"\d+")


def furniture_lines(lines: Sequence[Line], book: RoleBook) -> set[int]:
    """Return the indices of lines that no sentence of the report runs through."""
    marks = {n for n, line in enumerate(lines) if is_mark_of_page(line.text)}
    heads = _running_heads(lines, marks, book)
    notes: set[int] = set()
    for n in range(len(lines)):
        after_note = n - 1 in notes and _goes_on_in_note(lines, n)
        if after_note or _is_footnote(lines, n):
            notes.add(n)
    return marks | notes | {n for n, line in enumerate(lines) if _key(line.text) in heads}


def is_mark_of_page(text: str) -> bool:
    """Say whether a line is a page number, a navigation strip, a rule, an image or a stray sign."""
    if len(text) > 1 and not any(character.isalnum() for character in text):
        return True
    return any(pattern.fullmatch(text) for pattern in (_PAGE_NUMBER, _STRIP, _IMAGE, _STRAY))


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.casefold()).strip(" |#*_")


def _running_heads(lines: Sequence[Line], marks: set[int], book: RoleBook) -> set[str]:
    """Return short lines that come back at the edges of pages, whatever number stands in them.

    A heading may come back in every chapter; what tells a running head is where it stands.
    """
    counts: Counter[str] = Counter()
    edges: Counter[str] = Counter()
    for n, line in enumerate(lines):
        if len(line.text) <= HEAD_LENGTH and _may_be_head(lines, n, book):
            counts[_key(line.text)] += 1
            edges[_key(line.text)] += _is_at_edge(lines, n, marks)
    return {
        key
        for key, count in counts.items()
        if count >= REPEATED and key and 2 * edges[key] >= count
    }


def _is_at_edge(lines: Sequence[Line], n: int, marks: set[int]) -> bool:
    """Say whether a line stands beside a page number, a number of its own, or a gap."""
    text = lines[n].text
    if n - 1 in marks or n + 1 in marks or text[0].isdigit() or text[-1].isdigit():
        return True
    after = lines[n + 1] if n + 1 < len(lines) else None
    gaps = (lines[n].gap, after.gap if after else 0)
    breaks_in = (
        after is not None
        and n > 0
        and after.text[0].islower()
        and lines[n - 1].text[-1] not in ".!?:"
    )
    return max(gaps) > USUAL_GAP or breaks_in


def _may_be_head(lines: Sequence[Line], n: int, book: RoleBook) -> bool:
    text = lines[n].text
    if text[-1] in ".!?,;:”’\"')…" or text[0] in "“‘\"'(•-–—#|>":
        return False
    if book.is_attribution_line(text):
        return False
    # After a closing mark an unknown short line is more likely a name than a running head.
    return n == 0 or lines[n - 1].text[-1] not in "”’\"'»" or text[-1].isdigit()


def _is_footnote(lines: Sequence[Line], n: int) -> bool:
    text = lines[n].text
    if _NOTE.match(text):
        return text[0] != "*" or (text[1:2] == " " and _is_starred_note(lines, n))
    return (
        _NUMBERED_NOTE.match(text) is not None
        and lines[n].gap > 0
        and _SOURCE.search(text) is not None
        and text[-1] not in "”’\"'"
    )


def _goes_on_in_note(lines: Sequence[Line], n: int) -> bool:
    """Say whether a line that follows a footnote directly is its next line."""
    line = lines[n]
    return line.gap == 0 and len(lines[n - 1].text) >= FULL_LINE and line.text[0] not in "“‘\"'"


def _is_starred_note(lines: Sequence[Line], n: int) -> bool:
    """Tell a note under a star from one entry of a list with stars."""
    beside = [lines[i].text for i in (n - 1, n + 1) if 0 <= i < len(lines)]
    return not any(text.startswith("* ") for text in beside)
