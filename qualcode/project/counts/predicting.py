"""Predictions for every passage by models that saw nothing of its conversation.

Conversations (of a survey, respondents) are dealt into five folds. A fold's passages, coded or not,
are predicted by a model that learned from the others alone. So what is known of a drawn passage
says of its prediction just what it says of those nobody drew.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualcode.model import Code, Codebook, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 5


def predict_apart(
    passages: Sequence[Passage],
    known: "NDArray[np.float64]",
    codes: Sequence[Code],
    roles: Sequence[str | None],
    groups: Sequence[str],
    encoder: object = "auto",
    report: Callable[[str], None] = lambda _: None,
) -> "NDArray[np.float64]":
    """Return the (N, q) probabilities of N passages and q codes.

    `known` is (N, q): 1 coded, 0 read without, NaN not looked for. `groups` are whose words each
    passage is, or of which conversation, `encoder` what a suggester reads words with.
    """
    import numpy as np  # noqa: PLC0415

    from qualcode.suggest import Suggester  # noqa: PLC0415 - loads scikit-learn

    fold = _deal(groups)
    coded = ~np.isnan(known).all(axis=1)
    predicted = np.zeros(known.shape)
    count = int(fold.max(initial=0)) + 1
    for number in range(count):
        report(f"Predicting conversations that the model had not seen, {number + 1} of {count}")
        learned = np.flatnonzero(coded & (fold != number)).tolist()
        asked = np.flatnonzero(fold == number).tolist()
        chosen = set(learned)
        suggester = Suggester(encoder, random_state=0).fit(
            [passages[row].text for row in learned],
            known[learned],
            groups=[groups[row] for row in learned],
            roles=[roles[row] for row in learned],
            codebook=Codebook("project", "project", tuple(codes)),
            codes=[code.id for code in codes],
            pool=[one.text for row, one in enumerate(passages) if row not in chosen],
        )
        predicted[asked] = suggester.predict_proba(
            [passages[row].text for row in asked], [roles[row] for row in asked]
        )
    return predicted


def _deal(groups: Sequence[str]) -> "NDArray[np.intp]":
    """Return each passage's fold: whole groups, dealt in a seeded order."""
    import numpy as np  # noqa: PLC0415

    names = sorted(set(groups))
    order = np.random.default_rng(0).permutation(len(names)) % FOLDS
    places = {name: int(fold) for name, fold in zip(names, order, strict=True)}
    return np.array([places[name] for name in groups], dtype=np.intp)
