import numpy as np
import pytest

from qualcode.suggest import ridge
from qualcode.suggest.encoders import Encoders
from qualcode.suggest.ridge import Learned, fold_groups, needs_steps, solve
from qualcode.suggest.roles import Roles

EXTRA = 3


def learn(study):
    roles = Roles().fit(study.roles)
    texts = [*study.texts, "broken nights", "money", "forms"]
    encoders = Encoders("tfidf")
    return Learned(
        encoders.learn(texts), roles.encode([*study.roles, *[None] * EXTRA], len(texts)), roles
    )


@pytest.fixture
def problem(study):
    """80 coded rows of 8 groups and 3 rows no group owns, with some cells nobody looked at."""
    learned = learn(study)
    targets = np.concatenate((study.Y - study.Y.mean(axis=0), np.full((EXTRA, 4), 0.5)))
    targets[:10, 1] = np.nan
    targets[40:70:2, 2] = np.nan
    noise = np.full(len(targets), 0.5)
    noise[-EXTRA:] = 1.0
    groups = np.arange(len(study.texts)) % 8
    return learned, targets, noise, groups


def refit(kernel, targets, noise, rows, asked):
    """Ridge regression written out, for one code on some rows."""
    weights = np.linalg.solve(kernel[np.ix_(rows, rows)] + np.diag(noise[rows]), targets[rows])
    return kernel[np.ix_(asked, rows)] @ weights


def test_held_out_scores_equal_a_refit_without_each_group(problem):
    learned, targets, noise, groups = problem
    kernel = learned.kernel(learned)
    found = solve(learned, targets, noise, groups, np.random.default_rng(0)).held_out
    everywhere = np.append(groups, [-1] * EXTRA)
    for code in range(targets.shape[1]):
        for group in range(8):
            asked = np.flatnonzero(everywhere == group)
            seen = ~np.isnan(targets[:, code])
            rows = np.flatnonzero((everywhere != group) & seen)
            wanted = refit(kernel, targets[:, code], noise, rows, asked)
            np.testing.assert_allclose(found[asked, code], wanted, atol=1e-9)


@pytest.mark.parametrize("by_steps", [False, True])
def test_what_is_lost_is_how_much_lower_the_fit_without_a_group_scores(
    problem, by_steps, monkeypatch
):
    """The mean score of the coded rows, each row's likeness to itself left out where exact."""
    learned, targets, noise, groups = problem
    monkeypatch.setattr("qualcode.suggest.ridge.needs_steps", lambda _: by_steps)
    monkeypatch.setattr("qualcode.suggest.ridge.FOLDS", 8)
    found = solve(learned, targets, noise, groups, np.random.default_rng(0))
    kernel = learned.kernel(learned)
    coded = len(groups)
    others = kernel[:, :coded] - (0 if by_steps else np.diag(kernel.diagonal())[:, :coded])
    counts = np.full(len(kernel), float(coded))
    counts[:coded] -= 0 if by_steps else 1
    usual = others.sum(axis=1) / counts
    everywhere = np.append(groups, [-1] * EXTRA)
    for code in range(targets.shape[1]):
        seen = ~np.isnan(targets[:, code])
        for group in range(8):
            rows = np.flatnonzero((everywhere != group) & seen)
            weights = np.linalg.solve(
                kernel[np.ix_(rows, rows)] + np.diag(noise[rows]), targets[rows, code]
            )
            lost = usual[rows] @ weights - usual @ found.dual[:, code]
            own = np.flatnonzero(groups == group)
            np.testing.assert_allclose(found.lost[own, code], lost, atol=2e-3 if by_steps else 1e-9)


def test_judged_scores_are_held_out_scores_on_the_level_of_the_whole_fit(problem):
    learned, targets, noise, groups = problem
    found = solve(learned, targets, noise, groups, np.random.default_rng(0))
    np.testing.assert_array_equal(found.judged(), found.held_out - found.lost)


def test_the_dual_of_all_rows_is_plain_ridge_on_the_rows_looked_at(problem):
    learned, targets, noise, groups = problem
    kernel = learned.kernel(learned)
    dual = solve(learned, targets, noise, groups, np.random.default_rng(0)).dual
    everything = np.arange(len(targets))
    for code in range(targets.shape[1]):
        rows = np.flatnonzero(~np.isnan(targets[:, code]))
        wanted = refit(kernel, targets[:, code], noise, rows, everything)
        np.testing.assert_allclose(kernel @ dual[:, code], wanted, atol=1e-9)


@pytest.fixture
def by_steps(monkeypatch):
    """Conjugate gradients however few the patterns are, and a fold for each group."""
    monkeypatch.setattr(ridge, "needs_steps", lambda _: True)
    monkeypatch.setattr(ridge, "FOLDS", 8)
    monkeypatch.setattr("qualcode.suggest.conjugate.TOLERANCE", 1e-6)


