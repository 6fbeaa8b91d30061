import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from qualcode.suggest.calibration import (
    BELIEVED,
    UNKNOWN_SHARE,
    Evidence,
    calibrate,
    draw_back,
    draw_back_folds,
    find_ceiling,
    lower,
    measure_clustering,
    measure_trust,
    smooth_shares,
)
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
    assert rare == pytest.approx(1 / (10 + 1 / overall))
    assert common == pytest.approx((8 + 1) / (10 + 1 / overall))


def one_speaker_of_a_theme():
    """Ten people of ten passages. All of one are on the first code; the second is everywhere."""
    owners = np.repeat(np.arange(10), 10)
    return np.column_stack((owners == 0, np.arange(100) % 10 == 0)).astype(float), owners


def test_the_design_effect_is_how_many_passages_of_a_person_count_as_one():
    """Ten clusters of ten, all or nothing: G/(G − 1)·(9² + 9·1²)/(100·.1·.9) = 10/9·90/9."""
    targets, owners = one_speaker_of_a_theme()
    clustered, spread_out = measure_clustering(targets, owners)
    assert clustered == pytest.approx(10 / 9 * 10)
    assert spread_out == 1


def test_passages_each_of_another_person_have_no_design_effect():
    rng = np.random.default_rng(9)
    targets = (rng.random((50, 3)) < 0.4).astype(float)
    assert measure_clustering(targets, np.arange(50)) == pytest.approx([50 / 49] * 3)


def test_nothing_coded_and_cells_nobody_looked_at_have_no_design_effect():
    targets, owners = one_speaker_of_a_theme()
    assert measure_clustering(np.full((100, 2), NAN), owners) == pytest.approx([1, 1])
    gaps = np.vstack((targets, np.full((30, 2), NAN)))
    known = measure_clustering(gaps, np.append(owners, [77] * 30))
    np.testing.assert_allclose(known, measure_clustering(targets, owners))


def test_what_one_person_speaks_of_is_thought_less_common_than_what_all_do():
    targets, owners = one_speaker_of_a_theme()
    hers, theirs = smooth_shares(targets, measure_clustering(targets, owners))
    assert hers < theirs


def test_pairs_of_a_clustered_code_count_for_less():
    rng = np.random.default_rng(10)
    score = rng.normal(size=(200, 1))
    targets = (rng.random((200, 1)) < expit(4 * score)).astype(float)
    evidence = evidence_of(score, smooth_shares(targets))
    whole, weak = (
        calibrate(evidence, targets, effect=np.array([effect])) for effect in (1.0, 50.0)
    )
    assert abs(weak.own).max() < abs(whole.own).max()
    np.testing.assert_allclose(whole.own, calibrate(evidence, targets).own)


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


def chances_that_held(rng, said, held, n=400):
    """Return n × 1 probabilities of one size, and codings that carry the code so often."""
    return np.full((n, 1), said), (rng.random((n, 1)) < held).astype(float)


class TestHoldingBack:
    """Chances above BELIEVED are held back as far as what was held out tells."""

    @pytest.mark.parametrize(("positives", "most"), [(0, 1 / 2), (1, 2 / 3), (8, 9 / 10)])
    def test_no_code_is_surer_than_the_rule_of_succession_allows(self, positives, most):
        score = np.linspace(-40, 40, 40)[:, None]
        targets = (np.arange(40) >= 40 - positives).astype(float)[:, None]
        evidence = Evidence(score, np.zeros_like(score), np.ones(1), np.array([0.4]))
        found = calibrate(evidence, targets)
        surest = found.probabilities(Evidence(score, score, np.ones(1), np.array([0.9])))
        assert surest.max() <= most

    def test_what_proved_right_less_often_than_said_is_drawn_back_to_what_held(self):
        found, targets = chances_that_held(np.random.default_rng(6), said=0.95, held=0.6)
        drawn = draw_back(found, measure_trust(found, targets))
        assert drawn.mean() == pytest.approx(targets.mean(), abs=0.02)

    def test_what_kept_its_word_is_believed_the_more_the_more_often_it_did(self):
        rng = np.random.default_rng(7)
        trusts = [
            measure_trust(*chances_that_held(rng, said=0.9, held=0.9, n=n)) for n in (1, 20, 4000)
        ]
        assert trusts == sorted(trusts)
        assert trusts[-1] > 0.95

    def test_what_proved_right_more_often_than_said_stays_as_it_was_said(self):
        assert measure_trust(*chances_that_held(np.random.default_rng(8), 0.5, 0.9)) == 1

    def test_one_lucky_hit_makes_nothing_sure(self):
        trust = measure_trust(np.array([[0.99]]), np.array([[1.0]]))
        assert draw_back(np.array([[0.99]]), trust)[0, 0] < 0.75

    def test_even_where_all_proved_wrong_the_order_stays(self):
        found = np.linspace(0.4, 0.99, 40)[:, None]
        drawn = draw_back(found, measure_trust(found, np.zeros_like(found)))
        assert (np.diff(drawn[:, 0]) > 0).all()
        assert drawn.max() < BELIEVED + 0.02

    def test_where_nothing_was_coded_nothing_tells_against_it(self):
        assert measure_trust(np.full((5, 2), 0.6), np.full((5, 2), NAN)) == 1

    @given(
        chances=st.lists(st.floats(0, 1), min_size=2, max_size=20),
        trust=st.floats(0.01, 1),
        positives=st.integers(0, 50),
    )
    def test_the_order_within_a_code_stays_and_unlikely_ones_stay_as_they_were(
        self, chances, trust, positives
    ):
        said = np.sort(np.array(chances))[:, None]
        ceiling = find_ceiling(np.ones((positives, 1)))
        held_back = draw_back(lower(said, ceiling), trust)
        assert (np.diff(held_back[:, 0]) >= -1e-12).all()
        assert (held_back <= said + 1e-9).all()
        unlikely = said <= BELIEVED
        np.testing.assert_array_equal(held_back[unlikely], said[unlikely])

    def test_a_fold_is_held_back_by_what_the_other_folds_show(self):
        folds = [np.arange(400) < 200, np.arange(400) >= 200]
        found = np.full((400, 1), 0.9)
        targets = np.concatenate((np.ones((200, 1)), np.zeros((200, 1))))
        drawn = draw_back_folds(found, targets, folds)
        assert drawn[0, 0] == pytest.approx(BELIEVED, abs=0.02)  # the others all proved wrong
        assert drawn[-1, 0] == pytest.approx(0.9)
