"""The list of people: who speaks, and what is known of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from qualcode.model import Case, CaseKind
from qualcode.model.words import count
from qualcode_tui.actions import bindings, undoes
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.previews import SPEAKER_WORDS
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.screens.noting import ask_note
from qualcode_tui.screens.people.facts import ask_facts
from qualcode_tui.screens.people.sheet import read_sheet, write_sheet
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.widgets.bars import Hint

_WORDS, _FEW = 62, 12


class People(Listing):
    """A row for everybody who speaks. Enter opens their page."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.PEOPLE)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PEOPLE)]
    NAME = "people"
    NOTHING = "Nobody speaks yet: “Add files” comes first."

    def __init__(self, at: str | None = None) -> None:
        super().__init__()
        self.cases: dict[str, Case] = {}
        self.conversations: dict[str, list[str]] = {}
        self.first_words: dict[str, str] = {}
        self._at = at
        self._few: set[str] = set()
        self._sheet: Path | None = None

    def columns(self) -> Sequence[Column]:
        """Return what is shown of a person."""
        return (
            Column("person", least=8, style="bold", ends=True),
            Column("kind", least=9, style=""),
            Column("role", least=8, style=""),
            Column(self.project.site_word, least=4, style=""),
            Column("speaks in", least=8, ends=True),
            Column("quoted", least=8, style="", saved="agreed to be quoted"),
            Column("turns", least=5, gives_way=2, right=True),
            Column("words", least=6, gives_way=1, right=True),
            Column("codings", least=7, gives_way=3, right=True),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read who speaks, where, and how much."""
        project = self.project
        self.cases = project.people.by_id()
        self._few = _find_few(self.cases.values())
        refs = {source.id: source.ref for source in project.sources.list()}
        coded = Counter(case for one in project.codings.passages() for case in one.cases)
        turns, words = Counter[str](), Counter[str]()
        self.conversations, self.first_words = {}, {}
        for one in project.people.heard():
            turns[one.case] += one.turns
            words[one.case] += one.words
            self.conversations.setdefault(one.case, []).append(refs[one.source])
            self.first_words.setdefault(one.case, " ".join(one.first.split()))
        for case in self.cases.values():
            yield Row(
                case.id,
                (
                    case.code,
                    "withdrawn" if case.withdrawn else SPEAKER_WORDS[case.kind],
                    case.role,
                    case.site,
                    ", ".join(self.conversations.get(case.id, ())),
                    "✗ no" if case.consent.quote == "no" else case.consent.quote,
                    turns[case.id],
                    words[case.id],
                    coded[case.id],
                ),
                self._variables(case),
                muted=case.kind is not CaseKind.PERSON,
            )

    def look(self) -> None:
        """Read the people, and stand on the one whose page was open last."""
        super().look()
        if self._at is not None:
            self.stand_on(self._at)
            self._at = None

    def tell_list(self) -> str:
        """Say how many people there are, and how many other labels."""
        people = sum(case.kind is CaseKind.PERSON for case in self.cases.values())
        others = count(len(self.cases) - people, "other label")
        return f"{count(people, 'person', 'people')}, {others}"

    def tell_row(self, row: Row) -> str:
        """Say what the highlighted person says first, since no name is shown to know them by."""
        code, words = self.cases[row.id].code, self.first_words.get(row.id, "")
        if not words:
            return f"{code} was there and says nothing. Names are kept apart, never shown."
        said = clip(words, max(20, self.size.width - width_of(code) - 18))
        return f"{code} says first: “{said}”"

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        return (
            Hint.of("step.choose", "page"),
            Hint.of("people.edit", "change"),
            Hint.of("people.join", "two are one"),
            Hint.of("people.note", "note"),
            Hint.of("people.write", "spreadsheet"),
            Hint.of("people.read", "read it back"),
        )

    @property
    def case(self) -> Case | None:
        """The highlighted person."""
        return self.cases.get(self.here.id) if self.here else None

    def open_row(self, row: Row) -> None:
        """Open the page of a person."""
        self.workspace.open_person(row.id)

    def action_edit(self) -> None:
        """Change what is known of the highlighted person."""
        if self.case is not None:
            ask_facts(self, self.case, self.action_join)

    def action_note(self) -> None:
        """Write a note on the highlighted person."""
        if self.case is not None:
            ask_note(self, "case", self.case.id, self.case.code)

    def action_join(self) -> None:
        """Say that the highlighted person and another one are the same."""
        case = self.case
        others = [one for one in self.cases.values() if case is not None and one.id != case.id]
        if case is None or not others:
            self.say("There is nobody else.", refused=True)
            return

        def chosen(i: int | None) -> None:
            if i is not None:
                with self.refusals():
                    differences = self.project.people.join(case.id, others[i].id)
                    self.done(f"{case.code} is now {others[i].code}. {undoes()}", at=others[i].id)
                    if differences:
                        self.app.push_screen(Tell("They are one person now", differences))

        others.sort(key=lambda one: not self._meet(case, one))
        answers = [
            Content.assemble(
                (one.code, "bold"),
                f"  {SPEAKER_WORDS[one.kind]}",
                (f"\n  {clip(self.first_words.get(one.id, ''), _WORDS)}", "$reader-muted"),
            )
            for one in others
        ]
        self.app.push_screen(Choose(f"Who is the same person as {case.code}?", answers), chosen)

    def action_write_sheet(self) -> None:
        """Write the spreadsheet of the people."""

        def written(path: Path) -> None:
            self._sheet = path

        write_sheet(self, written)

    def action_read_sheet(self) -> None:
        """Read the spreadsheet of the people back; what it changes is shown first."""
        read_sheet(self, self._sheet)

    def _meet(self, one: Case, other: Case) -> bool:
        """Say whether two labels stand in one conversation."""
        places = self.conversations
        return not set(places.get(one.id, ())).isdisjoint(places.get(other.id, ()))

    def _variables(self, case: Case) -> dict[str, tuple[str, ...]]:
        """Return what a person can be chosen by, save what nearly everybody has to themselves."""
        site = self.project.site_word
        found: dict[str, tuple[str, ...]] = {
            "kind": (SPEAKER_WORDS[case.kind],),
            "to be quoted": (case.consent.quote or "not recorded",),
            "speaks in": tuple(self.conversations.get(case.id, ())),
        }
        for name, value in case.variables.items():
            if name in self._few:
                found[site if name == "site" else name] = (value,)
        return found


def _find_few(cases: Iterable[Case]) -> set[str]:
    """Return the variables that people can be chosen by: those with few values."""
    values: dict[str, set[str]] = {}
    for case in cases:
        for name, value in case.variables.items():
            values.setdefault(name, set()).add(value)
    return {name for name in values if len(values[name]) <= _FEW}
