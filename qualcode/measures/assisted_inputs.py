"""A random sample and its predictions, made into arrays that fit together, or refused."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.measures.errors import (
    BadLabelError,
    DrawnDecisionError,
    EmptySampleError,
    ImpossibleLevelError,
    MissingPredictionError,
    MissingStratumError,
    NoRowError,
    OversizedSampleError,
    UnevenLengthsError,
)
from qualcode.measures.intervals import is_number

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sample of n of N passages.

    `y` and `f` are (n,); `overall` is the mean of all N predictions. `weights` (n,) sum to 1: what
    each drawn passage stands for. `spread` is the sum over strata of W²(1 − n/N)/n with W a
    stratum's share of all passages: the variance of the mean where every passage varies by 1; 0
    where all were drawn. `strata` and `clusters` are (n,) numbers from 0, or None.
    """

    y: "NDArray[np.float64]"
    f: "NDArray[np.float64]"
    overall: float
    population: int
    weights: "NDArray[np.float64]"
    spread: float
    strata: "NDArray[np.intp]"
    shares: "NDArray[np.float64]"
    clusters: "NDArray[np.intp] | None"
    level: float

    @property
    def n(self) -> int:
        """How many passages were drawn."""
        return len(self.y)

    @property
    def cluster_count(self) -> int | None:
        """How many clusters the drawn passages come from; None where nothing says."""
        return None if self.clusters is None else len(np.unique(self.clusters))

    @property
    def positives(self) -> int:
        """How many of them carry the code."""
        return int(self.y.sum())

    def mean(self, values: "NDArray[np.float64]") -> float:
        """Return the weighted mean of (n,) values."""
        return float(self.weights @ values)

    def variance(self, values: "NDArray[np.float64]") -> float:
        """Return the weighted variance of (n,) values, 0 where only rounding parts them."""
        found = self.mean((values - self.mean(values)) ** 2)
        return found if found > _TOLERANCE * max(1.0, self.mean(values**2)) else 0.0

    def covariance(self, one: "NDArray[np.float64]", two: "NDArray[np.float64]") -> float:
        """Return the weighted covariance of two lots of (n,) values."""
        return self.mean((one - self.mean(one)) * (two - self.mean(two)))

    def narrow(self, rows: "NDArray[np.bool_]", everybody: "NDArray[np.float64]") -> "Sampled":
        """Return the part of the sample drawn from some of the passages, given their predictions.

        Within such a part every passage stands for as many.
        """
        n, population = int(rows.sum()), len(everybody)
        clusters = None
        if self.clusters is not None:
            clusters = np.unique(self.clusters[rows], return_inverse=True)[1].ravel()
        return Sampled(
            self.y[rows],
            self.f[rows],
            float(everybody.mean()),
            population,
            np.full(n, 1 / n),
            (1 - n / population) / n,
            np.zeros(n, dtype=np.intp),
            np.ones(1),
            clusters,
            self.level,
        )


def read_sample(
    y: "ArrayLike",
    f: "ArrayLike",
    everybody: "ArrayLike",
    clusters: Sequence[Hashable] | None,
    strata: Sequence[Hashable] | None,
    population_strata: Sequence[Hashable] | None,
    level: float,
) -> Sampled:
    """Return what `assisted_prevalence` was given as one sample; raises what it raises."""
    if not is_number(level) or not 0 < level < 1:
        raise ImpossibleLevelError(level)
    predicted = read_predictions("F", everybody)
    own = read_predictions("f", f)
    decided = read_decisions(y)
    n, population = len(decided), len(predicted)
    if not n:
        raise EmptySampleError
    must_fit("f", len(own), "y", n)
    if n > population:
        raise OversizedSampleError(n, population)
    groups, shares = _read_strata(n, population, strata, population_strata)
    drawn = np.bincount(groups, minlength=len(shares))
    sizes = shares * population
    spread = float((shares**2 * np.maximum(0.0, 1 - drawn / sizes) / drawn).sum())
    return Sampled(
        decided,
        own,
        float(predicted.mean()),
        population,
        (shares / drawn)[groups],
        spread if spread > _TOLERANCE / population else 0.0,
        groups,
        shares,
        None if clusters is None else _number_clusters(clusters, n),
        level,
    )


