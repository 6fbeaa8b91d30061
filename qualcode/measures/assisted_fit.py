"""Whether the predictions of drawn passages belong with those of all passages.

Passages drawn at random have predictions whose mean is that of all but for chance. Where it is not,
the two are of different codes, models or scales, or the passages were picked; and the estimate,
which rests on the difference of the two means, is wrong by all of it.

The chance is reckoned so that it is rather too large than too small: without the correction for
what was drawn of a small corpus, from the drawn predictions or from all of them, whichever vary
more (for rare codes either may miss what the other shows), with each cluster as one passage where
there are clusters, and by Student's t.
"""

import math
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from qualcode.measures.assisted_inputs import Sampled
from qualcode.measures.errors import ForeignPredictionsError, ForeignScaleError

if TYPE_CHECKING:
    from numpy.typing import NDArray

IMPOSSIBLE = 1e-6
DOUBTFUL = 0.01
_SAME = 1e-6
_LEAST_SPREAD = 0.1


def must_belong(sample: Sampled, everybody: "NDArray[np.float64]") -> None:
    """Raise where drawn and all predictions cannot belong together.

    `everybody` is (N,), all of them. Raises ForeignScaleError where one of the two lies within 0
    and 1 and the other far from it, ForeignPredictionsError where their means differ so that it
    would happen to fewer than one in a million random draws.
    """
    variance = _vary(sample, sample.f, everybody)
    if not _are_among(sample.f, everybody):
        _must_have_one_scale(sample, everybody)
        # Fits without a fold lie higher or lower by what was decided in it, as far as that varies.
        variance += _vary(sample, sample.y, sample.y)
    difference = abs(sample.mean(sample.f) - sample.overall)
    if _is_beyond(sample, difference, variance, IMPOSSIBLE):
        raise ForeignPredictionsError(sample.mean(sample.f), sample.overall)


def are_doubtful(sample: Sampled, everybody: "NDArray[np.float64]") -> bool:
    """Return whether the drawn predictions are none of those of all, and differ from them, too.

    They may be none of them where all were predicted by the mean of models. It is doubtful then
    where one random draw in a hundred would have means so far apart, or a spread so much smaller
    (a mean of models varies less than each of them, and never more), or where all vary so much
    less than those drawn that they can hardly tell passages apart.
    """
    if _are_among(sample.f, everybody):
        return False
    own, spread = (sample.f - sample.overall) ** 2, (everybody - sample.overall) ** 2
    if spread.mean() < _LEAST_SPREAD * sample.variance(sample.f):
        return True
    apart = abs(sample.mean(sample.f) - sample.overall)
    narrower = float(spread.mean()) - sample.mean(own)
    return _is_beyond(sample, apart, _vary(sample, sample.f, everybody), DOUBTFUL) or _is_beyond(
        sample, narrower, _vary(sample, own, spread), DOUBTFUL
    )


def _are_among(own: "NDArray[np.float64]", everybody: "NDArray[np.float64]") -> bool:
    """Return whether each drawn prediction is one of all, but for rounding."""
    ordered = np.sort(everybody)
    above = np.minimum(np.searchsorted(ordered, own), len(ordered) - 1)
    near = [np.isclose(own, ordered[at], rtol=_SAME, atol=0) for at in (above, above - 1)]
    return bool((near[0] | near[1]).all())


def _must_have_one_scale(sample: Sampled, everybody: "NDArray[np.float64]") -> None:
    own = sample.f
    outside = float(np.mean((everybody < 0) | (everybody > 1)))
    if not outside:
        # Means of models may lie within 0 and 1 where a model's own numbers go a little beyond.
        foreign = bool(((own < -1) | (own > 2)).any())  # noqa: PLR2004 - as far again
    else:
        units = sample.n if sample.cluster_count is None else sample.cluster_count
        foreign = bool(((own >= 0) & (own <= 1)).all()) and (1 - outside) ** units < IMPOSSIBLE
    if foreign:
        raise ForeignScaleError(
            (float(own.min()), float(own.max())), (float(everybody.min()), float(everybody.max()))
        )


def _vary(sample: Sampled, own: "NDArray[np.float64]", everybody: "NDArray[np.float64]") -> float:
    """Return the variance of the mean of drawn values, rather too much than too little."""
    units = np.arange(sample.n) if sample.clusters is None else sample.clusters
    m = len(np.unique(units))
    parts = np.bincount(units, sample.weights * (own - sample.mean(own)))
    seen = m / (m - 1) * float((parts**2).sum()) if m > 1 else math.inf
    return max(seen, float(everybody.var() * (np.bincount(units, sample.weights) ** 2).sum()))


def _is_beyond(sample: Sampled, difference: float, variance: float, chance: float) -> bool:
    """Return whether only such a share of random draws would be so far off, one way or other."""
    error = math.sqrt(variance)
    rounding = _SAME * max(1.0, abs(sample.overall))
    # Student's t needs a library that is slow to load, and its quantile is never less than this.
    if difference <= max(rounding, NormalDist().inv_cdf(1 - chance / 2) * error):
        return False
    units = sample.n if sample.cluster_count is None else sample.cluster_count
    degrees = units - len(sample.shares)
    if degrees < 1:
        return False
    from scipy.stats import t  # noqa: PLC0415

    return difference > float(t.isf(chance / 2, degrees)) * error
