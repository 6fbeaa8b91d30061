import pytest

from qualcode.suggest import Suggester
from qualcode.suggest.drift import Unlikeness


@pytest.fixture(scope="module")
def fitted(study, codebook):
    return Suggester().fit(study.texts, study.Y, groups=study.carers, codebook=codebook)


def test_texts_of_the_same_kind_are_not_called_unlike(fitted, unseen):
    found = fitted.unlike(unseen.texts)
    assert found.texts == 60
    assert not found.is_drift


def test_texts_of_another_kind_are(fitted):
    found = fitted.unlike([f"Parking at gate {n} cost £{n}: nowhere to stop" for n in range(40)])
    assert found.share > 0.9
    assert found.is_drift


def test_nothing_coded_has_nothing_to_be_unlike(codebook):
    cold = Suggester().fit([], codebook=codebook)
    assert cold.unlike(["parking"]) == Unlikeness(0, 0)
    assert not Unlikeness(0, 0).is_drift


@pytest.mark.parametrize(
    ("texts", "unlike", "drift"),
    [(10, 3, False), (10, 4, False), (10, 5, True), (10, 6, True), (5, 2, False), (5, 3, True)],
)
def test_more_unlike_texts_than_chance_makes_so_are_drift(texts, unlike, drift):
    """Of Binomial(10, .1): P(X ≥ 4) = .0128, P(X ≥ 5) = .0016. Of Binomial(5, .1): .081, .0086."""
    assert Unlikeness(texts, unlike).is_drift is drift


def test_under_five_texts_nothing_is_called_drift():
    assert not Unlikeness(4, 4).is_drift
    assert Unlikeness(5, 5).is_drift


def test_the_chance_is_that_of_the_exact_binomial_test():
    assert Unlikeness(2, 1).chance == pytest.approx(1 - 0.9**2)
    assert Unlikeness(3, 3).chance == pytest.approx(0.1**3)
