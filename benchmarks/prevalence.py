"""How often intervals for the share of a code hold the truth, and how wide they are.

    python -m benchmarks.prevalence [--cache FOLDER] [--most 100] [--data FOLDER]

Over real answers whose codes are all known, a hundred samples of 200. Beside the estimate stand
people's coding alone, the rule it started from, and what breaks it.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tabulate import tabulate

from benchmarks.figures import Figure
from benchmarks.prevalence_data import ANSWERS, Answers, Draw
from benchmarks.study import LargeStudy
from qualcode.measures import (
    AssistedInputError,
    assisted_by_group,
    assisted_prevalence,
    wilson_interval,
)
from qualcode.measures.intervals import score_interval

Floats = NDArray[np.float64]
Method = Callable[[Floats, Floats, Floats], tuple[float, float]]
COMMON, MIDDLING, RARE = 0.15, 0.05, 0.02
Z = 1.959963984540054
TRANSCRIPT = 20


def people_alone(y: Floats, _f: Floats, everybody: Floats) -> tuple[float, float]:
    n = len(y) / (1 - len(y) / len(everybody))
    return wilson_interval(y.mean() * n, n)


def assisted(y: Floats, f: Floats, everybody: Floats) -> tuple[float, float]:
    found = assisted_prevalence(y, f, everybody)
    return found.low, found.high


def reference_rule(y: Floats, f: Floats, everybody: Floats) -> tuple[float, float]:
    """The rule with m/(m + 10), and no bound on what a few hits may gain."""
    weight = _lambda(y, f)
    left = y - weight * f
    m = min(y.sum(), len(y) - y.sum())
    ratio = y.var() / left.var() if left.var() > 0 else 1.0
    gain = min(4.0, max(1.0, 1 + m / (m + 10) * (ratio - 1)))
    share = min(1.0, max(0.0, weight * everybody.mean() + left.mean()))
    low, high = score_interval(share, len(y) * gain / (1 - len(y) / len(everybody)), Z)
    return low, high


def normal_interval(y: Floats, f: Floats, everybody: Floats) -> tuple[float, float]:
    """PPI++ (Angelopoulos, Duchi and Zrnic 2023) with the normal interval."""
    n, total = len(y), len(everybody)
    weight = _lambda(y, f) / (1 + n / total)
    left = y - weight * f
    half = Z * np.sqrt(weight**2 * everybody.var() / total + left.var() / n)
    middle = weight * everybody.mean() + left.mean()
    return float(middle - half), float(middle + half)


def count_classified(_y: Floats, _f: Floats, everybody: Floats) -> tuple[float, float]:
    return wilson_interval(float((everybody >= 0.5).sum()), len(everybody))


def sum_probabilities(_y: Floats, _f: Floats, everybody: Floats) -> tuple[float, float]:
    half = Z * np.sqrt((everybody * (1 - everybody)).sum()) / len(everybody)
    return float(everybody.mean() - half), float(everybody.mean() + half)


METHODS: dict[str, Method] = {
    "people's coding alone, Wilson": people_alone,
    "assisted_prevalence": assisted,
    "the rule with m/(m + 10)": reference_rule,
    "PPI++, normal": normal_interval,
    "count where the model says yes (.5)": count_classified,
    "sum its probabilities": sum_probabilities,
}


def _lambda(y: Floats, f: Floats) -> float:
    spread = f.var()
    return min(1.0, max(0.0, float(np.cov(y, f, bias=True)[0, 1] / spread))) if spread else 0.0


class Tally:
    """Whether each interval held its truth, and how wide it was: (draws, codes) each.

    Both are nan where the estimate was refused.
    """

    def __init__(self, truth: Floats) -> None:
        self.truth = truth
        self.held: list[list[float]] = []
        self.width: list[list[float]] = []

    def add(self, bounds: list[tuple[float, float]]) -> None:
        pairs = zip(bounds, self.truth, strict=True)
        self.held.append(
            [np.nan if np.isnan(low) else float(low <= at <= high) for (low, high), at in pairs]
        )
        self.width.append([high - low for low, high in bounds])

    @property
    def coverage(self) -> float:
        return float(np.nanmean(self.held))

    @property
    def worst(self) -> float:
        return float(np.nanmean(self.held, axis=0).min())

    @property
    def refused(self) -> float:
        return float(np.isnan(self.held).mean())

    def mean_width(self, low: float, high: float = 1.0) -> float:
        chosen = (self.truth > low) & (self.truth <= high)
        return float(np.nanmean(np.array(self.width)[:, chosen]))


def try_methods(answers: Answers, draws: list[Draw]) -> dict[str, Tally]:
    """Return by method how it fared on the samples; those that break the rule come last."""
    truth = answers.coded.mean(axis=0)
    tallies = {name: Tally(truth) for name in METHODS}
    for draw in draws:
        for name, method in METHODS.items():
            tallies[name].add([_apply(method, answers, draw, code) for code in range(len(truth))])
    return tallies | {
        "picked passages as if random": _try_rows(answers, draws, _pick, clustered=False),
        "ten whole transcripts as passages": _try_rows(answers, draws, _block, clustered=False),
        "ten whole transcripts, clustered": _try_rows(answers, draws, _block, clustered=True),
    }


def _apply(method: Method, answers: Answers, draw: Draw, code: int) -> tuple[float, float]:
    predicted = draw.predicted[:, code]
    return method(answers.coded[draw.rows, code], predicted[draw.rows], predicted)


def _try_rows(
    answers: Answers,
    draws: list[Draw],
    choose: Callable[[Answers, Draw, int], tuple[NDArray[np.intp], NDArray[np.intp]]],
    *,
    clustered: bool,
) -> Tally:
    """Return how the estimate fares on other rows than those that were drawn."""
    tally = Tally(answers.coded.mean(axis=0))
    for number, draw in enumerate(draws):
        rows, clusters = choose(answers, draw, number)
        bounds = []
        for code in range(len(tally.truth)):
            predicted = draw.predicted[:, code]
            try:
                found = assisted_prevalence(
                    answers.coded[rows, code],
                    predicted[rows],
                    predicted,
                    clusters.tolist() if clustered else None,
                )
            except AssistedInputError:
                bounds.append((np.nan, np.nan))
            else:
                bounds.append((found.low, found.high))
        tally.add(bounds)
    return tally


def _pick(_answers: Answers, draw: Draw, _number: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the 200 rows, none of the sample, in which some code is likelier than it mostly is."""
    score = (draw.predicted / draw.predicted.mean(axis=0)).max(axis=1)
    score[draw.rows] = 0
    rows = np.argsort(-score, kind="stable")[: len(draw.rows)]
    return rows, rows


