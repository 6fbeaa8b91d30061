"""Stripes: what the marks that share lines look like beside each other."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from qualcode_tui.text.lanes import assign_lanes, place_labels
from qualcode_tui.text.layout import Layout

MOST_LANES = 5


class Mark(NamedTuple):
    """A coded passage, or one a code is suggested for, as the page shows it.

    `suggested` is empty for a coding, else how likely the code is, in a word; `coder` is empty
    for a suggestion.
    """

    start: int
    end: int
    label: str
    colour: str
    suggested: str = ""
    coder: str = ""


class Stripe(NamedTuple):
    """What one lane shows on one line."""

    lane: int
    glyph: str
    colour: str
    suggested: bool


class _Arranged(NamedTuple):
    """The lane of each mark, which of them stand on each line, and which is named there."""

    lanes: list[int]
    on: dict[int, list[int]]
    named: dict[int, int]


class Block:
    """Marks that share lines, directly or by way of others, from the first line to the last.

    Codings come before suggestions, so that no suggestion takes their lanes or their labels.
    """

    def __init__(self, layout: Layout, marks: Sequence[Mark], first: int, last: int) -> None:
        self.first, self.last = first, last
        self._layout, self._given = layout, marks

    @cached_property
    def marks(self) -> list[Mark]:
        """The marks, codings first, each sort in the order of the text."""
        return sorted(self._given, key=attrgetter("suggested", "start", "end"))

    @cached_property
    def _extents(self) -> list[tuple[int, int]]:
        lines = (self._layout.lines_of(mark.start, mark.end) for mark in self.marks)
        return [(some[0], some[-1]) for some in lines]

    @property
    def lanes(self) -> int:
        """How many lanes the marks need."""
        return max(self._arranged.lanes) + 1

    def stripes(self, line: int) -> list[Stripe]:
        """Return the stripes of a line that have a lane."""
        lanes, on, named = self._arranged
        return [
            Stripe(
                lanes[i],
                self._glyph(i, line, is_named=named.get(line) == i),
                self.marks[i].colour,
                bool(self.marks[i].suggested),
            )
            for i in on.get(line, ())
            if lanes[i] < MOST_LANES
        ]

    def passages(self, line: int) -> list[Mark]:
        """Return the codings of a line in the order of the text, suggestions left out."""
        on = self._arranged.on.get(line, ())
        return [self.marks[i] for i in on if not self.marks[i].suggested]

    def named(self, line: int) -> Mark | None:
        """Return the mark that is named on a line."""
        i = self._arranged.named.get(line)
        return None if i is None else self.marks[i]

    def hidden(self, line: int) -> int:
        """Count the stripes of a line for which there is no lane left."""
        lanes, on, _ = self._arranged
        return sum(lanes[i] >= MOST_LANES for i in on.get(line, ()))

    def is_doubled(self, line: int) -> bool:
        """Say whether another coder's stripe for the code named here runs beside its stripe."""
        i = self._arranged.named[line]
        first, last = self._extents[i]
        mark = self.marks[i]
        return any(
            other.label == mark.label
            and other.coder not in {"", mark.coder}
            and start <= last
            and first <= end
            for other, (start, end) in zip(self.marks, self._extents, strict=True)
        )

    @cached_property
    def _arranged(self) -> _Arranged:
        codings = sum(not mark.suggested for mark in self.marks)
        lanes = assign_lanes(self._extents[:codings])
        named = place_labels(self._extents[:codings])
        beyond = max(lanes, default=-1) + 1
        suggested = self._extents[codings:]
        lanes += [beyond + lane for lane in assign_lanes(suggested)]
        labels = place_labels(suggested, taken=named.keys())
        named |= {line: codings + i for line, i in labels.items()}
        on: defaultdict[int, list[int]] = defaultdict(list)
        for i, (first, last) in enumerate(self._extents):
            for line in range(first, last + 1):
                on[line].append(i)
        return _Arranged(lanes, on, named)

    def _glyph(self, i: int, line: int, *, is_named: bool) -> str:
        """Return a stripe's character: one that branches to the right on the line of its label."""
        first, last = self._extents[i]
        if self.marks[i].suggested:
            return "┊"
        if first == last:
            return "┣" if is_named else "┃"
        if line == first:
            return "┏" if is_named else "╻"
        if line == last:
            return "┗" if is_named else "╹"
        return "┣" if is_named else "┃"
