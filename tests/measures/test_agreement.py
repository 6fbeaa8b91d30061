"""Cohen's kappa, held against tables that were printed with their result."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.measures import DecisionError, NoListError, UnevenCodersError, cohen_kappa

decisions = st.lists(st.tuples(st.sampled_from([0, 1]), st.sampled_from([0, 1])), max_size=40)


def compare(both, only_first, only_second, neither):
    a = [1] * both + [1] * only_first + [0] * only_second + [0] * neither
    b = [1] * both + [0] * only_first + [1] * only_second + [0] * neither
    return cohen_kappa(a, b)


@pytest.mark.parametrize(
    ("table", "observed", "expected", "kappa"),
    [
        # Fifty grant proposals and two readers, the example of most introductions to kappa.
        pytest.param((20, 5, 10, 15), 0.70, 0.50, 0.40, id="grant proposals"),
        # Sim and Wright 2005, Physical Therapy 85(3), 257–268: relevance of lateral shift.
        pytest.param((22, 2, 4, 11), 0.8462, 0.5385, 0.67, id="Sim and Wright"),
        # Viera and Garrett 2005, Family Medicine 37(5), 360–363: usefulness of grand rounds.
        pytest.param((15, 5, 10, 70), 0.85, 0.65, 0.57, id="Viera and Garrett"),
        # Feinstein and Cicchetti 1990, Journal of Clinical Epidemiology 43(6), 543–549: the same
        # share agreed on, and kappa high or low by how common the finding is.
        pytest.param((40, 9, 6, 45), 0.85, 0.50, 0.70, id="Feinstein and Cicchetti, even"),
        pytest.param((80, 10, 5, 5), 0.85, 0.78, 0.32, id="Feinstein and Cicchetti, uneven"),
    ],
)
def test_kappa_is_what_was_printed(table, observed, expected, kappa):
    found = compare(*table)
    assert (found.both, found.only_first, found.only_second, found.neither) == table
    assert found.n == sum(table)
    assert found.observed == pytest.approx(observed, abs=0.00005)
    assert found.expected == pytest.approx(expected, abs=0.005)
    assert found.kappa == pytest.approx(kappa, abs=0.005)
    assert found.remark == ""


def test_a_code_nobody_used_has_no_kappa():
    found = compare(0, 0, 0, 12)
    assert found.kappa is None
    assert (found.observed, found.expected) == (1.0, 1.0)
    assert "Neither coder used this code" in found.remark


def test_a_code_given_to_everything_has_no_kappa():
    found = compare(7, 0, 0, 0)
    assert found.kappa is None
    assert "Both coders gave this code to every unit" in found.remark


def test_no_common_unit_has_no_kappa():
    found = cohen_kappa([], [])
    assert (found.n, found.observed, found.expected, found.kappa) == (0, None, None, None)
    assert "no unit" in found.remark


def test_one_constant_coder_gives_no_more_than_chance():
    assert compare(3, 5, 0, 0).kappa == 0.0


def test_opposite_coders_can_fall_to_minus_one():
    assert compare(0, 4, 4, 0).kappa == -1.0


def test_coders_must_have_decided_on_the_same_units():
    with pytest.raises(UnevenCodersError, match="2 units and the second on 1"):
        cohen_kappa([1, 0], [1])


@pytest.mark.parametrize("decision", [2, -1, None, float("nan"), "1", pd.NA, [1], np.array([1])])
def test_a_decision_is_yes_or_no(decision):
    with pytest.raises(DecisionError, match=r"1 .* or 0"):
        cohen_kappa([decision], [1])


@pytest.mark.parametrize(
    "table", [np.ones((3, 2)), pd.DataFrame({"a": [1, 0], "b": [0, 1]}), 1, None]
)
def test_decisions_come_as_one_column(table):
    with pytest.raises(NoListError, match="one column of 0 and 1"):
        cohen_kappa([1, 0, 1], table)


def test_decisions_may_be_gone_through_only_once():
    assert cohen_kappa(iter([1, 0, 1]), iter([1, 0, 0])) == cohen_kappa([1, 0, 1], [1, 0, 0])


@given(decisions)
def test_who_comes_first_does_not_matter(pairs):
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    assert cohen_kappa(a, b).kappa == cohen_kappa(b, a).kappa


@given(decisions)
def test_turning_every_decision_round_does_not_matter(pairs):
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    turned = cohen_kappa([1 - x for x in a], [1 - y for y in b])
    assert turned.kappa == cohen_kappa(a, b).kappa


@given(decisions)
def test_full_agreement_is_one_and_nothing_is_more(pairs):
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    kappa = cohen_kappa(a, b).kappa
    if kappa is not None:
        assert -1 <= kappa <= 1
        assert (kappa == 1) == (a == b)
