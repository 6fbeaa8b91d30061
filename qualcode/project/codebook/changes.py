"""What each change of the codebook would write, worked out before anything is written.

An act on codes and a proposal that is accepted write the same fields, and refuse the same things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.model import random_id
from qualcode.project.codebook.difference import DETAILS, MEANING
from qualcode.project.codebook.errors import (
    CodeGoneError,
    CodeHasPartsError,
    CodeInUseError,
    EmptyLabelError,
    ExistingLabelError,
    MovedIntoItselfError,
    TooFewLabelsError,
    UnknownColourError,
)
from qualcode.project.codebook.order import renumber, swap_sisters
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.codebooks import StoredCode, list_stored_codes
from qualcode.store.codes import list_codes
from qualcode.store.errors import UnknownItemError

_COLOUR_DIGITS = "0123456789ABCDEF"
_COLOUR_LENGTH = 7
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What one act says: its kind, and the fields by entity and id. `made` are new codes' ids."""

    kind: str
    writes: tuple[tuple[str, str, Mapping[str, Any]], ...]
    made: tuple[str, ...] = ()

    def write(self, act: Act) -> None:
        """Say it within an act."""
        for entity, item, fields in self.writes:
            act.set(entity, item, fields)


class Changes:
    """The codes of a project as they stand, to be asked what a change of them would write."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stored = {one.code.id: one for one in list_stored_codes(store.conn)}
        self._listed = list_codes(store.conn)

    def new(self, label: str, parent: str | None = None, definition: str = "") -> Change:
        """Make a code, under another or at the top."""
        if parent is not None:
            self._standing(parent)
        label = self._fit_label(label, parent)
        item = random_id()
        fields = self._fields_of_new(item, label, parent, len(self._listed))
        if definition:
            fields["definition"] = definition
        return Change("new code", (("code", item, fields),), (item,))

    def rename(self, code: str, label: str) -> Change:
        """Give a code another label."""
        label = self._fit_label(label, self._standing(code).code.parent, but=code)
        return _of_one("rename", code, {"label": label})

    def redefine(self, code: str, fields: Mapping[str, Any]) -> Change:
        """Change what a code means, or the other words that describe it."""
        self._standing(code)
        said = {name: _tidy(value) for name, value in fields.items()}
        if unknown := set(said) - {*MEANING, *DETAILS}:
            raise TypeError(f"a code has no {', '.join(sorted(unknown))}")
        return _of_one("redefine" if set(said) & set(MEANING) else "describe", code, said)

    def recolour(self, code: str, colour: str | None) -> Change:
        """Give a code a colour ("#RRGGBB"), or with None the palette's."""
        self._standing(code)
        return _of_one("recolour", code, {"colour": read_colour(colour)})

    def move(self, code: str, parent: str | None) -> Change:
        """Put a code under another one, or at the top."""
        moved = self._standing(code).code
        if parent is not None:
            self._standing(parent)
            if parent in self.below(code):
                raise MovedIntoItselfError(moved.label)
        self._fit_label(moved.label, parent, but=code)
        return _of_one("move", code, {"parent": parent})

    def reorder(self, code: str, by: int) -> Change:
        """Put a code before (-1) or behind (1) its neighbour under the same code."""
        self._standing(code)
        order = swap_sisters(self._listed, code, by)
        places = renumber([self._stored[one] for one in order])
        return Change("reorder", tuple(("code", one, {"position": at}) for one, at in places))

    def join(self, code: str, into: str) -> Change:
        """Make two codes one. A deleted code may be joined too: its codings have a home again."""
        label = self._not_joined(code).code.label
        self._standing(into)
        if into in self.below(code):
            raise CodeInUseError(label)
        return _of_one("join", code, {"into": into})

    def split(self, code: str, labels: Sequence[str]) -> Change:
        """Make codes to sort a code's passages into; a label that is its own means itself."""
        old = self._standing(code).code
        wanted = [" ".join(label.split()) for label in labels]
        if len({label.casefold() for label in wanted}) < max(_FEWEST, len(wanted)):
            raise TooFewLabelsError(old.label)
        writes: list[tuple[str, str, Mapping[str, Any]]] = []
        into = []
        for label in wanted:
            if label.casefold() == old.label.casefold():
                into.append(code)
                continue
            item = random_id()
            fit = self._fit_label(label, old.parent)
            place = len(self._listed) + len(writes)
            writes.append(("code", item, self._fields_of_new(item, fit, old.parent, place)))
            into.append(item)
        writes.append(("split", random_id(), {"code": code, "into": into}))
        return Change("split", tuple(writes), tuple(one for one in into if one != code))

    def delete(self, code: str, *, with_parts: bool = False) -> Change:
        """Take a code away, and those under it if they are to go too."""
        label = self._not_joined(code).code.label
        below = self.below(code)
        if len(below) > 1 and not with_parts:
            raise CodeHasPartsError(label, len(below) - 1)
        return Change("delete code", tuple(("code", one, {"gone": True}) for one in sorted(below)))

    def restore(self, code: str) -> Change:
        """Bring a deleted code back, as it was."""
        self._not_joined(code)
        return _of_one("restore code", code, {"gone": False})

    def below(self, code: str) -> set[str]:
        """Return the code and all listed codes under it."""
        below = {code}
        for one in self._listed:
            if one.parent in below:
                below.add(one.id)
        return below

    def _standing(self, code: str) -> StoredCode:
        """Return a code (by id) that is neither deleted nor joined; say what became of others."""
        one = self._not_joined(code)
        if one.gone:
            raise CodeGoneError(one.code.label, None)
        return one

    def _not_joined(self, code: str) -> StoredCode:
        one = self._stored.get(code)
        if one is None:
            raise UnknownItemError("code", code)
        if one.into is not None:
            raise CodeGoneError(one.code.label, self._stored[one.into].code.label)
        return one

    def _fit_label(self, label: str, parent: str | None, *, but: str | None = None) -> str:
        """Return a label on one line; refuse one that a sister of the code has."""
        label = " ".join(label.split())
        if not label:
            raise EmptyLabelError
        for one in self._listed:
            if one.id != but and one.parent == parent and one.label.casefold() == label.casefold():
                raise ExistingLabelError(label)
        return label

    @staticmethod
    def _fields_of_new(item: str, label: str, parent: str | None, place: int) -> dict[str, Any]:
        fields = {"slug": item[:8], "label": label, "position": float(place)}
        return {**fields, "parent": parent} if parent else fields


def read_colour(colour: str | None) -> str | None:
    """Return a colour in capitals; raises UnknownColourError for what is none."""
    if colour is None:
        return None
    said = colour.strip().upper()
    digits = said[1:]
    if not said.startswith("#") or len(said) != _COLOUR_LENGTH or set(digits) - {*_COLOUR_DIGITS}:
        raise UnknownColourError(colour)
    return said


def _of_one(kind: str, code: str, fields: Mapping[str, Any]) -> Change:
    return Change(kind, (("code", code, fields),))


def _tidy(value: Any) -> Any:  # noqa: ANN401 - text, or several
    if isinstance(value, str):
        return value.strip()
    return [text for one in value if (text := " ".join(str(one).split()))]
