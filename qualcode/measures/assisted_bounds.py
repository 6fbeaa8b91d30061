"""The interval round an assisted share: Wilson's, at an effective sample that clusters lessen.

As Korn and Graubard (1998, Survey Methodology 24, 193–201) the design effect is at least 1, and
Student's t stands where the normal quantile does, at clusters − strata degrees of freedom. Those
are too many where a code is rare: a few clusters then make up all the variance. So the degrees are
no more than

    2 / (Σ z⁴ / (Σ z²)² − 1/m)

with z the part of each of m clusters in the error of the mean, which is Satterthwaite's (1946,
Biometrics Bulletin 2, 110–114) rule, 2 v²/var v, for the variance v of m such parts; and no more
than the clusters that hold the rarer answer. Strata without clusters have Satterthwaite's degrees,
too, each stratum adding its drawn passages less one.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from qualcode.measures.assisted_inputs import Sampled
from qualcode.measures.intervals import Interval, score_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW = 8
_PRIOR = 2.0
_FEWEST_DEGREES = 2.0
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Bounded:
    """A share with its interval, the effective sample and the design effect behind it.

    `beyond` says that the formula gave a share that what was seen rules out; `share` is then the
    nearest that it allows.
    """

    share: float
    interval: Interval
    effective: float
    design: float
    beyond: bool
    indicative: bool


def bound_share(sample: Sampled, weight: float, gain: float) -> Bounded:
    """Return the share and its interval, none of which what was seen rules out.

    `weight` is λ, how far predictions are leant on, and `gain` is r, how many times the sample they
    are worth.
    """
    # So many of all passages are known to carry the code, and so many to lack it.
    least = sample.positives / sample.population
    most = 1 - (sample.n - sample.positives) / sample.population
    left = sample.y - weight * sample.f
    found = weight * sample.overall + sample.mean(left)
    share = min(most, max(least, found))
    beyond = abs(found - share) > _ROUNDING
    indicative = _rarer_clusters(sample) < FEW
    if not sample.spread:
        return Bounded(share, Interval(share, share), math.inf, 1.0, beyond, indicative)
    strata = _spread_strata(sample)
    design = _strata_effect(sample, strata) * _cluster_effect(sample, left)
    effective = gain / (sample.spread * design)
    if not effective:
        return Bounded(share, Interval(least, most), 0.0, design, beyond, indicative)
    degrees = min(_strata_degrees(sample, strata), _cluster_degrees(sample, left))
    low, high = score_interval(share, effective, _quantile(sample.level, degrees))
    interval = Interval(max(least, low), min(most, high))
    return Bounded(
        share, interval, effective, design, beyond, indicative=indicative or degrees < FEW - 1
    )


def _rarer_clusters(sample: Sampled) -> float:
    """Return how many clusters hold the rarer answer, of which there are never more than of all."""
    if sample.clusters is None:
        return math.inf
    with_code = len(np.unique(sample.clusters[sample.y == 1]))
    return min(with_code, len(np.unique(sample.clusters[sample.y == 0])))


def _spread_strata(sample: Sampled) -> "NDArray[np.float64]":
    """Return each stratum's part of the variance of the share."""
    share = sample.mean(sample.y)
    drawn = np.bincount(sample.strata, minlength=len(sample.shares))
    hits = np.bincount(sample.strata, sample.y, minlength=len(sample.shares))
    # Strata of which little was seen lean on what all together show.
    own = (hits + _PRIOR * share) / (drawn + _PRIOR)
    found: NDArray[np.float64] = own * (1 - own) * _parts(sample) / drawn
    return found


def _parts(sample: Sampled) -> "NDArray[np.float64]":
    """Return W²(1 − n/N) of each stratum, of which W is its share of all passages."""
    drawn = np.bincount(sample.strata, minlength=len(sample.shares))
    left = np.maximum(0.0, 1 - drawn / (sample.shares * sample.population))
    found: NDArray[np.float64] = sample.shares**2 * left
    return found


def _strata_effect(sample: Sampled, strata: "NDArray[np.float64]") -> float:
    """Return by how much an uneven draw from strata that differ widens the interval, at least 1.

    A draw in proportion to size never does: what it gains is left as a margin of safety.
    """
    if len(sample.shares) == 1:
        return 1.0
    share = sample.mean(sample.y)
    drawn = np.bincount(sample.strata, minlength=len(sample.shares))
    even = share * (1 - share) * (_parts(sample) / drawn).sum()
    return max(1.0, float(strata.sum() / even)) if even > 0 else 1.0


def _strata_degrees(sample: Sampled, strata: "NDArray[np.float64]") -> float:
    """Return the degrees of freedom that strata leave, infinite where there is one."""
    squared = float((strata**2).sum())
    if len(sample.shares) == 1 or sample.clusters is not None or not squared:
        return math.inf
    drawn = np.bincount(sample.strata, minlength=len(sample.shares))
    degrees = float(strata.sum() ** 2 / (strata**2 / np.maximum(1, drawn - 1)).sum())
    return max(_FEWEST_DEGREES, degrees)


def _cluster_effect(sample: Sampled, left: "NDArray[np.float64]") -> float:
    """Return by how much likeness within clusters widens the interval, at least 1.

    The linearised variance of the mean over clusters, to that over passages each on its own. Where
    nothing varies, each cluster counts as one passage; a single cluster tells nothing.
    """
    if sample.clusters is None or sample.cluster_count is None:
        return 1.0
    n, m = sample.n, sample.cluster_count
    if m == 1:
        return math.inf
    own = sample.weights * (left - sample.mean(left))
    alone = n / (n - 1) * float((own**2).sum())
    if not sample.variance(left):
        return n / m
    together = m / (m - 1) * float((np.bincount(sample.clusters, own) ** 2).sum())
    return max(1.0, together / alone)


def _cluster_degrees(sample: Sampled, left: "NDArray[np.float64]") -> float:
    """Return the degrees of freedom that clusters leave, infinite without any."""
    if sample.clusters is None or sample.cluster_count is None:
        return math.inf
    m = sample.cluster_count
    most = max(1.0, m - len(sample.shares))
    if not sample.variance(sample.y):
        return most
    degrees = min(most, _rarer_clusters(sample))
    own = np.bincount(sample.clusters, sample.weights * (left - sample.mean(left))) ** 2
    if sample.variance(left) and own.any():
        heavy = float((own**2).sum() / own.sum() ** 2) - 1 / m
        degrees = min(degrees, 2 / heavy) if heavy > 0 else degrees
    return min(most, max(_FEWEST_DEGREES, degrees))


def _quantile(level: float, degrees: float) -> float:
    """Return the quantile of Student's t, the normal one where the degrees have no end."""
    if math.isinf(degrees):
        return NormalDist().inv_cdf((1 + level) / 2)
    from scipy.stats import t  # noqa: PLC0415

    return float(t.ppf((1 + level) / 2, degrees))
