"""From scores to probabilities: one logistic layer over all pairs of a passage and a code.

Each pair brings four numbers: how far the score lies above the code's share (the offset), the same
in standard deviations of that code's held-out scores, how alike the passage is to what the codebook
says of the code, and the log odds of the code's share. Their weights are common to all codes and
drawn by a ridge towards `START`, which is what a suggester without codings uses. Each code adds an
intercept and a slope of its own, drawn towards 0, so that rare codes borrow from the others.

A code's score must not speak against the code. Leaving out a group with many positives lowers what
the others say of it, so that scores that know nothing run against the codings; a layer that made
use of this would look clever and be worthless. The score of such a code is not heard. Nor is the
codebook, where likeness to it speaks against the codes, as it may where codes are called A and B.

The layer follows a line far beyond the few pairs that were ever so likely, and so promises too
much. Two rules hold back what lies above `BELIEVED`, and leave the order within a code as it is.
No code with m positives is surer than (m + 1)/(m + 2), Laplace's rule of succession: so much could
be said had each of them been found, and nothing else. And how far chances kept their word is seen
on pairs that no fit had seen: their log odds are drawn back by one factor common to all codes,
found with one pair more that proved right and one more that proved wrong at `SUREST`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from scipy.optimize import bisect
from scipy.special import expit, logit

from qualcode.suggest.arrays import Flags, Floats, Indices

# Weights of score, score in standard deviations, similarity, log odds of the share, and constant.
START = (0.0, 0.8, 0.6, 1.0, -0.5)
COMMON_RIDGE = 1.0
OWN_RIDGE = 4.0
UNKNOWN_SHARE = 0.05
BELIEVED = 0.3
SUREST = 4.0
LEAST_TRUST = 0.01
_BORROWED = 2.0
_UNKNOWN_SPREAD, _LEAST_SPREAD, _BORROWED_ROWS = 0.1, 0.02, 10.0
_STEPS = 50
_ENOUGH = 1e-6
_LOWEST, _HIGHEST = -5.0, 8.0
_LIKENESS = 2
_FROM = float(logit(BELIEVED))
_TINY, _FINE = 1e-9, 1e-4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of n passages and q codes before calibration, each n × q or q long."""

    score: Floats
    similarity: Floats
    spread: Floats
    share: Floats

    def take(self, rows: Flags) -> "Evidence":
        """Return what is known of some of the passages."""
        return Evidence(self.score[rows], self.similarity[rows], self.spread, self.share)

    def pairs(self, code: int, *, heard: bool = True) -> Floats:
        """Return n × 5: the four numbers of one code's pairs, and 1; no score where not heard."""
        score = self.score[:, code] * heard
        share = self.share[code]
        odds = np.log(share / (1 - share))
        return np.column_stack(
            (
                score,
                np.clip(score / self.spread[code], _LOWEST, _HIGHEST),
                np.clip(self.similarity[:, code], _LOWEST, _HIGHEST),
                np.full(len(score), odds),
                np.ones(len(score)),
            )
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights common to all codes (5), each code's own (q × 2), and whose score is heard (q).

    `ceiling` (q) is the most that can be said of each code, `trust` the factor on log odds above
    those of `BELIEVED`, at most 1.
    """

    common: Floats
    own: Floats
    heard: Flags
    ceiling: Floats
    trust: float = 1.0

    def slopes(self, spread: Floats) -> Floats:
        """Return what one unit of each code's score adds to the log odds (q)."""
        common: Floats = self.common[0] + (self.common[1] + self.own[:, 1]) / spread
        return np.where(self.heard, common, 0.0)

    def probabilities(self, evidence: Evidence) -> Floats:
        """Return n × q probabilities."""
        columns = []
        for code, own in enumerate(self.own):
            pairs = evidence.pairs(code, heard=bool(self.heard[code]))
            columns.append(expit(pairs @ self.common + _own_features(pairs) @ own))
        return draw_back(lower(np.column_stack(columns), self.ceiling), self.trust)


def measure_clustering(targets: Floats, owners: Indices) -> Floats:
    """Return each code's design effect (q), at least 1: for how many passages one stands.

    Where a code is all that one person speaks of, 40 passages of hers tell little more of others
    than one does. The variance of the share, with passages of a group taken together, is set
    against that of as many unrelated ones (Kish 1965, Survey Sampling, 5.4; the variance is that of
    a mean of clusters): G/(G − 1)·Σ_g (Σ_i (y_i − p))² / (n·p(1 − p)). nan cells count in nothing.
    """
    effect = np.ones(targets.shape[1])
    for code, column in enumerate(targets.T):
        seen = ~np.isnan(column)
        y, groups = column[seen], np.unique(owners[seen], return_inverse=True)[1]
        p, many = y.mean() if len(y) else 0.0, int(groups.max(initial=-1)) + 1
        if 0 < p < 1 and many > 1:
            totals = np.bincount(groups, weights=y - p)
            between = many / (many - 1) * float(totals @ totals)
            effect[code] = max(1.0, between / (len(y) * p * (1 - p)))
    return effect


def smooth_shares(targets: Floats, effect: Floats | float = 1.0) -> Floats:
    """Return the share of passages that carry each code, rare ones drawn to the common share.

    A code with m positives among n gets (m + 1)/(n + 1/π): one positive more, among as many
    passages as it takes to meet one. π is the share over all codes, itself drawn to .05 by two
    cells more; nan cells count in neither. With a design effect d (q), m and n are m/d and n/d.
    """
    seen = (~np.isnan(targets)).sum(axis=0)
    positive = np.nansum(targets, axis=0)
    overall = (positive.sum() + _BORROWED * UNKNOWN_SHARE) / (seen.sum() + _BORROWED)
    seen, positive = seen / effect, positive / effect
    share = (positive + 1) / (seen + 1 / overall)
    # Everything coded still leaves the odds finite.
    smoothed: Floats = np.minimum(share, 1 - 1 / (seen + _BORROWED + 1))
    return smoothed


def measure_spread(scores: Floats) -> Floats:
    """Return the standard deviation of each code's scores, drawn to that of all, never near 0."""
    if not len(scores):
        return np.full(scores.shape[1], _UNKNOWN_SPREAD)
    each, n = scores.var(axis=0), len(scores)
    spread: Floats = np.sqrt((n * each + _BORROWED_ROWS * each.mean()) / (n + _BORROWED_ROWS))
    return np.maximum(spread, _LEAST_SPREAD)


def drop_unopposed(targets: Floats) -> Floats:
    """Return the codings with nan for every code that nobody ever said no to.

    Passages that carry a code, and none that was read without it, tell what the code sounds like
    but not how common it is. No share, calibration, threshold or figure can rest on them.
    """
    return np.where((targets == 0).any(axis=0), targets, np.nan)


def calibrate(
    evidence: Evidence,
    targets: Floats,
    near: Calibration | None = None,
    effect: Floats | None = None,
) -> Calibration:
    """Fit the layer to codings (n × q of 0, 1 and nan) by penalised maximum likelihood.

    Where the search begins, at `near`, changes how long it takes and not what it finds. A pair of a
    code with the design effect d (q) counts as 1/d of a pair.
    """
    weight = np.ones(targets.shape[1]) if effect is None else 1 / effect
    heard = np.ones(targets.shape[1], dtype=np.bool_)
    while True:
        found = _fit(evidence, targets, heard, near, weight)
        if found.common[_LIKENESS] < 0:
            deaf = replace(evidence, similarity=np.zeros_like(evidence.similarity))
            found = calibrate(deaf, targets, near, effect)
            found.common[_LIKENESS] = 0.0
            return found
        against = found.slopes(evidence.spread) < 0
        if not against.any():
            return found
        heard = heard & ~against


def find_ceiling(targets: Floats) -> Floats:
    """Return the most that can be said of each code with m positives: (m + 1)/(m + 2)."""
    positive = np.nansum(targets, axis=0)
    return np.asarray((positive + 1) / (positive + 2), dtype=np.float64)


def lower(probabilities: Floats, ceiling: Floats) -> Floats:
    """Return probabilities with those from `BELIEVED` to 1 moved evenly under the ceilings (q)."""
    lowered = BELIEVED + (probabilities - BELIEVED) * (ceiling - BELIEVED) / (1 - BELIEVED)
    return np.where(probabilities > BELIEVED, lowered, probabilities)


def measure_trust(found: Floats, targets: Floats) -> float:
    """Return how far chances above `BELIEVED` can be taken at their word, from .01 to 1.

    `found` (n × q) are probabilities from fits without the pair, `targets` the codings. It is the
    likeliest factor on their log odds, given the pairs and the two more (see above); 1 where
    nothing was coded, and the ceilings alone hold. It is never 0, at which all would be tied.
    """
    if np.isnan(targets).all():
        return 1.0
    heard = ~np.isnan(targets) & (found > BELIEVED)
    beyond = np.concatenate((logit(found[heard]) - _FROM, [SUREST - _FROM] * 2))
    right = np.concatenate((targets[heard], [1.0, 0.0]))

    def falls_short(trust: float) -> float:
        return float(beyond @ (expit(_FROM + trust * beyond) - right))

    if falls_short(1.0) <= 0:
        return 1.0
    if falls_short(LEAST_TRUST) >= 0:
        return LEAST_TRUST
    return float(bisect(falls_short, LEAST_TRUST, 1.0, xtol=_FINE))


def draw_back(probabilities: Floats, trust: float) -> Floats:
    """Return probabilities with those above `BELIEVED` taken at so much of their word."""
    if trust == 1:
        return probabilities
    odds = logit(np.clip(probabilities, _TINY, 1 - _TINY))
    drawn: Floats = expit(_FROM + trust * (odds - _FROM))
    return np.where(odds > _FROM, drawn, probabilities)


def draw_back_folds(found: Floats, targets: Floats, folds: Sequence[Flags]) -> Floats:
    """Return held-out probabilities, those of each fold taken as far as the other folds allow."""
    drawn = found.copy()
    for rows in folds:
        drawn[rows] = draw_back(found[rows], measure_trust(found[~rows], targets[~rows]))
    return drawn


def _fit(
    evidence: Evidence,
    targets: Floats,
    heard: Flags,
    near: Calibration | None,
    weight: Floats,
) -> Calibration:
    """Fit by Newton's method, halving a step that leads upwards."""
    codes = targets.shape[1]
    start = np.array((*START, *(0.0,) * (2 * codes)))
    ridge = np.array((*(COMMON_RIDGE,) * len(START), *(OWN_RIDGE,) * (2 * codes)))
    data = []
    for code in range(codes):
        seen = ~np.isnan(targets[:, code])
        pairs = evidence.pairs(code, heard=bool(heard[code]))[seen]
        if len(pairs):
            design = np.column_stack((pairs, _own_features(pairs)))
            data.append((_places(code), design, targets[seen, code], float(weight[code])))
    weights = start if near is None else np.concatenate((near.common, near.own.ravel()))
    loss = _loss(weights, data, start, ridge)
    for _ in range(_STEPS if data else 0):
        step = _newton_step(weights, data, start, ridge)
        length = 1.0
        while (
            new := _loss(weights - length * step, data, start, ridge)
        ) > loss and length > _ENOUGH:
            length /= 2
        if loss - new < _ENOUGH:
            break
        weights, loss = weights - length * step, new
    own = weights[len(START) :].reshape(codes, 2)
    return Calibration(weights[: len(START)], own, heard, find_ceiling(targets))


_Data: TypeAlias = list[tuple[Indices, Floats, Floats, float]]


def _own_features(pairs: Floats) -> Floats:
    """Return n × 2: a code's own intercept, and its own slope on the score's deviations."""
    return np.column_stack((np.ones(len(pairs)), pairs[:, 1]))


def _places(code: int) -> Indices:
    first = len(START) + 2 * code
    return np.array((*range(len(START)), first, first + 1), dtype=np.intp)


def _loss(weights: Floats, data: _Data, start: Floats, ridge: Floats) -> float:
    total = 0.5 * float(ridge @ (weights - start) ** 2)
    for places, design, target, weight in data:
        odds = design @ weights[places]
        total += weight * float((np.logaddexp(0, odds) - target * odds).sum())
    return total


def _newton_step(weights: Floats, data: _Data, start: Floats, ridge: Floats) -> Floats:
    gradient = ridge * (weights - start)
    hessian = np.diag(ridge)
    for places, design, target, weight in data:
        p = expit(design @ weights[places])
        gradient[places] += weight * (design.T @ (p - target))
        hessian[np.ix_(places, places)] += (design * (weight * p * (1 - p))[:, None]).T @ design
    return np.asarray(np.linalg.solve(hessian, gradient), dtype=np.float64)
