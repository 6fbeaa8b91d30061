"""How far each source has been read and coded, by everybody and by each coder."""

import sqlite3
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from qualcode.model.source import Turn
from qualcode.model.span import Span, unite
from qualcode.store.sources import list_turns_to_read


@dataclass(frozen=True, slots=True)
class CoderProgress:
    """What one coder did in a source.

    `read` is the share (0 to 1) of its turns' characters that they marked as read, `codings` how
    many they made, `turns` how many turns have words that they coded.
    """

    coder: str
    read: float
    codings: int
    turns: int


@dataclass(frozen=True, slots=True)
class SourceProgress:
    """How far a source (by id) is: its turns, how many of them anybody coded, and by whom."""

    source: str
    turns: int
    coded: int
    by_coder: tuple[CoderProgress, ...]

    def of(self, coder: str | None) -> CoderProgress:
        """Return what one coder (by name) did here, zeros where that is nothing."""
        nothing = CoderProgress(coder or "", 0.0, 0, 0)
        return next((one for one in self.by_coder if one.coder == coder), nothing)

    @property
    def codings(self) -> int:
        """How many codings everybody made together."""
        return sum(one.codings for one in self.by_coder)


_Places = dict[str, dict[str, list[Span]]]


def measure_sources(conn: sqlite3.Connection) -> dict[str, SourceProgress]:
    """Return, by source id, how far each is; coders in the order of their names."""
    # Who looked at a stretch for one code alone has not read it.
    read, coded = _list_places(conn, "reading", "only IS NULL"), _list_places(conn, "coding")
    turns: dict[str, list[Turn]] = {}
    for turn in list_turns_to_read(conn):
        turns.setdefault(turn.source, []).append(turn)
    found = {}
    for (source,) in conn.execute("SELECT id FROM source"):
        mine = turns.get(source, [])
        bodies = unite(Span(turn.body, turn.end) for turn in mine)
        by_coder, touched = [], set[str]()
        for coder in sorted({*read.get(source, {}), *coded.get(source, {})}):
            spans = coded.get(source, {}).get(coder, [])
            places = _touch(mine, spans)
            touched |= places
            share = share_covered(bodies, read.get(source, {}).get(coder, []))
            by_coder.append(CoderProgress(coder, share, len(spans), len(places)))
        found[source] = SourceProgress(source, len(mine), len(touched), tuple(by_coder))
    return found


def share_covered(wanted: list[Span], spans: list[Span]) -> float:
    """Return the share (0 to 1) of united spans' code points that others cover; 0 of none."""
    total = sum(len(span) for span in wanted)
    starts = [span.start for span in wanted]
    both = 0
    for span in unite(spans):
        for one in wanted[max(0, bisect_right(starts, span.start) - 1) :]:
            if one.start >= span.end:
                break
            both += span.intersect(one)
    return both / total if total else 0.0


def _list_places(conn: sqlite3.Connection, entity: str, where: str = "TRUE") -> _Places:
    """Return the spans of readings or codings, by source and name of coder."""
    places: _Places = {}
    for source, coder, start, end in conn.execute(
        f'SELECT source, coder.name, start, "end" FROM "{entity}" AS one '
        f"JOIN coder ON coder.id = one.coder WHERE {where}"
    ):
        places.setdefault(source, {}).setdefault(coder, []).append(Span(start, end))
    return places


def _touch(turns: list[Turn], spans: list[Span]) -> set[str]:
    """Return the ids of the turns that share words with any of the spans."""
    starts = [turn.start for turn in turns]
    touched = set()
    for span in spans:
        first = max(0, bisect_right(starts, span.start) - 1)
        for turn in turns[first : bisect_left(starts, span.end)]:
            if turn.end > span.start:
                touched.add(turn.id)
    return touched
