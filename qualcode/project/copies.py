"""Copies of a project: merging, backing up, proving, and a person's withdrawal from all."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.project.suggesting.encoding import forget_texts
from qualcode.store import Store
from qualcode.store.backup import back_up
from qualcode.store.check import Finding, check_store
from qualcode.store.merge import MergeReport, merge
from qualcode.store.withdrawal import WithdrawalReport, withdraw


class Copies:
    """What concerns the project file as a whole."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def merge(self, other: Path, *, unrelated: bool = False) -> MergeReport:
        """Bring in all acts of another copy; the other file is only read.

        Raises UnrelatedProjectError where the two have nothing in common, unless `unrelated`.
        """
        done = merge(self._store, other, unrelated=unrelated)
        if done.withdrawals:
            forget_texts()
        return done

    def back_up(self, target: Path) -> None:
        """Write a whole copy to a new file."""
        back_up(self._store, target)

    def check(self, heads: Iterable[str] = ()) -> Iterator[Finding]:
        """Yield all that is wrong with the project, and what waits for a decision."""
        return check_store(self._store.conn, heads)

    def heads(self) -> list[str]:
        """Return the heads of the chains, to be printed and held against the file later."""
        return self._store.heads

    def withdraw(self, case: str) -> WithdrawalReport:
        """Mask a person's words (case id) for good and erase what is about them."""
        done = withdraw(self._store, case)
        forget_texts()
        return done
