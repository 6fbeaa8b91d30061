"""Suggestions of codes for passages, learned from the codings and the codebook at hand.

A suggestion is never a coding and never counted as one. Everything heavy is imported when one of
the names below is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.suggest.card import CodeFigures, Figures, ModelCard, evaluate, likelihood_word
    from qualcode.suggest.drift import Unlikeness
    from qualcode.suggest.encoders import Encoder
    from qualcode.suggest.large import Coded, code_file
    from qualcode.suggest.passages import FRAME, SEGMENTER, VERSION, cut_passages
    from qualcode.suggest.plot import plot_calibration
    from qualcode.suggest.reasons import Reasons
    from qualcode.suggest.shelf import forget
    from qualcode.suggest.sites import SiteFigures
    from qualcode.suggest.suggester import Suggester
    from qualcode.suggest.transformer import TransformerEncoder, open_transformer

__all__ = [
    "FRAME",
    "SEGMENTER",
    "VERSION",
    "CodeFigures",
    "Coded",
    "Encoder",
    "Figures",
    "ModelCard",
    "Reasons",
    "SiteFigures",
    "Suggester",
    "TransformerEncoder",
    "Unlikeness",
    "code_file",
    "cut_passages",
    "evaluate",
    "forget",
    "likelihood_word",
    "open_transformer",
    "plot_calibration",
]

_HOMES = {
    "CodeFigures": "card",
    "Coded": "large",
    "Encoder": "encoders",
    "FRAME": "passages",
    "Figures": "card",
    "ModelCard": "card",
    "Reasons": "reasons",
    "SEGMENTER": "passages",
    "SiteFigures": "sites",
    "Suggester": "suggester",
    "TransformerEncoder": "transformer",
    "Unlikeness": "drift",
    "VERSION": "passages",
    "code_file": "large",
    "cut_passages": "passages",
    "evaluate": "card",
    "forget": "shelf",
    "likelihood_word": "card",
    "open_transformer": "transformer",
    "plot_calibration": "plot",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first asked for."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
