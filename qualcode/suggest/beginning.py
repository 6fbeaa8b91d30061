"""The first passages: how much chances rest on what was coded, and how much on the codebook.

Little coding must move chances little. Until `ENOUGH_PASSAGES` passages were coded or read, the log
odds of each code lie between those of a start from the codebook alone and those of the fit. The
weight of the fit is the share of that many passages, or of `ENOUGH_POSITIVES` with the code where
that is more.
"""

from dataclasses import dataclass, field
from typing import Self

import numpy as np
from scipy.special import expit, logit

from qualcode.suggest.arrays import Floats
from qualcode.suggest.calibration import (
    UNKNOWN_SHARE,
    Calibration,
    Evidence,
    calibrate,
    measure_spread,
)
from qualcode.suggest.ridge import Learned, Solution, solve

ENOUGH_PASSAGES = 30
ENOUGH_POSITIVES = 8
_TINY = 1e-9


def weigh_fit(targets: Floats) -> Floats:
    """Return the weight of the fit for each code, 0 to 1 (q), of codings (n × q, with nan)."""
    passages = int((~np.isnan(targets)).any(axis=1).sum())
    positive = np.nansum(targets, axis=0)
    weight: Floats = np.maximum(
        min(1.0, passages / ENOUGH_PASSAGES), np.minimum(1.0, positive / ENOUGH_POSITIVES)
    )
    return weight


@dataclass(frozen=True, slots=True)
class Beginning:
    """A start from the codebook alone, and the weight of what was coded beside it (q)."""

    weight: Floats
    solution: Solution
    spread: Floats
    share: Floats
    calibration: Calibration = field(repr=False)

    @classmethod
    def learn(
        cls, weight: Floats, shown: Learned, examples: Floats, noise: Floats, seed: int = 0
    ) -> Self:
        """Learn from the codebook's examples (rows × q of 0 and 1) alone."""
        codes = len(weight)
        share = np.full(codes, UNKNOWN_SHARE)
        wanted = np.where(examples > 0, 1.0 - share, 0.0)
        nobody = np.zeros(0, dtype=np.intp)
        solution = solve(shown, wanted, noise, nobody, np.random.default_rng(seed))
        nothing = np.zeros((0, codes))
        spread = measure_spread(nothing)
        calibration = calibrate(Evidence(nothing, nothing, spread, share), nothing)
        return cls(weight, solution, spread, share, calibration)

    def join(self, probabilities: Floats, asked: Learned, similarity: Floats) -> Floats:
        """Return n × q probabilities of a fit, drawn to those of the codebook alone."""
        scores = self.solution.support.scores(asked, self.solution.dual)
        alone = self.calibration.probabilities(
            Evidence(scores, similarity, self.spread, self.share)
        )
        fitted, cold = (logit(np.clip(p, _TINY, 1 - _TINY)) for p in (probabilities, alone))
        joined = expit(self.weight * fitted + (1 - self.weight) * cold)
        return np.where(self.weight < 1, joined, probabilities)
