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
"""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from scipy.special import expit

from qualcode.suggest.arrays import Flags, Floats, Indices

# Weights of score, score in standard deviations, similarity, log odds of the share, and constant.
START = (0.0, 0.8, 0.6, 1.0, -0.5)
COMMON_RIDGE = 1.0
OWN_RIDGE = 4.0
UNKNOWN_SHARE = 0.05
_BORROWED = 2.0
_UNKNOWN_SPREAD, _LEAST_SPREAD, _BORROWED_ROWS = 0.1, 0.02, 10.0
_STEPS = 50
_ENOUGH = 1e-6
_LOWEST, _HIGHEST = -5.0, 8.0
_LIKENESS = 2


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
    """Weights common to all codes (5), each code's own (q × 2), and whose score is heard (q)."""

    common: Floats
    own: Floats
    heard: Flags

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
        return np.column_stack(columns)


def smooth_shares(targets: Floats) -> Floats:
    """Return the share of passages that carry each code, rare ones drawn to the common share.

    A code with m positives among n gets (m + 2π)/(n + 2), with π the share over all codes, itself
    drawn in the same way to .05; nan cells count in neither.
    """
    seen = (~np.isnan(targets)).sum(axis=0)
    positive = np.nansum(targets, axis=0)
    overall = (positive.sum() + _BORROWED * UNKNOWN_SHARE) / (seen.sum() + _BORROWED)
    share = (positive + _BORROWED * overall) / (seen + _BORROWED)
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


def calibrate(evidence: Evidence, targets: Floats, near: Calibration | None = None) -> Calibration:
    """Fit the layer to codings (n × q of 0, 1 and nan) by penalised maximum likelihood.

    Where the search begins, at `near`, changes how long it takes and not what it finds.
    """
    heard = np.ones(targets.shape[1], dtype=np.bool_)
    while True:
        found = _fit(evidence, targets, heard, near)
        if found.common[_LIKENESS] < 0:
            deaf = replace(evidence, similarity=np.zeros_like(evidence.similarity))
            found = calibrate(deaf, targets, near)
            found.common[_LIKENESS] = 0.0
            return found
        against = found.slopes(evidence.spread) < 0
        if not against.any():
            return found
        heard = heard & ~against


def _fit(
    evidence: Evidence, targets: Floats, heard: Flags, near: Calibration | None
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
            data.append((_places(code), design, targets[seen, code]))
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
    return Calibration(weights[: len(START)], own, heard)


_Data: TypeAlias = list[tuple[Indices, Floats, Floats]]


def _own_features(pairs: Floats) -> Floats:
    """Return n × 2: a code's own intercept, and its own slope on the score's deviations."""
    return np.column_stack((np.ones(len(pairs)), pairs[:, 1]))


def _places(code: int) -> Indices:
    first = len(START) + 2 * code
    return np.array((*range(len(START)), first, first + 1), dtype=np.intp)


def _loss(weights: Floats, data: _Data, start: Floats, ridge: Floats) -> float:
    total = 0.5 * float(ridge @ (weights - start) ** 2)
    for places, design, target in data:
        odds = design @ weights[places]
        total += float((np.logaddexp(0, odds) - target * odds).sum())
    return total


def _newton_step(weights: Floats, data: _Data, start: Floats, ridge: Floats) -> Floats:
    gradient = ridge * (weights - start)
    hessian = np.diag(ridge)
    for places, design, target in data:
        p = expit(design @ weights[places])
        gradient[places] += design.T @ (p - target)
        hessian[np.ix_(places, places)] += (design * (p * (1 - p))[:, None]).T @ design
    return np.asarray(np.linalg.solve(hessian, gradient), dtype=np.float64)
