"""Cutting a plain text into turns."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import regex

from qualcode.model.words import count
from qualcode.reading.shape import Cut, ReadTurn
from qualcode.reading.turns.choice import Choice, choose_layout
from qualcode.reading.turns.closing import is_end, is_minuted, is_pause
from qualcode.reading.turns.conversation import doubt_conversation
from qualcode.reading.turns.doubts import doubt_nobody, doubt_turns
from qualcode.reading.turns.headers import Header, find_headers
from qualcode.reading.turns.lines import Line, count_blocks, skip_numbers, split_lines
from qualcode.reading.turns.preamble import tell_preamble
from qualcode.reading.turns.prefixes import name_stamps
from qualcode.reading.turns.shapes import Shape

_STAMPED_SHARE, _RULED_SHARE = 0.2, 0.5
_LOOKED_AT = 200
_HEADING = regex.compile(r"#{1,6}\s")


class _Break(NamedTuple):
    """Where a turn begins, where its words may begin, and what its head says."""

    start: int
    body: int
    time: float | None = None
    label: str | None = None


def cut_text(text: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Cut a text into turns by the labels, times or paragraphs that it has.

    `declared` are the keys of labels that are known to stand for speakers.
    """
    plain = split_lines(text)
    numbered = skip_numbers(text, plain)
    lines = numbered or plain
    headers = list(find_headers(text, lines))
    headers += name_stamps(text, lines, headers)
    choice = choose_layout(headers, text, lines, declared)
    if choice:
        turns = _cut_at(_labelled_breaks(choice.headers, text, lines), text, lines)
        told = (*tell_preamble(text, lines, choice.headers), *_tell(choice, numbered=numbered))
        unsure = (
            *doubt_turns(text, headers, choice, turns),
            *doubt_conversation(text, lines, headers, choice.headers, turns, declared),
        )
        return Cut(text, choice.layout, turns, tuple(told), unsure=unsure)
    layout, turns = _cut_nameless(headers, text, lines, plain)
    return Cut(text, layout, turns, unsure=tuple(doubt_nobody(len(turns))))


def cut_paragraphs(
    text: str, *, by_line: bool | None = None, lines: Sequence[Line] | None = None
) -> tuple[ReadTurn, ...]:
    """Return a turn without a label for each paragraph.

    Each line is a paragraph where no line is blank, or where `by_line` says so. `lines` are those
    of the text where they are known.
    """
    lines = split_lines(text) if lines is None else lines
    if by_line is None:
        by_line = count_blocks(lines) == 1
    starts = [line.start for line in lines if by_line or line.after_blank]
    return _cut_at([_Break(start, start) for start in starts], text, lines)


def _cut_nameless(
    headers: Sequence[Header], text: str, lines: Sequence[Line], plain: Sequence[Line]
) -> tuple[str, tuple[ReadTurn, ...]]:
    """Cut a text that names nobody at its times, at its dashes, or by paragraph.

    `plain` are its lines with their numbers, where they have numbers.
    """
    blocks = count_blocks(lines)
    for layout, shape, share in (
        ("stamps/1", Shape.STAMP, _STAMPED_SHARE * blocks),
        ("rules/1", Shape.RULE, _RULED_SHARE * (blocks if blocks > 1 else len(lines))),
    ):
        found = [h for h in headers if h.shape is shape]
        if len(found) > 1 and len(found) >= share:
            breaks = [_Break(h.start, h.body, h.time) for h in found]
            return layout, _cut_at(breaks, text, lines)
    return "paragraphs/1", cut_paragraphs(text, lines=plain)


def _labelled_breaks(
    headers: Sequence[Header], text: str, lines: Sequence[Line]
) -> Iterable[_Break]:
    """Break at each header, and at what a document or its transcriber says in its own words."""
    breaks = [_Break(h.start, h.body, h.time, h.label) for h in headers]
    breaks += [_Break(lines[n].start, lines[n].start) for n in _own_lines(headers, text, lines)]
    return sorted(breaks, key=lambda b: b.start)


def _own_lines(headers: Sequence[Header], text: str, lines: Sequence[Line]) -> Iterator[int]:
    """Yield the numbers of headings, of closing lines, and of breaks that a speaker follows."""
    taken = {n for h in headers for n in range(h.line, h.last + 1)}
    for n, line in enumerate(lines):
        if n in taken:
            continue
        words = text[line.words : min(line.end, line.words + _LOOKED_AT)]
        if _HEADING.match(words):
            yield n
        elif n > headers[0].last:
            followed = n + 1 in taken or n + 1 == len(lines)
            own = is_pause(words) or (line.after_blank and is_minuted(words))
            if is_end(words) or (followed and own):
                yield n


def _tell(choice: Choice, *, numbered: object) -> Iterator[str]:
    """Tell what of the heads of turns was left as it stands."""
    if numbered:
        yield "The lines are numbered; the numbers stay in the text."
    if number := sum(h.clock and h.time is None for h in choice.headers):
        yield (
            f"{count(number, 'turn')} had a time of day, which is not a time in the recording; it "
            "stays in the text."
        )


def _cut_at(breaks: Iterable[_Break], text: str, lines: Sequence[Line]) -> tuple[ReadTurn, ...]:
    """Return the turns between the breaks; what comes before the first is a turn too."""
    if not lines:
        return ()
    places = list(breaks)
    first = len(text) - len(text.lstrip())
    if not places or places[0].start > first:
        places.insert(0, _Break(first, first))
    turns: list[ReadTurn] = []
    for place, after in zip(places, [*(p.start for p in places[1:]), len(text)], strict=True):
        end = place.start + len(text[place.start : after].rstrip())
        words = text[place.body : end].lstrip()
        turns.append(ReadTurn(place.start, end - len(words), end, place.time, place.label))
    return tuple(turns)
