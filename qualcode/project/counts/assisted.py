"""Shares of all passages, from a random draw that people coded and a model's predictions of all.

The estimate and its interval are those of `measures.assisted_prevalence`. What is asked here is
whether the draw allows one at all, and of what.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.measures import (
    ALL,
    AssistedPrevalence,
    MissingStratumError,
    assisted_by_group,
    assisted_prevalence,
    plan_sample,
)
from qualcode.model import Code, Passage, QualcodeError
from qualcode.model.code import SEPARATOR
from qualcode.project.counts.assisted_tables import (
    FIVE_POINTS,
    PASSAGES,
    AssistedCount,
    AssistedCounts,
)
from qualcode.project.counts.drawn_frame import DrawnFrame, find_frames, must_hold
from qualcode.project.counts.errors import GroupNotDrawnError, OneConversationError, UnreadDrawError
from qualcode.project.counts.predicting import predict_apart
from qualcode.project.counts.units import label_spans, roll_up, split_labels
from qualcode.project.errors import NoCodesError, NoSourcesError, UnknownVariableError
from qualcode.project.samples import EVERYTHING, NOT_RECORDED, group_passages
from qualcode.project.suggesting.encoding import open_encoder
from qualcode.project.suggesting.frame import cases_where, cut_frame, group_by_speaker
from qualcode.store import Store
from qualcode.store.codes import list_codes

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEW = 8
_OF_PASSAGES = (
    "Shares are of passages, not of people: whoever says much counts for more. A model's "
    "predictions only sharpen what people coded; they are never counted themselves."
)


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The passages of a draw with what is known of each, in rows; codes in columns, rolled up."""

    frame: DrawnFrame
    codes: Sequence[Code]
    said: "NDArray[np.bool_]"
    read: "NDArray[np.bool_]"
    predicted: "NDArray[np.float64]"
    clusters: Sequence[str]
    strata: Sequence[str] | None
    groups: Sequence[str] | None
    by: str | None


def count_assisted(
    store: Store,
    by: str | None = None,
    coder: str | None = None,
    within: float = FIVE_POINTS,
    report: Callable[[str], None] = lambda _: None,
) -> AssistedCounts:
    """Estimate the share of passages that speak of each theme, by a variable and for all.

    Of the random draws that fit, the one of which most was read counts. Raises NotDrawnError,
    UnreadDrawError, OutgrownDrawError, OneConversationError or GroupNotDrawnError where no theme
    can be estimated, NoCodesError and NoSourcesError, and UnknownVariableError.
    """
    codes = list_codes(store.conn)
    if not codes:
        raise NoCodesError
    passages = cut_frame(store)
    if not passages:
        raise NoSourcesError
    frames = find_frames(store, passages, by)
    corpus = _gather(store, _choose(store, frames, codes, coder), codes, by, coder, report)
    names = _list_groups(corpus)
    counts = [one for column in range(len(codes)) for one in _count(corpus, column, names, within)]
    if all(one.estimate is None for one in counts if by is None or one.group != ALL):
        raise _explain(corpus, 0)
    return AssistedCounts(
        PASSAGES,
        by,
        corpus.frame.sample.name,
        corpus.frame.sample.seed,
        corpus.frame.drawn,
        len(corpus.frame.passages),
        within,
        (*names, ALL),
        tuple(counts),
        tuple(_list_notes(corpus, counts)),
    )


def _choose(
    store: Store, frames: Sequence[DrawnFrame], codes: Sequence[Code], coder: str | None
) -> DrawnFrame:
    """Return the draw of which most counts; the latest among equals."""
    import numpy as np  # noqa: PLC0415

    best, most = frames[-1], -1
    for frame in frames:
        read = roll_up(_labels(store, frame, codes, coder)[1], codes, np.logical_and)
        counted = sum(len(frame.counting(column)) for column in read.T)
        if counted >= most:
            best, most = frame, counted
    return best


def _labels(
    store: Store, frame: DrawnFrame, codes: Sequence[Code], coder: str | None
) -> "tuple[NDArray[np.bool_], NDArray[np.bool_]]":
    return split_labels(store, _spans(frame.passages), codes, coder)


def _spans(passages: Sequence[Passage]) -> list[tuple[str, str, int, int]]:
    return [(one.id, one.source, one.start, one.end) for one in passages]


