"""Tables of codings, as CSV: what one program writes and another, or a person, reads."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qualcode.exchange.errors import CodingTableError
from qualcode.model import decode
from qualcode.model.coder import clean_name

COLUMNS = ("source", "start", "end", "text", "code", "coder")


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One row: `number` counts from 1 after the header, `source` and `code` are names."""

    number: int
    source: str
    start: int
    end: int
    text: str
    code: str
    coder: str


def read_coding_table(file: Path) -> list[CodingRow]:
    """Read a table of codings; raises CodingTableError."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CodingTableError(file.name, error.strerror or "it cannot be read") from None
    reader = csv.DictReader(io.StringIO(decode(data).text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise CodingTableError(file.name, f"the column {', '.join(missing)} is missing")
    try:
        return [_row(file, number, fields) for number, fields in enumerate(reader, 1)]
    except csv.Error as error:
        raise CodingTableError(file.name, str(error)) from None


def write_coding_table(rows: Iterable[Iterable[str | int]]) -> str:
    """Return a table of codings whose rows follow COLUMNS."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return buffer.getvalue()


def _row(file: Path, number: int, fields: dict[str, str | None]) -> CodingRow:
    try:
        start, end = int(fields["start"] or ""), int(fields["end"] or "")
    except ValueError:
        raise CodingTableError(file.name, f"row {number} has no whole start and end") from None
    values = {name: fields[name] or "" for name in ("source", "text", "code")}
    values["coder"] = clean_name(fields["coder"]) or ""
    empty = [name for name, value in values.items() if not value]
    if empty:
        raise CodingTableError(file.name, f"row {number} has no {', '.join(empty)}")
    return CodingRow(number, start=start, end=end, **values)
