"""How good suggestions are. The truth is n × q of 0, 1 and nan; nan cells never count."""

from dataclasses import dataclass

import numpy as np

from qualcode.suggest.arrays import Floats

FIRST = 3
BINS = 10
SHOWN = 0.05


def average_precision(truth: Floats, scores: Floats) -> float:
    """Return Σ (R_k − R_(k−1))·P_k over the distinct scores from the highest down.

    P_k and R_k are precision and recall when everything scored at least the k-th is proposed. The
    base, what proposing blindly gives, is the share of positives. nan without positives.
    """
    seen = ~np.isnan(truth)
    y, s = truth[seen], scores[seen]
    if y.sum() <= 0:
        return float("nan")
    order = np.argsort(-s, kind="stable")
    hits = np.cumsum(y[order])
    last = np.append(np.diff(s[order]) < 0, True)
    hits, places = hits[last], np.flatnonzero(last) + 1
    gained = np.diff(hits, prepend=0.0)
    return float((gained * hits / places).sum() / y.sum())


def average_precisions(truth: Floats, scores: Floats) -> Floats:
    """Return the average precision of each code; their mean over codes with positives is mAP."""
    return np.array([average_precision(truth[:, j], scores[:, j]) for j in range(truth.shape[1])])


def recall_at(truth: Floats, scores: Floats, first: int = FIRST) -> float:
    """Return the share of true codes that are among the first three proposed for their passage.

    Over all pairs of a passage and a code it carries; of equal scores the earlier code goes first.
    nan without positives.
    """
    seen = ~np.isnan(truth)
    order = np.argsort(np.where(seen, -scores, np.inf), axis=1, kind="stable")[:, :first]
    true = np.where(seen, truth, 0.0)
    total = true.sum()
    return float(np.take_along_axis(true, order, axis=1).sum() / total) if total else float("nan")


def f1_scores(truth: Floats, proposed: Floats) -> tuple[float, float]:
    """Return macro F1 (the mean over codes with positives) and micro F1 (over all pairs).

    F1 is 2TP/(2TP + FP + FN). Both are nan without positives.
    """
    seen = ~np.isnan(truth)
    true = np.where(seen, truth, 0.0)
    said = np.where(seen, proposed, 0.0)
    hits, wanted, given = (true * said).sum(axis=0), true.sum(axis=0), said.sum(axis=0)
    some = wanted > 0
    if not some.any():
        return float("nan"), float("nan")
    macro = float((2 * hits[some] / (wanted[some] + given[some])).mean())
    return macro, float(2 * hits.sum() / (wanted.sum() + given.sum()))


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose probability lies from `low` to below `high`: how many, said and found.

    `said` is the mean of their probabilities, `found` the share of them that carry the code.
    """

    low: float
    high: float
    pairs: int
    said: float
    found: float


def calibration_bins(truth: Floats, probabilities: Floats, shown: float = SHOWN) -> tuple[Bin, ...]:
    """Return the pairs with p ≥ .05 in ten bins of even width, without those that are empty."""
    counted = ~np.isnan(truth) & (probabilities >= shown)
    y, p = truth[counted], probabilities[counted]
    which = np.minimum((p * BINS).astype(np.intp), BINS - 1)
    return tuple(
        Bin(
            max(shown, i / BINS),
            (i + 1) / BINS,
            int((which == i).sum()),
            float(p[which == i].mean()),
            float(y[which == i].mean()),
        )
        for i in np.unique(which).tolist()
    )


def calibration_error(truth: Floats, probabilities: Floats, shown: float = SHOWN) -> float:
    """Return the expected calibration error of the pairs with p ≥ .05, over ten bins of even width.

    Σ (pairs in bin / pairs)·|mean p − share of positives| (Naeini, Cooper and Hauskrecht 2015).
    nan where no pair reaches .05.
    """
    bins = calibration_bins(truth, probabilities, shown)
    pairs = sum(one.pairs for one in bins)
    gaps = sum(one.pairs * abs(one.said - one.found) for one in bins)
    return gaps / pairs if pairs else float("nan")