def _block(answers: Answers, draw: Draw, number: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return ten runs of 20 answers from one site each, alike as the turns of a conversation.

    These answers are no conversations. Those of a site are put in the order of one prediction.
    """
    alike = draw.predicted[:, int(answers.coded.sum(axis=0).argmax())]
    order = np.lexsort((alike, answers.sites))
    runs = order[: len(order) // TRANSCRIPT * TRANSCRIPT].reshape(-1, TRANSCRIPT)
    chosen = np.random.default_rng(number).choice(len(runs), 10, replace=False)
    return runs[chosen].ravel(), np.repeat(chosen, TRANSCRIPT)


def try_sites(answers: Answers, draws: list[Draw]) -> tuple[float, float, float, int]:
    """Return coverage by site, mean widths for codes above 15%, assisted and not, and cells."""
    held, wide, alone = [], [], []
    common = answers.coded.mean(axis=0) > COMMON
    names = np.unique(answers.sites)
    truth = {name: answers.coded[answers.sites == name].mean(axis=0) for name in names}
    for draw in draws:
        own = answers.sites[draw.rows].tolist()
        for code in range(len(answers.codes)):
            predicted = draw.predicted[:, code]
            y = answers.coded[draw.rows, code]
            found = assisted_by_group(
                y, predicted[draw.rows], predicted, own, answers.sites.tolist()
            )
            for name, one in found.items():
                if one.n == one.population:
                    continue  # what was read to the end is known
                held.append(one.low <= truth[name][code] + 1e-12 and truth[name][code] <= one.high)
                if common[code]:
                    wide.append(one.high - one.low)
                    alone.append(one.human_high - one.human_low)
    return float(np.mean(held)), float(np.mean(wide)), float(np.mean(alone)), len(held)


def time_prevalence(study: LargeStudy) -> Iterator[Figure]:
    """Yield the proof's figures over all samples, where the answers stand beside the checkout."""
    if ANSWERS.is_dir():
        yield from prove(Answers(ANSWERS), study.folder, 100)


def prove(answers: Answers, cache: Path, most: int) -> Iterator[Figure]:
    """Yield what is promised: coverage, the worst code, the width, and coverage by site."""
    draws = list(answers.draws("srs", cache, most))
    tallies = try_methods(answers, draws)
    print(_tabulate(tallies))
    own, alone = tallies["assisted_prevalence"], tallies["people's coding alone, Wilson"]
    runs = f"{len(draws)} samples"
    wide, without = own.mean_width(COMMON), alone.mean_width(COMMON)
    yield _figure("coverage, codes and samples", own.coverage, alone.coverage, ".935–.975", runs)
    yield _figure("coverage of the worst code", own.worst, alone.worst, "≥ .88", runs)
    yield Figure(
        "width, codes above 15%",
        f"{wide:.3f}",
        f"{without:.3f}",
        f"{wide / without:.3f}",
        "≤ .78 of people's coding alone",
        runs,
    )
    held, wide, without, cells = try_sites(answers, list(answers.draws("strat", cache, most)))
    yield Figure("coverage by site", f"{held:.3f}", wanted="≥ .94", runs=f"{cells:,} intervals")
    yield Figure(
        "width by site, codes above 15%",
        f"{wide:.3f}",
        f"{without:.3f}",
        f"{wide / without:.3f}",
        runs=runs,
    )


def _figure(what: str, measured: float, beside: float, wanted: str, runs: str) -> Figure:
    return Figure(what, f"{measured:.3f}", f"{beside:.3f}", wanted=wanted, runs=runs)


def _tabulate(tallies: dict[str, Tally]) -> str:
    rows = [
        (
            name,
            f"{one.coverage:.3f}",
            f"{one.worst:.2f}",
            f"{one.mean_width(COMMON):.3f}",
            f"{one.mean_width(MIDDLING, COMMON):.3f}",
            f"{one.mean_width(0, RARE):.3f}",
            f"{one.refused:.0%}",
        )
        for name, one in tallies.items()
    ]
    heads = ("", "coverage", "worst code", "width, codes > 15%", "5–15%", "< 2%", "refused")
    return "\n" + tabulate(rows, heads, disable_numparse=True)


def main() -> None:
    """Run the proof, and print its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prevalence", description=__doc__)
    parser.add_argument("--data", type=Path, default=ANSWERS, help="the folder of the answers")
    parser.add_argument("--cache", type=Path, help="where predictions are kept between runs")
    parser.add_argument("--most", type=int, default=100, help="how many of the samples")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = chosen.cache or Path(folder)
        cache.mkdir(parents=True, exist_ok=True)
        figures = list(prove(Answers(chosen.data), cache, chosen.most))
    heads = ("", "measured", "people alone", "ratio", "wanted", "runs")
    rows = [(f.what, f.measured, f.beside, f.ratio, f.wanted, f.runs) for f in figures]
    print(f"\n{tabulate(rows, heads, disable_numparse=True)}")


if __name__ == "__main__":
    main()
