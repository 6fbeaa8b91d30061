"""Telling a model's card: its figures, its sites, and the plot of its chances."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.reports import CardFigure

if TYPE_CHECKING:
    from qualcode.suggest import ModelCard

_NAMES = {
    "recall_at_3": "True themes among the first three proposed",
    "mean_average_precision": "Mean average precision over themes",
    "macro_f1": "F1, mean over themes",
    "micro_f1": "F1 over all proposals",
}
_ELSEWHERE = {
    "recall_at_3": "The first three, at a site that was left out",
    "mean_average_precision": "Mean average precision, at a site that was left out",
}


def list_figures(card: dict[str, Any]) -> Iterator[CardFigure]:
    """Yield the figures of a card, each with what it rests on and what knowing nothing gives."""
    figures, baseline = card["figures"], card["baseline"]
    base = f"{card['passages']} passages of {card['groups']} conversations or respondents"
    for key, name in _NAMES.items():
        if figures.get(key) is not None:
            blind = baseline.get(key)
            beside = f"{base}; {blind:.2f} without reading a word" if blind is not None else base
            yield CardFigure(name, f"{figures[key]:.2f}", beside)
    elsewhere = card.get("across_sites") or {}
    for key, name in _ELSEWHERE.items():
        if elsewhere.get(key) is not None:
            rests = f"{len(card['sites'])} sites, each judged by the others"
            yield CardFigure(name, f"{elsewhere[key]:.2f}", rests)
    if card.get("calibration_error") is not None:
        yield CardFigure("Calibration error of proposals", f"{card['calibration_error']:.3f}", base)


def list_sites(card: "ModelCard") -> list[Sequence[object]]:
    """Return by site: passages, codes given, and recall at three with and without the site."""
    return [
        (one.site, one.passages, one.positives, _say(one.recall_at_3), _say(one.recall_elsewhere))
        for one in card.sites
    ]


def list_codes(card: "ModelCard", paths: dict[str, str]) -> list[Sequence[object]]:
    """Return by code: passages coded and looked at, average precision, and that of chance."""
    return [
        (
            paths.get(one.code, one.code),
            one.positives,
            one.looked,
            _say(one.average_precision),
            _say(one.base),
        )
        for one in card.codes
    ]


def draw_calibration(card: "ModelCard") -> str:
    """Return the plot of what was said against what held, as lines of text; "" without pairs."""
    from qualcode.suggest import plot_calibration  # noqa: PLC0415 - only where it is shown

    return plot_calibration(card.calibration) if card.calibration else ""


def _say(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.2f}"
