"""Sorting: the passages of a code that was split, each given to one of the codes it became."""

from dataclasses import dataclass
from itertools import groupby

from qualcode.model import Coding
from qualcode.project.codebook.errors import SortedAlreadyError
from qualcode.project.codebook.standing import require_code
from qualcode.store import Store
from qualcode.store.errors import UnknownItemError
from qualcode.store.splits import Split, list_splits, list_unsorted


@dataclass(frozen=True, slots=True)
class SplitPassage:
    """A passage that waits to be sorted, with its codings: one, or more by several coders."""

    source: str
    start: int
    end: int
    codings: tuple[Coding, ...]

    @property
    def coders(self) -> tuple[str, ...]:
        """Who coded it, sorted."""
        return tuple(sorted({one.coder for one in self.codings}))


class Sorting:
    """What splits have left to sort. Nothing is lost by stopping: it stays with the old code."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def splits(self) -> list[Split]:
        """Return the latest split of each code that stands beside what it became, oldest first."""
        return list_splits(self._store.conn)

    def of(self, code: str) -> Split | None:
        """Return the latest split of a code (by id), None where it was not split."""
        return next((one for one in self.splits() if one.code == code), None)

    def left(self, split: Split) -> list[SplitPassage]:
        """Return the passages that are not sorted yet, in reading order."""
        codings = list_unsorted(self._store.conn, split)
        by_place = groupby(codings, key=lambda one: (one.source, one.start, one.end))
        return [SplitPassage(*place, tuple(some)) for place, some in by_place]

    def sort(self, split: Split, passage: SplitPassage, code: str) -> None:
        """Give a passage to one of the codes of a split, the old one included, in one act.

        Raises SortedAlreadyError where somebody else has recoded or sorted it since it was read.
        """
        if code not in split.into:
            raise UnknownItemError("code", code)
        require_code(self._store, code)
        waiting = {one.id for one in list_unsorted(self._store.conn, split)}
        if not waiting.issuperset(one.id for one in passage.codings):
            raise SortedAlreadyError
        with self._store.act("sort") as act:
            for coding in passage.codings:
                act.set("coding", coding.id, {"code": code, "split": split.id})
