"""Reading a people sheet: its rows as they were filled in, and where each cell stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qualcode.model.nearest import nearest_name
from qualcode.project.people_sheet.columns import CODE, CONSENTS, LEADING, SAME, SHEET, variable_of
from qualcode.project.people_sheet.errors import PeopleSheetError
from qualcode.project.people_sheet.sheet import unguard
from qualcode.reading import read_rows
from qualcode.reading.errors import UndecodableFileError

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its place from 0, its heading, and the variable behind it, if any."""

    place: int
    heading: str
    variable: str | None

    @property
    def letter(self) -> str:
        """The letters by which a spreadsheet calls the column."""
        letters, number = "", self.place + 1
        while number:
            number, digit = divmod(number - 1, _LETTERS)
            letters = chr(ord("A") + digit) + letters
        return letters


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a sheet: its number as the spreadsheet shows it, and its cells by column."""

    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, SheetColumn]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    def has(self, key: str) -> bool:
        """Say whether the sheet has that column at all."""
        return key in self.columns

    @property
    def variables(self) -> dict[str, str]:
        """The cells behind which a variable is, by its name."""
        return {
            column.variable: self[key]
            for key, column in self.columns.items()
            if column.variable is not None
        }

    def where(self, key: str) -> str:
        """Return where a cell stands, to begin a sentence about it."""
        column = self.columns.get(key)
        if column is None:
            return f"Row {self.number}"
        return f"Row {self.number}, column {column.letter} (“{column.heading}”)"


def read_people(path: Path, site_word: str) -> list[SheetRow]:
    """Return the filled rows below the headings, every cell as text without spaces at its ends.

    Columns are found by their headings, in any order; one with an unknown heading is a variable.
    Raises ReadingError, and PeopleSheetError where the headings are none of a people sheet.
    """
    try:
        rows = [row for row in read_rows(path, SHEET) if row.filled]
    except UndecodableFileError:
        what = "It is not text in UTF-8. Save it again as “CSV UTF-8”, or as .xlsx."
        raise PeopleSheetError(path.name, [what]) from None
    if not rows:
        raise PeopleSheetError(path.name, ["There is nothing in it."])
    is_csv = path.suffix.casefold() not in {".xlsx", ".xlsm"}
    columns = _read_headings(path, rows[0].cells, site_word)
    return [
        SheetRow(
            row.number,
            {
                key: (unguard(cell) if is_csv else cell).strip()
                for key, column in columns.items()
                if (cell := row.cells[column.place] if column.place < len(row.cells) else "")
            },
            columns,
        )
        for row in rows[1:]
    ]


def _read_headings(path: Path, cells: tuple[str, ...], site_word: str) -> dict[str, SheetColumn]:
    columns: dict[str, SheetColumn] = {}
    problems = []
    for place, cell in enumerate(cells):
        heading = " ".join(cell.split())
        if not heading:
            continue
        column = SheetColumn(place, heading, variable_of(heading, site_word))
        key = f"={column.variable}" if column.variable is not None else heading.casefold()
        if key in columns:
            problems.append(
                f"Columns {columns[key].letter} and {column.letter} are both called “{heading}”; "
                "remove one."
            )
        columns[key] = column
    if CODE not in columns:
        near = nearest_name(CODE, [one.heading for one in columns.values()])
        hint = f" Is it “{near}”?" if near else ""
        problems.append(f"There is no column “{CODE}”.{hint}")
    for column in columns.values():
        near = nearest_name(column.heading, (*LEADING, *CONSENTS, SAME))
        if column.variable is not None and near and _is_slip(column.heading, near):
            problems.append(
                f"Column {column.letter} is called “{column.heading}”; is “{near}” meant?"
            )
    if problems:
        raise PeopleSheetError(path.name, problems)
    return columns


def _is_slip(heading: str, near: str) -> bool:
    """Say whether a heading is that of another column but for a slip of the finger."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - slow to load

    slips = DamerauLevenshtein.distance(heading.casefold(), near)
    return 0 < slips <= min(2, len(near) // 4)
