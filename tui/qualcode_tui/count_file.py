"""A table of counts as a file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Sequence

from qualcode.model.code import SEPARATOR
from qualcode.project.counts.tallies import ThemeCount
from qualcode.project.counts.wording import CountTable
from qualcode.reports.spreadsheet import guard


def write_counts(
    table: CountTable, notes: Iterable[str], study: str, counted: Sequence[ThemeCount]
) -> str:
    """Return a table as CSV: the words as shown, and n and base of all as numbers.

    The notes stand below it, so that no count leaves without what must be said of it.
    """
    whole = {one.path.rsplit(SEPARATOR, 1)[-1]: one for one in counted if one.group == "all"}
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(["theme", *table.groups, "n", "base"])
    for row in table.rows:
        one = whole[row.label]
        label = "  " * row.depth + row.label
        rows.writerow([guard(label), *map(guard, row.cells), one.n, one.base or ""])
    rows.writerow([])
    rows.writerow([guard(f"{study}: {table.title}")])
    for note in notes:
        rows.writerow([guard(note)])
    return file.getvalue()
