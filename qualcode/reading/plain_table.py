"""A table as its cells stand, for whoever knows what its columns mean."""

from pathlib import Path

from qualcode.model.text import UnreadableTextError, decode
from qualcode.reading.errors import UndecodableFileError
from qualcode.reading.files import load_bytes
from qualcode.reading.formats.tables import read_grid
from qualcode.reading.survey.grid import Row


def read_rows(path: Path, sheet: str | None = None) -> list[Row]:
    """Return the rows of a spreadsheet or of comma-separated values, every cell as text.

    Of a workbook the sheet called `sheet` is read, or else the one with most words. Raises
    ReadingError.
    """
    data = load_bytes(path)
    if path.suffix.casefold() in {".xlsx", ".xlsm"}:
        from qualcode.reading.formats.spreadsheet import read_sheet  # noqa: PLC0415 - slow to load

        return read_sheet(data, path.name, sheet)[0]
    try:
        text = decode(data).text
    except UnreadableTextError as error:
        raise UndecodableFileError(path.name, str(error)) from error
    return read_grid(text, path.name)
