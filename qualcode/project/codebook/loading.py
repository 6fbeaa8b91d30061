"""Bringing a codebook into a project: what it would change, and doing that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualcode.model import Code, Codebook
from qualcode.project.codebook.difference import (
    DETAILS,
    MEANING,
    CodebookDifference,
    CodeChange,
    FieldChange,
    FieldValue,
    MissingCode,
)
from qualcode.project.codebook.matching import (
    Match,
    find_possible_ids,
    match_codes,
    place_codes,
)
from qualcode.project.codebook.touched import Work
from qualcode.store import Store
from qualcode.store.codebooks import (
    StoredCode,
    list_loaded,
    list_stored_codes,
    loaded_fields,
)

_COMPARED = ("label", *MEANING, "parent", "colour", *DETAILS)
_CITED = ("label", "description", "source", "licence")


@dataclass(frozen=True, slots=True)
class Loading:
    """A codebook against a project: the difference, and the fields that a load writes.

    `codes` are the fields by code id, `codebook` those of the codebook itself.
    """

    difference: CodebookDifference
    codes: dict[str, dict[str, Any]]
    codebook: dict[str, Any]

    def write(self, store: Store) -> None:
        """Write it as one act; where nothing differs, nothing is written."""
        if self.difference.is_empty:
            return
        with store.act("codebook") as act:
            act.set("codebook", self.difference.codebook, self.codebook)
            for code, fields in self.codes.items():
                act.set("code", code, fields)


@dataclass(slots=True)
class _Found:
    """What is gathered code by code."""

    new: list[Code] = field(default_factory=list)
    changed: list[CodeChange] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    kept: list[CodeChange] = field(default_factory=list)
    deleted_here: list[str] = field(default_factory=list)
    joined_here: list[tuple[str, str]] = field(default_factory=list)
    writes: dict[str, dict[str, Any]] = field(default_factory=dict)


class Comparison:
    """One codebook held against the codes of one project. Writes nothing."""

    def __init__(self, store: Store, codebook: Codebook, *, file_wins: bool) -> None:
        self._codebook = codebook
        self._file_wins = file_wins
        self._stored = list_stored_codes(store.conn)
        self._by_id = {one.code.id: one for one in self._stored}
        self._loaded = loaded_fields(store.conn)
        self._books = list_loaded(store.conn)
        self._work = Work(store)
        self._matches = match_codes(codebook, self._stored)
        self._ids = {match.code.id: match.id for match in self._matches}
        self._loaded_before = any(one.code.codebook == codebook.id for one in self._stored)
        self._found = _Found()

    def make(self) -> Loading:
        """Return the difference, and what a load writes."""
        found = self._found
        for match in self._matches:
            self._compare(match)
        places, reordered = place_codes(self._matches)
        for item, place in places.items():
            found.writes.setdefault(item, {})["position"] = place
        about, cited = self._compare_citation()
        missing = self._list_missing()
        redefined = [one.id for one in found.changed if one.of(*MEANING)]
        difference = CodebookDifference(
            codebook=self._codebook.id,
            label=self._codebook.label,
            known=self._loaded_before or any(match.stored for match in self._matches),
            new=tuple(found.new),
            changed=tuple(found.changed),
            joined=tuple(found.joined),
            restored=tuple(found.restored),
            missing=missing,
            perhaps=tuple(find_possible_ids(missing, found.new, self._by_id)),
            kept=tuple(found.kept),
            deleted_here=tuple(found.deleted_here),
            joined_here=tuple(found.joined_here),
            about=about,
            reordered=reordered,
            touched=self._work.on(redefined),
            unread=self._work.read_sources,
        )
        return Loading(difference, found.writes, cited)

    def _compare(self, match: Match) -> None:
        found, fields = self._found, self._fields_of(match.code)
        stored = match.stored
        if stored is None:
            found.new.append(match.code)
            found.writes[match.id] = fields
            return
        for other in match.others:
            found.joined.append(other.code.label)
            found.writes[other.code.id] = {"into": match.id}
        restoring = not stored.stands and self._file_wins
        if not stored.stands and not restoring:
            self._leave(stored)
            return
        writes, changes, kept = self._compare_fields(stored, match.code, fields)
        if restoring:
            found.restored.append(stored.code.label)
            writes |= {"gone": False, "into": None}
        if writes:
            found.writes[match.id] = writes
        if changes:
            found.changed.append(self._tell(stored, changes))
        if kept:
            found.kept.append(self._tell(stored, kept))

    def _compare_fields(
        self, stored: StoredCode, code: Code, fields: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[FieldChange], list[FieldChange]]:
        """Return the fields to write, the changes a reader hears of, and those that were kept."""
        writes: dict[str, Any] = {}
        changes, kept = [], []
        now = {**_words_of(stored.code), "parent": stored.code.parent}
        for name in _COMPARED:
            if now[name] == fields[name]:
                continue
            told = FieldChange(name, self._show(name, now[name]), self._show(name, fields[name]))
            if not self._file_wins and self._said_before(stored.code, name, fields[name]):
                kept.append(told)
            else:
                writes[name] = fields[name]
                changes.append(told)
        if stored.code.codebook is not None:
            if not set(code.was) <= set(stored.code.was):
                writes["was"] = list(code.was)
            if stored.code.slug != code.slug:
                writes["slug"] = code.slug
                changes.append(FieldChange("slug", stored.code.slug, code.slug))
        return writes, changes, kept

    def _said_before(self, code: Code, name: str, value: Any) -> bool:  # noqa: ANN401 - any field's value
        """Say whether the file had this value when it was last loaded; nothing is as the empty."""
        last = self._loaded.get(code.id)
        if last is None or (code.codebook is None and name not in last):
            return False
        return (last.get(name) or None) == (value or None)

    def _fields_of(self, code: Code) -> dict[str, Any]:
        """Return the fields as the file says them, a parent by its id in the project."""
        parent = self._ids[code.parent] if code.parent else None
        fields = {"codebook": code.codebook, "slug": code.slug, **_words_of(code), "parent": parent}
        return {**fields, "was": list(code.was)} if code.was else fields

    def _leave(self, stored: StoredCode) -> None:
        if stored.gone:
            self._found.deleted_here.append(stored.code.label)
        elif stored.into is not None:
            into = self._by_id[stored.into].code.label
            self._found.joined_here.append((stored.code.label, into))

    def _tell(self, stored: StoredCode, changes: Sequence[FieldChange]) -> CodeChange:
        code = stored.code
        touched = self._work.on([code.id])
        return CodeChange(code.id, code.slug, code.label, code.path, tuple(changes), touched)

    def _show(self, name: str, value: Any) -> FieldValue:  # noqa: ANN401 - any field's value
        if isinstance(value, list):
            return tuple(value)
        if name != "parent" or value is None:
            return None if value is None else str(value)
        if value in self._by_id:
            return self._by_id[value].code.path
        return next(match.code.path for match in self._matches if match.id == value)

    def _list_missing(self) -> tuple[MissingCode, ...]:
        matched = {match.id for match in self._matches}
        matched |= {other.code.id for match in self._matches for other in match.others}
        return tuple(
            MissingCode(
                one.code.id,
                one.code.slug,
                one.code.label,
                one.code.path,
                self._work.on([one.code.id]).codings,
            )
            for one in self._stored
            if one.stands and one.code.codebook == self._codebook.id and one.code.id not in matched
        )

    def _compare_citation(self) -> tuple[tuple[FieldChange, ...], dict[str, Any]]:
        """Return what differs in the codebook's own fields, and what to write of them."""
        before = self._books.get(self._codebook.id)
        said = {name: getattr(self._codebook, name) for name in _CITED}
        if before is None and not self._loaded_before:
            return (), {name: value for name, value in said.items() if value}
        held = {name: getattr(before, name, "") for name in _CITED}
        changes = tuple(
            FieldChange(name, held[name], value)
            for name, value in said.items()
            if held[name] != value
        )
        return changes, {one.field: said[one.field] for one in changes}


def _words_of(code: Code) -> dict[str, Any]:
    return {
        "label": code.label,
        "other_labels": list(code.other_labels),
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
        "keywords": list(code.keywords),
        "colour": code.colour,
    }
