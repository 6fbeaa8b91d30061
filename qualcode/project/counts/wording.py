"""Counts of themes in plain words, row by row: what the screen shows and the command prints."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.model.code import SEPARATOR
from qualcode.project.counts.assisted_tables import AssistedCount, AssistedCounts
from qualcode.project.counts.tallies import (
    CONVERSATIONS,
    DRAWN,
    QUOTATIONS,
    Prevalence,
    ThemeCount,
    ThemeTable,
)

_ALL = "all"
_ONE = 0.01
_MOST_SILENT = 5
_THINGS = (CONVERSATIONS, QUOTATIONS, DRAWN)


@dataclass(frozen=True, slots=True)
class CountRow:
    """A theme: how deep it stands in the codebook, its label, and a cell for each group.

    `n` of `base` are all that spoke of it and were read for it, whatever the group. `silent` says
    that nobody spoke of it, and everywhere somebody was read for it. `code` is the theme's id.
    """

    depth: int
    label: str
    cells: tuple[str, ...]
    n: int
    base: int
    silent: bool
    code: str = ""


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
    spread = [f"by {word}"] if table.by else []
    rows = []
    for code, cells in by_code.items():
        whole = cells[_ALL]
        said = [say_count(cells[group]) for group in groups] + [say_count(whole)]
        places = [_say_places(table, code)] if table.by else []
        silent = all(one.base and not one.n and not one.beyond for one in cells.values())
        rows.append(
            CountRow(
                whole.depth, _label(whole), (*said, *places), whole.n, whole.base, silent, code
            )
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
        plain += f" ({count.share:.0%}, {count.low:.0%}–{count.high:.0%})"
    return plain + beyond


@dataclass(frozen=True, slots=True)
class AssistedTable:
    """Estimates of one group in words: a title, the heads of the columns, a row a theme.

    `silent` names the themes that no drawn passage speaks of where those are many, and what their
    share may be at most. `refused` says of which themes there is no estimate, or one without the
    model, and why, a sentence a reason.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    silent: str
    refused: tuple[str, ...]


def say_assisted(found: AssistedCounts, site_word: str) -> list[AssistedTable]:
    """Return estimated shares in plain words, a table a group, all passages last."""
    word = site_word if found.by == "site" else found.by
    return [
        _say_group(found, group, f" of {word} {group}" if group != _ALL else "")
        for group in found.groups
    ]


def _say_group(found: AssistedCounts, group: str, of: str) -> AssistedTable:
    counts = [one for one in found.counts if one.group == group]
    told = [one for one in counts if one.estimate is not None]
    none = [one for one in told if not one.n]
    folded = none if len(none) > _MOST_SILENT else []
    base = max(one.base for one in counts)
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in counts:
        if one.why:
            sort = "Not estimated" if one.estimate is None else "Without the model"
            reasons.setdefault((sort, one.why), []).append(one.path.rsplit(SEPARATOR, 1)[-1])
    heads = ("theme", "share", "95% interval", "drawn", "worth", "without the model")
    return AssistedTable(
        f"Share of all {base:,} passages{of} that speak of each theme, estimated",
        (*heads, f"more for ±{100 * found.within:g}"),
        tuple(_say_estimate(one) for one in told if one not in folded),
        _say_silent(folded),
        tuple(f"{sort}: {', '.join(themes)}. {why}" for (sort, why), themes in reasons.items()),
    )


def _say_silent(counts: Sequence[AssistedCount]) -> str:
    if not counts:
        return ""
    themes = ", ".join(one.path.rsplit(SEPARATOR, 1)[-1] for one in counts)
    most = max(one.high or 0.0 for one in counts)
    return f"No passage drawn speaks of: {themes}. Each may still be in up to {_percent(most)}."


def _say_estimate(one: AssistedCount) -> tuple[str, ...]:
    return (
        "  " * one.depth + one.path.rsplit(SEPARATOR, 1)[-1],
        _percent(one.estimate),
        _span(one.low, one.high),
        f"{one.n} of {one.drawn}",
        _say_worth(one),
        f"{_percent(one.human_estimate)} ({_span(one.human_low, one.human_high)})",
        "–" if one.more is None else str(one.more),
    )


def _say_worth(one: AssistedCount) -> str:
    if one.effective is None or one.effective_without is None:
        return "all were read"
    with_it, without = round(one.effective), round(one.effective_without)
    return f"{with_it}" if with_it == without else f"{with_it}, {without} without"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}" if share >= _ONE else f"{share:.1%}"


def _span(low: float | None, high: float | None) -> str:
    return f"{_percent(low)}–{_percent(high)}"


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
