"""Writing a note on a thing from a list: the same line of work wherever it begins."""

from typing import TYPE_CHECKING

from qualcode.model import QualcodeError
from qualcode.model.words import count
from qualcode_tui.actions import key_of, undoes
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.drafts import Draft
from qualcode_tui.screens.step import Step

if TYPE_CHECKING:
    from qualcode.model import Note


def ask_note(
    screen: Step, about: str, about_id: str, name: str, draft: str = "", refused: str = ""
) -> None:
    """Ask for a note on a thing (its sort and id, and its name for people), and write it down.

    What is refused is asked for once more, with what was typed and why.
    """

    def written(text: str | None) -> None:
        if text is None:
            return
        try:
            screen.project.notes.add(about, about_id, text)
        except QualcodeError as why:
            ask_note(screen, about, about_id, name, text, str(why))
            return
        with screen.refusals():
            every = f"{key_of('notes')} lists all notes."
            screen.done(f"Noted on {name}. {undoes()} {every}")

    with screen.refusals():
        screen.project.require_coder()
        held = screen.project.notes.list(about, about_id)
        told = f"{count(len(held), 'note')} on it so far. " if held else ""
        told += "All notes stand in one list, under N."
        kept = Draft(screen.project, about, about_id)
        dialog = NoteDialog(f"A note on {name}", told, draft=draft, refused=refused, kept=kept)
        screen.app.push_screen(dialog, written)


def ask_words(
    screen: Step, note: "Note", name: str, draft: str | None = None, refused: str = ""
) -> None:
    """Ask for other words of a note, and put them in its place; what is refused once more."""

    def written(text: str | None) -> None:
        if text is None:
            return
        try:
            screen.project.notes.edit(note.id, text, before=note.text)
        except QualcodeError as why:
            notes = screen.project.notes.list()
            now = next((one for one in notes if one.id == note.id), note)
            ask_words(screen, now, name, text, str(why))
            return
        with screen.refusals():
            screen.done(f"The note on {name} has other words now. {undoes()}")

    with screen.refusals():
        screen.project.require_coder()
        told = f"{note.coder} wrote it."
        title = f"The note on {name}"
        kept = Draft(screen.project, "note", note.id)
        dialog = NoteDialog(title, told, note.text, draft=draft, refused=refused, kept=kept)
        screen.app.push_screen(dialog, written)
