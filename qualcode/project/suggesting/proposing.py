"""Proposing: the few codes that a passage may have, the likeliest first."""

from typing import TYPE_CHECKING

from qualcode.model import Proposal
from qualcode.project.suggesting.material import Material

if TYPE_CHECKING:
    from qualcode.suggest import Suggester

MOST = 3
LEAST_PROBABILITY = 0.1
EVEN_ODDS = 0.5


def propose(suggester: "Suggester", material: Material) -> list[Proposal]:
    """Return the best proposals of each passage, among the codes that nobody looked for there.

    What is proposed has a chance of one in ten at least, and half its code's threshold. Going down
    to one in twenty would show half as many again, of which 1 in 16 is right, for 6 codes in 100
    more (`benchmarks.gains`): more to read past than to gain.
    """
    import numpy as np  # noqa: PLC0415

    open_rows = np.flatnonzero(~material.looked.all(axis=1))
    if not len(open_rows):
        return []
    probabilities = suggester.predict_proba(
        [material.passages[n].text for n in open_rows], [material.roles[n] for n in open_rows]
    )
    proposals: list[Proposal] = []
    for n, row in zip(open_rows, probabilities, strict=True):
        passage = material.passages[n]
        candidates = [
            int(column)
            for column in np.argsort(-row, kind="stable")
            if not material.looked[n, column]
            and row[column] >= max(LEAST_PROBABILITY, suggester.thresholds_[column] / 2)
        ]
        proposals += [
            Proposal(
                passage.id,
                passage.source,
                passage.start,
                passage.end,
                material.codes[column].id,
                float(row[column]),
                rank,
                _is_likely(suggester, column, float(row[column])),
                suggester.model_,
            )
            for rank, column in enumerate(candidates[:MOST], 1)
        ]
    return proposals


def _is_likely(suggester: "Suggester", column: int, probability: float) -> bool:
    """Say whether a proposal may be called likely: as the word is meant, and as the code needs.

    Where nothing was learned, nothing has shown that any proposal is.
    """
    enough = max(EVEN_ODDS, float(suggester.thresholds_[column]))
    return probability >= enough and not suggester.cold_start_
