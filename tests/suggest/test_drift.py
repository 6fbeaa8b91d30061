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
    [(10, 2, False), (100, 19, False), (100, 20, True), (1000, 200, True), (10, 6, True)],
)
def test_twice_the_usual_share_beyond_chance_is_drift(texts, unlike, drift):
    """P(X ≥ 20) is .002 for Binomial(100, .1), P(X ≥ 2) is .26 for Binomial(10, .1)."""
    assert Unlikeness(texts, unlike).is_drift is drift
