"""The projection: the tables that hold the fold, kept in step with every act.

`refresh` brings the rows of some entities up to date within a transaction; `rebuild` makes all of
them from nothing; `differences` holds the tables against a fresh fold. One function computes a
row for all three.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import groupby
from typing import TypeAlias

from qualcode.store.entities import BY_NAME, ENTITIES, ORDER, REFERENCE_FIELDS, Type
from qualcode.store.fold import FieldChange, Row, fold_fields, fold_row
from qualcode.store.tree import refresh_trees

Item: TypeAlias = tuple[str, str]

# These say no more than their id does, and whoever comes later does not say them again: no undo
# may take them from the work that rests on them.
_LASTING = ("coder", "variable", "meaning")
_CHANGES = f"""
    SELECT change.entity, change.id, change.event, change.n, change.field, change.value,
           change.was, dead.event IS NULL OR change.entity IN {_LASTING},
           event.coder, event.time
    FROM change JOIN event ON event.id = change.event
    LEFT JOIN dead ON dead.event = event.id
"""
_IN_ORDER = " ORDER BY event.lamport, event.session, event.seq, change.n"


def changes_of(conn: sqlite3.Connection, entity: str, item: str) -> list[FieldChange]:
    """Return all changes of one entity, live or not, in the order that decides."""
    query = f"{_CHANGES} WHERE change.id = ? AND change.entity = ?{_IN_ORDER}"
    return [_change(row) for row in conn.execute(query, (item, entity))]


def all_changes(conn: sqlite3.Connection) -> Iterator[tuple[Item, list[FieldChange]]]:
    """Yield each entity with all its changes, references before what refers to them."""
    order = " ORDER BY change.entity, change.id, event.lamport, event.session, event.seq, change.n"
    for entity in ENTITIES:
        rows = conn.execute(f"{_CHANGES} WHERE change.entity = ?{order}", (entity.name,))
        for item, group in groupby(rows, key=lambda row: (str(row[0]), str(row[1]))):
            yield item, [_change(row) for row in group]


def refresh(conn: sqlite3.Connection, items: Iterable[Item]) -> None:
    """Bring the rows of these entities, and of all that depend on them, up to date."""
    waiting = {item for item in items if item[0] in BY_NAME}
    seen_codes = any(entity in ("code", "case") for entity, _ in waiting)
    # References come before what refers to them, so that most rows are made once.
    heap = [_place(item) for item in waiting]
    heapify(heap)
    while heap:
        item = heappop(heap)[1:]
        if item not in waiting:
            continue
        waiting.discard(item)
        if _refresh_one(conn, *item):
            for dependent in set(_dependents(conn, item[1])) - waiting:
                waiting.add(dependent)
                heappush(heap, _place(dependent))
                seen_codes = seen_codes or dependent[0] in ("code", "case")
    if seen_codes:
        refresh_trees(conn)


def _place(item: Item) -> tuple[int, str, str]:
    return (ORDER[item[0]], *item)


def lost_without(conn: sqlite3.Connection, event: str) -> set[Item]:
    """Return the live entities whose rows would go if an act were switched off."""
    lost: set[Item] = set()

    def stays(entity: str, item: str) -> bool:
        return (entity, item) not in lost and _exists(conn, entity, item)

    waiting = items_of(conn, [event])
    while waiting:
        item = waiting.pop()
        if item[0] not in BY_NAME or item[0] in _LASTING or not stays(*item):
            continue
        changes = changes_of(conn, *item)
        left = [one for one in changes if not one.key.startswith(f"{event}/")]
        if fold_row(BY_NAME[item[0]], item[1], fold_fields(left), stays) is None:
            lost.add(item)
            waiting |= set(_dependents(conn, item[1]))
    return lost


def rebuild(conn: sqlite3.Connection) -> None:
    """Empty the projection and fold the whole journal into it anew."""
    refresh_dead(conn)
    for entity in reversed(ENTITIES):
        conn.execute(f'DELETE FROM "{entity.name}"')
    for (entity_name, _), row in fold_all(conn):
        _put(conn, entity_name, row)
    refresh_trees(conn)


def fold_all(conn: sqlite3.Connection) -> Iterator[tuple[Item, Row]]:
    """Yield every live entity with its row, folded from the journal alone."""
    standing = {item: fold_fields(changes) for item, changes in all_changes(conn)}
    rows: dict[Item, Row] = {}

    def is_live(entity: str, item: str) -> bool:
        return (entity, item) in rows

    # A parent may stand after its child, so an entity that refers to itself is folded twice: the
    # first round finds what is live, the second fills in what it refers to.
    for entity in ENTITIES:
        mine = [item for item in standing if item[0] == entity.name]
        rounds = 2 if any(field.refers == entity.name for field in entity.fields) else 1
        for _ in range(rounds):
            for item in mine:
                row = fold_row(entity, item[1], standing[item], is_live)
                if row is not None:
                    rows[item] = row
    yield from rows.items()


def differences(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield (entity, id) wherever a projection table and a fresh fold of the journal differ."""
    expected = dict(fold_all(conn))
    for entity in ENTITIES:
        stored: dict[Item, Row] = {}
        cursor = conn.execute(f'SELECT * FROM "{entity.name}"')
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            stored[entity.name, str(row["id"])] = row
        wanted = {item: row for item, row in expected.items() if item[0] == entity.name}
        for item in sorted(stored.keys() | wanted.keys()):
            if stored.get(item) != wanted.get(item):
                yield item