def read_predictions(name: str, values: "ArrayLike") -> "NDArray[np.float64]":
    """Return finite numbers in one row; raises MissingPredictionError or NoRowError."""
    found = _row(name, values)
    if found is None:
        raise MissingPredictionError(name, 0, None)
    wrong = np.flatnonzero(~np.isfinite(found))
    if len(wrong):
        raise MissingPredictionError(name, int(wrong[0]), float(found[wrong[0]]))
    return found


def read_decisions(values: "ArrayLike") -> "NDArray[np.float64]":
    """Return a row of 0 and 1; raises DrawnDecisionError or NoRowError."""
    found = _row("y", values)
    if found is None:
        raise DrawnDecisionError(values)
    wrong = np.flatnonzero((found != 0) & (found != 1))
    if len(wrong):
        raise DrawnDecisionError(float(found[wrong[0]]), int(wrong[0]))
    return found


def must_fit(name: str, found: int, against: str, wanted: int) -> None:
    """Raise UnevenLengthsError where two rows are not of one length."""
    if found != wanted:
        raise UnevenLengthsError(name, found, against, wanted)


def read_labels(name: str, values: Iterable[Hashable], against: str, wanted: int) -> list[Hashable]:
    """Return labels, None where one is missing; raises UnevenLengthsError or BadLabelError."""
    given = list(values)
    must_fit(name, len(given), against, wanted)
    for label in given:
        try:
            hash(label)
        except TypeError:
            raise BadLabelError(name, label) from None
    return [None if _is_missing(label) else label for label in given]


def _is_missing(label: Hashable) -> bool:
    """Return whether a label is None, not a number, or one of the blanks of pandas."""
    try:
        return label is None or bool(label != label)  # noqa: PLR0124 - only a blank is not itself
    except TypeError:
        # Of pandas' NA not even that can be said, and of no other label that can be hashed.
        return True


def _number_clusters(values: Iterable[Hashable], n: int) -> "NDArray[np.intp]":
    """Return the number of each passage's cluster; one without a cluster stands alone."""
    numbers: dict[Hashable, int] = {}
    labels = [
        ("alone", place) if label is None else ("with", label)
        for place, label in enumerate(read_labels("clusters", values, "y", n))
    ]
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels], dtype=np.intp)


def _must_be_drawn(sizes: Counter[Hashable], drawn: Counter[Hashable]) -> None:
    """Raise where a group has passages and none was drawn of it, or more were than it has."""
    for label, size in sizes.items():
        if not drawn[label]:
            raise MissingStratumError(label, size)
    for label, count in drawn.items():
        if count > sizes[label]:
            raise OversizedSampleError(count, sizes[label], label)


def _row(name: str, values: "ArrayLike") -> "NDArray[np.float64] | None":
    """Return numbers in one row, None where some are no numbers; raises NoRowError."""
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    if found.ndim != 1:
        raise NoRowError(name, found.shape)
    return found


def _read_strata(
    n: int,
    population: int,
    strata: Sequence[Hashable] | None,
    population_strata: Sequence[Hashable] | None,
) -> "tuple[NDArray[np.intp], NDArray[np.float64]]":
    """Return the stratum of each drawn passage, and each stratum's share of all passages."""
    if strata is None:
        if population_strata is not None:
            raise UnevenLengthsError("strata", 0, "y", n)
        return np.zeros(n, dtype=np.intp), np.ones(1)
    own = read_labels("strata", strata, "y", n)
    if population_strata is None:
        return np.zeros(n, dtype=np.intp), np.ones(1)
    sizes = Counter(read_labels("population_strata", population_strata, "F", population))
    _must_be_drawn(sizes, Counter(own))
    places = {label: place for place, label in enumerate(sizes)}
    shares = np.array(list(sizes.values()), dtype=np.float64) / population
    return np.array([places[label] for label in own], dtype=np.intp), shares
