"""Undo, redo and the history."""

from collections.abc import Sequence

from qualcode.store import Store
from qualcode.store import history as stored
from qualcode.store.act_changes import Changed, read_changes
from qualcode.store.history import Entry

__all__ = ["Changed", "Entry", "History", "say"]

_SENTENCES = {
    "code": "coded",
    "code all": "coded at once:",
    "uncode": "took off",
    "recode": "recoded",
    "resize": "moved the ends of",
    "read": "marked as read",
    "unread": "marked as not read",
    "import": "imported",
    "apply": "applied a table:",
    "codebook": "loaded codes:",
    "study": "took over what is said of",
    "correct": "corrected",
    "uncorrect": "took back the correction of",
    "split turn": "said that two people speak in",
    "mend turn": "put together again",
    "new code": "made the code",
    "rename": "renamed",
    "redefine": "redefined",
    "move": "moved",
    "join": "joined",
    "delete code": "deleted the code",
    "restore code": "brought back the code",
    "describe": "changed the words of",
    "recolour": "recoloured",
    "reorder": "changed the order of",
    "split": "split a code into",
    "sort": "sorted",
    "look": "looked again at",
    "lock": "locked the codebook of",
    "unlock": "unlocked the codebook of",
    "propose": "proposed:",
    "accept proposal": "accepted a proposal:",
    "decline proposal": "declined a proposal:",
    "people": "people:",
    "sources": "sources:",
    "consent": "consent:",
    "star": "starred",
    "unstar": "took the star off",
    "show suggestions": "changed when suggestions are shown in",
    "note": "wrote",
    "edit note": "changed",
    "delete note": "deleted",
    "sample": "drew",
    "decide": "decided",
    "accept": "accepted",
    "accept as": "accepted as another code:",
    "reject": "rejected",
    "init": "began the study",
    "begin": "began the study",
    "undo": "undid:",
    "redo": "did again:",
    "export": "wrote the file",
    "withdraw": "recorded a withdrawal:",
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

    def bring_back(self, act: str) -> str:
        """Switch an act on again that somebody undid; raises NotUndoneError."""
        return f"Done again: {say(stored.bring_back(self._store, act))}."

    def resting(self, act: str) -> dict[str, int]:
        """Count what people did, by name, that rests on an act and would go with it."""
        return stored.find_resting(self._store, act)

    def list(self, coder: str | None = None, limit: int = 50, skip: int = 0) -> list[stored.Entry]:
        """Return the latest acts, newest first, the newest `skip` passed over."""
        return stored.read_history(self._store.conn, coder, limit, skip)

    def say(self, entry: Entry) -> str:
        """Return an act in a few words: “coded “Breaks” in B-FG1”."""
        return say(entry)

    def count(self, coder: str | None = None) -> int:
        """Count the acts of one coder (by name), or of all."""
        return stored.count_acts(self._store.conn, coder)

    def changes(self, act: str, limit: int = 200) -> Sequence[Changed]:
        """Return what an act (by id) changed, `limit` fields at most."""
        return read_changes(self._store.conn, act, limit)


def say(entry: stored.Entry) -> str:
    """Return an act in a few words: “coded “Breaks” in B-FG1”."""
    return f"{_SENTENCES.get(entry.kind, entry.kind)} {entry.what}".strip()
