"""Notes: remarks on anything."""

from qualcode.model import Note
from qualcode.store import Store
from qualcode.store import codings as stored


class Notes:
    """The notes of a project, all in one list."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, about: str | None = None, about_id: str | None = None) -> list[Note]:
        """Return notes, oldest first, narrowed by what they are about."""
        return stored.list_notes(self._store.conn, about, about_id)

    def add(self, about: str, about_id: str, text: str) -> str:
        """Write a note about a source, turn, case, code, coding or project; return its id."""
        with self._store.act("note") as act:
            fields = {"about": about, "about_id": about_id, "text": text}
            return act.make("note", {**fields, "coder": act.coder, "made": act.time})

    def delete(self, note: str) -> None:
        """Take a note away."""
        with self._store.act("delete note") as act:
            act.set("note", note, {"gone": True})
