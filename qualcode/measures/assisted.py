"""Shares of a code over all passages, from a random sample of them and a model's predictions.

A person coded some passages that were drawn at random, and a model that never saw them while it
predicted them has a number for every passage. The predictions alone are biased, and nobody knows
how far; the sample says how far. So the estimate is a difference estimator (Cochran 1977, Sampling
Techniques, ch. 7; with predictions of a model “prediction-powered inference”, Angelopoulos,
Bates, Fannjiang, Jordan and Zrnic 2023, Science 382, 669–674; λ as in Angelopoulos, Duchi and
Zrnic 2023, arXiv:2311.01453):

    p = λ · mean of all predictions + mean over the sample of (y − λ f)

Its interval is Wilson's (1927) at an effective sample, as Korn and Graubard (1998, Survey
Methodology 24, 193–201) use one, since the normal interval fails for rare codes:

    r     = 1 + m/(m + 5) · (var y / var(y − λ f) − 1 within 0 and 3)
    n_eff = n · r / (1 − n/N)

with m the number of passages with the code or without it, whichever is less. With few of either the
gain r can't be measured, and m/(m + 5) keeps it near 1. `assisted_bounds` has what clusters and
strata do to the interval.
"""

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from qualcode.measures.assisted_bounds import bound_share
from qualcode.measures.assisted_fit import are_doubtful, must_belong
from qualcode.measures.assisted_inputs import Sampled, read_labels, read_sample
from qualcode.measures.errors import ImpossibleMarginError
from qualcode.measures.intervals import is_number

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MOST_GAIN = 4.0
SHRINKAGE = 5.0
WHOLE = 5.0


@dataclass(frozen=True, slots=True)
class AssistedPrevalence:
    """A share of all passages, with a model's help and without.

    `estimate`, `low` and `high` are shares from 0 to 1. `n_eff` is how many passages would have to
    be drawn, each on its own and from a corpus without end, to know as much; infinite where every
    passage was coded. `human_estimate`, `human_low`, `human_high` and `human_n_eff` are what the
    same sample gives without the model. `n` of `population` passages were drawn, `positives` of
    them carry the code. `weight` is λ, how far the predictions are leant on; `gain` is r, how many
    times the sample they are worth. `design` is by how much clusters and an uneven draw
    divide the sample. `clusters` is the number of clusters in the sample, None without. The
    interval is `indicative`, no more, where the rarer answer (the code, or none) stands in fewer
    than eight clusters, and where so little was drawn from a stratum that counts for much that
    fewer than seven degrees of freedom are left. `remark` says why the model was left out, where
    its predictions do not fit: `weight` is then 0 and the estimate the sample's alone.
    """

    estimate: float
    low: float
    high: float
    n_eff: float
    human_estimate: float
    human_low: float
    human_high: float
    human_n_eff: float
    n: int
    population: int
    positives: int
    weight: float
    gain: float
    design: float
    clusters: int | None
    indicative: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """How many passages to draw: in all, and beyond those drawn; the same without the model."""

    total: int
    more: int
    total_without: int
    more_without: int


def assisted_prevalence(
    y: "ArrayLike",
    f: "ArrayLike",
    F: "ArrayLike",  # noqa: N803 - the predictions for all, as the papers write them
    clusters: Sequence[Hashable] | None = None,
    strata: Sequence[Hashable] | None = None,
    population_strata: Sequence[Hashable] | None = None,
    *,
    level: float = 0.95,
) -> AssistedPrevalence:
    """Estimate the share of passages that carry a code.

    Parameters
    ----------
    y
        (n,) of 0 and 1: what a person found in the passages that were **drawn at random**. Picked
        passages are refused where their predictions show it. Where they don't, nothing here can
        tell, and the answer is wrong with a narrow interval.
    f
        (n,) predictions for the same passages, by models that did not see them. Nothing here can
        tell whether they did, and then the interval is too narrow.
    F
        (N,) predictions for all N passages, those of the sample included: the mean of the models,
        out of fold on the sample. Of one code, one lot of models and one scale with f. Where folds
        are uneven, each model counts in the mean by the drawn passages that were kept from it.
    clusters
        (n,) what each drawn passage belongs to (a conversation), where whole conversations were
        drawn. Of passages that were drawn one by one it is left out: likeness within conversations
        does not widen the error of such a draw.
    strata
        (n,) the stratum that each was drawn from, where the draw was shared out.
    population_strata
        (N,) the stratum of every passage. Without it the draw is taken to have been shared out by
        size. With it each stratum counts by its size, however it was drawn.
    level
        The level of the intervals.

    Passages drawn at random have predictions that average what those of all do, but for chance.
    Where f and F differ by more than one in a million random draws would (p < 1e-6, two-sided,
    strata and clusters respected), they are refused. Where F holds other values than f for the
    sample, as it does if it is the mean of all models there too, the model is set aside as soon as
    one draw in a hundred would have means so far apart, or an f so much less spread than F; so it
    is where F hardly varies. It is set aside, too, where the estimate is one that what was seen
    rules out. The result is then the sample's alone, and its `remark` says why. Smaller faults pass
    unseen, above all for rare codes.

    Raises
    ------
    AssistedInputError
        Where the parts are not of one length, a prediction or decision is missing or no number, a
        decision is neither 0 nor 1, nothing was drawn, or more than there is.
    ForeignPredictionsError, ForeignScaleError
        Where f and F cannot belong together, or the passages were picked. Both are an
        AssistedInputError.
    MissingStratumError
        Where a stratum has passages and none was drawn from it.

    """
    sample = read_sample(y, f, F, clusters, strata, population_strata, level)
    everybody = np.asarray(F, dtype=np.float64)
    must_belong(sample, everybody)
    return _estimate(sample, _measure_help(sample), everybody)


