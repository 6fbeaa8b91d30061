"""Where a probability becomes a proposal: one threshold a code."""

import numpy as np

from qualcode.suggest.arrays import Floats

FLOOR = 0.05
_HALF_TRUSTED = 15


def choose_thresholds(
    coded: Floats, targets: Floats, uncoded: Floats, effect: Floats | None = None
) -> Floats:
    """Return q thresholds.

    Parameters
    ----------
    coded
        n × q held-out probabilities of coded passages.
    targets
        n × q of 0, 1 and nan.
    uncoded
        m × q probabilities of uncoded passages; where there are none, the coded ones serve.
    effect
        The design effects (q): of so many positives one counts. All count where none are given.

    Each is a mean of two cuts: the one with the best F1 on the coded passages, with weight
    m/(m + 15) for m positives, and the one with the best expected F1 on the uncoded ones. None
    lies below .05, without which a code that nothing is known of would be put on everything.
    """
    others = uncoded if len(uncoded) else coded
    thresholds = np.full(targets.shape[1], FLOOR)
    for code in range(targets.shape[1]):
        seen = ~np.isnan(targets[:, code])
        y = targets[seen, code]
        positive = float(y.sum()) / (1.0 if effect is None else float(effect[code]))
        expected = best_cut(others[:, code], others[:, code])
        observed = best_cut(coded[seen, code], y) if positive else expected
        weight = positive / (positive + _HALF_TRUSTED)
        thresholds[code] = max(FLOOR, weight * observed + (1 - weight) * expected)
    return thresholds


def best_cut(probabilities: Floats, worth: Floats) -> float:
    """Return the cut with the best F1, where `worth` is the codings, or what one expects of them.

    With the k highest proposed, F1 is 2·(worth of those k)/(k + worth of all). The cut lies midway
    between the last that is proposed and the first that is not, so that it suits new passages.
    """
    if not len(probabilities) or worth.sum() <= 0:
        return 0.5
    order = np.argsort(-probabilities, kind="stable")
    p = probabilities[order]
    f1 = 2 * np.cumsum(worth[order]) / (np.arange(1, len(p) + 1) + worth.sum())
    # Equal probabilities are proposed together or not at all.
    last = np.append(p[1:] < p[:-1], True)
    best = int(np.argmax(np.where(last, f1, -1.0)))
    after = p[best + 1] if best + 1 < len(p) else p[best] / 2
    return float((p[best] + after) / 2)
