"""What one act changed, field by field, with what stood there before: from the journal alone."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.store.entities import BY_NAME, Type

# What keeps the journal together and tells a reader nothing.
_UNTOLD_ENTITIES = ("coder", "meaning", "variable", "speaker", "identity")
_UNTOLD_FIELDS = (
    *("coder", "made", "meaning", "heads", "position", "was"),
    *("layout", "turns_hash", "file_hash", "encoding", "newline", "bom", "added"),
)
_NAMED_BY = {
    "project": "title",
    "source": "ref",
    "case": "code",
    "site": "code",
    "code": "label",
    "codebook": "label",
    "coder": "name",
    "variable": "name",
    "export": "file",
    "sample": "name",
}
_LAST = """
    SELECT change.value FROM change JOIN event ON event.id = change.event
    WHERE change.id = ? AND change.entity = ? AND change.field = ? AND change.value IS NOT NULL
    ORDER BY event.lamport DESC, event.session DESC, event.seq DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that an act gave a value.

    `entity` is the sort of thing, `name` what people call it, empty where it has none; `before`
    and `after` are the values in words, None where there was none. A value that a withdrawal took
    away is masked.
    """

    entity: str
    name: str
    field: str
    before: str | None
    after: str | None


def read_changes(conn: sqlite3.Connection, event: str, limit: int = 200) -> list[Changed]:
    """Return what an act changed, in the order in which it said it, `limit` fields at most."""
    return [one for _, one in zip(range(limit), _read(conn, event), strict=False)]


def _read(conn: sqlite3.Connection, event: str) -> Iterator[Changed]:
    rows = conn.execute(
        "SELECT entity, id, field, value, was FROM change WHERE event = ? ORDER BY n", (event,)
    ).fetchall()
    for entity, item, field, value, was in rows:
        if entity in _UNTOLD_ENTITIES or field in _UNTOLD_FIELDS:
            continue
        earlier = [_value_of(conn, key) for key in json.loads(was)] if was else []
        before = [_say(conn, entity, item, field, one) for one in earlier if one is not None]
        after = "█" if value is None else _say(conn, entity, item, field, value)
        told = " or ".join(one for one in before if one)
        yield Changed(entity, _name(conn, entity, item), field, told or None, after)


def _value_of(conn: sqlite3.Connection, key: str) -> str | None:
    event, _, n = key.rpartition("/")
    row = conn.execute("SELECT value FROM change WHERE event = ? AND n = ?", (event, n)).fetchone()
    return str(row[0]) if row and row[0] is not None else None


def _name(conn: sqlite3.Connection, entity: str, item: str) -> str:
    if entity == "value":
        case, variable = (_field(conn, entity, item, name) for name in ("case", "variable"))
        names = (_name(conn, "variable", variable), _name(conn, "case", case))
        return " of ".join(name for name in names if name)
    if entity == "consent":
        return _name(conn, "case", item)
    if entity in _NAMED_BY:
        return _field(conn, entity, item, _NAMED_BY[entity])
    source = _field(conn, entity, item, "source")
    return _name(conn, "source", source) if source else ""


def _field(conn: sqlite3.Connection, entity: str, item: str, field: str) -> str:
    row = conn.execute(_LAST, (item, entity, field)).fetchone()
    value = json.loads(row[0]) if row else None
    return value if isinstance(value, str) else ""


def _say(conn: sqlite3.Connection, entity: str, item: str, field: str, value: str) -> str | None:
    said = json.loads(value)
    fields = BY_NAME[entity].fields if entity in BY_NAME else ()
    known = next((one for one in fields if one.name == field), None)
    if said is None or said == []:
        return None
    if known and known.type is Type.SELECTION and isinstance(said, list):
        return _words(conn, _field(conn, entity, item, "source"), said[0], said[1])
    if known and known.refers and isinstance(said, str):
        return _name(conn, known.refers, said) or said
    if isinstance(said, list):
        return ", ".join(map(str, said))
    if isinstance(said, dict):
        return f"{len(said)} of them"
    return str(said)


def _words(conn: sqlite3.Connection, source: str, start: int, end: int) -> str:
    row = conn.execute(
        "SELECT substr(text, ?2, ?3) FROM text WHERE id = ?1", (source, start + 1, end - start)
    ).fetchone()
    return str(row[0]) if row else ""
