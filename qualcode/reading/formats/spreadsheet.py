"""Excel workbooks: the sheet with most words, every cell as the text that people see."""

import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import regex

from qualcode.model.words import count
from qualcode.reading.errors import BrokenDocumentError, EmptyFileError, UnsafeDocumentError
from qualcode.reading.formats.archive import Parts, read_parts
from qualcode.reading.sentences import were
from qualcode.reading.survey.grid import Row

if TYPE_CHECKING:
    from openpyxl import Workbook

_SHEETS = "xl/worksheets/"
# What a sheet of Excel has at most, and more cells than any survey: they are made one by one.
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 1_048_576, 16_384, 2_000_000
_PLACE = regex.compile(r"([A-Z]{1,3})(\d{1,7})")
_ZEROS = regex.compile(r"0+")
_PERCENT = regex.compile(r"0(?:\.(?P<places>0+))?%")
_ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")
_VISIBLE = "visible"
# Whatever openpyxl meets in parts that are well-formed and yet not what it expects.
_SURPRISES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    hidden: bool
    rows: tuple[Row, ...]

    @property
    def words(self) -> int:
        return sum(len(cell.split()) for row in self.rows for cell in row.cells)


def read_sheet(data: bytes, file: str, wanted: str | None = None) -> tuple[list[Row], list[str]]:
    """Return the rows of the sheet with most words, and a sentence for what was left out.

    A sheet that is called as `wanted` goes before all others.
    Hidden sheets are read only where no other has words. Text stays as it is; whole numbers have
    no ".0", dates are ISO 8601, a formula is the value it last had. Raises BrokenDocumentError,
    LockedDocumentError, UnsafeDocumentError and EmptyFileError.
    """
    parts = read_parts(data, file)
    _refuse_spread(parts, file)
    sheets = _read_sheets(parts, file)
    worded = [sheet for sheet in sheets if sheet.words]
    if not worded:
        raise EmptyFileError(file)
    chosen = max(worded, key=lambda sheet: (sheet.name == wanted, not sheet.hidden, sheet.words))
    others = [sheet for sheet in worded if sheet is not chosen]
    return list(chosen.rows), [*_tell_sheets(chosen, others), *_tell_parts(parts)]


def _refuse_spread(parts: Parts, file: str) -> None:
    """Raise UnsafeDocumentError where cells stand so far apart that those between fill memory."""
    cells = 0
    for name, content in parts.content.items():
        if name.startswith(_SHEETS) and name.endswith(".xml"):
            cells += _count_cells(content, file)
    if cells > _MOST_CELLS:
        raise UnsafeDocumentError(file, f"its sheets have more than {_MOST_CELLS:,} cells")


def _count_cells(content: bytes, file: str) -> int:
    """Count the cells of a sheet, with those that are left of the last one in a row."""
    cells, row, width = 0, 0, 0

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal cells, row, width
        element = name.rpartition(":")[2]
        if element == "row":
            row, width = _whole(attributes.get("r"), row + 1, _MOST_ROWS, file), 0
        elif element == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            if "r" in attributes and not place:
                raise BrokenDocumentError(file, "a cell is at no place")
            column = _column(place[1]) if place else width + 1
            if place:
                _whole(place[2], row, _MOST_ROWS, file)
            if column > _MOST_COLUMNS:
                raise UnsafeDocumentError(file, "its cells are outside any sheet")
            cells += max(0, column - width)
            width = max(width, column)

    parser = expat.ParserCreate()
    parser.StartElementHandler = on_start
    parser.Parse(content, True)
    return cells


def _whole(said: str | None, otherwise: int, most: int, file: str) -> int:
    if said is None:
        return otherwise
    if not said.isascii() or not said.isdecimal() or len(said) > len(str(most)):
        raise UnsafeDocumentError(file, "its cells are outside any sheet")
    if not 0 < int(said) <= most:
        raise UnsafeDocumentError(file, "its cells are outside any sheet")
    return int(said)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _read_sheets(parts: Parts, file: str) -> list[_Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 - only where it is needed

    with warnings.catch_warnings():
        # It warns of styles and rules that no text depends on.
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(
                io.BytesIO(parts.archive), read_only=True, data_only=True, keep_links=False
            )
            return list(_sheets(book))
        except _SURPRISES as error:
            raise BrokenDocumentError(file, "its parts do not make up a workbook") from error


def _sheets(book: "Workbook") -> Iterator[_Sheet]:
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its size may be anything
        rows = tuple(
            Row(number, tuple(_show(cell) for cell in cells))
            for number, cells in enumerate(sheet.iter_rows(), 1)
            if cells
        )
        filled = tuple(row for row in rows if row.filled)
        yield _Sheet(sheet.title, sheet.sheet_state != _VISIBLE, filled)


def _show(cell: Any) -> str:  # noqa: ANN401 - openpyxl has three sorts of cells
    """Return a cell as text."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _show_number(value, cell.number_format or "")
    return _show_time(value)


def _show_number(value: float, number_format: str) -> str:
    if percent := _PERCENT.fullmatch(number_format):
        return f"{value:.{len(percent['places'] or '')}%}"
    if value == int(value):
        # A format of zeros alone keeps the zeros in front of a number.
        width = len(number_format) if _ZEROS.fullmatch(number_format) else 0
        return f"{int(value):0{width}d}"
    return f"{value:.15g}"


def _show_time(value: object) -> str:
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(value)


def _tell_sheets(chosen: _Sheet, others: Sequence[_Sheet]) -> Iterator[str]:
    if others:
        names = ", ".join(f"“{one.name}”{' (hidden)' if one.hidden else ''}" for one in others)
        number = len(others)
        yield (
            f"The sheet “{chosen.name}” was read; {count(number, 'other')} {were(number)} left "
            f"out: {names}."
        )
    elif chosen.hidden:
        yield f"The sheet “{chosen.name}”, which is hidden, was read."


def _tell_parts(parts: Parts) -> Iterator[str]:
    sheets = [counted for name, counted in parts.elements.items() if name.startswith(_SHEETS)]
    if number := sum(counted["mergeCell"] for counted in sheets):
        areas = count(number, "area of merged cells", "areas of merged cells")
        yield f"{areas} {were(number)} read as its first cell, the others blank."
    if number := sum(counted["f"] for counted in sheets):
        yield f"{count(number, 'formula')} {were(number)} read as the value last shown."
    comments = [
        counted["comment"]
        for name, counted in parts.elements.items()
        if name.startswith(("xl/comments", "xl/threadedComments"))
    ]
    if number := max(comments, default=0):
        yield f"{count(number, 'comment')} on cells {were(number)} left out."
