"""What two people set apart, and deciding between them."""

import sqlite3
from collections.abc import Iterator

from qualcode.store.fold import Conflict, FieldChange, find_conflicts
from qualcode.store.journal import decode_value
from qualcode.store.projection import changes_of
from qualcode.store.store import Store
from qualcode.store.tree import LostEdge

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
    """Settle a conflict: 0 keeps what stands, n takes the n-th of the others."""
    chosen = conflict.stands if choice == 0 else conflict.others[choice - 1]
    with store.act("decide") as act:
        act.set(conflict.entity, conflict.id, {conflict.field: decode_value(chosen.value)})


def describe_conflict(conn: sqlite3.Connection, conflict: Conflict) -> str:
    """Return in a sentence who set what apart, and which stands."""
    names = dict(conn.execute("SELECT id, name FROM coder").fetchall())

    def say(change: FieldChange) -> str:
        value = decode_value(change.value)
        if conflict.entity in _SPEAKING and conflict.field == "case":
            value = _name_of(conn, "case", str(value)) if value else "nobody"
        return f"{value} ({names.get(change.coder, 'somebody')})"

    others = ", ".join(say(change) for change in conflict.others)
    what = _name(conn, conflict)
    if conflict.entity == "consent":
        what = f"the consent to {conflict.field} of {what}"
    elif conflict.entity in _SPEAKING and conflict.field == "case":
        what = f"the speaker of {what}"
    elif conflict.entity != "value":
        what = f"the {conflict.field.replace('_', ' ')} of {what}"
    return f"Two copies disagree on {what}: {say(conflict.stands)} stands, not {others}."


# What says whose words a turn holds.
_SPEAKING = ("voice", "part")
_NAMES = {
    "project": "SELECT 'the project' FROM project WHERE id = ?",
    "code": "SELECT 'the code “' || label || '”' FROM code WHERE id = ?",
    "codebook": "SELECT 'the codebook “' || label || '”' FROM codebook WHERE id = ?",
    "case": 'SELECT code FROM "case" WHERE id = ?',
    "source": "SELECT ref FROM source WHERE id = ?",
    "consent": """SELECT "case".code FROM consent
                  JOIN "case" ON "case".id = consent."case" WHERE consent.id = ?""",
    "value": """SELECT '“' || variable.name || '” of ' || "case".code FROM value
                JOIN variable ON variable.id = value.variable
                JOIN "case" ON "case".id = value."case" WHERE value.id = ?""",
    "patch": """SELECT 'a correction in ' || source.ref || ' at ' || patch.start FROM patch
                JOIN source ON source.id = patch.source WHERE patch.id = ?""",
    "voice": "SELECT 'turn ' || n || ' of ' || ref FROM turns WHERE id = ?",
    "part": "SELECT 'turn ' || n || ' (part ' || part || ') of ' || ref FROM turns WHERE id = ?",
    "coding": """SELECT 'a coding in ' || source.ref || ' at ' || coding.start FROM coding
                 JOIN source ON source.id = coding.source WHERE coding.id = ?""",
}


_LOST = {
    ("case", "into"): "That {child} is the same person as {other}",
    ("code", "into"): "That {child} was joined into {other}",
    ("code", "parent"): "That {child} stands under {other}",
}


def describe_lost(conn: sqlite3.Connection, edge: LostEdge) -> str:
    """Return in a sentence what was left out because it would close a circle."""
    child, other = (_name_of(conn, edge.entity, item) for item in (edge.id, edge.value))
    said = _LOST[edge.entity, edge.field].format(child=child, other=other)
    return f"{said} would close a circle with what was said elsewhere, and was left out."


def _name(conn: sqlite3.Connection, conflict: Conflict) -> str:
    return _name_of(conn, conflict.entity, conflict.id)


def _name_of(conn: sqlite3.Connection, entity: str, item: str) -> str:
    query = _NAMES.get(entity)
    row = conn.execute(query, (item,)).fetchone() if query else None
    return str(row[0]) if row else f"{entity} {item}"
