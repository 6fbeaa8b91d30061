"""Lines that may open a turn: a label, a time, or both, on one line or on several."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from qualcode.reading.times import ANY_TIME, parse_time
from qualcode.reading.turns.lines import Line
from qualcode.reading.turns.shapes import Head, Shape, match_shapes
from qualcode.reading.turns.spelling import label_key

_FIRST, _SHORT, _KEPT = 200, 30, 4_096
_FIRST_TIME = regex.compile(ANY_TIME)
_WITHOUT_WORDS = frozenset({Shape.ALONE, Shape.STAMPED, Shape.STAMP})


class Header(NamedTuple):
    """A line, or several, that may open a turn.

    `line` is the number of the first line and `last` of the last, `start` where it begins, `body`
    where words may begin. `key` is the label's, which its
    other spellings share. `clock` says that it has a time, be it of the recording or of the day.
    """

    line: int
    last: int
    start: int
    body: int
    shape: Shape
    label: str | None
    key: str
    time: float | None
    clock: bool
    after_blank: bool


def find_headers(text: str, lines: Sequence[Line]) -> Iterator[Header]:
    """Yield whatever may open a turn, by line; one line may do so in several shapes."""
    waiting: Header | None = None
    for number, line in enumerate(lines):
        found = [_header(number, line, head) for head in _match_line(text, line)]
        whole = found[0] if found and found[0].body == line.end else None
        if whole and whole.shape in _WITHOUT_WORDS:
            joined = _join(waiting, whole) if waiting else None
            if waiting and not joined:
                yield waiting
            waiting = joined or whole
            yield from found[1:]
            continue
        if waiting:
            yield waiting
            waiting = None
        yield from found
    if waiting:
        yield waiting


def _match_line(text: str, line: Line) -> Iterable[Head]:
    head = text[line.words : min(line.end, line.words + _FIRST)]
    if len(head) <= _SHORT:
        return _match_short(head)
    return match_shapes(head, whole=line.end - line.words <= _FIRST)


@lru_cache(_KEPT)
def _match_short(head: str) -> tuple[Head, ...]:
    """Return what a short line can be taken for: the same ones come again and again."""
    return tuple(match_shapes(head, whole=True))


def _join(above: Header, below: Header) -> Header | None:
    """Return one header for a name and a time on lines of their own; None where they are two."""
    if below.label is None:
        pair = above.label is not None
    elif above.label is None:
        pair = below.shape is Shape.ALONE
    else:
        again = above.key == below.key and above.shape is Shape.STAMPED
        pair = again or _is_initials(above.label, below.label)
    if not pair:
        return None
    timed = above if above.clock else below
    stamped = above.clock or below.clock
    return above._replace(
        last=below.last,
        body=below.body,
        shape=Shape.STAMPED if stamped else Shape.ALONE,
        label=below.label or above.label,
        key=below.key or above.key,
        time=timed.time,
        clock=stamped,
    )


def _is_initials(short: str, label: str) -> bool:
    """Say whether a label is the initials that a meeting program shows beside the name."""
    initials = "".join(word[0] for word in label.split())
    return len(initials) > 1 and short == initials.upper()


def _header(number: int, line: Line, head: Head) -> Header:
    first = _FIRST_TIME.search(head.stamp)
    return Header(
        line=number,
        last=number,
        start=line.start,
        body=line.words + head.length,
        shape=head.shape,
        label=head.label,
        key=label_key(head.label) if head.label else "",
        time=parse_time(first.group()) if first else None,
        clock=first is not None,
        after_blank=line.after_blank,
    )
