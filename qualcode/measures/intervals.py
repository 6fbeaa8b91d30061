"""Intervals for a share: what the share may be, given how few were asked."""

import math
from collections.abc import Sequence
from numbers import Real
from statistics import NormalDist
from typing import NamedTuple

from qualcode.measures.errors import ImpossibleShareError


class Interval(NamedTuple):
    """The least and the most, as shares from 0 to 1."""

    low: float
    high: float


def wilson_interval(k: float, n: float, level: float = 0.95) -> Interval:
    """Return the score interval, without continuity correction, for k of n.

    k and n may be effective numbers, so need not be whole. The formula is Wilson's (1927,
    “Probable inference, the law of succession, and statistical inference”, Journal of the American
    Statistical Association 22, 209–212).

    Raises ImpossibleShareError unless 0 ≤ k ≤ n, n > 0 and 0 < level < 1.
    """
    _check(k, n, level)
    return score_interval(k / n, n, NormalDist().inv_cdf((1 + level) / 2))


def clustered_interval(
    hits: Sequence[float], sizes: Sequence[float], level: float = 0.95
) -> Interval:
    """Return the interval for a share of units that came in clusters, such as conversations.

    `hits[i]` of the `sizes[i]` units of cluster i count. It is Wilson's interval at the effective
    sample n_eff = p(1 − p)/v, at most the number of units, with v the linearised variance of the
    ratio Σhits/Σsizes and Student's t at clusters − 1 degrees in place of the normal quantile (as
    Korn and Graubard 1998, Survey Methodology 24, 193–201, do for the exact interval). Where all
    or none count, v tells nothing, and the interval is Wilson's with every cluster as one unit. A
    single cluster gives the whole range from 0 to 1. Fewer than eight clusters make an indication,
    no more.

    Raises ImpossibleShareError as `wilson_interval` does, and where a cluster's hits exceed it.
    """
    pairs = [(k, n) for k, n in zip(hits, sizes, strict=True) if n or k]
    k, n, m = sum(k for k, _ in pairs), sum(n for _, n in pairs), len(pairs)
    _check(k, n, level)
    for one, size in pairs:
        _check(one, size, level)
    if m == 1:
        return Interval(0.0, 1.0)
    if k in (0, n):
        return wilson_interval(m if k else 0, m, level)
    from scipy.stats import t  # noqa: PLC0415

    p = k / n
    variance = m / (m - 1) * sum((one - p * size) ** 2 for one, size in pairs) / n**2
    effective = min(n, p * (1 - p) / variance) if variance else n
    return score_interval(p, effective, float(t.ppf((1 + level) / 2, m - 1)))


def _check(k: float, n: float, level: float) -> None:
    sound = all(map(is_number, (k, n, level)))
    if not sound or not (0 <= k <= n < math.inf and n > 0 and 0 < level < 1):
        raise ImpossibleShareError(k, n, level)


def is_number(value: object) -> bool:
    """Return whether something can be compared with numbers, whatever its type was said to be."""
    return isinstance(value, Real)


def score_interval(p: float, n: float, z: float) -> Interval:
    """Return Wilson's interval for a share p at an effective sample n and a quantile z."""
    spread = z * z / n
    centre = (p + spread / 2) / (1 + spread)
    half = math.sqrt(spread * (p * (1 - p) + spread / 4)) / (1 + spread)
    # Rounding must not push an end past the share itself, nor past what is possible.
    low = 0.0 if p == 0 else min(p, max(0.0, centre - half))
    high = 1.0 if p == 1 else max(p, min(1.0, centre + half))
    return Interval(low, high)
