"""The page of a person: what is known of them, where they speak, and what is made of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from qualcode.model import Case, Coding
from qualcode.model.words import count
from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.screens.listing import Cell, Column, Listing, Row
from qualcode_tui.screens.noting import ask_note, ask_words
from qualcode_tui.screens.people.facts import ask_fact, list_facts
from qualcode_tui.widgets.bars import Hint

if TYPE_CHECKING:
    from qualcode.project.people import CodedPassage

_PASSAGES = 40


class Person(Listing):
    """One person. Enter changes a fact, or opens the place, note or words of a row."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.PERSON)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PERSON)]
    NOUN = ("line", "lines")
    BACK = "people"
    NOTHING = "This person is no longer in the study. Esc goes back."

    def __init__(self, case: str) -> None:
        super().__init__()
        self._case = case
        self.case: Case | None = None
        self._parts: list[str] = []
        self._open: dict[str, Callable[[], None]] = {}
        self._passages: dict[str, Coding] = {}
        self._told: dict[str, str] = {}

    def list_name(self) -> str:
        """Return the participant code."""
        return self.case.code if self.case else "person"

    def called(self) -> str:
        """Return whose page it is."""
        return f"the page of {self.list_name()}"

    def columns(self) -> Sequence[Column]:
        """Return the columns: which part of the page, what, and what of it."""
        return (
            Column("", least=12, style="$accent", saved="part"),
            Column("what", least=16, style="bold"),
            Column("more", least=20, style=""),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read all that there is of the person."""
        self.case = self.project.people.by_id().get(self._case)
        self._parts, self._open, self._told = [], {}, {}
        self._passages = {}
        if self.case is None:
            return
        passages = self.project.people.coded(self.case.id)
        parts = (
            ("known", self._say_facts(self.case)),
            ("speaks in", self._say_places(self.case)),
            ("notes", self._say_notes(self.case)),
            ("codes", self._say_codes(passages)),
            ("coded words", self._say_passages(passages)),
        )
        for part, rows in parts:
            for n, (row, open_) in enumerate(rows):
                self._parts.append(part)
                self._open[row.id] = open_
                first = "" if n else part
                yield Row(row.id, (first, *row.cells), {"part": (part,)}, part)

    def tell_list(self) -> str:
        """Say how many codings there are on their words."""
        codings = sum(1 for row in self.rows if row.id.startswith("passage:"))
        more = "+" if codings == _PASSAGES else ""
        return f"{codings}{more} coded passages" if codings != 1 else "1 coded passage"

    def tell_row(self, row: Row) -> str:
        """Say what Enter does."""
        return {
            "fact": "Enter changes it.",
            "place": "Enter opens the source where they first speak.",
            "note": "Enter changes the note.",
            "code": "Enter lists the passages of the code.",
            "passage": "Enter opens the passage in the text.",
        }[row.id.partition(":")[0]]

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the page."""
        return (Hint.of("step.choose", "change or open"), Hint.of("person.note", "note"))

    def values(self, row: Row) -> Sequence[Cell]:
        """Return a row with its part, which the screen shows at the first of them only."""
        return (row.more, *row.cells[1:])

    def sources_of(self, rows: Sequence[Row]) -> Iterable[str]:
        """Return the sources whose words stand in the rows."""
        if not any(row.id.startswith(("passage:", "note:")) for row in rows):
            return ()
        return {one.source for one in self.project.people.heard(self._case)}

    def copied(self, row: Row) -> str:
        """Return a passage with its attribution and what to mind; any other row as it is."""
        place = self._passages.get(row.id)
        return super().copied(row) if place is None else self.project.quoting.say(place)

    def open_row(self, row: Row) -> None:
        """Do what the row is for."""
        self._open[row.id]()

    def leave_upwards(self) -> None:
        """Go back to the list of people."""
        self.workspace.action_people(self._case)

    def action_note(self) -> None:
        """Write a note on the person."""
        if self.case is not None:
            ask_note(self, "case", self.case.id, self.case.code)

    def _say_facts(self, case: Case) -> Iterator[tuple[Row, Callable[[], None]]]:
        for fact in list_facts(case, self.project.site_word):
            row = Row(f"fact:{fact.id}", (fact.name, fact.value))
            yield row, partial(ask_fact, self, case, fact.id)

    def _say_places(self, case: Case) -> Iterator[tuple[Row, Callable[[], None]]]:
        refs = {source.id: source.ref for source in self.project.sources.list()}
        for one in self.project.people.heard(case.id):
            said = f"{count(one.turns, 'turn')}, {count(one.words, 'word')}"
            row = Row(
                f"place:{one.source}", (refs[one.source], said if one.turns else "silent there")
            )
            yield row, partial(self.workspace.open_passage, one.source, one.start, one.end)

    def _say_notes(self, case: Case) -> Iterator[tuple[Row, Callable[[], None]]]:
        for one in self.project.notes.placed():
            if one.case == case.id:
                where = "on the person" if one.note.about == "case" else f"on {one.name}"
                row = Row(f"note:{one.note.id}", (where, f"{one.note.text} ({one.note.coder})"))
                yield row, partial(ask_words, self, one.note, one.name)

    def _say_codes(
        self, passages: "Sequence[CodedPassage]"
    ) -> Iterator[tuple[Row, Callable[[], None]]]:
        counted = Counter(one.path for one in passages)
        for path, n in counted.most_common():
            mine = [one for one in passages if one.path == path]
            coders = ", ".join(sorted({one.coding.coder for one in mine}))
            row = Row(f"code:{path}", (path, f"{count(n, 'coding')} by {coders}"))
            yield row, partial(self.workspace.open_passages, mine[0].coding.code)

    def _say_passages(
        self, passages: "Sequence[CodedPassage]"
    ) -> Iterator[tuple[Row, Callable[[], None]]]:
        for one in passages[:_PASSAGES]:
            row = Row(f"passage:{one.coding.id}", (one.path, f"“{one.text}”"))
            self._passages[row.id] = one.coding
            yield row, self._opener(one)

    def _opener(self, one: "CodedPassage") -> Callable[[], None]:
        place = one.coding
        return partial(self.workspace.open_passage, place.source, place.start, place.end)
