import numpy as np
import pytest
from sklearn.metrics import average_precision_score, f1_score

from qualcode.suggest.metrics import (
    average_precision,
    average_precisions,
    calibration_error,
    f1_scores,
    recall_at,
)

NAN = float("nan")


def test_average_precision_by_hand():
    # Ranks 1, 3 and 4 are right: (1/1 + 2/3 + 3/4) / 3.
    truth, scores = np.array([1, 0, 1, 1, 0.0]), np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    assert average_precision(truth, scores) == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


def test_equal_scores_give_the_base_whatever_their_order():
    assert average_precision(np.array([1.0, 0, 0, 0]), np.ones(4)) == pytest.approx(0.25)
    assert average_precision(np.array([0, 0, 0, 1.0]), np.ones(4)) == pytest.approx(0.25)


def test_average_precision_agrees_with_scikit_learn():
    rng = np.random.default_rng(0)
    for _ in range(20):
        truth, scores = (rng.random(30) < 0.4).astype(float), rng.integers(0, 9, 30) / 9
        if truth.any():
            assert average_precision(truth, scores) == pytest.approx(
                average_precision_score(truth, scores)
            )


def test_cells_nobody_looked_at_do_not_count():
    truth = np.array([[1.0], [NAN], [0.0]])
    scores = np.array([[0.5], [0.9], [0.1]])
    assert average_precisions(truth, scores) == pytest.approx([1.0])


def test_without_positives_nothing_is_defined():
    truth = np.zeros((3, 2))
    assert np.isnan(average_precisions(truth, truth)).all()
    assert np.isnan(recall_at(truth, truth))
    assert np.isnan(f1_scores(truth, truth)).all()


def test_recall_at_three_counts_true_codes_among_the_first_three():
    truth = np.array([[1, 0, 0, 1, 0], [0, 0, 0, 0, 1.0]])
    scores = np.array([[0.9, 0.8, 0.7, 0.6, 0.5], [0.1, 0.2, 0.3, 0.4, 0.5]])
    assert recall_at(truth, scores) == pytest.approx(2 / 3)


def test_f1_agrees_with_scikit_learn():
    rng = np.random.default_rng(1)
    truth = (rng.random((40, 5)) < 0.4).astype(float)
    said = (rng.random((40, 5)) < 0.5).astype(float)
    macro, micro = f1_scores(truth, said)
    assert macro == pytest.approx(f1_score(truth, said, average="macro"))
    assert micro == pytest.approx(f1_score(truth, said, average="micro"))


def test_macro_f1_leaves_out_codes_without_positives():
    truth = np.array([[1.0, 0.0], [1.0, 0.0]])
    assert f1_scores(truth, np.ones((2, 2)))[0] == pytest.approx(1.0)


def test_calibration_error_by_hand():
    # Bin .1–.2 holds .1 and .1 with one positive of two; bin .8–.9 holds .8 with none.
    truth = np.array([[1.0, 0.0, 0.0, 1.0]])
    p = np.array([[0.1, 0.1, 0.8, 0.01]])
    assert calibration_error(truth, p) == pytest.approx((2 * 0.4 + 0.8) / 3)


def test_calibration_error_is_undefined_where_nothing_reaches_five_per_cent():
    assert np.isnan(calibration_error(np.ones((2, 1)), np.full((2, 1), 0.01)))
