"""Kernel ridge regression without a factorisation: conjugate gradients for all codes at once.

Where each code was looked for in other passages, each would need a factorisation of its own. The
conjugate gradients of Hestenes and Stiefel (1952, J. Res. Natl. Bur. Stand. 49, 409) need only
products with the whole kernel: one a step for all codes, with the rows that a code does not learn
from kept at 0. The noise keeps the problem well conditioned, so some tens of steps do. Numbers are
of single precision: these products are all the work.
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from qualcode.suggest.arrays import Flags, Floats

# Far below what moves a probability, far above what rounding does.
TOLERANCE = 1e-3
_MOST_STEPS = 1_000

Floats32: TypeAlias = NDArray[np.float32]
Product: TypeAlias = Callable[[Floats32], Floats32]


def solve_by_steps(product: Product, targets: Floats, noise: Floats, seen: Flags) -> Floats:
    """Return the N × q dual of ridge regression of each code on the rows it was looked for in.

    Parameters
    ----------
    product
        Multiplies a c × N array by the N × N kernel.
    targets
        N × q; cells outside `seen` are not read.
    noise
        N numbers above 0.
    seen
        N × q: the rows each code learns from. The dual is 0 elsewhere.

    For each code, in Euclidean norm over its rows, what (K + Λ)·dual leaves of the targets is at
    most TOLERANCE of them. A code that has come so far stands still: none depends on another.
    """
    # A code lies in one row of these, so that those still open are copied fast.
    asked = seen.T.copy()
    residual = np.where(seen, targets, 0.0).T.astype(np.float32)
    spread = noise.astype(np.float32)
    direction = residual.copy()
    dual = np.zeros_like(residual)
    left = _square(residual)
    goal = TOLERANCE**2 * left
    for _ in range(_MOST_STEPS):
        open_ = np.flatnonzero(left > goal)
        if not len(open_):
            break
        along = direction[open_]
        moved = (product(along) + along * spread) * asked[open_]
        length = (left[open_] / (along * moved).sum(axis=1))[:, None]
        dual[open_] += length * along
        rest = residual[open_] - length * moved
        now = _square(rest)
        direction[open_] = rest + (now / left[open_])[:, None] * along
        residual[open_] = rest
        left[open_] = now
    return dual.T.astype(np.float64)


def _square(rows: Floats32) -> Floats32:
    squares: Floats32 = (rows**2).sum(axis=1)
    return squares
