"""What a coder has not read: the stretches of turns that no reading of theirs covers."""

import json
import sqlite3
from dataclasses import dataclass, replace

from qualcode.model.span import Span, unite
from qualcode.model.text import hash_text
from qualcode.store.sources import list_turns_to_read
from qualcode.store.store import Store


@dataclass(frozen=True, slots=True)
class Unread:
    """What is unread of a source: stretches of neighbouring turns, turns, and the first's place."""

    source: str
    stretches: int
    turns: int
    all_turns: int
    start: int
    end: int


def list_unread(conn: sqlite3.Connection, coder: str) -> list[Unread]:
    """Return, for each source that a coder (by name) has not read to the end, what is left.

    A turn counts as unread while one of its code points was not read.
    """
    read: dict[str, list[Span]] = {}
    for source, start, end in conn.execute(
        """SELECT source, start, "end" FROM reading JOIN coder ON coder.id = reading.coder
           WHERE coder.name = ? AND reading.only IS NULL""",
        (coder,),
    ):
        read.setdefault(source, []).append(Span(start, end))
    united = {source: unite(spans) for source, spans in read.items()}
    found: dict[str, Unread] = {}
    all_turns: dict[str, int] = {}
    last_read: dict[str, bool] = {}
    at: dict[str, int] = {}
    for turn in list_turns_to_read(conn):
        source, spans = turn.source, united.get(turn.source, [])
        all_turns[source] = all_turns.get(source, 0) + 1
        i = at.get(source, 0)
        while i < len(spans) and spans[i].end < turn.end:
            i += 1
        at[source] = i
        body = Span(turn.body, turn.end)
        is_read = len(body) == 0 or (i < len(spans) and spans[i].contains(body))
        if not is_read:
            held = found.get(source) or Unread(source, 0, 0, 0, turn.body, turn.end)
            begins = last_read.get(source, True)
            found[source] = Unread(
                source, held.stretches + begins, held.turns + 1, 0, held.start, held.end
            )
        last_read[source] = is_read
    return [
        Unread(one.source, one.stretches, one.turns, all_turns[one.source], one.start, one.end)
        for one in found.values()
    ]


@dataclass(frozen=True, slots=True)
class UnreadCodings:
    """How many of a coder's codings of a source stand in words never marked as read; the first."""

    source: str
    coder: str
    codings: int
    start: int
    end: int


def list_unread_codings(conn: sqlite3.Connection) -> list[UnreadCodings]:
    """Return by source and coder the codings that no reading by anybody covers whole.

    Such are codings from a table, until somebody says that what stands round them was read.
    """
    read: dict[str, list[Span]] = {}
    for source, start, end in conn.execute('SELECT source, start, "end" FROM reading'):
        read.setdefault(source, []).append(Span(start, end))
    united = {source: unite(spans) for source, spans in read.items()}
    found: dict[tuple[str, str], UnreadCodings] = {}
    for source, coder, start, end in conn.execute(
        """SELECT coding.source, coder.name, coding.start, coding."end" FROM coding
           JOIN coder ON coder.id = coding.coder ORDER BY coding.source, coding.start"""
    ):
        if any(span.contains(Span(start, end)) for span in united.get(source, ())):
            continue
        held = found.get((source, coder)) or UnreadCodings(source, coder, 0, start, end)
        found[source, coder] = replace(held, codings=held.codings + 1)
    return list(found.values())


def list_left_out(conn: sqlite3.Connection) -> dict[str, list[str]]:
    """Return, by source id, what its import left out or replaced and nobody has seen: sentences."""
    rows = conn.execute("SELECT id, left_out FROM source WHERE left_out IS NOT NULL")
    found = {source: json.loads(told) for source, told in rows}
    seen = set(conn.execute("SELECT source, told FROM seen"))
    left = {
        source: [str(one) for one in told if (source, hash_text(str(one))) not in seen]
        for source, told in found.items()
        if isinstance(told, list)
    }
    return {source: told for source, told in left.items() if told}


def mark_seen(store: Store, source: str, told: str) -> None:
    """Say that a sentence on what an import left out was seen, for everybody."""
    digest = hash_text(told)
    with store.act("see") as act:
        # Under an id of its own: two copies may each say so, and agree.
        act.make("seen", {"source": source, "told": digest, "coder": act.coder, "made": act.time})
