"""What became of a file that somebody asked to have imported."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file: `refused` is the reason, or None where it went in.

    `known` says that the project held the text already, `updated` that the study had something
    new to say of it. `left_out` says what of the file is not in the project, or not as it was.
    """

    path: Path
    source: str | None = None
    ref: str | None = None
    turns: int = 0
    words: int = 0
    people: int = 0
    quotations: int = 0
    known: bool = False
    updated: bool = False
    left_out: tuple[str, ...] = ()
    refused: str | None = None
