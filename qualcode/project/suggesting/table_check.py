"""Looking at a table of answers before anything is learned for it."""

import csv
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from qualcode.project.errors import UnfitTableError

_MARKS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_LONGEST_CELL = 10_000_000


def check_table(path: Path, wanted: Sequence[str]) -> None:
    """Raise UnfitTableError where a file is no CSV in UTF-8, or parts its cells by another mark.

    `wanted` are the columns that are looked for. What else a table may lack is not looked at.
    """
    csv.field_size_limit(_LONGEST_CELL)
    whole = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            mark = _find_other_mark(list(islice(file, 1)), wanted)
            if mark:
                raise UnfitTableError(path, f"seems to be separated by {_MARKS[mark]}")
            file.seek(0)
            rows = csv.reader(file, strict=True)
            for _ in rows:
                whole = rows.line_num + 1
    except UnicodeDecodeError:
        raise UnfitTableError(path, "is not text in UTF-8") from None
    except csv.Error:
        why = f"has a quotation mark too many or too few in the row that begins at line {whole}"
        raise UnfitTableError(path, why) from None


def _find_other_mark(first: Sequence[str], wanted: Sequence[str]) -> str | None:
    """Return the mark that parts the line of names where commas part nothing, else None."""
    names = _split(first, ",")
    if all(name in names for name in wanted):
        return None
    found = [mark for mark in _MARKS if all(name in _split(first, mark) for name in wanted)]
    found += [mark for mark in _MARKS if len(names) == 1 and mark in names[0]]
    return next(iter(found), None)


def _split(first: Iterable[str], mark: str) -> list[str]:
    return next(csv.reader(first, delimiter=mark), [])
