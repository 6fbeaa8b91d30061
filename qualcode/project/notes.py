"""Notes: remarks on anything."""

from collections.abc import Iterable, Sequence

from qualcode.model import Note
from qualcode.project.errors import EditedMeanwhileError
from qualcode.project.noted import subjects
from qualcode.project.noted.placed import PlacedNote, place_notes
from qualcode.project.noted.subjects import Subject
from qualcode.project.spans.selections import select
from qualcode.store import Store
from qualcode.store import codings as stored
from qualcode.store.errors import UnknownItemError
from qualcode.store.sources import read_shown

__all__ = ["Notes", "PlacedNote"]


class Notes:
    """The notes of a project, all in one list."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, about: str | None = None, about_id: str | None = None) -> list[Note]:
        """Return notes, oldest first, narrowed by what they are about.

        Those about a source are also those about words in it.
        """
        found = stored.list_notes(self._store.conn, about, about_id)
        if about == "source":
            found += stored.list_notes(self._store.conn, "selection", about_id)
        return sorted(found, key=lambda one: (one.time, one.id))

    def words(self, note: Note) -> str:
        """Return the words, as shown, that a note stands by; none if it is about something else.

        None either while their source is undone.
        """
        is_there = self._store.read_field("source", note.about_id, "ref") is not None
        if note.about != "selection" or note.start is None or not is_there:
            return ""
        return read_shown(self._store.conn, note.about_id).read(note.start, note.end or note.start)

    def add(self, about: str, about_id: str, text: str, span: tuple[int, int] | None = None) -> str:
        """Write a note about a source, turn, selection, case, code, coding or project.

        A note about a selection gives the source as `about_id`, and the `span` of the words in it;
        one that holds no words, or cuts a character, is refused as a coding of it would be.
        Returns the note's id.
        """
        with self._store.act("note") as act:
            fields: dict[str, object] = {"about": about, "about_id": about_id, "text": text}
            if span:
                fields |= {"source": about_id, "selection": select(self._store, about_id, *span)}
            return act.make("note", {**fields, "coder": act.coder, "made": act.time})

    def find_subject(self, name: str) -> Subject:
        """Return what a note is to be about, by its name; see `subjects.find_subject`."""
        return subjects.find_subject(self._store, name)

    def name_subjects(self, notes: Iterable[Note]) -> dict[str, str]:
        """Return, by note id, the name of what each note is about."""
        return subjects.name_subjects(self._store, notes)

    def edit(self, note: str, text: str, *, before: str | None = None) -> None:
        """Put other words in a note (by id). Its coder and time stay those of the first words.

        `before` are the words that whoever edits it saw; where they are others by now,
        EditedMeanwhileError.
        """
        self._must_read(note, before, "Save once more to put your words in its place.")
        with self._store.act("edit note") as act:
            act.set("note", note, {"text": text})

    def placed(self, about: str | None = None, about_id: str | None = None) -> Sequence[PlacedNote]:
        """Return notes as `list` does, each with what it is about by name, its words and place."""
        return place_notes(self._store, self.list(about, about_id))

    def delete(self, note: str, *, before: str | None = None) -> None:
        """Take a note (by id) away.

        `before` are the words that whoever deletes it saw; where they are others by now,
        EditedMeanwhileError.
        """
        self._must_read(note, before, "Delete it once more if it is to go all the same.")
        with self._store.act("delete note") as act:
            act.set("note", note, {"gone": True})

    def _must_read(self, note: str, before: str | None, then: str) -> None:
        """Refuse a note that is gone, or has other words than `before`, and say what to do then."""
        stands = self._store.read_field("note", note, "text")
        if stands is None:
            raise UnknownItemError("note", note)
        if before not in (None, stands):
            raise EditedMeanwhileError(stands, then)
