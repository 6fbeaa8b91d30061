"""A table of counts as a file: for a spreadsheet, or for print."""

import csv
import io
from collections.abc import Iterable, Mapping

from qualcode.project.counts.wording import CountRow, CountTable
from qualcode.reports.spreadsheet import guard


def write_counts(
    table: CountTable,
    notes: Iterable[str],
    study: str,
    books: Mapping[str, str] | None = None,
) -> str:
    """Return a table as CSV: the words as shown, and n and base of all as numbers.

    `books` are the names of codebooks by the ids of their codes; where there are several, a column
    says which. The notes stand below the table, so that no count leaves without what must be said
    of it.
    """
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    heads, body = lay_counts(table, books or {})
    rows.writerow(map(guard, heads))
    for row in body:
        rows.writerow([guard(one) if isinstance(one, str) else one for one in row])
    rows.writerow([])
    rows.writerow([guard(f"{study}: {table.title}")])
    for note in notes:
        rows.writerow([guard(note)])
    return file.getvalue()


def lay_counts(
    table: CountTable, books: Mapping[str, str]
) -> tuple[list[str], list[list[str | int]]]:
    """Return the headings and the rows of a table of counts; see `write_counts`."""
    several = has_several(table.rows, books)
    heads = ["theme", *(["codebook"] if several else []), *table.groups, "n", "base"]
    return heads, [
        [
            "  " * row.depth + row.label,
            *([books.get(row.code, "")] if several else []),
            *row.cells,
            row.n,
            row.base or "",
        ]
        for row in table.rows
    ]


def has_several(rows: Iterable[CountRow], books: Mapping[str, str]) -> bool:
    """Say whether the themes come from more than one codebook."""
    return len({books.get(row.code, "") for row in rows}) > 1
