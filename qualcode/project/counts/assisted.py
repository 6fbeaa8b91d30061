"""Shares of all passages, from a random draw that people coded and a model's predictions of all.

What is estimated is the share of all passages of these conversations. They were drawn one by one,
so that passages of one conversation are alike does not widen an interval (`counts.drawn_corpus`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualcode.measures import ALL
from qualcode.project.counts.assisted_tables import (
    FIVE_POINTS,
    PASSAGES,
    AssistedCount,
    AssistedCounts,
)
from qualcode.project.counts.drawn_corpus import DrawnCorpus, gather_drawn, span_passages
from qualcode.project.counts.estimating import count_shares
from qualcode.project.counts.predicting import predict_apart
from qualcode.project.counts.units import label_spans, roll_up
from qualcode.project.errors import NoCodesError
from qualcode.project.suggesting.encoding import open_encoder
from qualcode.store import Store
from qualcode.store.codes import list_codes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OF_PASSAGES = (
    "Shares are of passages, not of people: whoever says much counts for more. A model's "
    "predictions only sharpen what people coded; they are never counted themselves."
)


def count_assisted(
    store: Store,
    by: str | None = None,
    coder: str | None = None,
    within: float = FIVE_POINTS,
    report: Callable[[str], None] = lambda _: None,
) -> AssistedCounts:
    """Estimate the share of passages that speak of each theme, by a variable and for all.

    It is the share of all N passages that could be drawn, and says nothing of other conversations.
    Of the random draws that fit, the one of which most was read counts. Raises NotDrawnError,
    UnreadDrawError, OutgrownDrawError or GroupNotDrawnError where no theme can be estimated,
    NoCodesError and NoSourcesError, and UnknownVariableError.
    """
    codes = list_codes(store.conn)
    if not codes:
        raise NoCodesError
    corpus = gather_drawn(store, codes, by, coder)
    counts = count_shares(corpus, _predict(store, corpus, coder, report), within)
    if all(one.estimate is None for one in counts if by is None or one.group != ALL):
        raise corpus.explain(0)
    sample = corpus.frame.sample
    return AssistedCounts(
        PASSAGES,
        by,
        sample.name,
        sample.seed,
        corpus.frame.drawn,
        len(corpus.frame.passages),
        within,
        (*corpus.list_groups(), ALL),
        tuple(counts),
        tuple(_list_notes(corpus, counts)),
    )


def _predict(
    store: Store, corpus: DrawnCorpus, coder: str | None, report: Callable[[str], None]
) -> "NDArray[np.float64]":
    """Return the predictions for every passage of a draw, rolled up."""
    import numpy as np  # noqa: PLC0415

    passages, codes = corpus.frame.passages, corpus.codes
    predicted = predict_apart(
        passages,
        label_spans(store, span_passages(passages), codes, coder, refusals=True, present=True),
        corpus.own_read,
        codes,
        [case.role if case else None for case in corpus.speaking],
        corpus.conversations,
        open_encoder(store),
        report,
    )
    # A theme is there where it or any theme under it is; taken as independent, which λ mends.
    absent: NDArray[np.float64] = 1 - predicted
    return 1 - roll_up(absent, codes, np.multiply)


def _list_notes(corpus: DrawnCorpus, counts: Sequence[AssistedCount]) -> list[str]:
    """Return what must be said beside the counts, a sentence each."""
    notes = [_OF_PASSAGES, *corpus.list_notes()]
    drawn = sorted({one.drawn for one in counts if one.group == ALL})
    if drawn[0] < corpus.frame.drawn:
        many = f"{drawn[0]}" if len(drawn) == 1 else f"{drawn[0]} to {drawn[-1]}, by theme"
        notes.append(
            f"{corpus.frame.drawn} passages were drawn. Those count that were read in the order of "
            f"the draw, without a gap, with the theme as it is now: {many}."
        )
    return notes
