"""Kernel ridge regression of all codes at once, and what it says of groups it has not seen.

With the kernel K, the noise Λ (a diagonal) and the codings Y less an offset, the dual solution is
α = GY with G = (K + Λ)⁻¹. Leaving out the rows of a group g, the scores at those rows are exactly
Y_g − (G_gg)⁻¹ α_g: the block form of the leave-one-out identity of ridge regression (Cook and
Weisberg 1982; for kernels Rifkin and Lippert 2007, MIT-CSAIL-TR-2007-025). The offset is held
fixed.

A cell of Y that is nan is a row its code does not learn from. Codes that miss the same rows share
a factorisation. Where that would take many, and above `EXACT_LIMIT` rows, the dual is found by
conjugate gradients instead, and groups are left out in `FOLDS` folds, each with a fit of its own;
all fits take their steps together.

Above `KERNEL_LIMIT` rows the kernel is replaced by its Nyström approximation from `LANDMARKS` rows
(Williams and Seeger 2001).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.linalg import cholesky, lapack, solve_triangular

from qualcode.suggest.arrays import Flags, Floats, Indices
from qualcode.suggest.conjugate import Product, solve_by_steps
from qualcode.suggest.encoders import Rows
from qualcode.suggest.roles import Roles

EXACT_LIMIT = 3_000
KERNEL_LIMIT = 5_000
LANDMARKS = 2_000
FOLDS = 5
FEW_PATTERNS = 3
# Factorising n of N rows took as long as steps, folds and all, with n³/100N² codes.
_STEPS_WORTH = 100
# Above what single precision does to the kernel, far below the noise.
_JITTER = 1e-4


@dataclass(frozen=True, slots=True)
class Learned:
    """Rows that were learned from: their encodings, their roles, and the factor between roles."""

    rows: Rows
    roles: Floats
    factor: Roles

    def kernel(self, other: "Learned") -> Floats:
        """Return len(self.rows) × len(other.rows) kernel values."""
        return self.rows.similarity(other.rows) * self.factor.factor(self.roles, other.roles)

    def scores(self, asked: "Learned", dual: Floats) -> Floats:
        """Return kernel(asked, self) · dual, N × q, without the kernel: once for each role."""
        found = np.zeros((len(asked.rows), dual.shape[1]))
        kinds, which = np.unique(asked.roles, axis=0, return_inverse=True)
        for kind, role in enumerate(kinds):
            own = np.flatnonzero(which.ravel() == kind)
            told = self.factor.factor(role[None], self.roles).T * dual
            found[own] = asked.rows.take(own).weigh(self.rows, told)
        return found

    def take(self, index: Indices) -> "Learned":
        """Return some of the rows."""
        return Learned(self.rows.take(index), self.roles[index], self.factor)


@dataclass(frozen=True, slots=True)
class Solution:
    """What was learned: scores are support.scores(texts, dual) + offset.

    `places` says which of the learned rows the support is. `held_out` (n × q) are the scores of
    the coded rows from fits that did not see their group. `lost` (n × q) is by how much such a fit
    scores the average coded row higher than the whole fit does.
    """

    support: Learned
    places: Indices
    dual: Floats
    held_out: Floats
    lost: Floats

    def judged(self) -> Floats:
        """Return the held-out scores on the level of the whole fit, n × q.

        A group with many positives takes them along, and what is left scores everything lower. By
        level alone, then, held-out scores run against the codings, the more so the fewer and larger
        the groups are. How a row stands to the average row is not touched by that.
        """
        level: Floats = self.held_out - self.lost
        return level


def solve(
    learned: Learned, targets: Floats, noise: Floats, groups: Indices, rng: np.random.Generator
) -> Solution:
    """Fit every code.

    Parameters
    ----------
    learned
        N rows: n coded ones, then N − n that no group owns and no fit leaves out.
    targets
        N × q codings less the offset, nan where nobody looked.
    noise
        N numbers above 0: λ, times what a row is less trusted than a coded one.
    groups
        n numbers from 0: whose words each coded row is.
    rng
        Draws the landmarks and the folds, where those are needed.
    """
    if len(learned.rows) > KERNEL_LIMIT:
        return _solve_by_landmarks(learned, targets, noise, groups, rng)
    kernel = learned.kernel(learned)
    if len(kernel) > EXACT_LIMIT or needs_steps(targets):
        single = kernel.astype(np.float32)
        del kernel
        found = _solve_by_steps(lambda rows: rows @ single, targets, noise, groups, rng)
    else:
        found = _solve_exactly(kernel, targets, noise, groups)
    return Solution(learned, np.arange(len(learned.rows)), *found)


def fold_groups(groups: Indices, folds: int, rng: np.random.Generator) -> Indices:
    """Deal whole groups into folds of nearly even size, and return each row's fold."""
    sizes = np.bincount(groups)
    order = rng.permutation(len(sizes))
    order = order[np.argsort(-sizes[order], kind="stable")]
    load = np.zeros(min(folds, len(sizes)))
    fold = np.zeros(len(sizes), dtype=np.intp)
    for group in order:
        fold[group] = load.argmin()
        load[fold[group]] += sizes[group]
    return fold[groups]


def needs_steps(targets: Floats) -> bool:
    """Tell whether the factorisations would be many, and take longer than steps."""
    rows, codes = targets.shape
    cubes = [float(seen.sum()) ** 3 for seen, _ in _patterns(targets)]
    return len(cubes) > FEW_PATTERNS and sum(cubes) > _STEPS_WORTH * rows**2 * codes


