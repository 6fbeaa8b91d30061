"""The rows of a table in a document, as paragraphs."""

from collections.abc import Callable, Sequence

import regex

from qualcode.reading.formats.marks import only_marks, strip, without_marks
from qualcode.reading.times import STAMP
from qualcode.reading.turns.labels import is_name_like, label_key

_TIME = regex.compile(rf"[\[(]?(?P<stamp>{STAMP})[\])]?")
_TURN_COLUMNS = {2, 3}
_HEADS = {"speaker", "name", "participant", "voice"}
_MOSTLY = 0.6


def write_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a paragraph a row: "Name: words" in a table of turns, else the cells between bars.

    A table of turns has a column of names and one of words, and may have one of times before or
    between them.
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


def _turn_columns(rows: Sequence[Sequence[str]]) -> tuple[int, int, int | None] | None:
    """Return the columns of the name, the words and the time; None where it is no such table."""
    width = len(rows[0]) if rows else 0
    if width not in _TURN_COLUMNS or any(len(row) != width for row in rows):
        return None
    times = [i for i in range(width) if _share(rows, i, _TIME.fullmatch) > _MOSTLY]
    rest = [i for i in range(width) if i not in times]
    if len(rest) != 2 or len(times) != width - 2:  # noqa: PLR2004 - a name and words
        return None
    names, words = rest
    labels = [label_key(row[names]) for row in rows if row[names]]
    recurring = len(set(labels)) < len(labels)
    if not recurring or _share(rows, names, is_name_like) < _MOSTLY:
        return None
    return names, words, times[0] if times else None


def _share(rows: Sequence[Sequence[str]], column: int, test: Callable[[str], object]) -> float:
    cells = [row[column] for row in rows if row[column]]
    return sum(bool(test(cell.rstrip(":"))) for cell in cells) / max(1, len(cells))


def _write(
    row: Sequence[str], bare: Sequence[str], columns: tuple[int, int, int | None] | None
) -> str:
    if columns is None:
        return " | ".join(row)
    names, words, times = columns
    stamp = _TIME.fullmatch(bare[times]) if times is not None else None
    timed = stamp is not None or times is None or not bare[times]
    if not timed or not is_name_like(bare[names].rstrip(":")) or label_key(bare[names]) in _HEADS:
        return " | ".join(row)
    time = f"{only_marks(row[times])}[{stamp['stamp']}] " if stamp and times is not None else ""
    return f"{time}{strip(row[names], ':', left=False)}: {row[words]}"