def _gather(
    store: Store,
    frame: DrawnFrame,
    codes: Sequence[Code],
    by: str | None,
    coder: str | None,
    report: Callable[[str], None],
) -> _Corpus:
    """Return all that is known of a draw's passages; what forbids an estimate is raised first."""
    import numpy as np  # noqa: PLC0415

    passages = frame.passages
    variable = frame.sample.variable
    strata = _group(store, passages, variable) if variable else None
    must_hold(frame, strata or [EVERYTHING] * len(passages))
    groups = _group(store, passages, by) if by else None
    own_said, own_read = _labels(store, frame, codes, coder)
    said, read = roll_up(own_said, codes, np.logical_or), roll_up(own_read, codes, np.logical_and)
    speaking = cases_where(store, passages)
    clusters = group_by_speaker(store, passages, speaking)
    roles = [case.role if case else None for case in speaking]
    corpus = _Corpus(frame, codes, said, read, np.zeros(said.shape), clusters, strata, groups, by)
    if not any(_counting(corpus, column) for column in range(len(codes))):
        raise _explain(corpus, 0)
    known = label_spans(store, _spans(passages), codes, coder, refusals=True)
    predicted = predict_apart(
        passages, known, own_read, codes, roles, clusters, open_encoder(store), report
    )
    # A theme is there where it or any theme under it is; taken as independent, which λ mends.
    absent: NDArray[np.float64] = 1 - predicted
    predicted = 1 - roll_up(absent, codes, np.multiply)
    return _Corpus(frame, codes, said, read, predicted, clusters, strata, groups, by)


def _group(store: Store, passages: Sequence[Passage], by: str) -> list[str]:
    found = group_passages(store, passages, by)
    if not any(found.values()):
        raise UnknownVariableError(by, [])
    return [found.get(one.id) or NOT_RECORDED for one in passages]


def _list_groups(corpus: _Corpus) -> list[str]:
    names = set(corpus.groups or ())
    return sorted(names, key=lambda name: (name == NOT_RECORDED, name))


def _counting(corpus: _Corpus, column: int) -> list[int]:
    return corpus.frame.counting(corpus.read[:, column])


def _count(
    corpus: _Corpus, column: int, names: Sequence[str], within: float
) -> list[AssistedCount]:
    """Return one theme's counts: by group, and for all."""
    rows = _counting(corpus, column)
    found: dict[str, AssistedPrevalence] = {}
    why: dict[str, str] = {}
    for group, estimate in (("", _estimate_groups), (ALL, _estimate_all)):
        if not group and not names:
            continue
        try:
            found |= estimate(corpus, column, rows)
        except QualcodeError as error:
            why |= dict.fromkeys([group] if group else names, str(error))
    return [
        _say(corpus, column, name, rows, found.get(name), why, within) for name in (*names, ALL)
    ]


def _sample(
    corpus: _Corpus, column: int, rows: Sequence[int]
) -> "tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], list[str]]":
    """Return y, f, F and clusters; raises what forbids an estimate."""
    clusters = [corpus.clusters[row] for row in rows]
    if not rows or (len(set(clusters)) == 1 and len(rows) < len(corpus.predicted)):
        raise _explain(corpus, column)
    predicted = corpus.predicted[:, column]
    return corpus.said[rows, column].astype(float), predicted[rows], predicted, clusters


def _estimate_all(
    corpus: _Corpus, column: int, rows: Sequence[int]
) -> dict[str, AssistedPrevalence]:
    y, f, everybody, clusters = _sample(corpus, column, rows)
    if corpus.strata is None:
        return {ALL: assisted_prevalence(y, f, everybody, clusters)}
    own = [corpus.strata[row] for row in rows]
    try:
        return {ALL: assisted_prevalence(y, f, everybody, clusters, own, corpus.strata)}
    except MissingStratumError:
        raise _missing(corpus.frame.sample.variable or "", corpus.strata, own) from None


def _estimate_groups(
    corpus: _Corpus, column: int, rows: Sequence[int]
) -> dict[str, AssistedPrevalence]:
    y, f, everybody, clusters = _sample(corpus, column, rows)
    groups = corpus.groups or []
    own = [groups[row] for row in rows]
    if corpus.strata is not None and corpus.frame.sample.variable != corpus.by:
        return _estimate_parts(corpus, column, rows)
    try:
        found = assisted_by_group(y, f, everybody, own, groups, clusters)
    except MissingStratumError:
        raise _missing(corpus.by or "", groups, own) from None
    return {str(name): one for name, one in found.items()}


