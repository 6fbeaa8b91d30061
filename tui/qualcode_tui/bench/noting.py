"""Notes on the workbench: remarks by the words of the open source."""

from qualcode.model import Note, Span
from qualcode_tui.bench.work import Look, Outcome, Work


class NotingWork(Work):
    """Notes written, changed and deleted."""

    def note(self, span: Span, text: str) -> Outcome:
        """Write a note on a stretch."""
        source = self._source()

        def act() -> str:
            self.project.notes.add("selection", source, text, (span.start, span.end))
            self.bench.look_at_notes()
            return f"Noted on {self.bench.say_place(span)}."

        return self._do(act, look=Look.NOTHING)

    def edit_note(self, note: Note, text: str) -> Outcome:
        """Put other words in a note."""

        def act() -> str:
            try:
                self.project.notes.edit(note.id, text, before=note.text)
            finally:
                self.bench.look_at_notes()
            return "Changed the note."

        return self._do(act, look=Look.NOTHING)

    def delete_note(self, note: Note) -> Outcome:
        """Take a note away."""

        def act() -> str:
            try:
                self.project.notes.delete(note.id, before=note.text)
            finally:
                self.bench.look_at_notes()
            return "Deleted the note."

        return self._do(act, look=Look.NOTHING)
