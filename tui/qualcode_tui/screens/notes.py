"""All notes in one list: on words, sources, people, codes and the project."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from qualcode.model.words import count
from qualcode.project.quoted.saying import Place
from qualcode_tui.actions import bindings, key_of, undoes
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.confirm import Confirm
from qualcode_tui.screens.listing import Column, Listing, Row
from qualcode_tui.screens.noting import ask_note, ask_words
from qualcode_tui.text.when import say_moment, say_when
from qualcode_tui.widgets.bars import Hint

if TYPE_CHECKING:
    from qualcode.project.notes import PlacedNote

_SORTS = {"selection": "words", "case": "person"}
_PROJECT = "project"


class Notes(Listing):
    """The notes, newest first. Enter goes to what one is about."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.NOTES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.NOTES)]
    NAME = "notes"
    NOUN = ("note", "notes")
    NOTHING = (
        "There are no notes yet. {notes.new} writes one on the study; in the text, {note} notes "
        "on words."
    )

    def __init__(self) -> None:
        super().__init__()
        self._notes: dict[str, PlacedNote] = {}

    def columns(self) -> Sequence[Column]:
        """Return what is shown of a note."""
        return (
            Column("about", least=14, style="bold"),
            Column("note", least=20, style=""),
            Column("words", least=12, gives_way=2, saved="the words it stands by"),
            Column("coder", least=5),
            Column("when", least=11, gives_way=1, say=lambda cell: say_when(str(cell))),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read all notes."""
        project = self.project
        refs = {source.id: source.ref for source in project.sources.list()}
        cases = project.people.by_id()
        placed = list(project.notes.placed())
        self._notes = {one.note.id: one for one in placed}
        for one in reversed(placed):
            facts = {
                "about": (_SORTS.get(one.note.about, one.note.about),),
                "coder": (one.note.coder,),
            }
            if one.source is not None:
                facts["source"] = (refs.get(one.source, ""),)
            if one.case in cases:
                facts["person"] = (cases[one.case].code,)
            yield Row(
                one.note.id,
                (
                    _say_about(one, refs),
                    one.note.text,
                    one.words,
                    one.note.coder,
                    one.note.time,
                ),
                facts,
                muted=not one.name,
            )

    def tell_row(self, row: Row) -> str:
        """Say the note in full, as far as there is room, and when it was written."""
        note = self._notes[row.id].note
        return f"{' '.join(note.text.split())} ({note.coder}, {say_moment(note.time)})"

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        return (
            Hint.of("step.choose", "go there"),
            Hint.of("notes.edit", "change"),
            Hint.of("notes.delete", "delete"),
            Hint.of("notes.new", "new note"),
        )

    def sources_of(self, rows: Sequence[Row]) -> Iterable[str]:
        """Return the sources whose words stand in the rows."""
        return {one.source for row in rows if (one := self._notes[row.id]).source and one.words}

    def copied(self, row: Row) -> str:
        """Return a note, and the words it stands by with their attribution and what to mind."""
        one = self._notes[row.id]
        if one.source is None or not one.words:
            return super().copied(row)
        said = self.project.quoting.say(Place(one.source, one.start, one.end))
        return f"{one.note.text} ({one.note.coder})\n{said}"

    def open_row(self, row: Row) -> None:
        """Go to what a note is about."""
        one = self._notes[row.id]
        if one.source is not None:
            self.workspace.open_passage(one.source, one.start, one.end)
        elif one.note.about == "case" and one.case is not None:
            self.workspace.open_person(one.case)
        elif one.note.about == "code" and one.name:
            self.workspace.visit_code(one.note.about_id)
        elif one.note.about == _PROJECT:
            self.say(f"It is about the study as a whole. {key_of('notes.edit')} changes it.")
        else:
            self.say("What it is about is gone, so there is nowhere to go.", refused=True)

    def action_edit(self) -> None:
        """Change the words of the highlighted note."""
        if self.here:
            one = self._notes[self.here.id]
            ask_words(self, one.note, one.name)

    def action_delete(self) -> None:
        """Delete the highlighted note; another coder's only when that is agreed to."""
        if self.here is None:
            return
        one = self._notes[self.here.id]

        def delete(yes: bool | None) -> None:
            if yes:
                with self.refusals():
                    self.project.notes.delete(one.note.id, before=one.note.text)
                    self.done(f"Deleted the note on {one.name or 'what is gone'}. {undoes()}")

        if one.note.coder == self.project.coder:
            delete(yes=True)
            return
        told = [f"{one.note.coder} wrote it, not you.", f"{key_of('step.undo')} brings it back."]
        self.app.push_screen(Confirm("Delete somebody else's note?", told, "delete it"), delete)

    def action_new(self) -> None:
        """Write a note on the study as a whole."""
        ask_note(self, _PROJECT, _PROJECT, "the study")

    def tell_list(self) -> str:
        """Say how many notes there are, and how many of them are one's own."""
        own = sum(one.note.coder == self.project.coder for one in self._notes.values())
        return f"{count(len(self.rows), 'note')}, {own} yours"


def _say_about(one: "PlacedNote", refs: Mapping[str, str]) -> str:
    """Return what a note is about, the source first, so that a narrow column still shows it."""
    if not one.name:
        return "something that is gone"
    ref = refs.get(one.source or "", "")
    turn = one.name.removesuffix(f" of {ref}")
    return f"{ref}, {turn}" if ref and turn != one.name else one.name
