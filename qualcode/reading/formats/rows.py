"""The rows of a table in a document, as paragraphs."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from qualcode.reading.formats.marks import only_marks, strip, without_marks
from qualcode.reading.times import STAMP
from qualcode.reading.turns.labels import is_name_like, label_key

_TIME = regex.compile(rf"[\[(]?(?P<stamp>{STAMP})[\])]?")
_NUMBER = regex.compile(r"\d{1,5}\.?")
_TURN_COLUMNS = {2, 3, 4}
_HEADS = {"speaker", "name", "participant", "voice"}
_MOSTLY = 0.6


class _Columns(NamedTuple):
    """Which columns of a table of turns hold what; None where it has no such column."""

    names: int
    words: int
    times: int | None
    numbers: int | None


def write_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a paragraph a row: "Name: words" in a table of turns, else the cells between bars.

    A table of turns has a column of names and one of words, and may have one of times before or
    between them, and one that numbers its rows.
    """
    filled = [[strip(cell) for cell in row] for row in rows]
    filled = [row for row in filled if any(row)]
    bare = [[without_marks(cell) for cell in row] for row in filled]
    worded = [row for row in bare if any(row)]
    columns = _turn_columns(worded)
    return [
        "".join(row) if not any(plain) else _write(row, plain, columns)
        for row, plain in zip(filled, bare, strict=True)
    ]


def _turn_columns(rows: Sequence[Sequence[str]]) -> _Columns | None:
    """Return which columns hold what; None where the rows are no turns."""
    width = len(rows[0]) if rows else 0
    if width not in _TURN_COLUMNS or any(len(row) != width for row in rows):
        return None
    times = [i for i in range(width) if _share(rows, i, _TIME.fullmatch) > _MOSTLY]
    numbers = [i for i in range(width - 2) if i not in times and _counts_up(rows, i)]
    rest = [i for i in range(width) if i not in times and i not in numbers]
    if len(rest) != 2 or len(times) > 1 or len(numbers) > 1:  # noqa: PLR2004 - a name and words
        return None
    names, words = rest
    labels = [label_key(row[names]) for row in rows if row[names]]
    recurring = len(set(labels)) < len(labels)
    if not recurring or _share(rows, names, is_name_like) < _MOSTLY:
        return None
    return _Columns(names, words, times[0] if times else None, numbers[0] if numbers else None)


def _counts_up(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Say whether a column has nothing but numbers, each greater than the one above."""
    # The first row may hold headings.
    cells = [row[column] for row in rows if row[column]][1:]
    found = [int(cell.rstrip(".")) for cell in cells if _NUMBER.fullmatch(cell)]
    return len(found) == len(cells) > 1 and all(a < b for a, b in pairwise(found))


def _share(rows: Sequence[Sequence[str]], column: int, test: Callable[[str], object]) -> float:
    cells = [row[column] for row in rows if row[column]]
    return sum(bool(test(cell.rstrip(":"))) for cell in cells) / max(1, len(cells))


def _write(row: Sequence[str], bare: Sequence[str], columns: _Columns | None) -> str:
    if columns is None:
        return " | ".join(row)
    names, words, times, numbers = columns
    stamp = _TIME.fullmatch(bare[times]) if times is not None else None
    timed = stamp is not None or times is None or not bare[times]
    if not timed or not is_name_like(bare[names].rstrip(":")) or label_key(bare[names]) in _HEADS:
        return " | ".join(row)
    time = f"{only_marks(row[times])}[{stamp['stamp']}] " if stamp and times is not None else ""
    number = f"{row[numbers]} " if numbers is not None and bare[numbers] else ""
    return f"{number}{time}{strip(row[names], ':', left=False)}: {row[words]}"
