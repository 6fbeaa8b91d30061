"""What differs between a codebook's file and the codes of a project."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from qualcode.model import Code
from qualcode.project.codebook.touched import NOTHING, Touched

FieldValue: TypeAlias = str | tuple[str, ...] | None
"""A field as a reader sees it; a parent is the path of the code above."""

MEANING = ("definition", "include", "exclude")
DETAILS = ("other_labels", "examples", "keywords")
_MOST_NAMED = 12
_TITLES = {
    "New id": ("slug",),
    "Renamed": ("label",),
    "Redefined": MEANING,
    "Moved": ("parent",),
    "Recoloured": ("colour",),
    "Other words": DETAILS,
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field, what it is in the project, and what it is in the file."""

    field: str
    old: FieldValue
    new: FieldValue

    @property
    def sentence(self) -> str:
        """The change for a reader: the field's name, the old value and the new."""
        if self.field == "parent":
            return f"from {_say_place(self.old)} to {_say_place(self.new)}"
        return f"{self._name} {say_value(self.old)} → {say_value(self.new)}"

    @property
    def in_file(self) -> str:
        """What the file says, as “label “Breaks””."""
        if self.field == "parent":
            return f"it {f'under {say_value(self.new)}' if self.new else 'at the top'}"
        return f"{self._name} {say_value(self.new)}"

    @property
    def _name(self) -> str:
        return "id" if self.field == "slug" else self.field.replace("_", " ")


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A code that is in the project and in the file, and differs.

    `label` and `path` are those of the project; `touched` is the work that rests on the code.
    """

    id: str
    slug: str
    label: str
    path: str
    fields: tuple[FieldChange, ...]
    touched: Touched

    def of(self, *names: str) -> tuple[FieldChange, ...]:
        """Return the changes of some fields."""
        return tuple(one for one in self.fields if one.field in names)


@dataclass(frozen=True, slots=True)
class MissingCode:
    """A code of the codebook that its file no longer has. It stays, with its codings."""

    id: str
    slug: str
    label: str
    path: str
    codings: int


@dataclass(frozen=True, slots=True)
class PossibleNewId:
    """A missing code and a new one that are alike in label or definition: perhaps one code."""

    missing: MissingCode
    new: Code
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodebookDifference:
    """What loading a codebook would do to a project, or did.

    `known` says whether the codebook was loaded before. `new` are codes to be made, `changed`
    those to be brought to the file's words, `joined` the labels of codes that become part of
    another by the field “was”, `restored` the labels of those that were deleted or joined in the
    project and come back, and `about` what is new in the codebook's own title and citation.
    These are written by a load.

    The rest is only told. `missing` codes stay, and so does what was changed in the project since
    the last load, while the file stayed as it was: `kept` fields, codes that were `deleted_here`,
    and those that were `joined_here`, each with the label of the code it went into. `perhaps` asks
    to be looked at.

    `touched` is the work that rests on all codes with a new meaning; `unread` is the number of
    sources that were read before the new codes were there.
    """

    codebook: str
    label: str
    known: bool
    new: tuple[Code, ...] = ()
    changed: tuple[CodeChange, ...] = ()
    joined: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    missing: tuple[MissingCode, ...] = ()
    perhaps: tuple[PossibleNewId, ...] = ()
    kept: tuple[CodeChange, ...] = ()
    deleted_here: tuple[str, ...] = ()
    joined_here: tuple[tuple[str, str], ...] = ()
    about: tuple[FieldChange, ...] = ()
    reordered: bool = False
    touched: Touched = NOTHING
    unread: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether a load would write nothing."""
        written = (self.new, self.changed, self.joined, self.restored, self.about, self.reordered)
        return not any(written)

    @property
    def renamed(self) -> tuple[CodeChange, ...]:
        """The codes with another label; their meaning stays."""
        return self._with("label")

    @property
    def redefined(self) -> tuple[CodeChange, ...]:
        """The codes with another definition, include or exclude."""
        return self._with(*MEANING)

    @property
    def moved(self) -> tuple[CodeChange, ...]:
        """The codes that stand under another code."""
        return self._with("parent")

    @property
    def recoloured(self) -> tuple[CodeChange, ...]:
        """The codes with another colour."""
        return self._with("colour")

    @property
    def detailed(self) -> tuple[CodeChange, ...]:
        """The codes with other labels, examples or keywords than before."""
        return self._with(*DETAILS)

    @property
    def given_new_ids(self) -> tuple[CodeChange, ...]:
        """The codes that the file says had another id, by the field “was”."""
        return self._with("slug")

    def sentences(self) -> Iterator[str]:
        """Yield the difference for a reader: a line for each sort of change, then what it means."""
        if self.new:
            yield f"New: {name_all(one.path for one in self.new)}."
        for title, names in _TITLES.items():
            for code in self._with(*names):
                yield _end(f"{title}: “{code.path}”: {_tell(code.of(*names))}")
        if self.joined:
            yield f"Joined into the code that names it under “was”: {name_all(self.joined)}."
        if self.restored:
            yield f"Brought back: {name_all(self.restored)}."
        if self.about:
            yield _end(f"Of the codebook itself: {_tell(self.about)}")
        if self.reordered:
            yield "The codes take the order of the file."
        yield from self.consequences()
        yield from self._only_told()

    def consequences(self) -> Iterator[str]:
        """Yield what a load means for codings and for what was read so far."""
        if self.touched.codings:
            yield f"The redefined codes have {self.touched.sentence}, which stay."
        if self.touched.sources:
            yield (
                f"{_sources(self.touched.sources)} read with the old meaning will count as not "
                "looked for yet, under the redefined codes and the codes above them."
            )
        if self.new and self.unread:
            yield (
                f"{_sources(self.unread)} read before will count as not looked for yet, under the "
                "new codes and the codes above them."
            )

    def _only_told(self) -> Iterator[str]:
        if self.missing:
            named = ", ".join(f"“{one.path}” ({_codings(one.codings)})" for one in self.missing)
            yield f"No longer in the file, and kept: {named}."
        for one in self.perhaps:
            yield (
                f"Perhaps “{one.missing.slug}” is now “{one.new.slug}”: the {one.alike[0]} is the "
                f"same. If it is, write “was: [{one.missing.slug}]” under it in the file."
            )
        for code in self.kept:
            told = "; ".join(one.in_file for one in code.fields)
            yield _end(f"Changed here since, and kept: “{code.path}”. The file has {told}")
        if self.deleted_here:
            yield f"Deleted here, and left so: {name_all(self.deleted_here)}."
        for label, into in self.joined_here:
            yield f"Joined here, and left so: “{label}” into “{into}”."

    def _with(self, *names: str) -> tuple[CodeChange, ...]:
        return tuple(one for one in self.changed if one.of(*names))


def say_value(value: FieldValue) -> str:
    """Return a field's value for a reader; “nothing” where it is empty."""
    if not value:
        return "nothing"
    return f"“{value}”" if isinstance(value, str) else name_all(value)


def name_all(names: Iterable[str]) -> str:
    """Return names in quotation marks, the first twelve of many."""
    listed = list(names)
    shown = ", ".join(f"“{one}”" for one in listed[:_MOST_NAMED])
    more = len(listed) - _MOST_NAMED
    return shown + (f" and {more} more" if more > 0 else "")


def _tell(changes: Iterable[FieldChange]) -> str:
    return "; ".join(one.sentence for one in changes)


def _end(sentence: str) -> str:
    """Put a full stop to a sentence that may end with a quoted one."""
    return sentence if sentence.endswith(".”") else f"{sentence}."


def _say_place(above: FieldValue) -> str:
    return f"under {say_value(above)}" if above else "the top"


def _codings(number: int) -> str:
    return "1 coding" if number == 1 else f"{number or 'no'} codings"


def _sources(number: int) -> str:
    return "1 source" if number == 1 else f"{number} sources"
