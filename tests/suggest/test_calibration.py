import numpy as np
import pytest
from scipy.special import expit

from qualcode.suggest.calibration import UNKNOWN_SHARE, Evidence, calibrate, smooth_shares
from qualcode.suggest.thresholds import FLOOR, best_cut, choose_thresholds

NAN = float("nan")


def evidence_of(score, share):
    return Evidence(score, np.zeros_like(score), score.std(axis=0) + 0.1, share)


def test_probabilities_come_near_the_ones_that_made_the_codings():
    rng = np.random.default_rng(0)
    score = rng.normal(size=(2000, 3))
    truth = expit(1.5 * score + np.array([-2.0, -1.0, 0.0]))
    targets = (rng.random(truth.shape) < truth).astype(float)
    evidence = evidence_of(score, smooth_shares(targets))
    found = calibrate(evidence, targets).probabilities(evidence)
    assert np.abs(found - truth).mean() < 0.03


def test_the_mean_probability_of_a_well_coded_code_is_its_share():
    rng = np.random.default_rng(1)
    score = rng.normal(size=(500, 2))
    targets = (rng.random(score.shape) < expit(score - 1)).astype(float)
    evidence = evidence_of(score, smooth_shares(targets))
    found = calibrate(evidence, targets).probabilities(evidence)
    np.testing.assert_allclose(found.mean(axis=0), targets.mean(axis=0), atol=0.01)


def test_cells_nobody_looked_at_teach_nothing():
    rng = np.random.default_rng(2)
    score = rng.normal(size=(100, 2))
    targets = (rng.random(score.shape) < 0.3).astype(float)
    share = smooth_shares(targets)
    fewer = targets.copy()
    fewer[60:, 0] = NAN
    other = score.copy()
    other[60:, 0] = 99.0
    spread = np.ones(2)
    one = calibrate(Evidence(score, np.zeros_like(score), spread, share), fewer)
    two = calibrate(Evidence(other, np.zeros_like(score), spread, share), fewer)
    np.testing.assert_allclose(one.common, two.common)


def test_a_score_that_runs_against_its_code_is_not_heard():
    rng = np.random.default_rng(4)
    score = rng.normal(size=(300, 2))
    truth = np.column_stack((expit(2 * score[:, 0] - 1), expit(-2 * score[:, 1] - 1)))
    targets = (rng.random(truth.shape) < truth).astype(float)
    evidence = evidence_of(score, smooth_shares(targets))
    calibration = calibrate(evidence, targets)
    assert calibration.heard.tolist() == [True, False]
    found = calibration.probabilities(evidence)
    assert np.ptp(found[:, 1]) == pytest.approx(0)
    assert found[:, 1].mean() == pytest.approx(targets[:, 1].mean(), abs=0.02)


def test_likeness_to_the_codebook_that_speaks_against_its_codes_is_not_heard():
    rng = np.random.default_rng(5)
    score, likeness = rng.normal(size=(2, 300, 2))
    truth = expit(score - likeness - 1)
    targets = (rng.random(truth.shape) < truth).astype(float)
    share = smooth_shares(targets)
    evidence = Evidence(score, likeness, np.ones(2), share)
    found = calibrate(evidence, targets).probabilities(evidence)
    deaf = Evidence(score, np.zeros_like(likeness), np.ones(2), share)
    np.testing.assert_allclose(found, calibrate(deaf, targets).probabilities(deaf), atol=1e-6)


def test_shares_of_rare_codes_are_drawn_to_the_common_one():
    targets = np.array([[0.0, 1.0]] * 8 + [[0.0, 0.0]] * 2)
    rare, common = smooth_shares(targets)
    overall = (8 + 2 * UNKNOWN_SHARE) / 22
    assert rare == pytest.approx(2 * overall / 12)
    assert common == pytest.approx((8 + 2 * overall) / 12)


def test_shares_stay_inside_0_and_1():
    assert (smooth_shares(np.ones((1, 2))) < 1).all()
    assert (smooth_shares(np.zeros((5, 2))) > 0).all()
    assert smooth_shares(np.zeros((0, 2))) == pytest.approx([UNKNOWN_SHARE] * 2)


def test_the_best_cut_lies_between_the_last_proposed_and_the_first_that_is_not():
    assert best_cut(np.array([0.9, 0.8, 0.4, 0.1]), np.array([1, 1, 0, 0.0])) == pytest.approx(0.6)


def test_equal_probabilities_are_not_parted():
    cut = best_cut(np.array([0.5, 0.5, 0.1]), np.array([1, 0, 0.0]))
    assert 0.1 < cut < 0.5


def test_a_code_without_positives_takes_its_threshold_from_the_uncoded():
    uncoded = np.array([[0.9], [0.8], [0.1], [0.1]])
    found = choose_thresholds(np.array([[0.2], [0.3]]), np.zeros((2, 1)), uncoded)
    assert found == pytest.approx([0.45])


def test_the_observed_cut_weighs_more_the_more_positives_there_are():
    # Coded passages call for a cut at .5 (between .6 and .4), uncoded ones for .8.
    uncoded = np.array([[0.99], [0.61]] + [[0.001]] * 40)
    wanted = best_cut(uncoded[:, 0], uncoded[:, 0])
    for m in (5, 45):
        coded = np.array([[0.6]] * m + [[0.4]] * m)
        targets = np.array([[1.0]] * m + [[0.0]] * m)
        weight = m / (m + 15)
        found = choose_thresholds(coded, targets, uncoded)
        assert found == pytest.approx([weight * 0.5 + (1 - weight) * wanted])


def test_no_threshold_lies_below_the_floor():
    coded = np.full((10, 1), 0.001)
    assert choose_thresholds(coded, np.zeros((10, 1)), coded) == pytest.approx([FLOOR])
