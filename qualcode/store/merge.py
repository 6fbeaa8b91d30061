"""Merge: the union of two journals, the same in any order, grouping or repetition."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from qualcode.model.span import MASK
from qualcode.model.text import hash_text
from qualcode.store.check import check_words
from qualcode.store.conflicts import list_conflicts
from qualcode.store.database import copy_to_memory
from qualcode.store.errors import ForkedSessionError, UnrelatedProjectError, UnsoundCopyError
from qualcode.store.fold import Conflict
from qualcode.store.projection import rebuild
from qualcode.store.search import fill_search
from qualcode.store.store import Store
from qualcode.store.withdrawal import apply_withdrawals, scrub, withdrawn_spans


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brought: new acts, sources and codings, and the conflicts to decide."""

    acts: int
    sources: int
    codings: int
    withdrawals: int
    conflicts: tuple[Conflict, ...]


def merge(store: Store, other: Path, *, unrelated: bool = False) -> MergeReport:
    """Bring in all acts of another project file. The other file is only read.

    Raises UnrelatedProjectError where the two share no source and no session, unless `unrelated`.

    Raises UnsoundCopyError where the other file does not prove its own history, and
    ForkedSessionError where the two claim different acts under one name; then nothing changes.
    """
    theirs = copy_to_memory(other)
    try:
        _refuse_malformed(theirs, other)
        for finding in check_words(theirs):
            raise UnsoundCopyError(other, finding.sentence)
        if not (unrelated or _are_related(store.conn, theirs)):
            raise UnrelatedProjectError(other)
        with store.transaction():
            before = _counts(store.conn)
            _unite_journals(store.conn, theirs, other)
            _unite_content(store.conn, theirs, other)
            rebuild(store.conn)
            fill_search(store.conn)
            masked = apply_withdrawals(store.conn)
            after = _counts(store.conn)
    finally:
        theirs.close()
    if masked:
        scrub(store.conn)
    acts, sources, codings, withdrawals = (
        max(0, b - a) for a, b in zip(before, after, strict=True)
    )
    conflicts = tuple(list_conflicts(store.conn))
    return MergeReport(acts, sources, codings, withdrawals, conflicts)


def _are_related(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> bool:
    """Say whether two projects share a text or a session, or either is still empty."""
    for table in ("text", "session"):
        held, brought = (
            {row[0] for row in conn.execute(f"SELECT id FROM {table}")} for conn in (ours, theirs)
        )
        if held & brought or not held or not brought:
            return True
    return False


def _refuse_malformed(theirs: sqlite3.Connection, other: Path) -> None:
    """Refuse values that the fold could not read: a sound chain can still hold nonsense."""
    (count,) = theirs.execute(
        """SELECT count(*) FROM change
           WHERE (value IS NOT NULL AND NOT json_valid(value))
              OR (was IS NOT NULL AND NOT json_valid(was))
              OR (was IS NOT NULL AND json_type(was) != 'array')"""
    ).fetchone()
    if count:
        raise UnsoundCopyError(other, f"{count} changes in it are not in the journal's form")
    try:
        withdrawn_spans(theirs)
    except (TypeError, ValueError, AttributeError):
        raise UnsoundCopyError(other, "a withdrawal in it is not in the journal's form") from None


def _counts(conn: sqlite3.Connection) -> tuple[int, ...]:
    tables = ("event", "source", "coding", "withdrawal")
    return tuple(conn.execute(f"SELECT count(*) FROM {one}").fetchone()[0] for one in tables)


def _unite_journals(ours: sqlite3.Connection, theirs: sqlite3.Connection, other: Path) -> None:
    for row in theirs.execute("SELECT * FROM session"):
        held = ours.execute("SELECT * FROM session WHERE id = ?", row[:1]).fetchone()
        if held is None:
            ours.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?)", row)
        elif held != row:
            raise ForkedSessionError(other)
    known = dict(ours.execute("SELECT id, hash FROM event"))
    for row in theirs.execute("SELECT * FROM event"):
        held_hash = known.get(row[0])
        if held_hash is None:
            ours.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        elif held_hash != row[-1]:
            raise ForkedSessionError(other)
    for row in theirs.execute("SELECT * FROM change"):
        if row[0] not in known:
            ours.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        elif row[7] is None:
            # Erased or redacted there: never less so here. NULL is more erased than redacted.
            ours.execute(
                """UPDATE change SET salt = NULL,
                   value = CASE WHEN ?3 IS NULL THEN NULL WHEN salt IS NULL THEN value ELSE ?3 END
                   WHERE event = ?1 AND n = ?2""",
                (row[0], row[1], row[5]),
            )


def _unite_content(ours: sqlite3.Connection, theirs: sqlite3.Connection, other: Path) -> None:
    for source, text, _ in theirs.execute("SELECT id, text, hash FROM text"):
        held = ours.execute("SELECT text FROM text WHERE id = ?", (source,)).fetchone()
        united = text if held is None else _unite_masks(held[0], text, other)
        ours.execute(
            "INSERT INTO text VALUES (?1, ?2, ?3) "
            "ON CONFLICT (id) DO UPDATE SET text = ?2, hash = ?3 WHERE hash != ?3",
            (source, united, hash_text(united)),
        )
    for table, width in (("turn", 9), ("frame", 3), ("passage", 7)):
        values = ", ".join("?" * width)
        ours.executemany(
            f"INSERT OR IGNORE INTO {table} VALUES ({values})",
            theirs.execute(f"SELECT * FROM {table}"),
        )


def _unite_masks(one: str, two: str, other: Path) -> str:
    """Return the text masked wherever either is; they must agree everywhere else."""
    if one == two:
        return one
    if len(one) != len(two):
        raise UnsoundCopyError(other, "a text in it is not the text that was imported")
    united = [MASK if MASK in (a, b) else a for a, b in zip(one, two, strict=True)]
    if any(a != b and MASK not in (a, b) for a, b in zip(one, two, strict=True)):
        raise UnsoundCopyError(other, "a text in it is not the text that was imported")
    return "".join(united)
