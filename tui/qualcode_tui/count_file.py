"""A table of counts as a file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable

from qualcode.project.counts.wording import CountTable
from qualcode.reports.spreadsheet import guard


def write_counts(table: CountTable, notes: Iterable[str], study: str) -> str:
    """Return a table as CSV: the words as shown, and n and base of all as numbers.

    The notes stand below it, so that no count leaves without what must be said of it.
    """
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(["theme", *table.groups, "n", "base"])
    for row in table.rows:
        label = "  " * row.depth + row.label
        rows.writerow([guard(label), *map(guard, row.cells), row.n, row.base or ""])
    rows.writerow([])
    rows.writerow([guard(f"{study}: {table.title}")])
    for note in notes:
        rows.writerow([guard(note)])
    return file.getvalue()
