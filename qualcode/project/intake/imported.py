"""What became of a file that somebody asked to have imported."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file: `refused` is the reason, or None where it went in.

    `present` counts the people who were there and never speak, `comments` the remarks that came
    in as notes. `known` says that the project held the text already, `updated` that something new
    was said of it. `unsure` says what to look at again, `left_out` what of the file is not in the
    project, or not as it was.
    """

    path: Path
    source: str | None = None
    ref: str | None = None
    turns: int = 0
    words: int = 0
    people: int = 0
    quotations: int = 0
    present: int = 0
    comments: int = 0
    known: bool = False
    updated: bool = False
    unsure: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    refused: str | None = None
