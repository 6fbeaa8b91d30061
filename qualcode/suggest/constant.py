"""Codes that never vary: given to every passage that was read, or to none.

No line can be fitted to such a code. What can be known is Laplace's rule of succession: after n
passages of which m carry the code, the next one does with a chance of (m + 1)/(n + 2). Passages of
one person count for less (Kish 1965, Survey Sampling, 5.4): n is divided by the mean design effect
of the codes that do vary, and by that of clusters alike through and through where none does. A code
never given is not thought more common than one that nobody looked for. How alike a passage is to
what the codebook says of the code moves the odds by a factor of 1.65 at most.
"""

import numpy as np
from scipy.special import expit, logit

from qualcode.suggest.arrays import Flags, Floats, Indices
from qualcode.suggest.calibration import UNKNOWN_SHARE

_TILT, _FURTHEST = 0.25, 2.0
_STRAYED, _STRAYED_BESIDE_MANY, _MANY = 2.0, 5.0, 10
_EVEN = 0.5


def find_rates(targets: Floats, told: Flags, owners: Indices, effect: Floats) -> Floats:
    """Return the rate of each code that never varies, nan of the others (q).

    Parameters
    ----------
    targets
        n × q of 0, 1 and nan, of what was read.
    told
        Where a column of ones alone tells that the code is on everything (q). Elsewhere its ones
        may have been picked.
    owners
        Whose words each passage is, n numbers from 0.
    effect
        The design effects (q), 1 of a code that never varies.
    """
    seen = (~np.isnan(targets)).sum(axis=0)
    positive = np.nansum(targets, axis=0)
    never, always = (seen > 0) & (positive == 0), told & (seen > 0) & (positive == seen)
    varies = (positive > 0) & (positive < seen)
    rates = np.full(targets.shape[1], np.nan)
    for code in np.flatnonzero(never | always):
        rows = owners[~np.isnan(targets[:, code])]
        alike = float((np.bincount(rows) ** 2).sum()) / len(rows)
        n = seen[code] / (float(effect[varies].mean()) if varies.any() else alike)
        rate = 1 / (n + 2)
        rates[code] = 1 - rate if always[code] else min(rate, UNKNOWN_SHARE)
    return rates


def keep_strayed(rates: Floats, found: Floats) -> Floats:
    """Return the rates of codes whose mean held-out chance is not within a factor 2 of them.

    `found` (n × q) are held-out chances. Where they agree, the fit stands. Beside ten codes that
    vary, a factor 5 will do: they tell how rare codes are, and the fit has heard them.
    """
    if not len(found):
        return np.full_like(rates, np.nan)
    mean = found.mean(axis=0)
    factor = _STRAYED_BESIDE_MANY if np.isnan(rates).sum() >= _MANY else _STRAYED
    strayed = (mean < rates / factor) | (mean > rates * factor) | (rates > _EVEN)
    kept: Floats = np.where(strayed, rates, np.nan)
    return kept


def hold_to_rates(probabilities: Floats, rates: Floats, similarity: Floats) -> Floats:
    """Return n × q probabilities, those of codes with a rate at it, moved by likeness a little."""
    held = np.flatnonzero(~np.isnan(rates))
    if not len(held):
        return probabilities
    kept = probabilities.copy()
    alike = np.clip(similarity[:, held], -_FURTHEST, _FURTHEST)
    kept[:, held] = expit(logit(rates[held]) + _TILT * alike)
    return kept