def _solve_by_steps(
    product: Product, targets: Floats, noise: Floats, groups: Indices, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Return dual, held-out scores and loss of level, of each fold by a fit without its rows."""
    folds = list(_rows_of_groups(fold_groups(groups, FOLDS, rng)))
    codes = targets.shape[1]
    seen = np.tile(~np.isnan(targets), len(folds) + 1)
    for i, rows in enumerate(folds, 1):
        seen[rows, i * codes : (i + 1) * codes] = False
    duals = solve_by_steps(product, np.tile(targets, len(folds) + 1), noise, seen)
    held_out, lost = np.zeros((2, len(groups), codes))
    for i, rows in enumerate(folds, 1):
        rest = duals[:, i * codes : (i + 1) * codes]
        scores = product((rest - duals[:, :codes]).T.astype(np.float32))
        lost[rows] = scores[:, : len(groups)].mean(axis=1)
        held_out[rows] = product(rest.T.astype(np.float32))[:, rows].T
    return duals[:, :codes], held_out, lost


def _solve_exactly(
    kernel: Floats, targets: Floats, noise: Floats, groups: Indices
) -> tuple[Floats, Floats, Floats]:
    """Return dual, held-out scores and loss of level, of each group by the identity above."""
    dual = np.zeros_like(targets)
    held_out, lost = np.zeros((2, len(groups), targets.shape[1]))
    usual = _likeness_to_others(kernel, len(groups))
    for seen, columns in _patterns(targets):
        known = np.flatnonzero(seen)
        if not len(known):
            continue
        inverse = _invert(kernel[np.ix_(known, known)], noise[known])
        wanted = targets[np.ix_(known, columns)]
        weights = inverse @ wanted
        pull = inverse @ usual[known]
        dual[np.ix_(known, columns)] = weights
        # Where a group is one row, the identity needs no system to be solved; most are.
        told = known[known < len(groups)]
        single = weights / inverse.diagonal()[:, None]
        held_out[np.ix_(told, columns)] = (wanted - single)[: len(told)]
        lost[np.ix_(told, columns)] = -(pull[:, None] * single)[: len(told)]
        for rows in _rows_of_groups(groups):
            if len(rows) == 1 and seen[rows[0]]:
                continue
            inside = np.searchsorted(known, rows[seen[rows]])
            correction = np.linalg.solve(inverse[np.ix_(inside, inside)], weights[inside])
            held_out[np.ix_(known[inside], columns)] = wanted[inside] - correction
            lost[np.ix_(rows, columns)] = -pull[inside] @ correction
            unseen = rows[~seen[rows]]
            if len(unseen):
                without = weights - inverse[:, inside] @ correction
                held_out[np.ix_(unseen, columns)] = kernel[np.ix_(unseen, known)] @ without
    return dual, held_out, lost


def _likeness_to_others(kernel: Floats, coded: int) -> Floats:
    """Return how alike each row is to the coded rows on average, itself not counted."""
    if not coded:
        return np.zeros(len(kernel))
    sums = kernel[:, :coded].sum(axis=1)
    sums[:coded] -= kernel.diagonal()[:coded]
    counts = np.full(len(kernel), float(coded))
    counts[:coded] = max(coded - 1, 1)
    likeness: Floats = sums / counts
    return likeness


def _invert(kernel: Floats, noise: Floats) -> Floats:
    """Return (K + Λ)⁻¹ by the Cholesky factor; the kernel is used up."""
    kernel[np.diag_indices_from(kernel)] += noise
    # The transpose lies in memory as LAPACK wants it, and is the same matrix.
    factor = cholesky(kernel.T, lower=True, overwrite_a=True, check_finite=False)
    half, _ = lapack.dpotri(factor, lower=1, overwrite_c=1)
    inverse: Floats = half + half.T
    inverse[np.diag_indices_from(inverse)] /= 2
    return inverse


def _solve_by_landmarks(
    learned: Learned, targets: Floats, noise: Floats, groups: Indices, rng: np.random.Generator
) -> Solution:
    places = _choose_landmarks(targets, rng)
    support = learned.take(places)
    size = len(support.rows)
    root = cholesky(support.kernel(support) + _JITTER * np.eye(size), lower=True)
    features = solve_triangular(root, support.kernel(learned), lower=True).T
    single = features.astype(np.float32)
    dual, held_out, lost = _solve_by_steps(
        lambda rows: (rows @ single) @ single.T, targets, noise, groups, rng
    )
    weights = solve_triangular(root.T, features.T @ dual, lower=False)
    return Solution(support, places, weights, held_out, lost)


def _choose_landmarks(targets: Floats, rng: np.random.Generator) -> Indices:
    """Draw rows at random, those that carry a rare code first."""
    carried = np.where(targets > 0, 1.0 / np.maximum((targets > 0).sum(axis=0), 1), 0.0)
    rarity = carried.max(axis=1, initial=0.0)
    weight = rarity + 1.0 / len(targets)
    keys = rng.random(len(targets)) ** (1.0 / weight)
    return np.sort(np.argsort(-keys, kind="stable")[:LANDMARKS])


def _patterns(targets: Floats) -> Iterator[tuple[Flags, Indices]]:
    """Yield each set of rows that were looked at, with the codes that were looked for in them."""
    seen = ~np.isnan(targets)
    if not seen.shape[1]:
        return
    kinds, which = np.unique(seen, axis=1, return_inverse=True)
    for i in range(kinds.shape[1]):
        yield kinds[:, i], np.flatnonzero(which.ravel() == i)


def _rows_of_groups(groups: Indices) -> Iterator[Indices]:
    """Yield the rows of each group, in ascending order."""
    order = np.argsort(groups, kind="stable")
    counts = np.bincount(groups) if len(groups) else np.zeros(0, dtype=np.intp)
    start = 0
    for count in counts:
        yield order[start : start + count]
        start += count
