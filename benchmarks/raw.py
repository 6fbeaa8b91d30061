"""What stands beside the figures: the same rows through sqlite3, with a project's pragmas."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from qualcode.store.entities import ENTITIES

Rows: TypeAlias = dict[str, list[tuple[Any, ...]]]

_CONTENT = {
    "text": "SELECT * FROM text WHERE id = ?",
    "turn": "SELECT * FROM turn WHERE source = ? ORDER BY n",
    "turn_fts": "SELECT rowid, words, turn, source FROM turn_fts WHERE rowid BETWEEN "
    "(SELECT first FROM search_range WHERE source = ?1) AND "
    "(SELECT last FROM search_range WHERE source = ?1)",
    "search_range": "SELECT * FROM search_range WHERE source = ?",
}
_COLUMNS = {"turn_fts": "(rowid, words, turn, source)"}
_PASSAGES = """
    SELECT coding.id, source.ref, coding.start, coding."end",
           substr(text.text, coding.start + 1, coding."end" - coding.start),
           "case".code, code_tree.path
    FROM coding
    JOIN source ON source.id = coding.source
    JOIN text ON text.id = coding.source
    JOIN code_tree ON code_tree.code = coding.code
    JOIN turn ON turn.source = coding.source AND turn.layout = source.layout
              AND turn.start <= coding.start AND turn."end" > coding.start
    JOIN speaker ON speaker.id = turn.speaker
    JOIN "case" ON "case".id = speaker."case"
    ORDER BY source.ref, coding.start
"""


@dataclass(slots=True)
class _Seen:
    """Ids that an earlier file wrote, by table."""

    ids: dict[str, set[str]] = field(default_factory=dict)

    def take(self, table: str, item: str) -> bool:
        """Say whether this is the first time, and remember it."""
        known = self.ids.setdefault(table, set())
        new = item not in known
        known.add(item)
        return new


def connect(path: Path) -> sqlite3.Connection:
    """Open a project file as the store does, and no more."""
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        conn.execute(f"PRAGMA {pragma}")
    conn.execute("PRAGMA secure_delete = ON")
    return conn


def close(conn: sqlite3.Connection) -> None:
    """Fold the log in and close, as the store does."""
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()


def rows_by_act(path: Path) -> list[Rows]:
    """Return all rows that the acts of a project left, act by act, in memory."""
    conn = connect(path)
    seen = _Seen()
    acts = []
    for event in conn.execute("SELECT * FROM event ORDER BY lamport").fetchall():
        changes = conn.execute("SELECT * FROM change WHERE event = ? ORDER BY n", event[:1])
        rows: Rows = {"session": [], "event": [event], "change": changes.fetchall()}
        if seen.take("session", event[1]):
            rows["session"] = conn.execute(
                "SELECT * FROM session WHERE id = ?", (event[1],)
            ).fetchall()
        _add_state(conn, rows, seen)
        acts.append(rows)
    close(conn)
    return acts


def _add_state(conn: sqlite3.Connection, rows: Rows, seen: _Seen) -> None:
    """Add the content and the projection of what an act's changes touch."""
    touched = dict.fromkeys((str(row[2]), str(row[3])) for row in rows["change"])
    for entity, item in touched:
        if entity == "source" and seen.take("text", item):
            for table, query in _CONTENT.items():
                rows[table] = conn.execute(query, (item,)).fetchall()
    for entity in (one.name for one in ENTITIES):
        items = [item for name, item in touched if name == entity and seen.take(entity, item)]
        query = f'SELECT * FROM "{entity}" WHERE id = ?'
        rows[entity] = [row for item in items for row in conn.execute(query, (item,))]
        if entity == "case":
            query = 'SELECT * FROM same_case WHERE "case" = ?'
            rows["same_case"] = [row for item in items for row in conn.execute(query, (item,))]


def write_rows(conn: sqlite3.Connection, acts: Iterable[Rows]) -> None:
    """Write each act's rows in one durable transaction, and close."""
    for rows in acts:
        conn.execute("BEGIN IMMEDIATE")
        for table, some in rows.items():
            if some:
                values = ", ".join("?" * len(some[0]))
                into = f'"{table}" {_COLUMNS.get(table, "")}'
                conn.executemany(f"INSERT INTO {into} VALUES ({values})", some)
        conn.execute("COMMIT")
    close(conn)


def commit_one(conn: sqlite3.Connection, n: int) -> None:
    """Insert one row of a coding's size and commit it durably."""
    conn.execute("BEGIN IMMEDIATE")
    conn.execute("INSERT INTO bare VALUES (?, ?)", (n, "x" * 200))
    conn.execute("COMMIT")


def join_passages(conn: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Return every coding with text, source, speaker and code path, by one join."""
    return conn.execute(_PASSAGES).fetchall()
