"""Undo, redo and the history."""

from collections.abc import Sequence

from qualcode.model.words import count
from qualcode.store import Store
from qualcode.store import history as stored
from qualcode.store.act_changes import Changed, read_changes
from qualcode.store.history import Entry
from qualcode.store.splits import find_sorted

__all__ = ["KINDS", "Changed", "Entry", "History", "say"]

_SENTENCES = {
    "code": "coded {}",
    "code all": "coded {} at once",
    "uncode": "took off {}",
    "recode": "recoded {}",
    "resize": "moved the ends of {}",
    "read": "marked {} as read",
    "unread": "marked {} as not read",
    "look": "looked again at {}",
    "import": "imported {}",
    "apply": "brought in a table of codings: {}",
    "codebook": "took codes from a codebook: {}",
    "study": "took over what the study file says of {}",
    "correct": "corrected {}",
    "uncorrect": "took back the correction of {}",
    "split turn": "said that two people speak in {}",
    "mend turn": "put together again {}",
    "new code": "made the code {}",
    "rename": "renamed {}",
    "redefine": "redefined {}",
    "move": "moved {}",
    "join": "joined {}",
    "delete code": "deleted {}",
    "restore code": "brought back {}",
    "describe": "changed what stands with {}",
    "recolour": "recoloured {}",
    "reorder": "changed the order of {}",
    "split": "split {}",
    "sort": "sorted into {}",
    "lock": "locked the codebook of {}",
    "unlock": "unlocked the codebook of {}",
    "propose": "proposed: {}",
    "accept proposal": "accepted the proposal: {}",
    "decline proposal": "declined the proposal: {}",
    "people": "changed {}",
    "sources": "changed what is said of {}",
    "consent": "wrote down the consent of {}",
    "star": "starred {}",
    "unstar": "took the star off {}",
    "show suggestions": "changed when suggestions are shown in {}",
    "note": "wrote {}",
    "edit note": "changed {}",
    "delete note": "deleted {}",
    "sample": "drew {}",
    "decide": "settled what two copies say apart of {}",
    "accept": "accepted the suggestion {}",
    "accept as": "gave another code than was suggested: {}",
    "reject": "rejected the suggestion {}",
    "see": "said “seen” to {}",
    "init": "began {}",
    "begin": "began {}",
    "export": "wrote the file {}",
    "withdraw": "recorded that {} withdrew",
}
_AGAIN = {"undo": "undid: {}", "redo": "did again: {}"}
KINDS = frozenset({*_SENTENCES, *_AGAIN})
"""Every kind of act."""


class History:
    """The acts of a project: the coder's own can be undone without limit, over sessions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def undo(self) -> str:
        """Undo the coder's latest act and return what it was; raises NothingToUndoError."""
        return _close(f"Undone: {say(stored.undo(self._store))}")

    def redo(self) -> str:
        """Take back the coder's latest undo and return what is there again."""
        return _close(f"Done again: {say(stored.redo(self._store))}")

    def revert(self, act: str) -> str:
        """Switch off any one act by its id, whoever did it; what others said since stays."""
        falling = self.say_falling(act)
        return " ".join([_close(f"Undone: {say(stored.revert(self._store, act))}"), *falling])

    def bring_back(self, act: str) -> str:
        """Switch an act on again that somebody undid; raises NotUndoneError."""
        return _close(f"Done again: {say(stored.bring_back(self._store, act))}")

    def resting(self, act: str) -> dict[str, int]:
        """Count what people did, by name, that rests on an act and would go with it."""
        return stored.find_resting(self._store, act)

    def say_falling(self, act: str) -> Sequence[str]:
        """Say how many passages fall back to a code when an act (by id) is undone that split it."""
        label, passages = find_sorted(self._store.conn, act)
        if not passages:
            return ()
        verb = "falls" if passages == 1 else "fall"
        sorted_ = f"{count(passages, 'passage')} that {'was' if passages == 1 else 'were'} sorted"
        return (f"{sorted_} since {verb} back to “{label}”.",)

    def list(self, coder: str | None = None, limit: int = 50, skip: int = 0) -> list[stored.Entry]:
        """Return the latest acts, newest first, the newest `skip` passed over."""
        return stored.read_history(self._store.conn, coder, limit, skip)

    def say(self, entry: Entry) -> str:
        """Return an act in a few words: “coded “Breaks” in B-FG1, turn 4: “a week…””."""
        return say(entry)

    def place_of(self, act: str) -> tuple[str, int, int] | None:
        """Return the first words that an act (by id) is about: source, start and end; or None."""
        return stored.find_place_of(self._store.conn, act)

    def sources_of(self, act: str) -> Sequence[str]:
        """Return the ids of the sources that an act (by id) is about."""
        return stored.list_sources_of(self._store.conn, act)

    def count(self, coder: str | None = None) -> int:
        """Count the acts of one coder (by name), or of all."""
        return stored.count_acts(self._store.conn, coder)

    def changes(self, act: str, limit: int = 200) -> Sequence[Changed]:
        """Return what an act (by id) changed, `limit` fields at most."""
        return read_changes(self._store.conn, act, limit)


def _close(told: str) -> str:
    """Return a sentence with its full stop, where words that are quoted at its end have none."""
    return told if told.endswith((".”", "…”", "?”", "!”")) else f"{told}."


def say(entry: stored.Entry) -> str:
    """Return an act in a few words: “coded “Breaks” in B-FG1, turn 4: “a week…””."""
    told = _SENTENCES.get(entry.about or entry.kind, "did something to {}")
    said = told.format(entry.what or "nothing that is left")
    return _AGAIN.get(entry.kind, "{}").format(said) if entry.about else said
