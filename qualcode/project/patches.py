"""Corrections: what is shown in place of imported words, which stay as they were."""

from qualcode.project.selections import select
from qualcode.store import Store


class Patches:
    """Corrections of the transcript. Codings stay where they belong, since no position moves."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def correct(self, source: str, start: int, end: int, words: str) -> str:
        """Show other words in place of `text[start:end]`; return the patch's id."""
        selection = select(self._store, source, start, end)
        with self._store.act("correct") as act:
            return act.make(
                "patch",
                {
                    "source": source,
                    "selection": selection,
                    "words": words,
                    "coder": act.coder,
                    "made": act.time,
                },
            )

    def give_turn(self, source: str, turn: str, case: str) -> None:
        """Say that a turn (by id) is somebody else's (a case id) than its label says."""
        with self._store.act("correct") as act:
            act.set("voice", turn, {"source": source, "case": case})
