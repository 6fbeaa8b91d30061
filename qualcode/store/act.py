"""Writing: one act, one event, one transaction."""

import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qualcode.model.ids import random_id
from qualcode.model.span import Selection
from qualcode.store.clock import now
from qualcode.store.fold import FieldChange, find_heads
from qualcode.store.journal import (
    SessionRow,
    encode,
    event_id,
    hash_event,
    hash_rows,
    hash_session,
    seal,
)
from qualcode.store.projection import changes_of, items_of, refresh, refresh_dead
from qualcode.store.search import fill_search


@dataclass(slots=True)
class Writer:
    """The session of a writing process: its coder, and the end of its chain."""

    coder: str
    app: str
    id: str = field(default_factory=lambda: random_id()[:16])
    seq: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Pending:
    entity: str
    id: str
    field: str
    value: str
    was: str | None


@dataclass(slots=True)
class Act:
    """What one act says, gathered until it is committed."""

    conn: sqlite3.Connection
    kind: str
    coder: str
    time: str
    undoes: str | None = None
    reindex: set[str] = field(default_factory=set)
    _pending: dict[tuple[str, str, str], _Pending] = field(default_factory=dict)

    def make(self, entity: str, values: Mapping[str, Any], item: str | None = None) -> str:
        """Say all fields of something new under a random id, and return the id."""
        item = item or random_id()
        for name, value in values.items():
            if value is not None:
                self._add(entity, item, name, value, None)
        return item

    def set(self, entity: str, item: str, values: Mapping[str, Any]) -> bool:
        """Say fields of something that may be there already; what is so already is not said.

        Each change names those that it replaces: where two people had set the field apart, both,
        so that whatever is said in sight of a conflict decides it. Returns whether anything is new.
        """
        before: dict[str, list[FieldChange]] = {}
        for change in changes_of(self.conn, entity, item):
            before.setdefault(change.field, []).append(change)
        changed = False
        for name, value in values.items():
            heads = find_heads(before.get(name, ()))
            said = [head.value for head in heads] or ["null"]
            if said == [_say(value)]:
                continue
            was = sorted(head.key for head in heads)
            self._add(entity, item, name, value, encode(was) if was else None)
            changed = True
        return changed

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def says(self) -> frozenset[tuple[str, str]]:
        """What the act says something about so far: pairs of an entity and a field."""
        return frozenset((entity, name) for entity, _, name in self._pending)

    def _add(self, entity: str, item: str, name: str, value: Any, was: str | None) -> None:  # noqa: ANN401 - any JSON value
        # Said twice in one act, the later word stands: an act does not conflict with itself.
        self._pending[entity, item, name] = _Pending(entity, item, name, _say(value), was)


def _say(value: Any) -> str:  # noqa: ANN401 - any JSON value, or a selection
    if isinstance(value, Selection):
        value = [value.start, value.end, value.hash]
    return encode(value)


def write_act(conn: sqlite3.Connection, writer: Writer, act: Act) -> str:
    """Write the event, its changes and the projection within the open transaction.

    Returns the event's id. The writer moves on; whoever rolls back puts it back.
    """
    if writer.seq == 0:
        _begin_session(conn, writer, act.time)
    seq = writer.seq + 1
    event = event_id(writer.id, seq)
    rows = []
    for n, pending in enumerate(act._pending.values()):  # noqa: SLF001 - the two are one thing
        salt = secrets.token_bytes(16)
        said = (pending.entity, pending.id, pending.field, pending.value, pending.was)
        rows.append((event, n, *said, salt, seal(salt, *said)))
    (lamport,) = conn.execute("SELECT coalesce(max(lamport), 0) + 1 FROM event").fetchone()
    rows_hash = hash_rows(row[-1] for row in rows)
    head = hash_event(
        session=writer.id,
        seq=seq,
        lamport=lamport,
        time=act.time,
        coder=act.coder,
        kind=act.kind,
        undoes=act.undoes,
        rows_hash=rows_hash,
        prev=writer.head,
    )
    conn.execute(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            event,
            writer.id,
            seq,
            lamport,
            act.time,
            act.coder,
            act.kind,
            act.undoes,
            rows_hash,
            writer.head,
            head,
        ),
    )
    conn.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    if act.undoes is not None:
        refresh_dead(conn)
    touched = items_of(conn, [event])
    refresh(conn, touched)
    for source in act.reindex | _corrected_sources(conn, touched):
        fill_search(conn, source)
    writer.seq, writer.head = seq, head
    return event


def new_act(conn: sqlite3.Connection, kind: str, coder: str, undoes: str | None = None) -> Act:
    """Begin an act of a kind by a coder (id), now."""
    return Act(conn, kind, coder, now(), undoes)


def chain_heads(conn: sqlite3.Connection) -> list[str]:
    """Return the heads that vouch for the whole journal, as "session.seq:hash", sorted.

    A session keeps, under its own hashes, the heads it began from. So only the chains that no
    later session began from need a head of their own: mostly one.
    """
    rows = conn.execute(
        """WITH head AS (
             SELECT id || ':' || hash AS name FROM event
             WHERE seq = (SELECT max(seq) FROM event AS last WHERE last.session = event.session))
           SELECT name FROM head WHERE name NOT IN (
             SELECT parent.value FROM session, json_each(session.parents) AS parent)
           ORDER BY name"""
    )
    return [row[0] for row in rows]


def _begin_session(conn: sqlite3.Connection, writer: Writer, time: str) -> None:
    session = SessionRow(writer.id, writer.coder, writer.app, time, encode(list(chain_heads(conn))))
    conn.execute(
        "INSERT INTO session VALUES (?, ?, ?, ?, ?)",
        (session.id, session.coder, session.app, session.started, session.parents),
    )
    writer.head = hash_session(session)


def _corrected_sources(conn: sqlite3.Connection, touched: set[tuple[str, str]]) -> set[str]:
    """Return the sources whose shown words may differ after an act."""
    sources = {item for entity, item in touched if entity == "source"}
    for entity, item in touched:
        if entity in ("patch", "part"):
            rows = conn.execute(
                "SELECT json_extract(value, '$') FROM change "
                "WHERE id = ? AND entity = ? AND field = 'source' AND value IS NOT NULL",
                (item, entity),
            )
            sources |= {row[0] for row in rows}
    return sources
