"""The margin of a page: stripes in lanes that say which lines carry which code."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from qualcode_tui.text.cells import width_of
from qualcode_tui.text.lanes import assign_lanes, place_labels
from qualcode_tui.text.layout import Layout
from qualcode_tui.text.short_labels import initials, shorten

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
        self._labels = {mark.label for mark in self._marks}
        self._coders = {mark.coder for mark in self._marks if mark.coder}
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

    def say_label(self, line: int, room: int) -> str:
        """Return what to write on a line in so many cells: the label before all else.

        Where two coders gave the code to the same lines, it is said whose this one is.
        """
        i = self._named.get(line)
        if i is None:
            return ""
        mark = self._marks[i]
        if mark.suggested:
            whole = f"{mark.suggested}: {mark.label}"
            return whole if width_of(whole) <= room else shorten(mark.label, self._labels, room)
        whose = f" ({initials(mark.coder, self._coders)})" if self._is_doubled(i) else ""
        left = room - width_of(whose)
        return f"{shorten(mark.label, self._labels, left)}{whose}" if left > 0 else ""

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

    def _is_doubled(self, i: int) -> bool:
        """Say whether another coder's stripe for the same code runs beside this one."""
        first, last = self._extents[i]
        beside = {other for line in range(first, last + 1) for other in self._on[line]}
        return any(
            self._marks[other].label == self._marks[i].label
            and self._marks[other].coder not in {"", self._marks[i].coder}
            for other in beside
        )

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
