"""What a change to a code touches: codings, which stay, and what was read for it so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model.words import count
from qualcode.store import Store
from qualcode.store.codings import list_codings, list_known_readings


@dataclass(frozen=True, slots=True)
class Touched:
    """How much work rests on some codes.

    `codings` by so many `coders`; `sources` have a stretch that was read with all of the present
    meaning of one of the codes.
    """

    codings: int
    coders: int
    sources: int

    @property
    def sentence(self) -> str:
        """The codings, as “12 codings by 2 coders”; “no codings” where there are none."""
        if not self.codings:
            return "no codings"
        return f"{count(self.codings, 'coding')} by {count(self.coders, 'coder')}"


NOTHING = Touched(0, 0, 0)


class Work:
    """The codings and readings of a project as they stand, to be asked code by code."""

    def __init__(self, store: Store) -> None:
        self._codings = list_codings(store.conn)
        self._readings = list_known_readings(store.conn)

    def on(self, codes: Iterable[str]) -> Touched:
        """Return how much work rests on codes, by their ids."""
        wanted = frozenset(codes)
        codings = [one for one in self._codings if one.code in wanted]
        sources = {one.source for one in self._readings if one.codes & wanted}
        return Touched(len(codings), len({one.coder for one in codings}), len(sources))

    @property
    def read_sources(self) -> int:
        """The number of sources of which anything was read, with whatever codes."""
        return len({one.source for one in self._readings})
