"""Published reports: their own words by paragraph, and each quotation as a turn of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from qualcode.reading.shape import ReadTurn
from qualcode.reading.turns.layouts import cut_paragraphs
from qualcode.reading.turns.lines import count_blocks, split_lines

_MARKS = "\"'“”‘’«»‹›„"
_CLOSING = regex.compile(rf"\s?[{_MARKS}]+")
_BLANK_LINE = regex.compile(r"\n\s*\n")
_WORD = regex.compile(r"[\p{L}\p{N}]")


def cut_report(text: str, quotations: Sequence[tuple[int, int]]) -> tuple[ReadTurn, ...]:
    """Return the turns of a report: its paragraphs, and the quotations cut out of them.

    A quotation's words begin at its turn's `body`; the quotation marks around them belong to the
    turn. No turn has a label: who is quoted is for the caller to say. Where two quotations
    overlap, the later begins where the earlier ends; what lies outside the text is passed over.
    """
    by_line = count_blocks(split_lines(text)) == 1
    turns: list[ReadTurn] = []
    position = 0
    quoted = list(_apart(text, quotations))
    following = [*(start for start, _ in quoted), len(text)][1:]
    for (start, end), limit in zip(quoted, following, strict=True):
        first = max(position, _opening(text, start))
        turns += _own_words(text, position, first, by_line)
        closing = _CLOSING.match(text, end, limit)
        position = closing.end() if closing else end
        tail = _wordless_tail(text, position, limit)
        turns.append(ReadTurn(first, start, tail, None, None))
        position = tail
    turns += _own_words(text, position, len(text), by_line)
    return tuple(turns)


def _apart(text: str, quotations: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in sorted(quotations):
        words = text[max(start, position) : max(end, position)]
        if words.strip():
            first = max(start, position) + len(words) - len(words.lstrip())
            position = first + len(words.strip())
            yield first, position


def _opening(text: str, start: int) -> int:
    """Return where the quotation marks before a quotation begin."""
    while start and text[start - 1] in _MARKS:
        start -= 1
    return start


def _wordless_tail(text: str, position: int, limit: int) -> int:
    """Return the end of a full stop or bracket that alone is left of the paragraph."""
    blank = _BLANK_LINE.search(text, position, limit)
    rest = text[position : blank.start() if blank else limit]
    ends_paragraph = blank is not None or limit == len(text)
    if not ends_paragraph or _WORD.search(rest):
        return position
    return position + len(rest.rstrip())


def _own_words(text: str, start: int, end: int, by_line: bool) -> Iterator[ReadTurn]:
    for turn in cut_paragraphs(text[start:end], by_line=by_line):
        yield replace(turn, start=turn.start + start, body=turn.body + start, end=turn.end + start)
