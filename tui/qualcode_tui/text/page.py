"""A page: everything that the lines of an open document are drawn from.

The lines are of the text as it is shown; from outside a page is asked in offsets of the imported
text, and the way between the two is taken here.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from qualcode.model import Case, SourceKind, Span
from qualcode_tui.text.corrections import ShownText
from qualcode_tui.text.layout import Kind, Layout, Line
from qualcode_tui.text.margin import Margin, Mark, Sign
from qualcode_tui.text.spans import count_shared

_GUTTER = 4
_MOST_CHANGED = 50
_WIDEST_TEXT = 84
_WIDEST_PAD = 6


class Columns(NamedTuple):
    """How the cells of a line are shared out: blank, gutter, words, margin."""

    pad: int
    text: int
    margin: int

    @property
    def left(self) -> int:
        """The cell at which words begin."""
        return self.pad + _GUTTER

    @classmethod
    def of(cls, width: int) -> "Columns":
        """Share out a width: words first, up to a length that is easy to read."""
        margin = max(8, min(26, width // 4))
        text = max(8, min(_WIDEST_TEXT, width - _GUTTER - margin - 1))
        pad = max(0, min(_WIDEST_PAD, (width - _GUTTER - text - margin) // 2))
        return cls(pad, text, max(0, width - pad - _GUTTER - text))


class Page:
    """A document laid out at one width, with what is marked, read and found in it."""

    def __init__(
        self,
        shown: ShownText,
        cases: Mapping[str, Case],
        width: int,
        chosen: Mapping[str, Sequence[tuple[str, str]]] | None = None,
    ) -> None:
        self.shown, self.cases, self.width = shown, cases, width
        self.chosen = chosen or {}
        self.columns = Columns.of(width)
        self.layout = Layout(shown.document, self.columns.text)
        self.turns = shown.document.turns
        self.margin = Margin(self.layout, ())
        self.found: Span | None = None
        self._read: Sequence[Span] = ()
        self._shares: dict[int, str] = {}
        self._signs: dict[int, str] = {}

    # What is put on it, in offsets. Each says which lines look different then; None: all of them.

    def mark(self, marks: Iterable[Mark]) -> set[int] | None:
        """Put these codings and suggestions on the page in the place of all before."""
        if self.shown.pieces:
            marks = [self._move(mark) for mark in marks]
        return self.margin.change(marks)

    def read(self, spans: Iterable[Span]) -> set[int] | None:
        """Say what has been read. No two of the spans overlap."""
        before = self._read
        self._read = sorted(self.shown.points_of(span) for span in spans)
        if self._read == before:
            return set()
        self._shares.clear()
        differing = set(before) ^ set(self._read)
        if len(differing) > _MOST_CHANGED:
            return None
        return {n for span in differing for n in self._lines_of_turns(span)}

    def sign(self, signs: Iterable[Sign]) -> set[int]:
        """Put these signs on the page in the place of all before.

        A sign stands where its stretch begins; one of a whole turn beside the turn's speaker.
        """
        before, self._signs = self._signs, {}
        for sign in signs:
            line = self._line_of_sign(self.shown.points_of(Span(sign.start, sign.end)))
            there = self._signs.get(line, "")
            if sign.glyph not in there:
                self._signs[line] = there + sign.glyph
        both = before.keys() | self._signs.keys()
        return {line for line in both if before.get(line) != self._signs.get(line)}

    def find(self, span: Span | None) -> None:
        """Say what a search has found."""
        self.found = self.shown.points_of(span) if span else None

    # Where things are, from offsets and to offsets

    def line_at(self, offset: int) -> int:
        """Return the number of the line that an offset is on; between turns, the line before."""
        return self.layout.line_at(self.shown.point_at(offset))

    def lines_of(self, span: Span) -> range:
        """Return the numbers of the lines from the first to the last that a stretch touches."""
        points = self.shown.points_of(span)
        return self.layout.lines_of(points.start, points.end)

    def column_of(self, offset: int) -> int:
        """Return the cell of the words, from 0, at which an offset is drawn on its line."""
        return self.layout.column_of(self.shown.point_at(offset))

    def offset_at(self, number: int, column: int) -> int:
        """Return the offset of what is at a cell; past the end of the line, of its last."""
        return self.shown.offset_at(self.layout.offset_at(number, column))

    def edge_at(self, number: int, column: int) -> int:
        """Return the edge of text that is nearest to a cell, the line's end included."""
        return self.shown.edge_at(self.layout.edge_at(number, column))

    def lines_away(self, offset: int, by: int, column: int) -> int:
        """Return the offset `by` lines with words away, at a column; the offset itself at the end.

        Headers and blanks count among several lines; one line is always to the next with words.
        A line that only goes on with a correction is passed over: all of it has one offset.
        """
        lines, step = self.layout.lines, 1 if by > 0 else -1
        start = self.line_at(offset)
        near = range(start + by, start, -step)
        beyond = range(start + by + step, len(lines) if step > 0 else -1, step)
        for number in chain(near, beyond):
            if 0 <= number < len(lines) and lines[number].kind is Kind.BODY:
                at = self.offset_at(number, column)
                if (self.line_at(at) - start) * step > 0:
                    return at
        return offset

    # What a line is drawn from, in points

    def share_read(self, turn: int) -> str:
        """Return the sign of how far a turn (by index) has been read: ○, ◐ or ✓.

        A question of a survey is a heading, which nobody need read: it has none.
        """
        if self.is_question(turn):
            return " "
        sign = self._shares.get(turn)
        if sign is None:
            body = Span(self.turns[turn].body, self.turns[turn].end)
            shared = count_shared(self._read, body)
            sign = "✓" if shared >= len(body) else "◐" if shared else "○"
            self._shares[turn] = sign
        return sign

    def is_question(self, turn: int) -> bool:
        """Say whether a turn (by index) is a question of a survey."""
        is_survey = self.shown.document.source.kind is SourceKind.SURVEY
        return is_survey and self.turns[turn].case is None

    def signs_on(self, number: int) -> str:
        """Return the signs that stand beside a line."""
        return self._signs.get(number, "")

    def is_read(self, line: Line) -> bool:
        """Say whether all of a line that has words has been read."""
        span = Span(line.start, line.end)
        return len(span) > 0 and count_shared(self._read, span) == len(span)

    def _line_of_sign(self, points: Span) -> int:
        layout = self.layout
        line = layout.line_at(points.start)
        if not self.turns:
            return line
        index = layout.lines[line].turn
        turn = self.turns[index]
        is_whole = points.start <= turn.body and turn.end <= points.end
        return layout.header_of(index) if is_whole else line

    def _lines_of_turns(self, points: Span) -> range:
        """Return the lines of the turns that a stretch of points touches, their headers too."""
        lines = self.layout.lines_of(points.start, points.end)
        first, last = (self.layout.lines[n].turn for n in (lines[0], lines[-1]))
        return range(self.layout.header_of(first), self.layout.last_of(last) + 1)

    def _move(self, mark: Mark) -> Mark:
        points = self.shown.points_of(Span(mark.start, mark.end))
        return mark._replace(start=points.start, end=points.end)
