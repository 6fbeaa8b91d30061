"""A plain table as a file: a Word document, or a sheet of an Excel workbook."""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qualcode.model.text import clean_text
from qualcode.reports.errors import TableEndingError
from qualcode.reports.spreadsheet import may_run

TABLE_ENDINGS = (".docx", ".xlsx")
Cell = str | int | float | None
_MOST_CHARACTERS = 32_767
_LEAST_WIDE, _MOST_WIDE = 6, 60


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. Numbers stay numbers in Excel; None is an empty cell.

    `made` is the date it was made, ISO 8601; `notes` are sentences that stand below it.
    """

    title: str
    study: str
    made: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def write_table(table: Table, path: Path) -> None:
    """Write a table to `path`, a Word document (.docx) or an Excel workbook (.xlsx) by its ending.

    What stands there is replaced, and is as it was where nothing can be written. No cell is run as
    a formula or made a link; words that look like a formula keep their signs, and Excel is told
    that they are text. Raises TableEndingError and OSError.
    """
    ending = path.suffix.casefold()
    if ending not in TABLE_ENDINGS:
        raise TableEndingError(path.name, TABLE_ENDINGS)
    if ending == ".docx":
        from qualcode.reports._table_document import compose  # noqa: PLC0415 - python-docx is slow

        content = compose(table)
    else:
        content = _compose_workbook(table)
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def say_cell(cell: Cell) -> str:
    """Return a cell as it is printed: numbers with commas, nothing for None."""
    if cell is None:
        return ""
    return clean_text(cell)[0] if isinstance(cell, str) else f"{cell:,}"


def weigh_columns(table: Table) -> list[int]:
    """Return the characters that each column would like to be wide, within bounds."""
    columns = zip(table.columns, *table.rows, strict=True)
    return [
        max(_LEAST_WIDE, min(_MOST_WIDE, max(len(say_cell(cell)) for cell in column)))
        for column in columns
    ]


def _compose_workbook(table: Table) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only where it is needed

    saved = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(saved, options) as book:
        made = datetime.fromisoformat(table.made)
        title, study = (clean_text(words)[0][:255] for words in (table.title, table.study))
        book.set_properties(
            {"title": title, "subject": study, "author": "qualcode", "created": made}
        )
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        # As an apostrophe typed in front: Excel takes the words for text, even after an edit.
        text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        sheet = book.add_worksheet("Table")

        def put(row: int, column: int, cell: Cell, form: "xlsxwriter.format.Format") -> None:
            if isinstance(cell, str):
                words = clean_text(cell)[0][:_MOST_CHARACTERS]
                sheet.write_string(row, column, words, text if may_run(words) else form)
            elif cell is not None:
                sheet.write_number(row, column, cell, form)

        for column, name in enumerate(table.columns):
            put(0, column, name, head)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                put(number, column, cell, plain)
        for column, wide in enumerate(weigh_columns(table)):
            sheet.set_column(column, column, wide + 2)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        about = book.add_worksheet("About")
        told = (title, f"{study} · {table.made}", *table.notes)
        for number, sentence in enumerate(told):
            words = clean_text(sentence)[0]
            about.write_string(number, 0, words, text if may_run(words) else plain)
        about.set_column(0, 0, 100)
    return saved.getvalue()
