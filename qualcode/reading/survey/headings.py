"""Where the headings of a table are: in one row, in two, in none, or under a title."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from qualcode.reading.sentences import were
from qualcode.reading.survey.grid import Column, Grid, Row, clean_line, heading_key, name_columns
from qualcode.reading.survey.looks import MOSTLY, is_number, shape
from qualcode.reading.survey.names import is_known_heading
from qualcode.reading.survey.options import split_heading

_LONG_CELL = 60
_TABLE = 3
_IMPORT_ID = '{"importid"'
_OPEN_ENDED = "open-ended response"
_ANSWER = frozenset({_OPEN_ENDED, "response"})
_SECOND_ROW = _ANSWER | {"other (please specify)", "other (please specify):"}
_ASKS = regex.compile(r"[?:]\s*(?:\([^()]*\))?\s*$")


@dataclass(frozen=True, slots=True)
class _Headed:
    """Headings with the rows below them; `options` are those of a second row."""

    heads: list[str]
    options: list[str]
    rows: Sequence[Row]
    told: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


def read_headings(rows: Sequence[Row]) -> Grid:
    """Return the columns of a table, blank rows passed over.

    Two rows of headings, as SurveyMonkey writes them, are joined: "Question: option". Qualtrics'
    three become one, the question's own words. A title above the headings is left out and told.
    """
    filled = _trim([row for row in rows if row.filled])
    if not filled:
        return Grid((), ())
    headed = _find_headings(filled)
    return Grid(
        tuple(_columns(headed)),
        tuple(row.number for row in headed.rows),
        headed.told,
        headed.unsure,
    )


def _trim(rows: Sequence[Row]) -> list[Row]:
    """Return rows of one width, without the columns on the right in which nothing stands."""
    width = max(
        (place for row in rows for place, cell in enumerate(row.cells, 1) if cell.strip()),
        default=0,
    )
    return [Row(r.number, (r.cells + ("",) * (width - len(r.cells)))[:width]) for r in rows]


def _find_headings(rows: list[Row]) -> _Headed:
    rows, told = _leave_title(rows)
    first, second = rows[0], rows[1] if len(rows) > 1 else None
    blank = [""] * len(first.cells)
    for place in (1, 2):
        if len(rows) > place and _is_import_ids(rows[place]):
            return _read_qualtrics(rows, place, told)
    if second and _is_second_row(first.cells, second.cells):
        return _Headed(list(first.cells), list(second.cells), rows[2:], tuple(told))
    if _is_headless(first.cells, rows[1:]):
        unsure = "The first row was taken for answers: there seem to be no headings."
        return _Headed(blank, blank, rows, tuple(told), (unsure,))
    return _Headed(list(first.cells), blank, rows[1:], tuple(told))


def _leave_title(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Leave out the rows above a table in which one cell stands alone: a title, who made it."""
    head = next((place for place, row in enumerate(rows) if row.filled > 1), 0)
    if not head or len(rows[0].cells) < _TABLE:
        return rows, []
    numbers = [f"{row.number}" for row in rows[:head]]
    if head == 1:
        return rows[1:], [f"Row {numbers[0]}, above the headings, was left out."]
    which = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
    return rows[head:], [f"Rows {which}, above the headings, were left out."]


def _is_import_ids(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell.strip()]
    return all(cell.strip().casefold().startswith(_IMPORT_ID) for cell in cells)


def _read_qualtrics(rows: Sequence[Row], place: int, told: list[str]) -> _Headed:
    """Read the questions' words from the row above the import ids, names where they are blank."""
    asked, names = rows[place - 1], rows[0]
    heads = [a if a.strip() else b for a, b in zip(asked.cells, names.cells, strict=True)]
    dropped = [row.number for row in (*rows[: place - 1], rows[place])]
    which = " and ".join(f"{number}" for number in dropped)
    rows_are = "Rows" if len(dropped) > 1 else "Row"
    told.append(f"{rows_are} {which}, with Qualtrics' own names, {were(len(dropped))} left out.")
    return _Headed(heads, [""] * len(heads), rows[place + 1 :], tuple(told))


def _is_second_row(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether a second row goes on with the headings of the first."""
    above = [bool(cell.strip()) for cell in first]
    below = [bool(cell.strip()) for cell in second]
    if not any(up and not down for up, down in zip(above, below, strict=True)):
        return False
    if any(heading_key(cell) in _SECOND_ROW for cell in second):
        return True
    spanned = [
        cell
        for place, cell in enumerate(second)
        if below[place] and not above[place] and any(above[:place])
    ]
    return len(spanned) > 1 and not any(is_number(cell.strip()) for cell in spanned)


def _is_headless(first: Sequence[str], rows: Sequence[Row]) -> bool:
    """Say whether the first row holds answers: it looks just as the cells below it do."""
    if any(is_known_heading(cell) for cell in first):
        return False
    if len(first) == 1:
        return len(first[0]) > _LONG_CELL and not _ASKS.search(first[0]) and "?" not in first[0]
    return any(
        _looks_alike(cell.strip(), [row.cells[place].strip() for row in rows])
        for place, cell in enumerate(first)
        if cell.strip()
    )


def _looks_alike(cell: str, below: Sequence[str]) -> bool:
    filled = [one for one in below if one]
    if not filled:
        return False
    if cell in filled and len(set(filled)) > 1:
        return True
    alike = sum(shape(one) == shape(cell) for one in filled)
    return any(character.isdecimal() for character in cell) and alike > MOSTLY * len(filled)


def _columns(headed: _Headed) -> list[Column]:
    parts = _parts(headed.heads, headed.options)
    joined = [f"{asks.rstrip(' :')}: {option}" if option else asks for asks, option in parts]
    names = name_columns(joined)
    columns = []
    for place, ((asks, option), name) in enumerate(zip(parts, names, strict=True)):
        cells = tuple(row.cells[place] for row in headed.rows)
        is_open = heading_key(headed.options[place]) == _OPEN_ENDED
        if not option:
            asks, option = split_heading(name)  # noqa: PLW2901 - the two parts of one heading
        columns.append(Column(name, cells, place + 1, asks, option, is_open))
    return columns


def _parts(heads: Sequence[str], options: Sequence[str]) -> list[tuple[str, str]]:
    """Return (question, option) of each column; a question stands over all its options."""
    parts: list[tuple[str, str]] = []
    asks = ""
    for head, below in zip(heads, options, strict=True):
        option = clean_line(below)
        if head.strip() or not option:
            asks = clean_line(head)
        parts.append((asks, "" if heading_key(option) in _ANSWER else option))
    return parts
