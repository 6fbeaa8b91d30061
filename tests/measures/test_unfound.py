"""How much is unfound: exact where it must be, and honest over many searches of known truth."""

import math

import numpy as np
import pytest

from qualcode.measures import ImpossibleShareError
from qualcode.measures.unfound import estimate_unfound


def test_a_draw_of_everything_leaves_nothing_unfound():
    left = estimate_unfound(frame=40, drawn=40, hits=3, found_since=3)
    assert (left.estimate, left.high, left.least_found) == (0, 0, 1)


def test_what_was_found_since_is_taken_off():
    few = estimate_unfound(frame=1000, drawn=100, hits=10, found_since=10)
    more = estimate_unfound(frame=1000, drawn=100, hits=10, found_since=60)
    assert few.estimate == pytest.approx(90)  # a tenth of 1,000, less 10
    assert few.estimate - more.estimate == pytest.approx(50)
    assert few.high - more.high == pytest.approx(50)


def test_a_check_that_finds_nothing_still_bounds():
    left = estimate_unfound(frame=1000, drawn=50, hits=0, found_since=0, found_before=30)
    assert left.estimate == 0
    # With 50 of 1,000 Wilson's upper end for none is z²/(n + z²) at n = 50/.95.
    n, z2 = 50 / 0.95, 3.8414588
    assert left.high == math.floor(1000 * z2 / (n + z2))
    assert left.least_found == pytest.approx(30 / (30 + left.high))


def test_no_more_can_hide_than_was_not_drawn():
    left = estimate_unfound(frame=10, drawn=9, hits=0, found_since=0)
    assert left.high <= 1


def test_no_more_can_hide_than_was_not_looked_at():
    how = {"frame": 100, "drawn": 10, "hits": 5, "found_since": 20, "found_before": 10}
    free, held = estimate_unfound(**how), estimate_unfound(**how, unlooked=7)
    assert free.estimate == pytest.approx(30)  # half of 100, less 20
    assert (held.estimate, held.high) == (7, 7)
    assert held.least_found == pytest.approx(30 / 37)


def test_where_all_was_looked_at_all_is_found():
    left = estimate_unfound(100, 10, 5, 20, unlooked=0)
    assert (left.estimate, left.low, left.high, left.least_found) == (0, 0, 0, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"drawn": 0},
        {"drawn": 200},
        {"hits": 11},
        {"hits": -1},
        {"found_since": 1},
        {"found_since": 101},
        {"unlooked": -1},
        {"unlooked": 96},
    ],
)
def test_what_contradicts_itself_is_refused(wrong):
    with pytest.raises(ImpossibleShareError):
        estimate_unfound(**{"frame": 100, "drawn": 10, "hits": 2, "found_since": 5, **wrong})


@pytest.mark.parametrize("share", [0.01, 0.1])
def test_the_bound_holds_over_many_searches(share):
    # A searcher reads the likeliest third first, then checks at random among the rest.
    rng = np.random.default_rng(0)
    runs, held = 500, 0
    for _ in range(runs):
        truth = rng.random(1500) < share
        score = truth * 1.0 + rng.normal(0, 1, len(truth))
        order = np.argsort(-score)
        before, rest = truth[order[:500]].sum(), truth[order[500:]]
        drawn = rng.choice(len(rest), 100, replace=False)
        hits = int(rest[drawn].sum())
        left = estimate_unfound(len(rest), 100, hits, hits, int(before))
        hidden = rest.sum() - hits
        held += left.low - 1e-9 <= hidden <= left.high + 1e-9
    assert held / runs >= 0.95 - 3 * math.sqrt(0.95 * 0.05 / runs)
