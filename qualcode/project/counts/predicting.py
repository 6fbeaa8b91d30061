"""Predictions for every passage by models that saw nothing of its conversation.

Conversations (of a survey, respondents) in which anything is known are dealt into five folds, and a
model is learned without each fold. A passage of such a conversation is predicted by the one model
that saw nothing of it, whether or not it was drawn; a passage of any other conversation by the mean
of all five, none of which saw it. So what is known of a drawn passage says of its prediction just
what it says of those nobody drew.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualcode.model import Code, Codebook, Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 5
_UNSEEN = -1


def predict_apart(
    passages: Sequence[Passage],
    known: "NDArray[np.float64]",
    read: "NDArray[np.bool_]",
    codes: Sequence[Code],
    roles: Sequence[str | None],
    groups: Sequence[str],
    encoder: object = "auto",
    report: Callable[[str], None] = lambda _: None,
) -> "NDArray[np.float64]":
    """Return the (N, q) probabilities of N passages and q codes.

    `known` is (N, q): 1 coded, 0 looked at without, NaN not looked for. `read` is (N, q), true
    where the passage was read for the code: what was coded in passing teaches what a code sounds
    like, and not how common it is. `groups` are whose words each passage is, or of which
    conversation, `encoder` what a suggester reads words with.
    """
    import numpy as np  # noqa: PLC0415

    from qualcode.suggest import Suggester  # noqa: PLC0415 - loads scikit-learn

    coded = np.asarray((~np.isnan(known)).any(axis=1), dtype=np.bool_)
    fold = _deal(groups, coded)
    # With nothing known at all there is one model, from the codebook alone.
    count = max(1, int(fold.max(initial=_UNSEEN)) + 1)
    predicted = np.zeros(known.shape)
    for number in range(count):
        report(f"Predicting conversations that the model had not seen, {number + 1} of {count}")
        learned = np.flatnonzero(coded & (fold != number)).tolist()
        asked = np.flatnonzero((fold == number) | (fold == _UNSEEN)).tolist()
        chosen = set(learned)
        suggester = Suggester(encoder, random_state=0).fit(
            [passages[row].text for row in learned],
            known[learned],
            groups=own if len(set(own := [groups[row] for row in learned])) > 1 else None,
            roles=[roles[row] for row in learned],
            codebook=Codebook("project", "project", tuple(codes)),
            codes=[code.id for code in codes],
            pool=[one.text for row, one in enumerate(passages) if row not in chosen],
            read=read[learned],
        )
        found = suggester.predict_proba(
            [passages[row].text for row in asked], [roles[row] for row in asked]
        )
        share = np.where(fold[asked] == _UNSEEN, 1 / count, 1.0)
        predicted[asked] += share[:, None] * found
    return predicted


def _deal(groups: Sequence[str], coded: "NDArray[np.bool_]") -> "NDArray[np.intp]":
    """Return each passage's fold: whole groups of which anything is known, in a seeded order.

    A passage of another group has none (-1).
    """
    import numpy as np  # noqa: PLC0415

    names = sorted({name for name, some in zip(groups, coded, strict=True) if some})
    order = np.random.default_rng(0).permutation(len(names)) % FOLDS
    places = {name: int(fold) for name, fold in zip(names, order, strict=True)}
    return np.array([places.get(name, _UNSEEN) for name in groups], dtype=np.intp)