def refresh_dead(conn: sqlite3.Connection) -> None:
    """Find anew which acts are switched off: those undone by an act that is itself live.

    An undo counts only for an act before it, so no forged circle of undoing can arise, and a
    withdrawal is never undone.
    """
    conn.execute("DELETE FROM dead")
    conn.executemany("INSERT INTO dead (event) VALUES (?)", [(one,) for one in find_dead(conn)])


def find_dead(conn: sqlite3.Connection) -> list[str]:
    """Return the ids of the acts that are switched off, from the journal alone, sorted."""
    dead: set[str] = set()
    undos = conn.execute(
        """SELECT undo.id, undo.undoes FROM event AS undo JOIN event AS target
           ON target.id = undo.undoes
           WHERE target.kind != 'withdraw'
             AND (target.lamport, target.session, target.seq)
               < (undo.lamport, undo.session, undo.seq)
           ORDER BY undo.lamport DESC, undo.session DESC, undo.seq DESC"""
    )
    # Whatever could undo an undo stands after it, so it was looked at before.
    for undo, target in undos:
        if undo not in dead:
            dead.add(target)
    return sorted(dead)


def items_of(conn: sqlite3.Connection, events: Collection[str]) -> set[Item]:
    """Return the entities that these acts touch, and those of the acts that they undo."""
    items: set[Item] = set()
    waiting = list(events)
    while waiting:
        event = waiting.pop()
        items |= set(
            conn.execute("SELECT DISTINCT entity, id FROM change WHERE event = ?", (event,))
        )
        row = conn.execute("SELECT undoes FROM event WHERE id = ?", (event,)).fetchone()
        if row and row[0]:
            waiting.append(row[0])
    return items


def _change(row: tuple[object, ...]) -> FieldChange:
    _, _, event, n, field, value, was, live, coder, time = row
    return FieldChange(
        f"{event}/{n}",
        str(field),
        None if value is None else str(value),
        None if was is None else str(was),
        bool(live),
        str(coder),
        str(time),
    )


def _refresh_one(conn: sqlite3.Connection, entity_name: str, item: str) -> bool:
    """Bring one row up to date; say whether it came or went."""
    entity = BY_NAME[entity_name]
    standing = fold_fields(changes_of(conn, entity_name, item))
    there = _exists(conn, entity_name, item)
    row = fold_row(entity, item, standing, lambda name, one: _exists(conn, name, one))
    if row is not None:
        _put(conn, entity_name, row)
    elif there:
        conn.execute(f'DELETE FROM "{entity_name}" WHERE id = ?', (item,))
    return there != (row is not None)


def _exists(conn: sqlite3.Connection, entity: str, item: str) -> bool:
    query = f'SELECT 1 FROM "{entity}" WHERE id = ?'
    return conn.execute(query, (item,)).fetchone() is not None


def _put(conn: sqlite3.Connection, entity: str, row: Row) -> None:
    conn.execute(_upsert(entity), row)


def _upsert(entity: str) -> str:
    statement = _UPSERTS.get(entity)
    if statement is None:
        names = _column_names(entity)
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f":{name}" for name in names)
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
        statement = (
            f'INSERT INTO "{entity}" ({columns}) VALUES ({values}) '
            f"ON CONFLICT(id) DO UPDATE SET {updates}"
        )
        _UPSERTS[entity] = statement
    return statement


_UPSERTS: dict[str, str] = {}


def _column_names(entity_name: str) -> list[str]:
    entity = BY_NAME[entity_name]
    names = ["id"]
    for field in entity.fields:
        names += ["start", "end", "words_hash"] if field.type is Type.SELECTION else [field.name]
    return [*names, "gone"] if entity.stays_when_gone else names


def _dependents(conn: sqlite3.Connection, item: str) -> Iterator[Item]:
    fields = ", ".join(f"'{name}'" for name in REFERENCE_FIELDS)
    query = f"SELECT DISTINCT entity, id FROM change WHERE field IN ({fields}) AND value = ?"
    for entity, one in conn.execute(query, (json.dumps(item),)):
        if entity in BY_NAME:
            yield str(entity), str(one)
