"""Codes that never vary, and the first passages: what little coding can tell, and no more."""

import numpy as np
import pytest

from qualcode.suggest import Suggester, evaluate
from qualcode.suggest.beginning import weigh_fit
from qualcode.suggest.card import NOT_YET_CALIBRATED
from qualcode.suggest.constant import find_rates

NAN = float("nan")
WORDS = ["sleep", "bus", "money", "nurse", "kettle", "rain", "garden", "phone", "letter", "night"]


def draw_texts(n, seed=0):
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(WORDS, 8)) for _ in range(n)]


def beside(column, share=0.3):
    """The column with a code beside it that varies."""
    rng = np.random.default_rng(1)
    return np.column_stack((column, rng.random(len(column)) < share)).astype(float)


@pytest.mark.parametrize("n", [10, 60, 300])
@pytest.mark.parametrize("alone", [True, False])
def test_a_code_on_every_passage_has_the_chance_of_laplaces_rule(n, alone):
    codings = np.ones((n, 1)) if alone else beside(np.ones(n))
    names = ["always", "varies"][: codings.shape[1]]
    fitted = Suggester("tfidf").fit(draw_texts(n), codings, codes=names)
    found = fitted.predict_proba(draw_texts(50, seed=2))[:, 0]
    assert found.mean() == pytest.approx((n + 1) / (n + 2), abs=0.02)
    assert found.min() > 0.8


@pytest.mark.parametrize("n", [60, 300])
@pytest.mark.parametrize("alone", [True, False])
def test_a_code_on_no_passage_has_the_chance_of_laplaces_rule(n, alone):
    codings = np.zeros((n, 1)) if alone else beside(np.zeros(n))
    names = ["never", "varies"][: codings.shape[1]]
    fitted = Suggester("tfidf").fit(draw_texts(n), codings, codes=names)
    found = fitted.predict_proba(draw_texts(50, seed=2))[:, 0]
    assert found.mean() == pytest.approx(1 / (n + 2), rel=0.3)
    assert found.max() < 3 / (n + 2)


def rates_of(targets, owners=None, effect=None, told=True):
    targets = np.asarray(targets, dtype=float)
    width = targets.shape[1]
    owners = np.arange(len(targets)) if owners is None else np.asarray(owners)
    effect = np.ones(width) if effect is None else np.asarray(effect)
    return find_rates(targets, np.full(width, told), owners, effect)


def test_passages_of_one_person_count_for_less():
    """Sixty passages of twenty alike through and through are twenty: 21/22."""
    always = np.ones((60, 1))
    assert rates_of(always, np.repeat(np.arange(20), 3)) == pytest.approx([21 / 22])
    beside_another = np.column_stack((np.ones(60), np.arange(60) % 2))
    first, other = rates_of(beside_another, np.repeat(np.arange(20), 3), [1.0, 1.5])
    assert first == pytest.approx(41 / 42)
    assert np.isnan(other)


def test_a_code_never_given_is_not_commoner_than_one_nobody_looked_for():
    assert rates_of(np.zeros((3, 1))) == pytest.approx([0.05])


def test_ones_that_may_have_been_picked_tell_no_rate():
    assert np.isnan(rates_of([[1.0], [1.0], [NAN]], told=False)).all()
    assert np.isnan(rates_of([[NAN], [NAN]])).all()


def test_a_fit_weighs_as_much_as_was_seen():
    one = np.full((40, 2), NAN)
    one[:4, 0] = [1, 0, 0, 0]
    assert weigh_fit(one) == pytest.approx([4 / 30, 4 / 30])
    one[:4, 0] = 1
    assert weigh_fit(one) == pytest.approx([4 / 8, 4 / 30])
    assert weigh_fit(np.zeros((30, 2))) == pytest.approx([1, 1])
    assert weigh_fit(np.full((9, 1), NAN)) == pytest.approx([0])


@pytest.fixture
def cold(codebook, unseen):
    return Suggester().fit([], codebook=codebook, pool=unseen.texts).predict_proba(unseen.texts)


def test_four_passages_without_a_code_move_chances_a_little(codebook, unseen, cold):
    some = ["My name is Ann.", "The kettle is on.", "Shall I start?", "We have a cat."]
    read = Suggester().fit(some, np.zeros((4, len(codebook))), codebook=codebook, pool=unseen.texts)
    warm = read.predict_proba(unseen.texts)
    assert np.corrcoef(cold.ravel(), warm.ravel())[0, 1] > 0.9
    best = cold > np.quantile(cold, 0.9)
    assert (warm[best] > 0.6 * cold[best]).all()
    assert read.thresholds_ == pytest.approx(
        Suggester().fit([], codebook=codebook, pool=unseen.texts).thresholds_, abs=0.1
    )


def test_one_coding_is_no_reason_to_propose_its_code_everywhere(codebook, unseen, cold):
    codings = np.full((1, len(codebook)), NAN)
    codings[0, 0] = 1
    one = Suggester().fit(["up all night"], codings, codebook=codebook, pool=unseen.texts)
    assert (one.predict_proba(unseen.texts) - cold).max() < 0.2


def test_under_thirty_passages_the_card_says_not_calibrated_yet(study, codebook):
    few = Suggester().fit(study.texts[:29], study.Y[:29], codebook=codebook)
    assert not few.calibrated_
    card = evaluate(few, study.Y[:29])
    assert NOT_YET_CALIBRATED in card.remarks
    assert not card.calibrated
    enough = Suggester().fit(study.texts[:30], study.Y[:30], codebook=codebook)
    assert NOT_YET_CALIBRATED not in evaluate(enough, study.Y[:30]).remarks
