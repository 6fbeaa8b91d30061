"""What two people set apart, and deciding between them."""

import sqlite3
from collections.abc import Iterator

from qualcode.store.fold import Conflict, find_conflicts
from qualcode.store.journal import decode_value
from qualcode.store.projection import changes_of
from qualcode.store.store import Store

# Facts of the import itself: two people who import one file differ in these, and nobody minds.
_UNREMARKABLE = frozenset({"added", "name", "bom", "newline", "encoding", "file_hash", "left_out"})


def list_conflicts(conn: sqlite3.Connection) -> Iterator[Conflict]:
    """Yield each field that two people set apart, its change that stands and the others."""
    rivals = conn.execute(
        """SELECT DISTINCT entity, id FROM change
           WHERE value IS NOT NULL GROUP BY entity, id, field HAVING count(*) > 1
           ORDER BY entity, id"""
    ).fetchall()
    for entity, item in rivals:
        for conflict in find_conflicts(entity, item, changes_of(conn, entity, item)):
            if not (entity == "source" and conflict.field in _UNREMARKABLE):
                yield conflict


def decide(store: Store, conflict: Conflict, choice: int) -> None:
    """Settle a conflict: 0 keeps what stands, n takes the n-th of the others.

    The change that decides names both sides, so that every copy knows it is settled.
    """
    chosen = conflict.stands if choice == 0 else conflict.others[choice - 1]
    with store.act("decide") as act:
        act.set(
            conflict.entity,
            conflict.id,
            {conflict.field: decode_value(chosen.value)},
            replaces=[change.key for change in (conflict.stands, *conflict.others)],
        )
