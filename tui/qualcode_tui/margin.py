"""The margin of a page: stripes in lanes that say which lines carry which code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from qualcode_tui.cells import clip, width_of
from qualcode_tui.lanes import assign_lanes, place_labels
from qualcode_tui.layout import Layout

MOST_LANES = 5


class Mark(NamedTuple):
    """A coded passage, or one a code is suggested for, as the page shows it.

    `suggested` is empty for a coding, else how likely the code is, in a word.
    """

    start: int
    end: int
    label: str
    colour: str
    suggested: str = ""

    def name(self, room: int) -> str:
        """Return what to write beside the stripe in so many cells: the label before all else."""
        whole = f"{self.suggested}: {self.label}" if self.suggested else self.label
        return whole if width_of(whole) <= room else clip(self.label, room)


class Stripe(NamedTuple):
    """What one lane shows on one line."""

    lane: int
    glyph: str
    colour: str
    suggested: bool


class Margin:
    """The stripes, labels and coded passages of each line of a layout.

    Codings come before suggestions, so that no suggestion takes their lanes or their labels.
    """

    def __init__(self, layout: Layout, marks: Iterable[Mark]) -> None:
        self._marks = sorted(marks, key=itemgetter(4, 0, 1))
        self._extents: list[tuple[int, int]] = []
        self._lanes: list[int] = []
        self._named: dict[int, int] = {}
        self._on: defaultdict[int, list[int]] = defaultdict(list)
        for mark in self._marks:
            lines = layout.lines_of(mark.start, mark.end)
            for line in lines:
                self._on[line].append(len(self._extents))
            self._extents.append((lines[0], lines[-1]))
        codings = sum(not mark.suggested for mark in self._marks)
        self._arrange(0, codings)
        self._arrange(codings, len(self._marks))
        self.lanes = min(max(self._lanes, default=-1) + 1, MOST_LANES)

    def stripes(self, line: int) -> list[Stripe]:
        """Return the stripes of a line that have a lane."""
        return [
            Stripe(self._lanes[i], self._glyph(i, line), mark.colour, bool(mark.suggested))
            for i, mark in self._marks_on(line)
            if self._lanes[i] < MOST_LANES
        ]

    def passages(self, line: int) -> list[Mark]:
        """Return the codings of a line in the order of the text, suggestions left out."""
        return [mark for _, mark in self._marks_on(line) if not mark.suggested]

    def label(self, line: int) -> Mark | None:
        """Return the mark that is named on a line."""
        i = self._named.get(line)
        return None if i is None else self._marks[i]

    def hidden(self, line: int) -> int:
        """Count the stripes of a line for which there is no lane left."""
        return sum(self._lanes[i] >= MOST_LANES for i in self._on.get(line, ()))

    def _arrange(self, start: int, end: int) -> None:
        """Give the marks from `start` up to `end` lanes and labels beside those before them."""
        extents = self._extents[start:end]
        first_lane = max(self._lanes, default=-1) + 1
        self._lanes += [first_lane + lane for lane in assign_lanes(extents)]
        named = place_labels(extents, taken=self._named.keys())
        self._named |= {line: start + i for line, i in named.items()}

    def _marks_on(self, line: int) -> Iterator[tuple[int, Mark]]:
        return ((i, self._marks[i]) for i in self._on.get(line, ()))

    def _glyph(self, i: int, line: int) -> str:
        """Return a stripe's character: one that branches to the right on the line of its label."""
        first, last = self._extents[i]
        is_named = self._named.get(line) == i
        if self._marks[i].suggested:
            return "┊"
        if first == last:
            return "┣" if is_named else "┃"
        if line == first:
            return "┏" if is_named else "╻"
        if line == last:
            return "┗" if is_named else "╹"
        return "┣" if is_named else "┃"
