"""A source opened for reading."""

from dataclasses import dataclass

from qualcode.model.coding import Patch
from qualcode.model.source import Source, Turn


@dataclass(frozen=True, slots=True)
class Document:
    """A source with all that a reader shows: its text, its turns in order, its corrections."""

    source: Source
    text: str
    turns: tuple[Turn, ...]
    patches: tuple[Patch, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One turn that a search found: `start` and `end` are the turn's words in the source."""

    source: str
    turn: str
    n: int
    start: int
    end: int
    snippet: str
    part: int = 1
