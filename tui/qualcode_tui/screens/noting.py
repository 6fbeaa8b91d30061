"""Writing a note on a thing from a list: the same line of work wherever it begins."""

from typing import TYPE_CHECKING

from qualcode.model.words import count
from qualcode_tui.actions import key_of, undoes
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.screens.step import Step

if TYPE_CHECKING:
    from qualcode.model import Note


def ask_note(screen: Step, about: str, about_id: str, name: str) -> None:
    """Ask for a note on a thing (its sort and id, and its name for people), and write it down."""

    def written(text: str | None) -> None:
        if text is not None:
            with screen.refusals():
                screen.project.notes.add(about, about_id, text)
                every = f"{key_of('notes')} lists all notes."
                screen.done(f"Noted on {name}. {undoes()} {every}")

    with screen.refusals():
        screen.project.require_coder()
        held = screen.project.notes.list(about, about_id)
        told = f"{count(len(held), 'note')} on it so far. " if held else ""
        told += "All notes stand in one list, under N."
        screen.app.push_screen(NoteDialog(f"A note on {name}", told), written)


def ask_words(screen: Step, note: "Note", name: str) -> None:
    """Ask for other words of a note, and put them in its place."""

    def written(text: str | None) -> None:
        if text is not None:
            with screen.refusals():
                screen.project.notes.edit(note.id, text)
                screen.done(f"The note on {name} has other words now. {undoes()}")

    with screen.refusals():
        screen.project.require_coder()
        told = f"{note.coder} wrote it."
        screen.app.push_screen(NoteDialog(f"The note on {name}", told, note.text), written)
