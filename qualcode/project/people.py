"""People: who speaks, what is known of them, what they agreed to."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.model import Case, CaseKind, Consent
from qualcode.model.case import CONSENT_QUESTIONS
from qualcode.project.errors import (
    SamePersonError,
    TakenCodeError,
    UnknownAnswerError,
    UnknownQuestionError,
)
from qualcode.project.exporting import record_export
from qualcode.project.intake.values import set_consent, set_value
from qualcode.project.people_sheet.difference import PeopleDifference
from qualcode.project.people_sheet.known import list_known
from qualcode.store import Store
from qualcode.store import people as stored
from qualcode.store.codings import CodedPassage, list_coded_passages
from qualcode.store.heard import Heard, list_heard

__all__ = ["CodedPassage", "Heard", "People"]


class People:
    """The cases of a project: persons, facilitators, several people under one label, unknowns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> list[Case]:
        """Return all cases by participant code, joined ones only once."""
        return stored.list_cases(self._store.conn)

    def by_id(self) -> dict[str, Case]:
        """Return all cases by id."""
        return {case.id: case for case in self.list()}

    def find(self, code: str) -> Case:
        """Return the case with this participant code; the error names the nearest."""
        return stored.find_case(self._store.conn, code)

    def names(self) -> dict[str, str]:
        """Return the names kept apart, by case id. For whoever keeps the people sheet only."""
        return stored.list_names(self._store.conn)

    def heard(self, case: str | None = None) -> Sequence[Heard]:
        """Return where everybody, or one case (by id), is heard, and how much they say there."""
        return list_heard(self._store.conn, case)

    def coded(self, case: str) -> Sequence[CodedPassage]:
        """Return the codings that touch the words of a case (by id), in reading order."""
        return [one for one in list_coded_passages(self._store.conn) if case in one.cases]

    def set_value(self, case: str, variable: str, value: str | None) -> None:
        """Say a variable (role, site, age …) of a case; None takes it away."""
        with self._store.act("people") as act:
            set_value(act, case, variable, value)

    def set_code(self, case: str, code: str) -> None:
        """Give a case another participant code; raises TakenCodeError where it is somebody's."""
        holder = stored.list_codes_in_use(self._store.conn).get(code.casefold())
        if holder not in (None, case):
            raise TakenCodeError(code)
        with self._store.act("people") as act:
            act.set("case", case, {"code": code})

    def set_kind(self, case: str, kind: CaseKind) -> None:
        """Say whether a label is a person, a facilitator, several people, or unknown."""
        with self._store.act("people") as act:
            act.set("case", case, {"kind": kind})

    def join(self, case: str, into: str) -> tuple[str, ...]:
        """Say that two cases are one person; the first goes into the second.

        Returns a sentence for each thing in which the two differ, for whoever joined them to weigh.
        A “no” to any question of consent stays a “no”. Raises SamePersonError where both are one.
        """
        one, other = (next(c for c in self.list() if c.id == item) for item in (case, into))
        if one.id == other.id:
            raise SamePersonError(one.code)
        with self._store.act("people") as act:
            act.set("case", case, {"into": into})
        names = sorted(one.variables.keys() & other.variables.keys())
        facts = [(name, one.variables[name], other.variables[name]) for name in names]
        facts += [
            (f"consent to {name}", getattr(one.consent, name), getattr(other.consent, name))
            for name in CONSENT_QUESTIONS
        ]
        return tuple(
            f"They differ in {name}: {one.code} has {first}, {other.code} has {second}."
            for name, first, second in facts
            if first and second and first != second
        )

    def record_consent(self, case: Case, question: str, answer: str) -> None:
        """Record what somebody agreed to: a question of CONSENT_QUESTIONS, "yes" or "no"."""
        if question not in CONSENT_QUESTIONS:
            raise UnknownQuestionError(question)
        if answer not in ("yes", "no"):
            raise UnknownAnswerError(answer)
        said = replace(Consent(), **{question: answer})
        with self._store.act("consent") as act:
            for part in stored.list_joined(self._store.conn, case.id):
                set_consent(act, part, said)

    def write_sheet(self, path: Path) -> int:
        """Write a spreadsheet (.xlsx or .csv) of all people, names included, to be filled in.

        Returns how many rows it has. That it was written is recorded, since it holds names; raises
        NoCoderError before anything is written where nobody is named who did.
        """
        from qualcode.project.people_sheet.sheet import write_sheet  # noqa: PLC0415 - only where used

        self._store.require_coder()
        known = list_known(self._store)
        write_sheet(path, known, self._site_word)
        record_export(self._store, "people sheet", path)
        return len(known)

    def compare_sheet(self, path: Path, *, clear: bool = False) -> PeopleDifference:
        """Return what a people sheet says that the project does not; nothing is changed.

        With `clear`, what is blank in the sheet is to be taken away in the project. Raises
        ReadingError, and PeopleSheetError with all that is wrong with the sheet.
        """
        from qualcode.project.people_sheet.comparing import compare  # noqa: PLC0415 - only where used

        return compare(self._store, path, site_word=self._site_word, clear=clear)

    def take_sheet(self, difference: PeopleDifference) -> None:
        """Take over what `compare_sheet` found, as one act."""
        from qualcode.project.people_sheet.taking import take  # noqa: PLC0415 - only where used

        take(self._store, difference)

    @property
    def _site_word(self) -> str:
        return self._store.read_setting("site_word") or "site"
