"""The fold: from the changes of an entity to its row, and the conflicts among them.

Pure functions over rows in the order of (lamport, session, seq, n). The same functions serve the
write of one coding, the rebuild after a merge and the proof that the two agree.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeGuard

from qualcode.store.entities import Entity, Field, Type

Scalar: TypeAlias = int | float | str | None
Row: TypeAlias = dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one entity: its name, field, JSON value (None: erased) and `was`.

    `live` is False while an undo switches its act off.
    """

    key: str
    field: str
    value: str | None
    was: str | None
    live: bool
    coder: str
    time: str

    @property
    def counts(self) -> bool:
        """Say whether the change can set its field."""
        return self.live and self.value is not None


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that two people set apart: the value that stands and those that do not."""

    entity: str
    id: str
    field: str
    stands: FieldChange
    others: tuple[FieldChange, ...]


def fold_fields(changes: Iterable[FieldChange]) -> dict[str, list[FieldChange]]:
    """Return the live changes of each field in order: the last one stands."""
    standing: dict[str, list[FieldChange]] = {}
    for change in changes:
        if change.counts:
            standing.setdefault(change.field, []).append(change)
    return standing


def fold_row(
    entity: Entity,
    item: str,
    standing: Mapping[str, Sequence[FieldChange]],
    is_live: Callable[[str, str], bool],
) -> Row | None:
    """Return the entity's row from the live changes of its fields, None where it is not live.

    `is_live(entity, id)` answers for what the fields refer to. A reference that a row needs and
    that is not live falls back to what it was before, so that a passage sorted into a code that
    is undone has its old code again; without any before it takes the row with it. One that a row
    does not need becomes NULL.
    """
    gone = "gone" in standing and json.loads(standing["gone"][-1].value or "null") is True
    if gone and not entity.stays_when_gone:
        return None
    row: Row = {"id": item}
    for field in entity.fields:
        columns = _columns(field, None)
        for change in reversed(standing.get(field.name, ())):
            columns = _columns(field, change.value)
            refers = columns.get(field.name) if field.refers else None
            if field.refers is None or refers is None or is_live(field.refers, str(refers)):
                break
            columns[field.name] = None
            if not field.required:
                break
        if field.required and None in columns.values():
            return None
        row.update(columns)
    if entity.stays_when_gone:
        row["gone"] = int(gone)
    return row


def find_conflicts(entity: str, item: str, changes: Sequence[FieldChange]) -> list[Conflict]:
    """Return the fields in which live changes disagree, neither having replaced the other.

    A change replaces those that its `was` names and, through them, what they replaced, live or
    not. Deciding is a change whose `was` names both sides.
    """
    conflicts = []
    by_field: dict[str, list[FieldChange]] = {}
    for change in changes:
        if change.counts:
            by_field.setdefault(change.field, []).append(change)
    for field, rivals in by_field.items():
        if len(rivals) == 1:
            continue
        heads = find_heads([change for change in changes if change.field == field])
        stands = rivals[-1]
        others = tuple(change for change in heads if change.value != stands.value)
        if others:
            conflicts.append(Conflict(entity, item, field, stands, others))
    return conflicts


def find_heads(changes: Sequence[FieldChange]) -> list[FieldChange]:
    """Return the live changes of one field that no live change replaces, in order.

    One where all agree on what was said; more where people said it apart from each other.
    """
    rivals = [change for change in changes if change.counts]
    replaced = _replaced_by(rivals, changes)
    return [change for change in rivals if change.key not in replaced]


def _replaced_by(rivals: Sequence[FieldChange], changes: Sequence[FieldChange]) -> set[str]:
    """Return the names of all changes that the rivals replace, over any number of steps."""
    before = {change.key: json.loads(change.was) if change.was else [] for change in changes}
    replaced: set[str] = set()
    open_ends = [key for rival in rivals for key in before[rival.key]]
    while open_ends:
        key = open_ends.pop()
        if key not in replaced:
            replaced.add(key)
            open_ends += before.get(key, [])
    return replaced


def _columns(field: Field, value: str | None) -> dict[str, Scalar]:
    """Return the columns that a field's JSON value fills; a value of the wrong type fills none."""
    decoded = None if value is None else json.loads(value)
    if field.type is Type.SELECTION:
        parts = decoded if is_selection(decoded) else [None] * 3
        return dict(zip(("start", "end", "words_hash"), parts, strict=True))
    if decoded is None:
        return {field.name: None}
    if field.type is Type.JSON:
        return {field.name: value}
    if field.type is Type.TEXT:
        fits = isinstance(decoded, str) and (not field.choices or decoded in field.choices)
        return {field.name: decoded if fits else None}
    if field.type is Type.INTEGER:
        return {field.name: int(decoded) if isinstance(decoded, int) else None}
    return {field.name: float(decoded) if isinstance(decoded, int | float) else None}


def is_selection(value: object) -> TypeGuard[list[int | str]]:
    """Say whether a decoded value is [start, end, hash of the words]."""
    return isinstance(value, list) and [type(part) for part in value] == [int, int, str]
