"""What a mouse that is pressed and dragged over words means."""

from dataclasses import dataclass

from qualcode.model import Span
from qualcode_tui.text.edges import Edges, Unit

_SAME_PLACE_WITHIN = 0.5
_UNITS = (None, Unit.WORD, Unit.TURN)


class Presses:
    """Counts presses of the button that follow each other at one place."""

    def __init__(self) -> None:
        self._number, self._place, self._time = 0, (-1, -1), 0.0

    def count(self, place: tuple[int, int], time: float) -> Unit | None:
        """Note a press, at a cell and a time in seconds, and return what it takes.

        None stands for characters; the second press takes the word, the third the turn, and the
        fourth begins anew.
        """
        follows = place == self._place and time - self._time <= _SAME_PLACE_WITHIN
        self._number = (self._number + 1) % len(_UNITS) if follows else 0
        self._place, self._time = place, time
        return _UNITS[self._number]


@dataclass(frozen=True, slots=True)
class Drag:
    """A selection that is being dragged: what was pressed on, and what it goes by."""

    start: Span
    unit: Unit | None

    def to(self, edges: Edges, edge: int, under: int) -> tuple[int, int]:
        """Return anchor and head for a pointer near an edge of text and on top of an offset."""
        if self.unit is None:
            return self.start.start, edge
        there = edges.unit_at(self.unit, under)
        if there.start < self.start.start:
            return self.start.end, there.start
        return self.start.start, max(self.start.end, there.end)