def assisted_by_group(
    y: "ArrayLike",
    f: "ArrayLike",
    F: "ArrayLike",  # noqa: N803 - as above
    groups: Iterable[Hashable],
    population_groups: Iterable[Hashable],
    clusters: Sequence[Hashable] | None = None,
    *,
    level: float = 0.95,
) -> dict[Hashable, AssistedPrevalence]:
    """Estimate the share of passages that carry a code in each group, such as a site or a role.

    Parameters are those of `assisted_prevalence`, with the group of each drawn passage (n,) and of
    every passage (N,). The draw may have been shared out by these groups, or made from all.

    λ and r of a group are its own, mixed with those of the whole sample as if the whole were five
    more passages of the rarer sort; r is never above the whole's. Those of the whole alone failed
    where a model serves one site and not another: 95% intervals held .80 of the time in simulation,
    these .91. A group in whose sample nobody carries the code, or everybody, tells nothing of how
    good the predictions are there: its estimate is the sample's alone.

    Raises what `assisted_prevalence` raises; MissingStratumError where a group was not drawn from.
    """
    sample = read_sample(y, f, F, clusters, None, None, level)
    everybody = np.asarray(F, dtype=np.float64)
    own = read_labels("groups", groups, "y", sample.n)
    of_all = read_labels("population_groups", population_groups, "F", sample.population)
    must_belong(read_sample(y, f, F, clusters, own, of_all, level), everybody)
    pooled = _measure_help(sample)
    numbers = {name: number for number, name in enumerate(dict.fromkeys(of_all))}
    place, inside = (np.array([numbers[one] for one in some]) for some in (own, of_all))
    found: dict[Hashable, AssistedPrevalence] = {}
    for name, number in numbers.items():
        of_group = everybody[inside == number]
        part = sample.narrow(place == number, of_group)
        found[name] = _estimate(part, _measure_group(part, pooled), of_group)
    return found


def plan_sample(
    margin: float,
    population: int,
    *,
    drawn: int = 0,
    share: float = 0.5,
    gain: float = 1.0,
    design: float = 1.0,
    level: float = 0.95,
) -> Planned:
    """Return how many passages to draw for an interval of ± `margin`, half of its width.

    Parameters
    ----------
    margin
        Above 0: .05 for ±5 points.
    population
        N, how many passages there are.
    drawn
        How many of them were drawn and coded already.
    share
        What share is expected; .5 asks for the most.
    gain, design
        Those of a first sample (`AssistedPrevalence`). The gain is taken to stay, though it grows
        with what the model learns. 1 each where nothing was coded yet.
    level
        The level of the interval.

    The sample solves the width of Wilson's interval for n_eff, and n · r/(d(1 − n/N)) = n_eff for
    n. Raises ImpossibleMarginError where a number makes no sense.
    """
    _check_plan(margin, population, drawn, share, gain, design, level)
    needed = _needed(share, margin, NormalDist().inv_cdf((1 + level) / 2)) * design

    def total(gain: float) -> int:
        return min(population, math.ceil(needed * population / (gain * population + needed)))

    with_help, without = total(gain), total(1.0)
    return Planned(with_help, max(0, with_help - drawn), without, max(0, without - drawn))


