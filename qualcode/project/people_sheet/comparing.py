"""Holding a people sheet against the project: the difference, or all that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualcode.model import Case, CaseKind, Source, random_id
from qualcode.model.nearest import nearest_name
from qualcode.project.intake.attending import name_attendee
from qualcode.project.intake.participants import ParticipantCodes
from qualcode.project.people_sheet.columns import (
    CODE,
    CONSENTS,
    KIND,
    NAME,
    NEW_CODE,
    SAME,
    SILENT,
    WHERE,
)
from qualcode.project.people_sheet.difference import (
    NewPerson,
    PeopleDifference,
    PeopleJoin,
    PersonChange,
)
from qualcode.project.people_sheet.errors import PeopleSheetError
from qualcode.project.people_sheet.known import KnownPerson, list_known
from qualcode.project.people_sheet.rows import SheetRow, read_people
from qualcode.reading import StudyPerson
from qualcode.store import Store
from qualcode.store.people import list_cases, list_codes_in_use
from qualcode.store.sources import list_sources

# A spreadsheet may make TRUE of what somebody typed.
_ANSWERS = {
    **dict.fromkeys(("yes", "y", "true"), "yes"),
    **dict.fromkeys(("no", "n", "false"), "no"),
    "": "",
}


def compare(store: Store, path: Path, *, site_word: str, clear: bool) -> PeopleDifference:
    """Return what a sheet would change; with `clear`, what it leaves blank is taken away.

    Raises PeopleSheetError, which names every row and column that something is wrong with.
    """
    rows = read_people(path, site_word)
    comparison = _Comparison(store, site_word=site_word, clear=clear)
    for row in rows:
        comparison.take(row)
    comparison.join()
    comparison.settle_codes()
    if comparison.problems:
        problems = [said for _, said in sorted(comparison.problems, key=lambda one: one[0])]
        raise PeopleSheetError(path.name, problems)
    return PeopleDifference(
        path,
        tuple(comparison.changes),
        tuple(comparison.new),
        tuple(comparison.joins),
        tuple(comparison.tell_ignored()),
    )


@dataclass(slots=True)
class _Comparison:
    """A sheet while it is held against the project, row by row."""

    store: Store
    site_word: str
    clear: bool
    changes: list[PersonChange] = field(default_factory=list)
    new: list[NewPerson] = field(default_factory=list)
    joins: list[PeopleJoin] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    _known: dict[str, KnownPerson] = field(init=False)
    _withdrawn: set[str] = field(init=False)
    _sources: dict[str, Source] = field(init=False)
    _rows: dict[str, SheetRow] = field(default_factory=dict)
    _wanted: dict[str, tuple[SheetRow, str]] = field(default_factory=dict)
    _new_rows: list[SheetRow] = field(default_factory=list)
    _blank: int = 0

    def __post_init__(self) -> None:
        self._known = {one.case.code.casefold(): one for one in list_known(self.store)}
        withdrawn = (case for case in list_cases(self.store.conn) if case.withdrawn)
        self._withdrawn = {case.code.casefold() for case in withdrawn}
        self._sources = {one.ref.casefold(): one for one in list_sources(self.store.conn)}

    def take(self, row: SheetRow) -> None:
        """Hold a row against the project."""
        code = row[CODE]
        if not code:
            self._add(row)
            return
        if code.casefold() in self._withdrawn:
            self.ignored.append(f"{code} has withdrawn: delete row {row.number} from the sheet.")
            return
        person = self._known.get(code.casefold())
        if person is None:
            near = nearest_name(code, [one.case.code for one in self._known.values()])
            hint = f"Did you mean “{near}”? " if near else ""
            self._refuse(
                row,
                CODE,
                f"there is no participant “{code}”. {hint}For somebody new leave this cell blank.",
            )
            return
        if code.casefold() in self._rows:
            first = self._rows[code.casefold()].number
            self._refuse(row, CODE, f"“{code}” stands in row {first} already; keep one of them.")
            return
        self._rows[code.casefold()] = row
        self.changes += self._compare(row, person)

    def join(self) -> None:
        """Find out who is to be the same person as whom."""
        into: dict[str, str] = {}
        for key, row in self._rows.items():
            target = row[SAME].casefold()
            if not target:
                continue
            if target in self._withdrawn or target not in self._known:
                near = nearest_name(row[SAME], [one.case.code for one in self._known.values()])
                hint = f" Did you mean “{near}”?" if near else ""
                self._refuse(row, SAME, f"there is no participant “{row[SAME]}”.{hint}")
                continue
            into[key] = target
        for key in into:
            if circle := _find_circle(into, key):
                codes = " → ".join(self._known[one].case.code for one in circle)
                self._refuse(self._rows[key], SAME, f"goes round in a circle: {codes}.")
        for key, target in into.items():
            one, other = self._known[key].case, self._known[target].case
            self.joins.append(PeopleJoin(one.id, one.code, other.id, other.code))

    def settle_codes(self) -> None:
        """Find out whether all have codes of their own once the new ones are given."""
        final = dict(list_codes_in_use(self.store.conn))
        leaving = {self._known[key].case.code.casefold() for key in self._wanted}
        for code in leaving:
            final.pop(code, None)
        for key, (row, code) in self._wanted.items():
            case = self._known[key].case
            if final.setdefault(code.casefold(), case.id) != case.id:
                self._refuse(row, NEW_CODE, f"“{code}” is somebody else's code.")
        for n, person in enumerate(self.new):
            row = self._new_rows[n]
            if person.code and person.code.casefold() in final:
                self._refuse(row, NEW_CODE, f"“{person.code}” is somebody else's code.")
                continue
            named = name_attendee(
                StudyPerson(person.name, person.kind, code=person.code or None),
                None,
                person.sources[0],
                # A code that somebody leaves in this very sheet is not another's at once.
                ParticipantCodes(person.refs[0], final, leaving),
            )
            # Two sheets read into two copies may mean different people by the same next code, so
            # what only a sheet can make has an id of chance.
            item = random_id()
            self.new[n] = replace(person, case=item, code=named.case.code)
            final[named.case.code.casefold()] = item

    def tell_ignored(self) -> Iterator[str]:
        """Yield a sentence for each sort of thing in the sheet that is passed over."""
        yield from self.ignored
        if self._blank:
            cells = "1 blank cell" if self._blank == 1 else f"{self._blank} blank cells"
            yield f"{cells}: what the project knows there stays. Add --clear to take it away."

    def _refuse(self, row: SheetRow, key: str, reason: str) -> None:
        self.problems.append((row.number, f"{row.where(key)}: {reason}"))

    def _compare(self, row: SheetRow, person: KnownPerson) -> Iterator[PersonChange]:
        """Yield what a row says otherwise of somebody; refuse or ignore what it cannot say."""
        case = person.case
        code, kind = row[NEW_CODE], self._kind(row)
        if code and code != case.code:
            self._wanted[case.code.casefold()] = (row, code)
            yield PersonChange(case.id, case.code, "code", "code", "code", case.code, code)
        if kind and kind is not case.kind:
            yield PersonChange(case.id, case.code, "kind", "kind", "kind", case.kind, kind)
        yield from self._compare_values(row, case)
        yield from self._compare_consent(row, case)
        yield from self._compare_presence(row, person)
        if row[NAME] and row[NAME] != "; ".join(person.names):
            self.ignored.append(f"{row.where(NAME)}: names are not changed from here.")

    def _compare_values(self, row: SheetRow, case: Case) -> Iterator[PersonChange]:
        for name, value in row.variables.items():
            before = case.variables.get(name)
            if value != (before or "").strip() and self._counts(value):
                label = self.site_word if name == "site" else name
                yield PersonChange(
                    case.id, case.code, "variable", name, label, before, value or None
                )

    def _compare_consent(self, row: SheetRow, case: Case) -> Iterator[PersonChange]:
        for heading, question in CONSENTS.items():
            held: str | None = getattr(case.consent, question)
            answer = self._answer(row, heading) if row.has(heading) else None
            if answer is not None and answer != (held or "") and self._counts(answer):
                yield PersonChange(
                    case.id, case.code, "consent", question, heading, held, answer or None
                )

    def _compare_presence(self, row: SheetRow, person: KnownPerson) -> Iterator[PersonChange]:
        """Yield in which sources somebody silent is said to have been, or no longer."""
        silent = self._answer(row, SILENT)
        if not silent or not row.has(WHERE):
            return
        case = person.case
        if person.turns:
            if silent == "yes":
                self._refuse(row, SILENT, f"{case.code} speaks in {', '.join(person.turns)}.")
            elif self._refs(row) not in (None, sorted(person.refs)):
                self.ignored.append(
                    f"{row.where(WHERE)}: where somebody speaks follows from the turns."
                )
            return
        wanted = self._refs(row)
        if wanted is None or not (wanted or silent == "no"):
            return
        wanted = wanted if silent == "yes" else []
        for ref in sorted({*wanted, *person.present}):
            before = "yes" if ref in person.present else None
            after = "yes" if ref in wanted else None
            if before != after:
                item = self._sources[ref.casefold()].id
                label = f"present in {ref}"
                yield PersonChange(case.id, case.code, "presence", item, label, before, after)

    def _counts(self, value: str) -> bool:
        """Say whether a value is to be taken over; a blank one only where that was asked for."""
        if value or self.clear:
            return True
        self._blank += 1
        return False

    def _add(self, row: SheetRow) -> None:
        """Take a row without a code: somebody who was present and never speaks."""
        refs = self._refs(row) or []
        if self._answer(row, SILENT) != "yes":
            self._refuse(row, CODE, f"is blank. For somebody new write “yes” under “{SILENT}”.")
            return
        if not refs:
            self._refuse(row, WHERE, "is blank. Name a conversation in which they were present.")
            return
        if row[SAME]:
            self._refuse(row, SAME, "somebody new is joined once they have a code.")
            return
        consent = {
            question: answer
            for heading, question in CONSENTS.items()
            if (answer := self._answer(row, heading))
        }
        self._new_rows.append(row)
        self.new.append(
            NewPerson(
                "",
                row[NEW_CODE],
                row[NAME],
                self._kind(row) or CaseKind.PERSON,
                tuple(self._sources[ref.casefold()].id for ref in refs),
                tuple(refs),
                {name: value for name, value in row.variables.items() if value},
                consent,
            )
        )

    def _kind(self, row: SheetRow) -> CaseKind | None:
        said = row[KIND].casefold()
        if not said:
            return None
        if said not in tuple(CaseKind):
            self._refuse(row, KIND, f"“{row[KIND]}” is none of {', '.join(CaseKind)}.")
            return None
        return CaseKind(said)

    def _answer(self, row: SheetRow, heading: str) -> str | None:
        """Return yes, no or nothing; None where it is another answer, which is refused."""
        said = row[heading].casefold()
        if said not in _ANSWERS:
            self._refuse(row, heading, f"“{row[heading]}” is neither yes nor no.")
            return None
        return _ANSWERS[said]

    def _refs(self, row: SheetRow) -> list[str] | None:
        """Return the short names of the sources that a row names; None where one is unknown."""
        found, sound = [], True
        for part in row[WHERE].split(","):
            if not (name := part.strip()):
                continue
            source = self._sources.get(name.casefold())
            if source is None:
                near = nearest_name(name, [one.ref for one in self._sources.values()])
                hint = f" Did you mean “{near}”?" if near else ""
                self._refuse(row, WHERE, f"there is no source “{name}”.{hint}")
                sound = False
            else:
                found.append(source.ref)
        return sorted(set(found)) if sound else None


def _find_circle(into: Mapping[str, str], start: str) -> Sequence[str]:
    """Return the way from a case back to itself, nothing where there is none."""
    way = [start]
    while (following := into.get(way[-1])) is not None:
        way.append(following)
        if following == start:
            return way
        if following in way[:-1]:
            return ()
    return ()
