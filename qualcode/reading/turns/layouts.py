"""Cutting a plain text into turns."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import regex

from qualcode.reading.shape import Cut, ReadTurn
from qualcode.reading.turns.evidence import choose_declared, choose_headers
from qualcode.reading.turns.headers import (
    Header,
    Line,
    Shape,
    count_blocks,
    find_headers,
    split_lines,
)
from qualcode.reading.turns.preamble import tell_preamble

_STAMPED_SHARE = 0.2
_HEADING = regex.compile(r"#{1,6}\s")
_LABELLED = (
    ("labels/1", frozenset({Shape.COLON, Shape.STAMPED})),
    ("labels/1", frozenset({Shape.TAB})),
    ("lines/1", frozenset({Shape.ALONE})),
)


@dataclass(frozen=True, slots=True)
class _Break:
    """Where a turn begins, where its words may begin, and what its head says."""

    start: int
    body: int
    time: float | None = None
    label: str | None = None


def cut_text(text: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Cut a text into turns by the labels, times or paragraphs that it has.

    `declared` are the keys of labels that are known to stand for speakers.
    """
    lines = split_lines(text)
    headers = list(find_headers(text, lines))
    for choose in (choose_headers, choose_declared):
        for layout, shapes in _LABELLED:
            chosen = choose([h for h in headers if h.shape in shapes], text, lines, declared)
            if chosen:
                stamped = sum(h.shape is Shape.STAMPED for h in chosen)
                name = "stamps/1" if 2 * stamped > len(chosen) else layout
                turns = _cut_at(_labelled_breaks(chosen, text, lines), text, lines)
                return Cut(text, name, turns, tuple(tell_preamble(text, lines, chosen)))
    stamps = [h for h in headers if h.shape is Shape.STAMP]
    if len(stamps) > 1 and len(stamps) >= _STAMPED_SHARE * count_blocks(lines):
        breaks = [_Break(h.start, h.body, h.time) for h in stamps]
        return Cut(text, "stamps/1", _cut_at(breaks, text, lines))
    return Cut(text, "paragraphs/1", cut_paragraphs(text))


def cut_paragraphs(text: str, *, by_line: bool | None = None) -> tuple[ReadTurn, ...]:
    """Return a turn without a label for each paragraph.

    Each line is a paragraph where no line is blank, or where `by_line` says so.
    """
    lines = split_lines(text)
    if by_line is None:
        by_line = count_blocks(lines) == 1
    starts = [line.start for line in lines if by_line or line.after_blank]
    return _cut_at([_Break(start, start) for start in starts], text, lines)


def _labelled_breaks(
    headers: Sequence[Header], text: str, lines: Sequence[Line]
) -> Iterable[_Break]:
    """Break at each header, and at each heading, which is a document's own words."""
    breaks = [_Break(h.start, h.body, h.time, h.label) for h in headers]
    taken = {h.line for h in headers}
    breaks += [
        _Break(line.start, line.start)
        for number, line in enumerate(lines)
        if number not in taken and _HEADING.match(text, line.start, line.end)
    ]
    return sorted(breaks, key=lambda b: b.start)


def _cut_at(breaks: Iterable[_Break], text: str, lines: Sequence[Line]) -> tuple[ReadTurn, ...]:
    """Return the turns between the breaks; what comes before the first is a turn too."""
    if not lines:
        return ()
    places = list(breaks)
    if not places or places[0].start > lines[0].start:
        places.insert(0, _Break(lines[0].start, lines[0].start))
    turns: list[ReadTurn] = []
    for place, after in zip(places, [*(p.start for p in places[1:]), len(text)], strict=True):
        end = place.start + len(text[place.start : after].rstrip())
        words = text[place.body : end].lstrip()
        turns.append(ReadTurn(place.start, end - len(words), end, place.time, place.label))
    return tuple(turns)
