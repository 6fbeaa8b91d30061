"""Many texts from file to file: a table of answers in, a table of probabilities out.

The file is read and written in parts, so that memory does not grow with it. What is written stands
in a file of its own (`….part`) until the last row; a note beside it (`….state`) says how far it has
come. A run that was broken off goes on from there, if model and table are still the same; else it
begins anew, and `Coded` says so. Rows that have more or fewer cells than there are columns, or a
quotation mark that is never closed, are refused: whose words would be whose, nobody can tell.
"""

import csv
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from qualcode.suggest.errors import (
    DoubleColumnError,
    NoColumnError,
    OddRow,
    RowsError,
    TableError,
)

if TYPE_CHECKING:
    from qualcode.suggest.suggester import Suggester

CHUNK = 5_000
_LONGEST_CELL = 10_000_000
_DIGITS = 4
_ROW = "row"


@dataclass(frozen=True, slots=True)
class Coded:
    """What a run did: rows of the table in all, and how many of them an earlier run had done.

    `dropped` are the rows of an earlier run that were thrown away, since it was of another model,
    table or columns.
    """

    rows: int
    before: int
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """How far a file has come: rows done, bytes written, and by which model on which table.

    `asked` are the columns that were read.
    """

    model: str
    size: int
    changed: int
    columns: list[str]
    asked: list[str]
    rows: int = 0
    written: int = 0


def code_file(
    suggester: "Suggester",
    source: Path,
    target: Path,
    *,
    text: str,
    role: str | None = None,
    keep: Sequence[str] = (),
    names: Sequence[str] | None = None,
    chunk: int = CHUNK,
    report: Callable[[int], None] = lambda _: None,
    anew: Callable[[int], None] = lambda _: None,
) -> Coded:
    """Write the probability of every code for every row of a CSV file.

    Parameters
    ----------
    suggester
        A fitted one.
    source
        A CSV file in UTF-8 with a line of column names.
    target
        The CSV file to write: `row` (from 1), the kept columns, then a column for each code with
        probabilities of four digits. It appears when all is done. No two columns may have one name.
    text, role
        The columns with the words, and with the speaker's role where there are roles.
    keep
        Columns to copy.
    names
        What the codes' columns are called, in the order of `codes_`; None for the codes' ids.
    chunk
        Rows at once.
    report
        Is told the number of rows done, after each part.
    anew
        Is told how many rows an earlier run had done, where it was of another model, table or
        columns, so that all begins anew.

    Raises
    ------
    NoColumnError, DoubleColumnError, TableError, RowsError
        Where a column is missing, two would have one name, the file is no such table, or rows of it
        are no rows of its columns. All rows are looked at before the first is written.
    """
    part, note = (target.with_name(target.name + end) for end in (".part", ".state"))
    at = source.stat()
    columns = [_ROW, *keep, *(suggester.codes_ if names is None else names)]
    for name in columns:
        if columns.count(name) > 1:
            raise DoubleColumnError(name)
    wanted = [text, *([role] if role else []), *keep]
    _check_rows(source, wanted)
    fresh = _State(suggester.model_, at.st_size, at.st_mtime_ns, columns, wanted)
    state, dropped = _resume(note, part, fresh)
    if dropped:
        anew(dropped)
    before = state.rows
    with part.open("r+b" if state.written else "w+b") as out:
        out.truncate(state.written)
        out.seek(state.written)
        if not state.rows:
            _write(out.write, [columns])
        done = state.rows
        for rows in _read(source, wanted, state.rows, chunk):
            roles = [row[1] for row in rows] if role else None
            chances = suggester.predict_proba([row[0] for row in rows], roles)
            kept = [row[len(wanted) - len(keep) :] for row in rows]
            _write(
                out.write,
                (
                    [done + i, *kept[i - 1], *(f"{p:.{_DIGITS}f}" for p in line)]
                    for i, line in enumerate(chances.tolist(), 1)
                ),
            )
            done += len(rows)
            out.flush()
            os.fsync(out.fileno())
            _note(note, _State(**{**asdict(fresh), "rows": done, "written": out.tell()}))
            report(done)
    part.replace(target)
    note.unlink(missing_ok=True)
    return Coded(done, before, dropped)


def _read(source: Path, wanted: list[str], skip: int, chunk: int) -> Iterator[list[list[str]]]:
    """Yield the wanted cells of the rows after the first `skip`, in parts."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            yield from _read_rows(file, source, wanted, skip, chunk)
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise TableError(source, str(wrong)) from None


def _read_rows(
    file: TextIO, source: Path, wanted: list[str], skip: int, chunk: int
) -> Iterator[list[list[str]]]:
    table = csv.reader(file)
    names = _read_names(table, source, wanted)
    places = [names.index(name) for name in wanted]
    rows = islice((row for row in table if row), skip, None)
    while part := list(islice(rows, chunk)):
        yield [[row[i] for i in places] for row in part]


def _check_rows(source: Path, wanted: list[str]) -> None:
    """Look at every row, and refuse those that are none of the columns named at the top."""
    csv.field_size_limit(_LONGEST_CELL)
    odd: list[OddRow] = []
    whole = 1
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            # An unclosed quotation mark swallows all that follows; strict reading says so.
            table = csv.reader(file, strict=True)
            columns = len(_read_names(table, source, wanted))
            for number, row in enumerate((row for row in table if row), 1):
                whole = table.line_num + 1
                if len(row) != columns:
                    odd.append(OddRow(number, table.line_num, len(row)))
    except UnicodeDecodeError as wrong:
        raise TableError(source, str(wrong)) from None
    except csv.Error as wrong:
        raise TableError(source, f"{wrong}, in the row that begins at line {whole}") from None
    if odd:
        raise RowsError(source, columns, odd)


def _read_names(table: Iterator[list[str]], source: Path, wanted: list[str]) -> list[str]:
    """Return the names of all columns; refuse a table without those that are wanted."""
    names = next(table, [])
    for name in wanted:
        if name not in names:
            raise NoColumnError(source, name, names)
    return names


def _resume(note: Path, part: Path, fresh: _State) -> tuple[_State, int]:
    """Return how far an earlier run came with the same model and table, else the beginning.

    The number is that of the rows that another model, or for another table, had done: not used.
    """
    if not (note.is_file() and part.is_file()):
        return fresh, 0
    try:
        found = _State(**json.loads(note.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        return fresh, 0
    same = _State(**{**asdict(found), "rows": 0, "written": 0}) == fresh
    if same and part.stat().st_size >= found.written:
        return found, 0
    return fresh, found.rows


def _note(note: Path, state: _State) -> None:
    draft = note.with_name(note.name + ".new")
    draft.write_text(json.dumps(asdict(state)), encoding="utf-8")
    draft.replace(note)


class _Lines:
    """What csv writes, as bytes."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write

    def write(self, line: str) -> None:
        """Write one line."""
        self._write(line.encode("utf-8", "surrogatepass"))


def _write(
    write: Callable[[bytes], object], rows: "Iterator[list[object]] | list[list[str]]"
) -> None:
    csv.writer(_Lines(write), lineterminator="\n").writerows(rows)
