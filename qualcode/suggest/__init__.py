"""Suggestions of codes for passages, learned from the codings and the codebook at hand.

A suggestion is never a coding and never counted as one. Everything heavy is imported when one of
the names below is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.suggest.card import CodeFigures, Figures, ModelCard, evaluate, likelihood_word
    from qualcode.suggest.encoders import Encoder
    from qualcode.suggest.passages import FRAME, SEGMENTER, VERSION, cut_passages
    from qualcode.suggest.suggester import Suggester

__all__ = [
    "FRAME",
    "SEGMENTER",
    "VERSION",
    "CodeFigures",
    "Encoder",
    "Figures",
    "ModelCard",
    "Suggester",
    "cut_passages",
    "evaluate",
    "likelihood_word",
]

_HOMES = {
    "CodeFigures": "card",
    "Encoder": "encoders",
    "FRAME": "passages",
    "Figures": "card",
    "ModelCard": "card",
    "SEGMENTER": "passages",
    "Suggester": "suggester",
    "VERSION": "passages",
    "cut_passages": "passages",
    "evaluate": "card",
    "likelihood_word": "card",
}


def __getattr__(name: str) -> object:
    """Import a public name from its module when it is first asked for."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
