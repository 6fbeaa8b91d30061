"""The lock on the codebook: while somebody decides on codes, nobody else's act changes one.

Every act passes here, whatever it is about, so that undo, a load and a decision between two copies
are held to it too. A merge is no act: what others did in their copies before is not lost.
"""

import sqlite3

from qualcode.store.act import Act
from qualcode.store.errors import CodebookLockedError

_ENTITIES = ("code", "codebook", "split")
# An undo says nothing itself: what counts is the act at the end of what it undoes.
_UNDOES = f"""
    WITH RECURSIVE undone(event) AS (
        SELECT ?1 UNION SELECT event.undoes FROM event JOIN undone ON event.id = undone.event
        WHERE event.undoes IS NOT NULL)
    SELECT 1 FROM change JOIN undone ON undone.event = change.event
    WHERE change.entity IN {_ENTITIES} OR (change.entity = 'project' AND change.field = 'lead')
    LIMIT 1
"""


def read_lead(conn: sqlite3.Connection) -> str | None:
    """Return the name of whoever decides on codes, None while everybody does."""
    row = conn.execute("SELECT lead FROM project").fetchone()
    return None if row is None or not row[0] else str(row[0])


def refuse_locked(act: Act, coder: str) -> None:
    """Raise CodebookLockedError where an act of a coder (by name) is the lead's alone."""
    lead = read_lead(act.conn)
    if lead is None or lead == coder:
        return
    changes = any(
        entity in _ENTITIES or (entity, name) == ("project", "lead") for entity, name in act.says
    )
    if changes or act.conn.execute(_UNDOES, (act.undoes,)).fetchone():
        raise CodebookLockedError(lead)
