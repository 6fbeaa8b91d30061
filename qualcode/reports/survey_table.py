"""The table of a closed question as a file: CSV, or a sheet of a workbook."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from qualcode.measures.survey_table import SurveyTable
from qualcode.model.text import clean_text
from qualcode.reports.spreadsheet import BOM, guard

_BASE = "base: answered"
_BLANK = "blank"
_SHEET = "Table"


def write_survey_table(table: SurveyTable, target: Path) -> None:
    """Write a table as .xlsx, or as CSV with any other ending. Raises OSError.

    Each group has a column of counts and one of percentages of its base. In CSV, a cell that a
    spreadsheet might run gets an apostrophe in front.
    """
    if target.suffix.casefold() == ".xlsx":
        _write_sheet(table, target)
    else:
        target.write_text(write_survey_csv(table), encoding="utf-8", newline="")


def write_survey_csv(table: SurveyTable) -> str:
    """Return a table as CSV (RFC 4180, CRLF) with a byte-order mark, so that Excel reads UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _rows(table):
        writer.writerow([guard(c) if isinstance(c, str) else c for c in row])
    return BOM + out.getvalue()


def _rows(table: SurveyTable) -> Iterator[list[str | int | float]]:
    names = [group.name for group in table.groups]
    heads = [head for name in names for head in (name, f"{name}, % of base")]
    yield [clean_text(table.question)[0], *heads]
    for option in table.options:
        cells: list[str | int | float] = []
        for name in names:
            found = table.count(option, name)
            cells += [found.n, "" if found.share is None else round(100 * found.share, 1)]
        yield [clean_text(option)[0], *cells]
    yield [_BASE, *(cell for group in table.groups for cell in (group.base, ""))]
    yield [_BLANK, *(cell for group in table.groups for cell in (group.blank, ""))]


def _write_sheet(table: SurveyTable, target: Path) -> None:
    import xlsxwriter  # noqa: PLC0415 - only where it is needed

    data = io.BytesIO()
    # An option that begins with "=" is no formula, and an address is no link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(data, options) as book:
        sheet = book.add_worksheet(_SHEET)
        for number, row in enumerate(_rows(table)):
            sheet.write_row(number, 0, row)
        sheet.set_column(0, 0, 40)
    target.write_bytes(data.getvalue())
