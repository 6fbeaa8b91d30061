"""What a people sheet says that the project does not: every change, before any is made."""

from dataclasses import dataclass
from pathlib import Path

from qualcode.model import CaseKind

NOTHING = "—"


@dataclass(frozen=True, slots=True)
class PersonChange:
    """A fact about somebody: what it is called, before and after; None where nothing is recorded.

    `sort` is "code", "kind", "consent", "variable" or "presence"; `name` is the question, the
    variable, or the id of the source.
    """

    case: str
    code: str
    sort: str
    name: str
    label: str
    before: str | None
    after: str | None

    @property
    def told(self) -> str:
        """The change in a few words."""
        return f"{self.label}: {self.before or NOTHING} → {self.after or NOTHING}"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who was present in some sources (ids, and short names) and never speaks."""

    case: str
    code: str
    name: str
    kind: CaseKind
    sources: tuple[str, ...]
    refs: tuple[str, ...]
    variables: dict[str, str]
    consent: dict[str, str]

    @property
    def told(self) -> str:
        """The person in a few words, without the name."""
        facts = [f"{name}: {value}" for name, value in self.variables.items()]
        facts += [f"consent to {name}: {answer}" for name, answer in self.consent.items()]
        return "; ".join([f"new, present and silent in {', '.join(self.refs)}", *facts])


@dataclass(frozen=True, slots=True)
class PeopleJoin:
    """Two who are one: the first (case id, code) goes into the second."""

    case: str
    code: str
    into: str
    into_code: str


@dataclass(frozen=True, slots=True)
class PeopleDifference:
    """All that would be changed by a sheet, and a sentence for what of it is passed over."""

    path: Path
    changes: tuple[PersonChange, ...]
    new: tuple[NewPerson, ...]
    joins: tuple[PeopleJoin, ...]
    ignored: tuple[str, ...]

    def __bool__(self) -> bool:
        """Say whether anything would be changed."""
        return bool(self.changes or self.new or self.joins)

    @property
    def sentences(self) -> list[str]:
        """A line for each person and each join: “A-FG1-P3: role: carer → professional; …”."""
        by_code: dict[str, list[str]] = {}
        for change in self.changes:
            by_code.setdefault(change.code, []).append(change.told)
        lines = [f"{code}: {'; '.join(facts)}" for code, facts in by_code.items()]
        lines += [f"{person.code}: {person.told}" for person in self.new]
        lines += [f"{join.code} is the same person as {join.into_code}" for join in self.joins]
        return lines
