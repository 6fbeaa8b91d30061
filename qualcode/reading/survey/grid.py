"""The cells of a table: rows as a file has them, columns as a survey is understood by them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from qualcode.reading.rendering import one_line

# Three digits keep labels of one length in most surveys.
_DIGITS = 3
_SPACES = regex.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, from 1, as a spreadsheet shows it."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells have something in them."""
        return sum(bool(cell.strip()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, a cell for each row, as typed, and its place in the file, from 1.

    `asks` and `option` are the two parts of a heading such as "What helps?: Radio". `is_open` says
    that the survey tool itself calls the answers open, `is_several` that a cell holds choices
    with "; " between them. `none_chosen` is how many blank cells stand for a 0 in every option.
    """

    heading: str
    cells: tuple[str, ...]
    place: int
    asks: str = ""
    option: str = ""
    is_open: bool = False
    is_several: bool = False
    none_chosen: int = 0

    @property
    def filled(self) -> list[str]:
        """The cells with something in them, without the white space around it."""
        return [cell.strip() for cell in self.cells if cell.strip()]


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns of a table, the row that each cell stands in, and what was said of the rest.

    `told` and `unsure` have a sentence each, as in a ReadFile.
    """

    columns: tuple[Column, ...]
    rows: tuple[int, ...]
    told: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def clean_line(cell: str) -> str:
    """Return a cell as one line, its control characters replaced."""
    return one_line(cell) or ""


def heading_key(heading: str) -> str:
    """Return what two headings share that are one: letter case and spaces do not tell them apart.

    >>> heading_key("  Age   Group ")
    'age group'
    """
    return _SPACES.sub(" ", heading).strip().casefold()


def row_label(number: int, last: int) -> str:
    """Return the label of a row without an id: "R007", the number as the file has it."""
    return f"R{number:0{max(_DIGITS, len(str(last)))}d}"


def name_columns(heads: Sequence[str]) -> list[str]:
    """Return clean headings that differ: a blank one is called by its place."""
    names: list[str] = []
    taken: set[str] = set()
    last: Counter[str] = Counter()
    for place, head in enumerate(heads, 1):
        plain = name = clean_line(head) or f"column {place}"
        key = heading_key(plain)
        last[key] += 1
        while heading_key(name) in taken:
            last[key] += name != plain
            name = f"{plain} ({max(2, last[key])})"
        taken.add(heading_key(name))
        names.append(name)
    return names
