"""The card of a suggester: what it learned from, and how far its proposals can be trusted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.suggest.arrays import Floats, Indices
from qualcode.suggest.beginning import ENOUGH_PASSAGES
from qualcode.suggest.calibration import drop_unopposed
from qualcode.suggest.columns import place_columns, put_columns, read_columns
from qualcode.suggest.errors import NotFittedError, ShapeError
from qualcode.suggest.inputs import list_groups, read_groups, read_targets
from qualcode.suggest.metrics import (
    Bin,
    average_precisions,
    calibration_bins,
    calibration_error,
    f1_scores,
    recall_at,
)
from qualcode.suggest.ridge import FOLDS, fold_groups
from qualcode.suggest.sites import SiteFigures, judge_sites, remark_sites
from qualcode.suggest.thresholds import choose_thresholds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.suggest.suggester import Suggester

FEW_CONVERSATIONS = 8
FEW_POSITIVES = 5
NOTHING_CODED = (
    "Nothing is coded yet: suggestions rest on the codebook's words alone, "
    "and nothing tells how good they are."
)
NOT_CALIBRATED = (
    "The probabilities are not calibrated: read them as an order, not as chances, "
    "until some passages are coded and others read without a code."
)

NOT_YET_CALIBRATED = (
    f"The probabilities are not calibrated yet: under {ENOUGH_PASSAGES} passages were coded or "
    "read, so they lean on the codebook's words. Read them as an order, not as chances."
)


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """One code: passages looked at and coded with it, its average precision and its base.

    The base is the share of passages read for the code that carry it: the average precision of
    proposing blindly. The first is None without a passage that carries the code, both without one
    that was read and does not.
    """

    code: str
    looked: int
    positives: int
    average_precision: float | None
    base: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over codes and passages, defined in `metrics`; None where nothing defines them."""

    mean_average_precision: float | None
    recall_at_3: float | None
    macro_f1: float | None
    micro_f1: float | None


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What a suggester learned from and how good it proved on conversations it had not seen.

    `model` follows from data, settings and method. `baseline` is what the shares of the codes give
    alone: naming the commonest first, and proposing what serves F1 best without reading a word.
    `calibration_error` is over pairs with a probability of .05 or more, `calibration` how often
    what was said proved right, by how surely it was said. `sites` and `across_sites` are there
    where sites were given: the second are the figures when each site is judged by fits that saw
    nothing of it. `calibrated` is False under 30 passages. `remarks` are plain sentences that
    belong beside the figures.
    """

    model: str
    passages: int
    groups: int
    codes: tuple[CodeFigures, ...]
    figures: Figures
    baseline: Figures
    calibration_error: float | None
    remarks: tuple[str, ...]
    encoder: str = ""
    calibrated: bool = True
    calibration: tuple[Bin, ...] = ()
    sites: tuple[SiteFigures, ...] = ()
    across_sites: Figures | None = None


def evaluate(
    suggester: "Suggester",
    Y: object,  # noqa: N803
    groups: "Sequence[object] | None" = None,
    sites: "Sequence[object] | None" = None,
) -> ModelCard:
    """Judge a fitted suggester by its out-of-fold probabilities.

    `Y` and `groups` are those it was fitted with. An array has its columns in the order of
    `codes_`, the named columns of a data frame are matched as in `fit`. Without groups those of the
    fit are taken. `sites` are the organisation, service or survey of each passage. Thresholds are
    chosen anew for each fold of whole groups from the other folds, so that F1 is as honest as the
    rest. Raises NotFittedError, ColumnsError where Y has other columns, ListError where groups or
    sites are no list, and ShapeError or LabelError where Y is not of the fitted shape.
    """
    if not hasattr(suggester, "out_of_fold_"):
        raise NotFittedError
    probabilities: Floats = suggester.out_of_fold_
    rows, width = probabilities.shape
    order = place_columns(read_columns(Y), suggester.names_, "the codings")
    truth = put_columns(read_targets(Y, rows, width), order)
    if len(truth) != rows:
        raise ShapeError("rows of codings", len(truth), "fitted passages", rows)
    given = list_groups(groups, rows)
    owners = suggester.groups_ if given is None else read_groups(given, rows)
    by_group = given is not None or suggester.by_group_
    looked = ~np.isnan(truth).all(axis=1)
    judged = drop_unopposed(np.where(suggester.read_, truth, np.nan))
    precisions = average_precisions(judged, probabilities)
    figures = _summarise(judged, probabilities, owners)
    codes = tuple(
        _figures_of(code, truth[:, j], judged[:, j], float(precisions[j]))
        for j, code in enumerate(suggester.codes_)
    )
    conversations = len(set(owners[looked].tolist())) if by_group else 0
    baseline = _baseline(judged)
    by_site, across = _judge_sites(suggester, judged, list_groups(sites, rows, "sites"))
    remarks = (
        *_remarks(suggester, codes, conversations, figures, baseline),
        *remark_sites(by_site),
    )
    return ModelCard(
        model=suggester.model_,
        passages=int(looked.sum()),
        groups=conversations,
        codes=codes,
        figures=figures,
        baseline=baseline,
        calibration_error=_known(calibration_error(judged, probabilities)),
        remarks=remarks,
        encoder=suggester.encoder_,
        calibrated=suggester.calibrated_,
        calibration=calibration_bins(judged, probabilities),
        sites=by_site,
        across_sites=across,
    )


def likelihood_word(p: float, threshold: float) -> str:
    """Return "likely" from the code's threshold on, "possible" from half of it, else "unlikely"."""
    if p >= threshold:
        return "likely"
    return "possible" if p >= threshold / 2 else "unlikely"


