import numpy as np
import pytest

from qualcode.suggest.conjugate import TOLERANCE, solve_by_steps


@pytest.fixture
def problem():
    """60 rows, five codes, each looked for in rows of its own; the last in none."""
    rng = np.random.default_rng(4)
    rows = rng.normal(size=(60, 20))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    seen = rng.random((60, 5)) < 0.6
    seen[:, 4] = False
    targets = np.where(seen, rng.random((60, 5)), np.nan)
    return rows @ rows.T, targets, rng.choice([0.5, 1.0], 60), seen


def solve(kernel, targets, noise, seen):
    return solve_by_steps(lambda rows: rows @ kernel, targets, noise, seen)


def test_each_code_gets_the_dual_of_a_factorisation_over_its_own_rows(problem, monkeypatch):
    """As near as single precision comes, when asked for no less."""
    monkeypatch.setattr("qualcode.suggest.conjugate.TOLERANCE", 1e-6)
    kernel, targets, noise, seen = problem
    found = solve(*problem)
    for code in range(4):
        own = np.flatnonzero(seen[:, code])
        system = kernel[np.ix_(own, own)] + np.diag(noise[own])
        wanted = np.linalg.solve(system, targets[own, code])
        np.testing.assert_allclose(found[own, code], wanted, atol=1e-5)


def test_what_is_left_is_within_the_tolerance(problem):
    kernel, targets, noise, seen = problem
    found = solve(*problem)
    left = np.where(seen, targets - kernel @ found - noise[:, None] * found, 0.0)
    size = np.linalg.norm(np.where(seen, targets, 0.0), axis=0)
    assert (np.linalg.norm(left, axis=0) <= 1.01 * TOLERANCE * size).all()


def test_a_row_nobody_looked_at_carries_no_weight(problem):
    *_, seen = problem
    assert not solve(*problem)[~seen].any()


def test_codes_do_not_depend_on_each_other(problem):
    kernel, targets, noise, seen = problem
    together = solve(*problem)
    for code in range(5):
        alone = solve(kernel, targets[:, [code]], noise, seen[:, [code]])
        np.testing.assert_allclose(alone[:, 0], together[:, code], atol=1e-5)


def test_no_codes_and_no_rows_are_no_trouble():
    empty = np.zeros((0, 3))
    assert solve(np.zeros((0, 0)), empty, np.zeros(0), empty > 0).shape == (0, 3)
    nothing = np.zeros((2, 0))
    assert solve(np.eye(2), nothing, np.ones(2), nothing > 0).shape == (2, 0)
