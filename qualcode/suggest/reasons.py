"""Why a suggester proposes a code: the words that speak for it, and coded passages alike."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.suggest.likeness import Likeness
    from qualcode.suggest.ridge import Learned, Solution

MOST_WORDS, MOST_ROWS = 10, 5


@dataclass(frozen=True, slots=True)
class Reasons:
    """What adds to the log odds of a code, strongest first; what speaks against is left out.

    `words` are (word or pair of words, what it adds through the words' share of the kernel and of
    the codebook's similarity). `rows` are (place among what was learned from, what it adds): the
    coded passages in the order they were given, and then what the codebook shows.
    """

    words: tuple[tuple[str, float], ...]
    rows: tuple[tuple[int, float], ...]


def give_reasons(
    asked: "Learned",
    solution: "Solution",
    likeness: "Likeness",
    column: int,
    slope: float,
    described: float,
    terms: "Sequence[str]",
) -> Reasons:
    """Return the reasons for one text (`asked`, one row) and the code in a column.

    `slope` is what one unit of score adds to the log odds, `described` what one unit of likeness
    to the codebook adds, `terms` what the columns of the first encoder stand for.
    """
    support, dual = solution.support, solution.dual[:, column]
    factor = asked.factor.factor(asked.roles, support.roles)[0]
    block, weight = asked.rows.blocks[0], asked.rows.weights[0]
    learned = support.rows.blocks[0].T @ (dual * factor)
    wording = likeness.codes.blocks[0][[column]].toarray().ravel()
    each = weight * (slope * learned + described / likeness.spread * wording)
    row = block.tocoo()
    words = [(terms[j], float(value * each[j])) for j, value in zip(row.col, row.data, strict=True)]
    spoken = sorted((w for w in words if w[1] > 0), key=lambda pair: (-pair[1], pair[0]))
    added = slope * asked.kernel(support)[0] * dual
    order = np.argsort(-added, kind="stable")[:MOST_ROWS]
    rows = [(int(solution.places[i]), float(added[i])) for i in order if added[i] > 0]
    return Reasons(tuple(spoken[:MOST_WORDS]), tuple(rows))