def plan_more(found: AssistedPrevalence, margin: float, *, level: float = 0.95) -> int | None:
    """Return how many more passages to draw until half of an interval's width is `margin`.

    It is `plan_sample` with what the interval that was found is worth, whatever narrowed or widened
    it: 0 where it is narrow enough already, at least 1 where it is not. `level` is that of the
    interval. None where nothing can be planned, since all came from one cluster. Raises
    ImpossibleMarginError.
    """
    if not found.n_eff:
        return None
    worth = 1.0
    if math.isfinite(found.n_eff):
        worth = found.n_eff * (1 - found.n / found.population) / found.n
    plan = plan_sample(
        margin,
        found.population,
        drawn=found.n,
        share=found.estimate,
        gain=max(1.0, worth),
        design=max(1.0, 1 / worth),
        level=level,
    )
    return max(1, plan.more) if (found.high - found.low) / 2 > margin else 0


@dataclass(frozen=True, slots=True)
class _Help:
    """How far predictions are leant on (λ), and how many times the sample they are worth (r)."""

    weight: float
    gain: float


_NO_HELP = _Help(0.0, 1.0)
_DOUBTFUL = (
    "The predictions of the drawn passages and those of all differ more than chance explains, so "
    "this is what the drawn passages tell by themselves."
)
_BEYOND = (
    "With the predictions the share would be one that the drawn passages rule out, so this is what "
    "they tell by themselves."
)


def _measure_help(sample: Sampled) -> _Help:
    """Return λ and r of a sample."""
    rarer = min(sample.positives, sample.n - sample.positives)
    weight = _weigh(sample)
    if not rarer or not weight:
        return _NO_HELP
    excess = rarer / (rarer + SHRINKAGE) * _excess(sample, weight)
    return _Help(weight, max(1.0, 1 + excess))


def _measure_group(part: Sampled, whole: _Help) -> _Help:
    """Return λ and r of one group, mixed with those of the whole sample."""
    rarer = min(part.positives, part.n - part.positives)
    if not rarer:
        return _NO_HELP
    own, rest = rarer / (rarer + WHOLE), WHOLE / (rarer + WHOLE)
    weight = own * _weigh(part) + rest * whole.weight
    gain = 1 + own * _excess(part, weight) + rest * (whole.gain - 1)
    return _Help(weight, min(whole.gain, gain))


def _weigh(sample: Sampled) -> float:
    """Return λ, within 0 and 1."""
    spread = sample.variance(sample.f)
    if not spread:
        return 0.0
    return min(1.0, max(0.0, sample.covariance(sample.y, sample.f) / spread))


def _excess(sample: Sampled, weight: float) -> float:
    """Return var y / var(y − λ f) − 1, at most 3: a few lucky hits are no proof of more."""
    left = sample.variance(sample.y - weight * sample.f)
    most = MOST_GAIN - 1
    return min(most, sample.variance(sample.y) / left - 1) if left else most


def _estimate(
    sample: Sampled, help_: _Help, everybody: "NDArray[np.float64]"
) -> AssistedPrevalence:
    found, human = (bound_share(sample, one.weight, one.gain) for one in (help_, _NO_HELP))
    remark = ""
    if help_.weight and (found.beyond or are_doubtful(sample, everybody)):
        remark = _BEYOND if found.beyond else _DOUBTFUL
        found, help_ = human, _NO_HELP
    return AssistedPrevalence(
        estimate=found.share,
        low=found.interval.low,
        high=found.interval.high,
        n_eff=found.effective,
        human_estimate=human.share,
        human_low=human.interval.low,
        human_high=human.interval.high,
        human_n_eff=human.effective,
        n=sample.n,
        population=sample.population,
        positives=sample.positives,
        weight=help_.weight,
        gain=help_.gain,
        design=found.design,
        clusters=sample.cluster_count,
        indicative=found.indicative,
        remark=remark,
    )


def _needed(share: float, margin: float, z: float) -> float:
    """Return the effective sample at which half of Wilson's width is the margin.

    With s = z²/n that is the positive root of s²(¼ − w²) + s(p(1 − p) − 2w²) − w² = 0.
    """
    square = margin**2
    a, b = 0.25 - square, share * (1 - share) - 2 * square
    return z**2 * 2 * a / (math.sqrt(b**2 + 4 * a * square) - b)


def _check_plan(
    margin: float,
    population: int,
    drawn: int,
    share: float,
    gain: float,
    design: float,
    level: float,
) -> None:
    most = math.nextafter(math.inf, 0)
    checks: dict[str, tuple[float, float, float]] = {
        "number of passages": (population, 1, most),
        "number drawn": (drawn, 0, population),
        "share": (share, 0, 1),
        "gain": (gain, 1, most),
        "design effect": (design, 1, most),
        # Beyond a half nothing is needed.
        "margin": (margin, math.nextafter(0, 1), math.nextafter(0.5, 0)),
        "level": (level, math.nextafter(0, 1), math.nextafter(1, 0)),
    }
    for what, (value, low, high) in checks.items():
        if not is_number(value) or not low <= value <= high:
            raise ImpossibleMarginError(what, value)
