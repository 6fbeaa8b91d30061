"""How a document is laid out on lines of a given width, and the way from offset to cell and back.

Each turn has a header line (who, role, time, number), its words on as many lines as they need,
and a blank line after it. Every code point of every turn's words is on exactly one line.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple, overload

from qualcode.model import Case, Document, Turn
from qualcode_tui.text.cells import Cluster, clip, clusters, is_narrow, width_of

_HOUR = 3600
_MINUTE = 60
_DOT = 3
_SHORTEST_NAME = 2


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


class Lines(Sequence[Line]):
    """The lines of a layout, each made when it is asked for: a long text has thousands."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns
        self.headers: list[int] = []
        self.starts: list[int] = []

    def __len__(self) -> int:
        return 2 * len(self.headers) + len(self.starts)

    @overload
    def __getitem__(self, number: int) -> Line: ...
    @overload
    def __getitem__(self, number: slice) -> list[Line]: ...
    def __getitem__(self, number: int | slice) -> Line | list[Line]:
        if isinstance(number, slice):
            return [self._make(one) for one in range(len(self))[number]]
        return self._make(range(len(self))[number])

    def _make(self, number: int) -> Line:
        index = bisect_right(self.headers, number) - 1
        turn, after = self._turns[index], self.after(index)
        if number == self.headers[index]:
            return Line(Kind.HEADER, index, turn.start, turn.start)
        if number == after - 1:
            return Line(Kind.BLANK, index, turn.end, turn.end)
        body = number - 2 * index - 1
        start = self.starts[body]
        end = self.starts[body + 1] if number < after - 2 else max(start, turn.end)
        return Line(Kind.BODY, index, start, end)

    def after(self, turn: int) -> int:
        """Return the number of the line that comes after all those of a turn."""
        return self.headers[turn + 1] if turn + 1 < len(self.headers) else len(self)


class Layout:
    """The lines of a document at one width."""

    def __init__(self, document: Document, width: int) -> None:
        self.text = document.text
        self.width = max(2, width)
        self.lines = Lines(document.turns)
        self._headers, self._starts = self.lines.headers, self.lines.starts
        self._numbers: list[int] = []
        for turn in document.turns:
            self._add_turn(turn)

    def __len__(self) -> int:
        return len(self.lines)

    def header_of(self, turn: int) -> int:
        """Return the number of the header line of a turn."""
        return self._headers[turn]

    def last_of(self, turn: int) -> int:
        """Return the number of the last line with words of a turn."""
        return self.lines.after(turn) - 2

    def line_at(self, offset: int) -> int:
        """Return the number of the line that an offset is on; between turns, the line before."""
        if not self._starts:
            return 0
        return self._numbers[max(0, bisect_right(self._starts, offset) - 1)]

    def extents_of(self, stretches: Sequence[Sequence[Any]]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last line of each stretch: a start, an end, and what not.

        The stretches come in the order of their starts. Those of a text are thousands, and going on
        from line to line finds them sooner than looking each up does.
        """
        starts, numbers = self._starts or [0], self._numbers or [0]
        count = len(starts)
        first = max(0, bisect_right(starts, stretches[0][0]) - 1) if stretches else 0
        for stretch in stretches:
            start, end = stretch[0], stretch[1]
            while first + 1 < count and starts[first + 1] <= start:
                first += 1
            last = first
            if first + 1 < count and starts[first + 1] < end:
                last = bisect_right(starts, end - 1, first) - 1
            yield numbers[first], numbers[last]

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

    def _add_turn(self, turn: Turn) -> None:
        self._headers.append(len(self.lines))
        lines = len(self._starts)
        at = turn.body
        while at < turn.end:
            newline = self.text.find("\n", at, turn.end)
            stop = turn.end if newline < 0 else newline + 1
            self._wrap(at, stop)
            at = stop
        if turn.body >= turn.end:
            self._starts.append(turn.body)
        first = self._headers[-1] + 1
        self._numbers += range(first, first + len(self._starts) - lines)

    def _wrap(self, start: int, stop: int) -> None:
        bare = stop - 1 if self.text[stop - 1] == "\n" else stop
        if not is_narrow(self.text, start, bare):
            self._wrap_clusters(start, stop)
            return
        # One cell is kept for the space after the last word, so that it never needs a line.
        width, find_space, add = self.width, self.text.rfind, self._starts.append
        add(start)
        while bare - start > width:
            space = find_space(" ", start, start + width)
            start = start + width if space < 0 else space + 1
            add(start)

    def _wrap_clusters(self, start: int, stop: int) -> None:
        used, after_space, used_after_space = 0, start, 0
        for cluster in clusters(self.text, start, stop):
            while used + cluster.width > self.width and start < cluster.start:
                if after_space > start:
                    cut, used = after_space, used - used_after_space
                else:
                    cut, used = cluster.start, 0
                self._starts.append(start)
                start = after_space = cut
                used_after_space = 0
            used += cluster.width
            if self.text[cluster.start] in " \t\u3000":
                after_space, used_after_space = cluster.end, used
        if start < stop:
            self._starts.append(start)


def say_time(seconds: float) -> str:
    """Return a time from the start of a recording as "04:12" or "1:04:12"."""
    whole = int(seconds)
    minutes, rest = whole % _HOUR // _MINUTE, whole % _MINUTE
    if whole >= _HOUR:
        return f"{whole // _HOUR}:{minutes:02}:{rest:02}"
    return f"{minutes:02}:{rest:02}"


def say_site(site: str) -> str:
    """Return a site as it stands in a line of facts: "site A", but "Leeds"."""
    return f"site {site}" if len(site) <= _SHORTEST_NAME else site


def header_parts(
    turn: Turn,
    case: Case | None,
    width: int,
    chosen: Iterable[str] = (),
    nobody: str = "Document",
) -> tuple[str, str]:
    """Return who speaks, and the rest of the header line, together no wider than `width`.

    `chosen` is what a respondent of a survey chose elsewhere: it stands beside the words. `nobody`
    is what stands in the place of a speaker where there is none. Where
    there is no room for all, the time goes first and then the site, and the role is cut: the
    number of the turn is what people look for.
    """
    who = clip(case.code if case else nobody, max(1, width))
    room = width - width_of(who)
    role = case.role if case and case.role else ""
    site = say_site(case.site) if case and case.site else ""
    time = say_time(turn.time) if turn.time is not None else ""
    said = _join(role, site, time, turn.name)
    if width_of(said) > room:
        said = _join(role, site, turn.name)
    if width_of(said) > room:
        said = _join(clip(role, max(0, room - width_of(_join(turn.name)) - _DOT)), turn.name)
    told = {role.casefold(), site.casefold()}
    return who, clip(said + _join(*(one for one in chosen if one.casefold() not in told)), room)


def _join(*facts: str) -> str:
    """Return facts with a dot before each, those that are empty left out."""
    return "".join(f" · {fact}" for fact in facts if fact)
