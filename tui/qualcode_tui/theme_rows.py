"""Counts of themes as words in rows: for the screen, and for a file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.project.counts.tallies import Prevalence, ThemeCount, ThemeTable

_ALL = "all"
_WHOSE = {"conversations": "that", "quotations": "that", "drawn passages": "that"}


@dataclass(frozen=True, slots=True)
class CountRow:
    """A theme: how deep it stands in the codebook, its label, and a cell for each group."""

    depth: int
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountTable:
    """One sort of unit, in words: a title, the groups' names, and a row a theme."""

    title: str
    groups: tuple[str, ...]
    rows: tuple[CountRow, ...]


def say_table(table: "ThemeTable", site_word: str) -> CountTable:
    """Return a table in plain words: "5 of 7" people, and in how many sites."""
    by_code: dict[str, dict[str, ThemeCount]] = {}
    for one in table.counts:
        by_code.setdefault(one.code, {})[one.group] = one
    groups = [group for group in table.groups if group != _ALL]
    word = site_word if table.by == "site" else table.by
    named = [f"{word} {group}" if table.by == "site" else group for group in groups]
    spread = [f"{word}s"] if table.by else []
    rows = []
    for code, cells in by_code.items():
        whole = cells[_ALL]
        said = [say_count(cells[group]) for group in groups] + [say_count(whole)]
        places = [_say_places(table, code)] if table.by else []
        label = whole.path.rsplit(" › ", 1)[-1]
        rows.append(CountRow(whole.depth, label, (*said, *places)))
    title = f"{table.unit.capitalize()} {_WHOSE.get(table.unit, 'who')} speak of each theme"
    return CountTable(title, (*named, _ALL, *spread), tuple(rows))


def say_count(count: "ThemeCount") -> str:
    """Return a count in words: "5 of 7", "5 of 7 (+1 unread)", "–" where nobody was read."""
    beyond = f" (+{count.beyond} unread)" if count.beyond else ""
    if not count.base:
        return f"–{beyond}"
    plain = f"{count.n} of {count.base}"
    if count.low is not None and count.high is not None:
        plain += f" ({count.n / count.base:.0%}, {count.low:.0%}–{count.high:.0%})"
    return plain + beyond


def countable(prevalence: "Prevalence") -> "list[ThemeTable]":
    """Return the tables in which anything was counted, people first."""
    tables = [
        table for table in prevalence.tables if any(one.base or one.beyond for one in table.counts)
    ]
    return sorted(tables, key=lambda table: table.unit != "people")


def write_counts(
    table: CountTable, notes: Iterable[str], study: str, counted: "Sequence[ThemeCount]"
) -> str:
    """Return a table as CSV: the words as shown, and n and base of all as numbers.

    The notes stand below it, so that no count leaves without what must be said of it.
    """
    whole = {one.path.rsplit(" › ", 1)[-1]: one for one in counted if one.group == _ALL}
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(["theme", *table.groups, "n", "base"])
    for row in table.rows:
        one = whole[row.label]
        label = "  " * row.depth + row.label
        rows.writerow([_plain(label), *map(_plain, row.cells), one.n, one.base or ""])
    rows.writerow([])
    rows.writerow([_plain(f"{study}: {table.title}")])
    for note in notes:
        rows.writerow([_plain(note)])
    return file.getvalue()


def _plain(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.lstrip()[:1] in ("=", "+", "-", "@") else words


def _say_places(table: "ThemeTable", code: str) -> str:
    with_it, of = table.places.get(code, (0, 0))
    return f"in {with_it} of {of}" if of else ""