def _estimate_parts(
    corpus: _Corpus, column: int, rows: Sequence[int]
) -> dict[str, AssistedPrevalence]:
    """Return the estimate of each group of a draw that was shared out within it, each by itself.

    Every stratum of a group counts by its size there.
    """
    y, _, everybody, clusters = _sample(corpus, column, rows)
    groups, strata = corpus.groups or [], corpus.strata or []
    variable = corpus.frame.sample.variable or ""
    found = {}
    for name in dict.fromkeys(groups):
        inside = [row for row, one in enumerate(groups) if one == name]
        drawn = [place for place, row in enumerate(rows) if groups[row] == name]
        of_all, own = [strata[row] for row in inside], [strata[rows[place]] for place in drawn]
        if set(of_all) - set(own):
            raise _missing(variable, of_all, own)
        found[name] = assisted_prevalence(
            y[drawn],
            everybody[[rows[place] for place in drawn]],
            everybody[inside],
            [clusters[place] for place in drawn],
            own,
            of_all,
        )
    return found


def _missing(by: str, groups: Sequence[str], own: Sequence[str]) -> GroupNotDrawnError:
    sizes, drawn = Counter(groups), set(own)
    name = next(one for one in sorted(sizes) if one not in drawn)
    return GroupNotDrawnError(by, name, sizes[name])


def _explain(corpus: _Corpus, column: int) -> QualcodeError:
    """Return why there is no estimate of a theme."""
    rows = _counting(corpus, column)
    if rows and len({corpus.clusters[row] for row in rows}) == 1:
        return OneConversationError(len(rows))
    shared = ((corpus.by, corpus.groups), (corpus.frame.sample.variable, corpus.strata))
    for by, groups in shared:
        own = [groups[row] for row in rows] if groups else []
        if own and set(groups or ()) - set(own):
            return _missing(by or "", groups or (), own)
    first = next((name for name, places in corpus.frame.places.items() if places), None)
    places = [place for some in corpus.frame.places.values() for place in some]
    silent = sum(
        bool(corpus.said[place].any()) and not corpus.read[place].any() for place in places
    )
    return UnreadDrawError(None if first == EVERYTHING else first, silent)


def _say(
    corpus: _Corpus,
    column: int,
    group: str,
    rows: Sequence[int],
    found: AssistedPrevalence | None,
    why: dict[str, str],
    within: float,
) -> AssistedCount:
    code = corpus.codes[column]
    groups = corpus.groups or ()
    inside = [row for row in rows if group == ALL or groups[row] == group]
    reason = None if found else why.get(group)
    if found and not found.n_eff:
        found, reason = None, str(OneConversationError(len(inside), group))
    count = AssistedCount(
        code=code.id,
        path=code.path,
        depth=code.path.count(SEPARATOR),
        group=group,
        n=sum(bool(corpus.said[row, column]) for row in inside),
        drawn=len(inside),
        base=len(corpus.predicted) if group == ALL else sum(one == group for one in groups),
        conversations=len({corpus.clusters[row] for row in inside}),
        why=reason,
    )
    if found is None:
        return count
    return replace(
        count,
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        human_estimate=found.human_estimate,
        human_low=found.human_low,
        human_high=found.human_high,
        effective=found.n_eff if math.isfinite(found.n_eff) else None,
        gain=found.gain,
        more=_plan(found, within),
    )


def _plan(found: AssistedPrevalence, within: float) -> int | None:
    if not math.isfinite(found.design):
        return None
    return plan_sample(
        within,
        found.population,
        drawn=found.n,
        share=found.estimate,
        gain=max(1.0, found.gain),
        design=found.design,
    ).more


def _list_notes(corpus: _Corpus, counts: Sequence[AssistedCount]) -> list[str]:
    """Return what must be said beside the counts, a sentence each."""
    notes = [_OF_PASSAGES]
    if corpus.frame.later:
        notes.append(
            f"{corpus.frame.later} passages are of sources that came after the draw, and are left "
            f"out. Draw again with seed {corpus.frame.sample.seed} to take them in: what was read "
            "counts."
        )
    drawn = sorted({one.drawn for one in counts if one.group == ALL})
    if drawn[0] < corpus.frame.drawn:
        many = f"{drawn[0]}" if len(drawn) == 1 else f"{drawn[0]} to {drawn[-1]}, by theme"
        notes.append(
            f"{corpus.frame.drawn} passages were drawn. Those count that were read in the order of "
            f"the draw, without a gap, with the theme as it is now: {many}."
        )
    told = [one.conversations for one in counts if one.estimate is not None]
    if told and min(told) < _FEW:
        notes.append(
            "An interval that rests on passages of fewer than 8 conversations is only indicative."
        )
    return notes
