"""The margin of a page: stripes in lanes that say which lines carry which code."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from qualcode_tui.text.cells import width_of
from qualcode_tui.text.layout import Layout
from qualcode_tui.text.short_labels import initials, shorten
from qualcode_tui.text.stripes import MOST_LANES, Block, Mark, Stripe

__all__ = ["Margin", "Mark", "Sign", "Stripe"]

_MOST_CHANGED = 50


class Sign(NamedTuple):
    """A character beside the line on which a stretch begins: a star, or a pen for a note."""

    start: int
    end: int
    glyph: str


class Margin:
    """The stripes, labels and coded passages of each line of a layout.

    Marks that share lines are arranged together, in a block, when somebody first looks at one of
    its lines; so a change costs no more than the blocks it touches.
    """

    def __init__(self, layout: Layout, marks: Iterable[Mark]) -> None:
        self._layout = layout
        self.marks: tuple[Mark, ...] = ()
        self.lanes = 0
        self._labels: set[str] = set()
        self._coders: set[str] = set()
        self._short = lru_cache(maxsize=None)(self._shorten)
        self._lay(marks)

    def change(self, marks: Iterable[Mark]) -> set[int] | None:
        """Put these marks in the place of all before; return the lines that look different.

        None stands for all of them.
        """
        marks = tuple(marks)
        if not self.marks:
            self._lay(marks)
            return None
        before, after = set(self.marks), set(marks)
        gone, new = before - after, after - before
        doubled = len(before) < len(self.marks) or len(after) < len(marks)
        if doubled or len(gone) + len(new) > _MOST_CHANGED:
            self._lay(marks)
            return None
        said = self._labels, self._coders, self.lanes
        self.marks = marks
        lines: set[int] = set()
        for mark in gone:
            lines |= self._rearrange(mark, mark, None)
        for mark in new:
            lines |= self._rearrange(mark, None, mark)
        if gone or new:
            self._name()
        return lines if said == (self._labels, self._coders, self.lanes) else None

    def stripes(self, line: int) -> Sequence[Stripe]:
        """Return the stripes of a line that have a lane."""
        block = self._block_at(line)
        return block.stripes(line) if block else ()

    def passages(self, line: int) -> Sequence[Mark]:
        """Return the codings of a line in the order of the text, suggestions left out."""
        block = self._block_at(line)
        return block.passages(line) if block else ()

    def label(self, line: int) -> Mark | None:
        """Return the mark that is named on a line."""
        block = self._block_at(line)
        return block.named(line) if block else None

    def say_label(self, line: int, room: int) -> str:
        """Return what to write on a line in so many cells: the label before all else.

        Where two coders gave the code to the same lines, it is said whose this one is.
        """
        block = self._block_at(line)
        mark = block.named(line) if block else None
        if block is None or mark is None:
            return ""
        if mark.suggested:
            whole = f"{mark.suggested}: {mark.label}"
            return whole if width_of(whole) <= room else self._short(mark.label, room)
        whose = f" ({initials(mark.coder, self._coders)})" if block.is_doubled(line) else ""
        left = room - width_of(whose)
        return f"{self._short(mark.label, left)}{whose}" if left > 0 else ""

    def hidden(self, line: int) -> int:
        """Count the stripes of a line for which there is no lane left."""
        block = self._block_at(line)
        return block.hidden(line) if block else 0

    def _shorten(self, label: str, room: int) -> str:
        return shorten(label, self._labels, room)

    # Blocks

    def _lay(self, marks: Iterable[Mark]) -> None:
        self.marks = tuple(marks)
        # In one order, whatever they came in: it says which of equals is named, and its lane.
        self._blocks = self._gather(sorted(self.marks))
        self._firsts = [block.first for block in self._blocks]
        self._name()

    def _gather(self, marks: Sequence[Mark]) -> list[Block]:
        """Return blocks of marks that share lines. The marks come in the order of the text."""
        blocks: list[Block] = []
        begun, first, last = 0, -1, -1
        for i, (start, end) in enumerate(self._layout.extents_of(marks)):
            if start > last:
                if i:
                    blocks.append(Block(self._layout, marks[begun:i], first, last))
                begun, first = i, start
            last = max(last, end)
        if marks:
            blocks.append(Block(self._layout, marks[begun:], first, last))
        return blocks

    def _rearrange(self, place: Mark, gone: Mark | None, new: Mark | None) -> set[int]:
        """Take a mark out of the blocks at its place, or put one in; return their lines."""
        lines = self._layout.lines_of(place.start, place.end)
        i = max(0, bisect_right(self._firsts, lines[0]) - 1)
        if i < len(self._blocks) and self._blocks[i].last < lines[0]:
            i += 1
        j = i
        while j < len(self._blocks) and self._blocks[j].first <= lines[-1]:
            j += 1
        touched = self._blocks[i:j]
        marks = [mark for block in touched for mark in block.marks if mark != gone]
        if new is not None:
            marks.append(new)
        blocks = self._gather(sorted(marks))
        self._blocks[i:j] = blocks
        self._firsts[i:j] = [block.first for block in blocks]
        return {n for block in (*touched, *blocks) for n in range(block.first, block.last + 1)}

    def _name(self) -> None:
        """Look anew at what is to be told apart, and at how many lanes there are."""
        labels = set(map(attrgetter("label"), self.marks))
        if labels != self._labels:
            self._labels = labels
            self._short.cache_clear()
        self._coders = set(map(attrgetter("coder"), self.marks)) - {""}
        self.lanes = 0
        for block in self._blocks:
            self.lanes = max(self.lanes, min(block.lanes, MOST_LANES))
            if self.lanes == MOST_LANES:
                break

    def _block_at(self, line: int) -> Block | None:
        i = bisect_right(self._firsts, line) - 1
        if i < 0 or self._blocks[i].last < line:
            return None
        return self._blocks[i]
