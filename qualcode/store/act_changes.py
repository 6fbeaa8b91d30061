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
    *("slug", "frame", "seed", "passage", "turn", "model", "spans"),
)
_UNTOLD_PAIRS = (("seen", "told"), ("question", "start"), ("question", "end"), ("part", "at"))
# Ids that are no references of the projection, alone or several, and what they are of.
_IDS_OF = {
    ("split", "into"): "code",
    ("reading", "only"): "code",
    ("draw", "code"): "code",
    ("code", "codebook"): "codebook",
    ("sample", "sources"): "source",
    ("export", "sources"): "source",
    ("withdrawal", "cases"): "case",
}
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
# What is called by two others, and what stands between their names.
_NAMED_OF = {"value": (" of ", "variable", "case"), "coding": (" in ", "code", "source")}
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


def is_told(entity: str, field: str) -> bool:
    """Say whether a field of a sort of things tells a reader anything."""
    return (
        entity not in _UNTOLD_ENTITIES
        and field not in _UNTOLD_FIELDS
        and (entity, field) not in _UNTOLD_PAIRS
    )


def read_changes(conn: sqlite3.Connection, event: str, limit: int = 200) -> list[Changed]:
    """Return what an act changed, in the order in which it said it, `limit` fields at most."""
    return [one for _, one in zip(range(limit), _read(conn, event), strict=False)]


def _read(conn: sqlite3.Connection, event: str) -> Iterator[Changed]:
    rows = conn.execute(
        "SELECT entity, id, field, value, was FROM change WHERE event = ? ORDER BY n", (event,)
    ).fetchall()
    for entity, item, field, value, was in rows:
        if not is_told(entity, field):
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
    if entity in _NAMED_OF:
        link, *parts = _NAMED_OF[entity]
        names = (_name(conn, part, _field(conn, entity, item, part)) for part in parts)
        return link.join(name for name in names if name)
    if entity == "consent":
        return _name(conn, "case", item)
    if entity in ("turn", "selection"):
        return _turn(conn, item)
    if entity in _NAMED_BY:
        named = _field(conn, entity, item, _NAMED_BY[entity])
        return named or ("the study" if entity == "project" else "")
    source = _field(conn, entity, item, "source")
    return _name(conn, "source", source) if source else ""


def _turn(conn: sqlite3.Connection, item: str) -> str:
    """Return a turn by its id as imported, or the short name of the source that an id is of."""
    row = conn.execute("SELECT source, n FROM turn WHERE id = ?", (item,)).fetchone()
    if row is None:
        return _name(conn, "source", item)
    return f"{_name(conn, 'source', row[0])}, turn {row[1]}"


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
    of = known.refers if known and known.refers else _IDS_OF.get((entity, field))
    if (entity, field) == ("note", "about_id"):
        of = _field(conn, entity, item, "about")
    if isinstance(said, dict):
        return f"{len(said)} of them"
    said = said if isinstance(said, list) else [said]
    if of:
        said = [_name(conn, of, str(one)) or "something that is gone" for one in said]
    return ", ".join(map(str, said))


def _words(conn: sqlite3.Connection, source: str, start: int, end: int) -> str:
    row = conn.execute(
        "SELECT substr(text, ?2, ?3) FROM text WHERE id = ?1", (source, start + 1, end - start)
    ).fetchone()
    return str(row[0]) if row else ""
