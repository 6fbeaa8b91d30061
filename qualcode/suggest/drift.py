"""Whether new texts are unlike what was learned: words of another site, or another question.

How familiar a text is, is its mean kernel with the `NEAREST` coded passages of others most like it.
A text is called unlike where it is less familiar than nine in ten coded passages are. By the choice
of that mark, one in ten texts of the same kind is. Several are called a drift where so many, or
more, of that many would be unlike in less than one case in a hundred: an exact binomial test of
the number that is unlike against one in ten, one-sided, from `FEWEST` texts on.
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import binom

from qualcode.suggest.arrays import Floats, Indices
from qualcode.suggest.ridge import Learned

NEAREST = 5
USUAL = 0.1
MOST_COMPARED = 1_000
FEWEST = 5
_BY_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Unlikeness:
    """How many texts were compared, and how many of them are unlike everything coded."""

    texts: int
    unlike: int

    @property
    def share(self) -> float:
        """The share of unlike texts; .1 is usual."""
        return self.unlike / self.texts if self.texts else 0.0

    @property
    def is_drift(self) -> bool:
        """Whether more are unlike than chance makes so; never of fewer than five texts."""
        return self.texts >= FEWEST and self.chance < _BY_CHANCE

    @property
    def chance(self) -> float:
        """How probable it is that so many or more are unlike, where texts are of the same kind."""
        return float(binom.sf(self.unlike - 1, self.texts, USUAL))


def find_mark(coded: Learned, owners: Indices) -> float | None:
    """Return how familiar nine in ten coded passages are to those of others (`owners`).

    None where there are no others.
    """
    if len(set(owners.tolist())) <= 1:
        return None
    some = np.arange(len(owners))[:: len(owners) // MOST_COMPARED + 1]
    among = coded.take(some).kernel(coded)
    among[owners[some][:, None] == owners] = -np.inf
    return float(np.quantile(_familiar(among), USUAL))


def measure_unlikeness(asked: Learned, coded: Learned, mark: float | None) -> Unlikeness:
    """Count the texts that are less familiar with coded passages than a mark (`find_mark`)."""
    if mark is None or not len(asked.rows):
        return Unlikeness(0, 0)
    return Unlikeness(len(asked.rows), int((_familiar(asked.kernel(coded)) < mark).sum()))


def _familiar(kernel: Floats) -> Floats:
    """Return the mean of the highest numbers of each row."""
    most = min(NEAREST, kernel.shape[1])
    nearest = -np.partition(-kernel, most - 1, axis=1)[:, :most]
    known = np.isfinite(nearest)
    found: Floats = np.where(known, nearest, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return found
