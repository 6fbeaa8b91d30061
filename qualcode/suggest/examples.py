"""What the codebook shows of its codes, as rows to learn from beside the coded passages."""

from collections.abc import Sequence

import numpy as np

from qualcode.suggest.arrays import Floats
from qualcode.suggest.wording import Wording, pick_examples


def list_examples(wordings: Sequence[Wording], coded: Sequence[str]) -> tuple[list[str], Floats]:
    """Return the labels and example quotations of the codebook and, e × q, which code each shows.

    One that is among the coded passages is left out, or it would be judged by itself.
    """
    taken = {_plain(text) for text in coded}
    shown: dict[str, set[int]] = {}
    for column, wording in enumerate(wordings):
        for example in (wording.label, *pick_examples(wording.examples)):
            if example and _plain(example) not in taken:
                shown.setdefault(example, set()).add(column)
    marks = np.zeros((len(shown), len(wordings)))
    for row, columns in enumerate(shown.values()):
        marks[row, sorted(columns)] = 1.0
    return list(shown), marks


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
