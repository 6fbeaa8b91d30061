"""How alike a passage is to what the codebook says of a code, on a scale common to all codes."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from qualcode.suggest.arrays import Floats
from qualcode.suggest.encoders import Rows

# What is usual before any passage was seen, and its weight in passages: without it a suggester
# that has seen none could not tell high from low.
_USUAL_MEAN, _USUAL_SPREAD, _USUAL_WEIGHT = 0.04, 0.04, 5.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """The q codes as rows, the similarity that is usual for each, and how far it spreads."""

    codes: Rows
    mean: Floats
    spread: float

    @classmethod
    def measure(cls, codes: Rows, seen: Rows) -> Self:
        """Learn from passages, coded or not, what is usual."""
        alike = compare(seen, codes)
        weight = len(seen) + _USUAL_WEIGHT
        mean = (alike.sum(axis=0) + _USUAL_WEIGHT * _USUAL_MEAN) / weight
        squares = ((alike - mean) ** 2).sum(axis=0).mean()
        spread = np.sqrt((squares + _USUAL_WEIGHT * _USUAL_SPREAD**2) / weight)
        return cls(codes, mean, float(spread))

    def of(self, rows: Rows) -> Floats:
        """Return n × q similarities: how many usual deviations each lies above the usual."""
        standard: Floats = (compare(rows, self.codes) - self.mean) / self.spread
        return standard


def compare(rows: Rows, codes: Rows) -> Floats:
    """Return how alike texts and codes are, less half of how alike a text is to all codes.

    A long text shares words with every definition. Half was best of 0, ½ and 1 on answers to a
    survey of patients.
    """
    alike = rows.similarity(codes)
    centred: Floats = alike - 0.5 * alike.mean(axis=1, keepdims=True)
    return centred
