"""Codes: the codebook of a project, loaded from files or made while coding."""

from dataclasses import dataclass
from typing import Any

from qualcode.model import Code, Codebook, random_id
from qualcode.project.errors import CodeInUseError, EmptyLabelError, ExistingLabelError
from qualcode.store import Store
from qualcode.store import codes as stored


@dataclass(frozen=True, slots=True)
class LoadedCodebook:
    """What loading a codebook did: how many codes are new, changed, and no longer in the file."""

    label: str
    new: int
    changed: int
    missing: tuple[str, ...]


class Codes:
    """The codes of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> list[Code]:
        """Return the codes in tree order, each parent before its children."""
        return stored.list_codes(self._store.conn)

    def find(self, name: str) -> Code:
        """Return the code with this id, slug, path or label; the error names the nearest."""
        return stored.find_code(self._store.conn, name)

    def load(self, codebook: Codebook) -> LoadedCodebook:
        """Bring the codes of a codebook in, as one act.

        A codebook loaded before is updated. A code that is no longer in the file stays, with its
        codings, and is named in what is returned.
        """
        before = {code.id: code for code in self.list()}
        changed = 0
        with self._store.act("codebook") as act:
            for place, code in enumerate(codebook):
                known = code.id in before
                if act.set("code", code.id, _fields(code, place)) and known:
                    changed += 1
        ids = {code.id for code in codebook}
        missing = tuple(
            code.label
            for code in before.values()
            if code.codebook == codebook.id and code.id not in ids
        )
        return LoadedCodebook(codebook.label, len(ids - before.keys()), changed, missing)

    def add(self, label: str, *, parent: str | None = None, definition: str = "") -> Code:
        """Make a new code in place; `parent` is a code's id."""
        label = label.strip()
        if not label:
            raise EmptyLabelError
        if any(c.parent == parent and c.label.casefold() == label.casefold() for c in self.list()):
            raise ExistingLabelError(label)
        item = random_id()
        fields = {"slug": item[:8], "label": label, "parent": parent, "definition": definition}
        said = {name: value for name, value in fields.items() if value}
        with self._store.act("new code") as act:
            act.make("code", {**said, "position": float(len(self.list()))}, item)
        return self.find(item)

    def rename(self, code: str, label: str) -> None:
        """Give a code another label. Its meaning, and so what was read for it, stays."""
        if not label.strip():
            raise EmptyLabelError
        with self._store.act("rename") as act:
            act.set("code", code, {"label": label.strip()})

    def redefine(self, code: str, **fields: str) -> None:
        """Change definition, include or exclude. What was read before was not read for this."""
        with self._store.act("redefine") as act:
            act.set("code", code, fields)

    def move(self, code: str, parent: str | None) -> None:
        """Put a code under another one, or at the top."""
        if parent is not None and parent in self._below(code):
            raise CodeInUseError(self.find(code).label)
        with self._store.act("move") as act:
            act.set("code", code, {"parent": parent})

    def join(self, code: str, into: str) -> None:
        """Make two codes one: codings of the first, past and to come, count as the second's."""
        if into in self._below(code):
            raise CodeInUseError(self.find(code).label)
        with self._store.act("join") as act:
            act.set("code", code, {"into": into})

    def delete(self, code: str) -> None:
        """Take a code away. It stays to be seen while codings use it."""
        with self._store.act("delete code") as act:
            act.set("code", code, {"gone": True})

    def _below(self, code: str) -> set[str]:
        """Return the code and all codes under it."""
        below = {code}
        for one in self.list():
            if one.parent in below:
                below.add(one.id)
        return below


def _fields(code: Code, place: int) -> dict[str, Any]:
    return {
        "codebook": code.codebook,
        "slug": code.slug,
        "label": code.label,
        "other_labels": list(code.other_labels),
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "examples": list(code.examples),
        "keywords": list(code.keywords),
        "colour": code.colour,
        "parent": code.parent,
        "position": float(place),
    }