def _summarise(truth: Floats, probabilities: Floats, owners: Indices) -> Figures:
    return Figures(
        _mean(average_precisions(truth, probabilities)),
        _known(recall_at(truth, probabilities)),
        *(_known(f1) for f1 in f1_scores(truth, _propose(truth, probabilities, owners))),
    )


def _judge_sites(
    suggester: "Suggester", truth: Floats, sites: "Sequence[object] | None"
) -> tuple[tuple[SiteFigures, ...], Figures | None]:
    """Return the figures by site, and those of all with each site judged by the other sites."""
    if sites is None or not len(truth):
        return (), None
    numbers = read_groups(sites, len(truth))
    if numbers.max() == 0:
        return judge_sites(sites, truth, suggester.out_of_fold_, None), None
    elsewhere = suggester.leave_out(sites)
    figures = _summarise(truth, elsewhere, numbers)
    return judge_sites(sites, truth, suggester.out_of_fold_, elsewhere), figures


def _propose(truth: Floats, probabilities: Floats, owners: Indices) -> Floats:
    """Return n × q of 0 and 1 under thresholds that saw nothing of the fold they are used on."""
    proposed = np.zeros_like(probabilities)
    if not len(owners):
        return proposed
    fold = fold_groups(owners, FOLDS, np.random.default_rng(0))
    for own in (fold == i for i in range(int(fold.max()) + 1)):
        others = probabilities[~own]
        thresholds = choose_thresholds(others, truth[~own], others)
        proposed[own] = probabilities[own] >= thresholds
    return proposed


def _baseline(truth: Floats) -> Figures:
    """Return what the shares alone give; F1 is at its best with the commonest codes on everything.

    For one code that is 2π/(1 + π) with π its share.
    """
    seen = (~np.isnan(truth)).sum(axis=0)
    positive = np.nansum(truth, axis=0)
    if not positive.sum():
        return Figures(None, None, None, None)
    share = positive / np.maximum(seen, 1)
    blind = np.broadcast_to(share, truth.shape)
    some = positive > 0
    macro = (2 * positive[some] / (positive[some] + seen[some])).mean()
    order = np.argsort(-share, kind="stable")
    micro = 2 * np.cumsum(positive[order]) / (positive.sum() + np.cumsum(seen[order]))
    return Figures(
        _mean(average_precisions(truth, blind)),
        _known(recall_at(truth, blind)),
        float(macro),
        float(micro.max()),
    )


def _figures_of(code: str, truth: Floats, judged: Floats, precision: float) -> CodeFigures:
    looked = int((~np.isnan(truth)).sum())
    positives = int(np.nansum(truth))
    read = judged[~np.isnan(judged)]
    base = float(read.mean()) if len(read) else None
    return CodeFigures(code, looked, positives, _known(precision), base)


def _remarks(
    suggester: "Suggester",
    codes: tuple[CodeFigures, ...],
    conversations: int,
    figures: Figures,
    baseline: Figures,
) -> list[str]:
    if suggester.cold_start_:
        return [NOTHING_CODED, NOT_CALIBRATED]
    remarks = []
    if all(code.base is None for code in codes):
        remarks.append(NOT_CALIBRATED)
    elif not suggester.calibrated_:
        remarks.append(NOT_YET_CALIBRATED)
    if not suggester.by_group_:
        remarks.append(
            "The coded passages come from one conversation, or nothing says from which: passages "
            "were judged by others of the same conversation, so these figures flatter."
        )
    elif conversations < FEW_CONVERSATIONS:
        remarks.append(f"Only {_conversations(conversations)}: these figures are a guess.")
    absent = [code for code in codes if not code.positives]
    unopposed = [code for code in codes if code.positives and code.base is None]
    few = [code for code in codes if 0 < code.positives < FEW_POSITIVES]
    if absent:
        remarks.append(
            f"{_codes(len(absent))} no coded passage: suggestions of them rest on the codebook's "
            "words alone."
        )
    if unopposed:
        remarks.append(
            f"{_codes(len(unopposed))} no passage that was read without it: nothing tells how "
            "common it is. Mark what was read."
        )
    if few:
        remarks.append(
            f"{_codes(len(few))} fewer than {FEW_POSITIVES} coded passages: "
            "too few to judge suggestions of them."
        )
    reached, blind = figures.mean_average_precision, baseline.mean_average_precision
    if reached is not None and blind is not None and reached <= blind:
        remarks.append("Suggestions are no better than naming the commonest codes.")
    return remarks


def _conversations(count: int) -> str:
    return "1 conversation" if count == 1 else f"{count} conversations"


def _codes(count: int) -> str:
    return "1 code has" if count == 1 else f"{count} codes have"


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)


def _mean(figures: Floats) -> float | None:
    known = figures[~np.isnan(figures)]
    return float(known.mean()) if len(known) else None
