"""How a document is laid out on lines of a given width, and the way from offset to cell and back.

Each turn has a header line (who, role, time, number), its words on as many lines as they need,
and a blank line after it. Every code point of every turn's words is on exactly one line.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import NamedTuple

from qualcode.model import Case, Document, Turn
from qualcode_tui.text.cells import Cluster, clip, clusters, is_narrow, width_of

_HOUR = 3600
_MINUTE = 60


class Kind(IntEnum):
    """What a line shows."""

    BLANK = 0
    HEADER = 1
    BODY = 2


class Line(NamedTuple):
    """One line: the index of its turn, and the code points `start` up to `end` on it."""

    kind: Kind
    turn: int
    start: int
    end: int


class Layout:
    """The lines of a document at one width."""

    def __init__(self, document: Document, width: int) -> None:
        self.text = document.text
        self.width = max(2, width)
        self.lines: list[Line] = []
        self._headers: list[int] = []
        self._numbers: list[int] = []
        self._starts: list[int] = []
        for index, turn in enumerate(document.turns):
            self._add_turn(index, turn)

    def __len__(self) -> int:
        return len(self.lines)

    def header_of(self, turn: int) -> int:
        """Return the number of the header line of a turn."""
        return self._headers[turn]

    def last_of(self, turn: int) -> int:
        """Return the number of the last line with words of a turn."""
        after = turn + 1
        return (self._headers[after] if after < len(self._headers) else len(self.lines)) - 2

    def line_at(self, offset: int) -> int:
        """Return the number of the line that an offset is on; between turns, the line before."""
        if not self._starts:
            return 0
        return self._numbers[max(0, bisect_right(self._starts, offset) - 1)]

    def lines_of(self, start: int, end: int) -> range:
        """Return the numbers of the lines from the first to the last that a stretch touches."""
        first = self.line_at(start)
        return range(first, max(first, self.line_at(max(start, end - 1))) + 1)

    def column_of(self, offset: int) -> int:
        """Return the cell, from 0, at which an offset is drawn on its line."""
        line = self.lines[self.line_at(offset)]
        column = 0
        for cluster in self.clusters_of(line):
            if offset < cluster.end:
                return column
            column += cluster.width
        return column

    def offset_at(self, number: int, column: int) -> int:
        """Return the offset of the cluster at a cell; past the end of the line, of its last."""
        line = self._nearest_body(number)
        found, cell = line.start, 0
        for cluster in self.clusters_of(line):
            if column < cell:
                break
            found = cluster.start
            cell += cluster.width
        return found

    def edge_at(self, number: int, column: int) -> int:
        """Return the edge between clusters that is nearest to a cell, the line's end included."""
        line = self._nearest_body(number)
        cell = 0
        for cluster in self.clusters_of(line):
            if column < cell + (cluster.width + 1) // 2 or self.text[cluster.start] == "\n":
                return cluster.start
            cell += cluster.width
        return line.end

    def clusters_of(self, line: Line) -> Iterator[Cluster]:
        """Yield the clusters of a line in order."""
        return clusters(self.text, line.start, line.end)

    def _nearest_body(self, number: int) -> Line:
        """Return the line itself, or the body line that a header or blank line leads to."""
        number = min(max(0, number), len(self.lines) - 1)
        line = self.lines[number]
        if line.kind is Kind.HEADER:
            return self.lines[number + 1]
        return self.lines[number - 1] if line.kind is Kind.BLANK else line

    def _add_turn(self, index: int, turn: Turn) -> None:
        self._headers.append(len(self.lines))
        self.lines.append(Line(Kind.HEADER, index, turn.start, turn.start))
        at = turn.body
        while at < turn.end:
            newline = self.text.find("\n", at, turn.end)
            stop = turn.end if newline < 0 else newline + 1
            self._wrap(index, at, stop)
            at = stop
        if turn.body >= turn.end:
            self._add_body(index, turn.body, turn.body)
        self.lines.append(Line(Kind.BLANK, index, turn.end, turn.end))

    def _wrap(self, index: int, start: int, stop: int) -> None:
        bare = stop - 1 if self.text[stop - 1] == "\n" else stop
        if not is_narrow(self.text, start, bare):
            self._wrap_clusters(index, start, stop)
            return
        # One cell is kept for the space after the last word, so that it never needs a line.
        while bare - start > self.width:
            space = self.text.rfind(" ", start, start + self.width)
            cut = start + self.width if space < 0 else space + 1
            self._add_body(index, start, cut)
            start = cut
        self._add_body(index, start, stop)

    def _wrap_clusters(self, index: int, start: int, stop: int) -> None:
        used, after_space, used_after_space = 0, start, 0
        for cluster in clusters(self.text, start, stop):
            while used + cluster.width > self.width and start < cluster.start:
                if after_space > start:
                    cut, used = after_space, used - used_after_space
                else:
                    cut, used = cluster.start, 0
                self._add_body(index, start, cut)
                start = after_space = cut
                used_after_space = 0
            used += cluster.width
            if self.text[cluster.start] in " \t\u3000":
                after_space, used_after_space = cluster.end, used
        if start < stop:
            self._add_body(index, start, stop)

    def _add_body(self, index: int, start: int, end: int) -> None:
        self._starts.append(start)
        self._numbers.append(len(self.lines))
        self.lines.append(Line(Kind.BODY, index, start, end))


def say_time(seconds: float) -> str:
    """Return a time from the start of a recording as "04:12" or "1:04:12"."""
    whole = int(seconds)
    minutes, rest = whole % _HOUR // _MINUTE, whole % _MINUTE
    if whole >= _HOUR:
        return f"{whole // _HOUR}:{minutes:02}:{rest:02}"
    return f"{minutes:02}:{rest:02}"


def header_parts(
    turn: Turn, case: Case | None, width: int, chosen: Iterable[str] = ()
) -> tuple[str, str]:
    """Return who speaks, and the rest of the header line, together no wider than `width`.

    `chosen` is what a respondent of a survey chose elsewhere: it stands beside the words.
    """
    who = clip(case.code if case else "Document", max(1, width))
    facts = [f"turn {turn.n}"]
    if turn.time is not None:
        facts.insert(0, say_time(turn.time))
    if case and case.role:
        facts.insert(0, case.role)
    facts += chosen
    return who, clip("".join(f" · {fact}" for fact in facts), width - width_of(who))
