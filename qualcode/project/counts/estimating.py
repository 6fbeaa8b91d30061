"""The share of passages with each theme, from a random draw and predictions of all passages.

The estimate and its interval are those of `measures.assisted_prevalence`, without clusters: the
passages were drawn one by one (`counts.drawn_corpus`). Predictions that are all 0 give what
people's coding tells by itself.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.measures import (
    ALL,
    AssistedPrevalence,
    ForeignPredictionsError,
    MissingStratumError,
    assisted_by_group,
    assisted_prevalence,
    plan_more,
)
from qualcode.model import QualcodeError
from qualcode.model.code import SEPARATOR
from qualcode.project.counts.assisted_tables import AssistedCount
from qualcode.project.counts.drawn_corpus import DrawnCorpus, miss
from qualcode.project.counts.errors import UnlikeDrawError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def count_shares(
    corpus: DrawnCorpus, predicted: "NDArray[np.float64]", within: float
) -> list[AssistedCount]:
    """Return the counts of every theme, each by group and for all.

    `predicted` is (N, q), rolled up; `within` the margin to plan for. Where a theme or group has no
    estimate, its count says why.
    """
    names = corpus.list_groups()
    return [
        one
        for column in range(len(corpus.codes))
        for one in _count(corpus, predicted[:, column], column, names, within)
    ]


def _count(
    corpus: DrawnCorpus,
    predicted: "NDArray[np.float64]",
    column: int,
    names: Sequence[str],
    within: float,
) -> list[AssistedCount]:
    """Return one theme's counts: by group, and for all."""
    rows = corpus.counting(column)
    found: dict[str, AssistedPrevalence] = {}
    why: dict[str, str] = {}
    for group, estimate in (("", _estimate_groups), (ALL, _estimate_all)):
        if not group and not names:
            continue
        try:
            if not rows:
                raise corpus.explain(column)
            found |= estimate(corpus, predicted, corpus.said[rows, column].astype(float), rows)
        except QualcodeError as error:
            told = UnlikeDrawError() if isinstance(error, ForeignPredictionsError) else error
            why |= dict.fromkeys([group] if group else names, str(told))
    return [
        _say(corpus, column, name, rows, found.get(name), why, within) for name in (*names, ALL)
    ]


def _estimate_all(
    corpus: DrawnCorpus,
    predicted: "NDArray[np.float64]",
    y: "NDArray[np.float64]",
    rows: Sequence[int],
) -> dict[str, AssistedPrevalence]:
    f = predicted[rows]
    if corpus.strata is None:
        return {ALL: assisted_prevalence(y, f, predicted)}
    own = [corpus.strata[row] for row in rows]
    try:
        found = assisted_prevalence(y, f, predicted, strata=own, population_strata=corpus.strata)
    except MissingStratumError:
        raise miss(corpus.frame.sample.variable or "", corpus.strata, own) from None
    return {ALL: found}


def _estimate_groups(
    corpus: DrawnCorpus,
    predicted: "NDArray[np.float64]",
    y: "NDArray[np.float64]",
    rows: Sequence[int],
) -> dict[str, AssistedPrevalence]:
    groups = corpus.groups or []
    own = [groups[row] for row in rows]
    if corpus.strata is not None and corpus.frame.sample.variable != corpus.by:
        return _estimate_parts(corpus, predicted, y, rows)
    try:
        found = assisted_by_group(y, predicted[rows], predicted, own, groups)
    except MissingStratumError:
        raise miss(corpus.by or "", groups, own) from None
    return {str(name): one for name, one in found.items()}


def _estimate_parts(
    corpus: DrawnCorpus,
    predicted: "NDArray[np.float64]",
    y: "NDArray[np.float64]",
    rows: Sequence[int],
) -> dict[str, AssistedPrevalence]:
    """Return the estimate of each group of a draw that was shared out within it, each by itself.

    Every stratum of a group counts by its size there.
    """
    groups, strata = corpus.groups or [], corpus.strata or []
    variable = corpus.frame.sample.variable or ""
    found = {}
    for name in dict.fromkeys(groups):
        inside = [row for row, one in enumerate(groups) if one == name]
        drawn = [place for place, row in enumerate(rows) if groups[row] == name]
        of_all, own = [strata[row] for row in inside], [strata[rows[place]] for place in drawn]
        if set(of_all) - set(own):
            raise miss(variable, of_all, own)
        found[name] = assisted_prevalence(
            y[drawn],
            predicted[[rows[place] for place in drawn]],
            predicted[inside],
            strata=own,
            population_strata=of_all,
        )
    return found


def _say(
    corpus: DrawnCorpus,
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
    count = AssistedCount(
        code=code.id,
        path=code.path,
        depth=code.path.count(SEPARATOR),
        group=group,
        n=sum(bool(corpus.said[row, column]) for row in inside),
        drawn=len(inside),
        base=len(corpus.said) if group == ALL else sum(one == group for one in groups),
        conversations=len({corpus.conversations[row] for row in inside}),
        why=(found.remark or None) if found else why.get(group),
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
        effective=_finite(found.n_eff),
        effective_without=_finite(found.human_n_eff),
        gain=found.gain,
        more=plan_more(found, within),
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
