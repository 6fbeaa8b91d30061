"""Counts of themes in plain words, row by row: what the screen shows and the command prints."""

from dataclasses import dataclass

from qualcode.model.code import SEPARATOR
from qualcode.project.counts.tallies import (
    CONVERSATIONS,
    DRAWN,
    QUOTATIONS,
    Prevalence,
    ThemeCount,
    ThemeTable,
)

_ALL = "all"
_THINGS = (CONVERSATIONS, QUOTATIONS, DRAWN)


@dataclass(frozen=True, slots=True)
class CountRow:
    """A theme: how deep it stands in the codebook, its label, and a cell for each group.

    `n` of `base` are all that spoke of it and were read for it, whatever the group. `silent` says
    that nobody spoke of it, and everywhere somebody was read for it.
    """

    depth: int
    label: str
    cells: tuple[str, ...]
    n: int
    base: int
    silent: bool


@dataclass(frozen=True, slots=True)
class CountTable:
    """One sort of unit, in words: a title, the groups' names, and a row a theme.

    `nobody` is the word for none of them: "Nobody" of people, "None" of conversations.
    """

    title: str
    groups: tuple[str, ...]
    rows: tuple[CountRow, ...]
    nobody: str


def say_table(table: ThemeTable, site_word: str) -> CountTable:
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
        silent = all(one.base and not one.n and not one.beyond for one in cells.values())
        rows.append(
            CountRow(whole.depth, _label(whole), (*said, *places), whole.n, whole.base, silent)
        )
    things = table.unit in _THINGS
    title = f"{table.unit.capitalize()} {'that' if things else 'who'} speak of each theme"
    nobody = "None" if things else "Nobody"
    return CountTable(title, (*named, _ALL, *spread), tuple(rows), nobody)


def say_count(count: ThemeCount) -> str:
    """Return a count in words: "5 of 7", "5 of 7 (+1 unread)", "–" where nobody was read."""
    beyond = f" (+{count.beyond} unread)" if count.beyond else ""
    if not count.base:
        return f"–{beyond}"
    plain = f"{count.n} of {count.base}"
    if count.low is not None and count.high is not None:
        plain += f" ({count.n / count.base:.0%}, {count.low:.0%}–{count.high:.0%})"
    return plain + beyond


def countable(prevalence: Prevalence) -> list[ThemeTable]:
    """Return the tables in which anything was counted, people first."""
    tables = [
        table for table in prevalence.tables if any(one.base or one.beyond for one in table.counts)
    ]
    return sorted(tables, key=lambda table: table.unit != "people")


def _label(count: ThemeCount) -> str:
    return count.path.rsplit(SEPARATOR, 1)[-1]


def _say_places(table: ThemeTable, code: str) -> str:
    with_it, of = table.places.get(code, (0, 0))
    return f"in {with_it} of {of}" if of else ""
