"""Notes on the reading screen: written, opened, changed and deleted."""

from textual import on
from textual.content import Content

from qualcode.model import Note, Span
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.drafts import Draft
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.here import HerePanel

_SHOWN, _TOLD = 60, 160
_DATE = 10


class Noting(Choosing):
    """Notes by the words at the cursor."""

    def action_note(self) -> None:
        """Write a note on the selected words or the turn, or open one that is there."""
        if isinstance(self.item, Note):
            self._open_note(self.item)
            return
        span = self.target
        if not len(span):
            return
        notes: list[Note | None] = [None, *self.bench.notes_in(span)]

        def chosen(note: Note | None) -> None:
            if note is None:
                self._write_note(span)
            else:
                self._open_note(note)

        self.choose(f"Notes on {self.bench.say_place(span)}", notes, _say, chosen)

    @on(HerePanel.Opened)
    def _note_opened(self, event: HerePanel.Opened) -> None:
        if isinstance(event.item, Note):
            self._open_note(event.item)

    @on(HerePanel.Remove)
    def _delete_note(self, event: HerePanel.Remove) -> None:
        note = event.item
        if isinstance(note, Note):
            self.ask_about_other(
                note.coder, "note", "Delete", lambda: self.acts.delete_note(note), _say(note)
            )

    def _write_note(self, span: Span, draft: str = "", refused: str = "") -> None:
        def written(text: str | None) -> None:
            if text:
                outcome = self.acts.note(span, text)
                self.tell(outcome)
                if not outcome.done:
                    self._write_note(span, text, outcome.sentence)

        told = f"“{self.read_words(span, _TOLD)}”"
        title = f"A note on {self.bench.say_place(span)}"
        document = self.bench.document
        source = document.source.id if document else ""
        kept = Draft(self.bench.project, "selection", source, span.start, span.end)
        dialog = NoteDialog(title, told, draft=draft, refused=refused, kept=kept)
        self.app.push_screen(dialog, written)

    def _open_note(self, note: Note, draft: str | None = None, refused: str = "") -> None:
        """Open a note to be changed; another coder's to be read."""
        if note.coder != self.bench.coder:
            self.app.push_screen(Tell(f"{note.coder}'s note, {note.time[:_DATE]}", [note.text]))
            return

        def written(text: str | None) -> None:
            if text:
                outcome = self.acts.edit_note(note, text)
                self.tell(outcome)
                if not outcome.done:
                    now = next((one for one in self.bench.notes if one.id == note.id), note)
                    self._open_note(now, text, outcome.sentence)
            elif text is not None:
                self.tell(self.acts.delete_note(note))

        span = Span(note.start or 0, note.end or 0)
        told = f"“{self.read_words(span, _TOLD)}”"
        title = f"Your note on {self.bench.say_place(span)}"
        kept = Draft(self.bench.project, "note", note.id)
        dialog = NoteDialog(title, told, note.text, draft=draft, refused=refused, kept=kept)
        self.app.push_screen(dialog, written)


def _say(note: Note | None) -> Content:
    if note is None:
        return Content("Write a new note")
    words = clip(" ".join(note.text.split()), _SHOWN)
    return Content.assemble(words, (f"  {note.coder}", "$reader-muted"))