@pytest.mark.parametrize("limit", [1_000, 10])
def test_steps_give_the_exact_scores(problem, limit, monkeypatch, request):
    """The held-out ones too, where every group is a fold."""
    learned, targets, noise, groups = problem
    exact = solve(learned, targets, noise, groups, np.random.default_rng(0))
    request.getfixturevalue("by_steps")
    monkeypatch.setattr(ridge, "KERNEL_LIMIT", limit)
    near = solve(learned, targets, noise, groups, np.random.default_rng(0))
    # Landmarks are found beside a small jitter.
    tolerance = 1e-5 if limit > len(targets) else 2e-3
    np.testing.assert_allclose(near.held_out, exact.held_out, atol=tolerance)
    np.testing.assert_allclose(
        near.support.scores(learned, near.dual),
        exact.support.scores(learned, exact.dual),
        atol=tolerance,
    )


def test_steps_judge_a_fold_by_nothing_of_its_own(problem, by_steps):
    """Other codings of a group, and other cells looked at, leave its held-out scores alone."""
    learned, targets, noise, groups = problem
    told = targets.copy()
    own = np.flatnonzero(groups == 3)
    told[own] = 1.0 - told[own]
    told[own[::2], 0] = np.nan
    before = solve(learned, targets, noise, groups, np.random.default_rng(0))
    after = solve(learned, told, noise, groups, np.random.default_rng(0))
    np.testing.assert_allclose(after.held_out[own], before.held_out[own], atol=1e-12)
    assert np.abs(after.dual - before.dual).max() > 0.1


def test_factorisations_serve_few_patterns_or_small_studies():
    looked = np.zeros((2_000, 10))
    assert not needs_steps(looked)
    looked[np.arange(2_000)[:, None] < 100 * np.arange(3).repeat([4, 3, 3])] = np.nan
    assert not needs_steps(looked)
    scattered = np.where(np.random.default_rng(0).random((2_000, 10)) < 0.2, np.nan, 0.0)
    assert needs_steps(scattered)
    assert not needs_steps(scattered[:200])


def test_scores_are_those_of_the_kernel_whatever_the_roles(problem):
    learned, *_ = problem
    dual = np.random.default_rng(0).normal(size=(len(learned.rows), 2))
    asked = learned.take(np.arange(0, len(learned.rows), 3))
    wanted = asked.kernel(learned) @ dual
    np.testing.assert_allclose(learned.scores(asked, dual), wanted, atol=1e-12)


def test_more_rows_than_a_factorisation_takes_are_solved_by_steps(problem, monkeypatch):
    learned, targets, noise, groups = problem
    exact = solve(learned, targets, noise, groups, np.random.default_rng(0))
    monkeypatch.setattr(ridge, "EXACT_LIMIT", 10)
    near = solve(learned, targets, noise, groups, np.random.default_rng(0))
    np.testing.assert_allclose(
        near.support.scores(learned, near.dual),
        exact.support.scores(learned, exact.dual),
        atol=0.01,
    )


def test_fewer_landmarks_than_rows_still_follow_the_exact_scores(problem, monkeypatch):
    learned, targets, noise, groups = problem
    exact = solve(learned, targets, noise, groups, np.random.default_rng(0))
    monkeypatch.setattr(ridge, "KERNEL_LIMIT", 10)
    monkeypatch.setattr(ridge, "LANDMARKS", 40)
    near = solve(learned, targets, noise, groups, np.random.default_rng(0))
    assert len(near.support.rows) == len(set(near.places.tolist())) == 40
    assert np.corrcoef(near.held_out.ravel(), exact.held_out.ravel())[0, 1] > 0.9


def test_folds_keep_groups_whole_and_even():
    groups = np.repeat(np.arange(12), [1, 9, 3, 3, 2, 2, 1, 5, 4, 4, 3, 3])
    folds = fold_groups(groups, 5, np.random.default_rng(0))
    assert all(len(set(folds[groups == group])) == 1 for group in range(12))
    assert set(folds) == set(range(5))
    assert np.bincount(folds).max() <= 9


def test_same_roles_count_more_than_different_ones_and_unknown_ones_lie_between():
    roles = Roles().fit(["carer", "paid carer"])
    rows = roles.encode(["carer", "paid carer", None, "neighbour"], 4)
    factor = roles.factor(rows, rows)
    assert factor[0, 0] == pytest.approx(1.0)
    assert factor[0, 1] == pytest.approx(0.3)
    assert 0.3 < factor[0, 2] < 1.0
    assert factor[0, 3] == pytest.approx(0.3)
    assert np.linalg.eigvalsh(factor).min() > -1e-12


def test_without_roles_the_factor_is_one():
    roles = Roles().fit([None, None])
    rows = roles.encode(None, 2)
    assert (roles.factor(rows, rows) == 1).all()
