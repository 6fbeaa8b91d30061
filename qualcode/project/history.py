"""Undo, redo and the history."""

from qualcode.store import Store
from qualcode.store import history as stored

_SENTENCES = {
    "code": "coded",
    "uncode": "took off",
    "recode": "recoded",
    "resize": "moved the ends of",
    "read": "marked as read",
    "unread": "marked as not read",
    "import": "imported",
    "apply": "applied a table:",
    "codebook": "loaded codes:",
    "study": "the study's description",
    "correct": "corrected",
    "new code": "made the code",
    "rename": "renamed",
    "redefine": "redefined",
    "move": "moved",
    "join": "joined",
    "delete code": "deleted the code",
    "people": "people:",
    "sources": "sources:",
    "consent": "consent:",
    "note": "wrote",
    "delete note": "deleted",
    "sample": "drew",
    "decide": "decided",
    "accept": "accepted",
    "reject": "rejected",
}


class History:
    """The acts of a project: the coder's own can be undone without limit, over sessions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def undo(self) -> str:
        """Undo the coder's latest act and return what it was; raises NothingToUndoError."""
        return f"Undone: {say(stored.undo(self._store))}."

    def redo(self) -> str:
        """Take back the coder's latest undo and return what is there again."""
        return f"Done again: {say(stored.redo(self._store))}."

    def revert(self, act: str) -> str:
        """Switch off any one act by its id, whoever did it; what others said since stays."""
        return f"Undone: {say(stored.revert(self._store, act))}."

    def list(self, coder: str | None = None, limit: int = 50) -> list[stored.Entry]:
        """Return the latest acts, newest first."""
        return stored.read_history(self._store.conn, coder, limit)


def say(entry: stored.Entry) -> str:
    """Return an act in a few words."""
    return f"{_SENTENCES.get(entry.kind, entry.kind)} {entry.what}".strip()
