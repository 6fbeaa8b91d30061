"""The text as it is shown: corrections stand in the place of the words they correct.

A correction is written between ‹ and ›, so that it is seen for what it is and one without words
can be seen at all. Offsets are code points of the imported text; points are code points of the
text as shown. Without corrections the two are the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from qualcode.model import Document, Patch, Span, Turn

OPENING, CLOSING = "‹", "›"


class Piece(NamedTuple):
    """A correction: shown for `text[start:end]` at the points `first` up to `last`, with signs."""

    start: int
    end: int
    first: int
    last: int


class ShownText:
    """A document with its corrections in place, and the way between offsets and points."""

    def __init__(self, document: Document) -> None:
        self.pieces: list[Piece] = []
        words = self._place(document)
        self._starts = [piece.start for piece in self.pieces]
        self._firsts = [piece.first for piece in self.pieces]
        self.document = document
        if self.pieces:
            turns = tuple(self._move(turn) for turn in document.turns)
            self.document = replace(document, text=words, turns=turns)

    @property
    def corrected(self) -> list[Span]:
        """The stretches of the imported text that something else is shown for."""
        return [Span(piece.start, piece.end) for piece in self.pieces]

    def read(self, span: Span) -> str:
        """Return the words of a stretch (of offsets) as they are shown."""
        points = self.points_of(span)
        return self.document.text[points.start : points.end]

    def point_at(self, offset: int) -> int:
        """Return where the code point at an offset is shown; in a correction, where that begins."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0:
            return offset
        piece = self.pieces[i]
        return piece.first if offset < piece.end else offset - piece.end + piece.last

    def points_of(self, span: Span) -> Span:
        """Return where a stretch is shown, corrections that it cuts into included whole."""
        first = self.point_at(span.start)
        i = bisect_left(self._starts, span.end) - 1
        if i < 0:
            return Span(first, max(first, span.end))
        piece = self.pieces[i]
        last = piece.last if span.end <= piece.end else span.end - piece.end + piece.last
        return Span(first, max(first, last))

    def offset_at(self, point: int) -> int:
        """Return the offset of what is shown at a point; in a correction, where that begins."""
        i = bisect_right(self._firsts, point) - 1
        if i < 0:
            return point
        piece = self.pieces[i]
        return piece.start if point < piece.last else point - piece.last + piece.end

    def edge_at(self, point: int) -> int:
        """Return the offset of an edge; inside a correction, that of its nearer end."""
        i = bisect_right(self._firsts, point) - 1
        if i >= 0:
            piece = self.pieces[i]
            if point < piece.last:
                return piece.start if point - piece.first <= piece.last - point else piece.end
        return self.offset_at(point)

    def pieces_in(self, first: int, last: int) -> Iterator[Piece]:
        """Yield the corrections that are shown between two points."""
        i = max(0, bisect_right(self._firsts, first) - 1)
        while i < len(self.pieces) and self.pieces[i].first < last:
            if first < self.pieces[i].last:
                yield self.pieces[i]
            i += 1

    def _place(self, document: Document) -> str:
        """Put the corrections in place and return the words; of two that overlap the first wins."""
        parts: list[str] = []
        at = point = 0
        for patch in _in_turns(document):
            if patch.start < at:
                continue
            words = f"{OPENING}{patch.words}{CLOSING}"
            parts += [document.text[at : patch.start], words]
            point += patch.start - at
            self.pieces.append(Piece(patch.start, patch.end, point, point + len(words)))
            at, point = patch.end, point + len(words)
        return "".join([*parts, document.text[at:]])

    def _move(self, turn: Turn) -> Turn:
        body = self.points_of(Span(turn.body, turn.end))
        return replace(turn, start=self.point_at(turn.start), body=body.start, end=body.end)


def _in_turns(document: Document) -> Iterator[Patch]:
    """Yield the corrections, by where they begin, that lie within the words of one turn."""
    bodies = [turn.body for turn in document.turns]
    for patch in sorted(document.patches, key=attrgetter("start")):
        i = bisect_right(bodies, patch.start) - 1
        if i >= 0 and patch.start < patch.end <= document.turns[i].end:
            yield patch
