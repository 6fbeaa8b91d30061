"""Tables of codings, as CSV: what one program writes and another, or a person, reads."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qualcode.exchange.errors import CodingTableError
from qualcode.model import decode
from qualcode.model.coder import clean_name
from qualcode.model.text import UnreadableTextError

COLUMNS = ("source", "start", "end", "text", "code", "coder")
_MARKS = ",;\t"


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
    """Read a table of codings, its cells parted by commas, semicolons or tabs.

    Raises CodingTableError.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CodingTableError(file.name, error.strerror or "it cannot be read") from None
    try:
        text = decode(data).text
    except UnreadableTextError:
        raise CodingTableError(file.name, "it is not text in UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_find_mark(text))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        raise CodingTableError(file.name, f"{', '.join(missing)} {verb} missing")
    try:
        return [_row(file, number, fields) for number, fields in enumerate(reader, 1)]
    except csv.Error:
        why = f"near line {reader.line_num} a quotation mark is probably not closed"
        raise CodingTableError(file.name, why) from None


def write_coding_table(rows: Iterable[Iterable[str | int]]) -> str:
    """Return a table of codings whose rows follow COLUMNS."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return buffer.getvalue()


def _find_mark(text: str) -> str:
    """Return the mark that parts the line of names into all COLUMNS, a comma where none does."""
    first = text.partition("\n")[:1]
    return next(
        (
            mark
            for mark in _MARKS
            if set(COLUMNS) <= set(next(csv.reader(first, delimiter=mark), ()))
        ),
        _MARKS[0],
    )


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
