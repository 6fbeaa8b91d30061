"""Which passages a random draw stands for, and which of those drawn count.

Of each stratum those count that were read without a gap from the first on. A passage whose speaker
has withdrawn leaves both the draw and what it stands for; the order of the others stays.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from qualcode.model import Passage
from qualcode.project.counts.errors import NotDrawnError, OutgrownDrawError
from qualcode.project.samples import CROSSED, EVERYTHING
from qualcode.store import Store
from qualcode.store.samples import DrawnPassage, Reason, StoredSample, list_samples
from qualcode.store.sources import list_sources

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """A random draw and its passages: `places` are those drawn, by stratum, in their order.

    `passages` are all that had a chance to be drawn and are still there; a place is an index into
    them. `later` is the number of passages of sources that came after the draw.
    """

    sample: StoredSample
    passages: tuple[Passage, ...]
    places: dict[str, tuple[int, ...]]
    later: int

    def counting(self, read: "NDArray[np.bool_]") -> list[int]:
        """Return the places that count: of each stratum those read, up to the first that is not.

        `read` says of every passage whether it was read.
        """
        return [
            place
            for places in self.places.values()
            for place in takewhile(lambda one: bool(read[one]), places)
        ]

    @property
    def drawn(self) -> int:
        """How many passages were drawn and are still there."""
        return sum(len(places) for places in self.places.values())


def find_frames(store: Store, passages: Sequence[Passage], by: str | None) -> list[DrawnFrame]:
    """Return the random draws that can tell of all passages by a variable, oldest first.

    Those are draws from all passages together, and draws shared out by this variable, or by it and
    others. Raises NotDrawnError where there is none.
    """
    samples = list_samples(store.conn, Reason.RANDOM)
    fitting = [
        one
        for one in samples
        if by is None or one.variable in (None, by) or by in one.variable.split(CROSSED)
    ]
    if not fitting:
        raise NotDrawnError(by, sorted({one.variable for one in samples if one.variable}))
    return [_frame(store, one, passages) for one in fitting]


def must_hold(frame: DrawnFrame, strata: Sequence[str]) -> None:
    """Raise OutgrownDrawError where a stratum has more passages than when it was drawn from."""
    now = Counter(strata)
    then = frame.sample.sizes
    if sum(now.values()) > sum(then.values()):
        name = next((one for one in now if now[one] > then.get(one, 0)), EVERYTHING)
        raise OutgrownDrawError(name, then.get(name, 0), now[name])


def _frame(store: Store, sample: StoredSample, passages: Sequence[Passage]) -> DrawnFrame:
    sources = sample.sources
    if sources is None:
        sources = frozenset(one.id for one in list_sources(store.conn) if one.added <= sample.made)
    held = tuple(one for one in passages if one.source in sources)
    numbers = {one.id: place for place, one in enumerate(held)}
    places = {
        name: tuple(numbers[one.passage] for one in rows if one.passage in numbers)
        for name, rows in groupby(sample.only(Reason.RANDOM), key=_stratum)
    }
    return DrawnFrame(sample, held, places, len(passages) - len(held))


def _stratum(one: DrawnPassage) -> str:
    return one.stratum or EVERYTHING
