"""Counts and agreement."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import (
    json_option,
    open_existing,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.model.code import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qualcode.project.counts.tallies import ThemeCount, ThemeTable

_MOST_SILENT = 5


@click.command()
@project_argument
@click.option("--by", metavar="VARIABLE", help="By site, role, or whatever is known of people.")
@click.option("--coder", metavar="NAME", help="Only this coder's work; without it, everybody's.")
@click.option(
    "--question",
    metavar="QUESTION",
    help="Only answers to this open question of a survey, by its number or its words.",
)
@json_option
def prevalence(
    project: Path, by: str | None, coder: str | None, question: str | None, as_json: bool
) -> None:
    """Count the people and conversations that speak of each theme, with their base.

    A base holds only those all of whose words were read with the theme in mind. A theme counts
    what is coded under it too. Suggestions are never counted.

    \b
    Example:
      qualcode prevalence carers.qualcode --by site
    """
    with open_existing(project) as opened:
        asked = opened.surveys.find(question) if question else None
        found = opened.counting.prevalence(opened.variable(by) if by else None, coder, asked)
        word = opened.site_word
    if as_json:
        print_json(asdict(found))
        return
    for table in found.tables:
        if any(one.base or one.beyond for one in table.counts):
            click.echo()
            print_theme_table(table, word)
    click.echo()
    for note in found.notes:
        say(note)


@click.command()
@project_argument
@click.option("--coders", nargs=2, metavar="NAME NAME", help="Which two; without it, all pairs.")
@json_option
def agreement(project: Path, coders: tuple[str, str] | None, as_json: bool) -> None:
    """Compare coders theme by theme: Cohen's kappa over the turns that both have read.

    \b
    Example:
      qualcode agreement carers.qualcode --coders Asha Tom
    """
    with open_existing(project) as opened:
        found = opened.counting.agreement(coders)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for pair in dict.fromkeys((one.first, one.second) for one in found):
        mine = [one for one in found if (one.first, one.second) == pair]
        remarks = list(dict.fromkeys(filter(None, (one.agreement.remark for one in mine))))
        click.echo(f"\n{pair[0]} and {pair[1]}")
        print_table(
            [
                [
                    one.code.path if one.code else "all themes together",
                    "–" if one.agreement.kappa is None else f"{one.agreement.kappa:.2f}",
                    one.agreement.both,
                    one.agreement.only_first,
                    one.agreement.only_second,
                    one.agreement.n,
                    remarks.index(one.agreement.remark) + 1 if one.agreement.remark else "",
                ]
                for one in mine
            ],
            ["theme", "kappa", "both", f"only {pair[0]}", f"only {pair[1]}", "of", ""],
        )
        for number, remark in enumerate(remarks, 1):
            click.echo(f"{number}  {remark}")


def print_theme_table(table: "ThemeTable", site_word: str) -> None:
    """Print a table of themes: "9 of 13", by group, for all, and in how many groups."""
    who = "that" if table.unit in ("conversations", "quotations") else "who"
    click.echo(f"{table.unit.capitalize()} {who} speak of each theme")
    by_code: dict[str, dict[str, ThemeCount]] = {}
    for one in table.counts:
        by_code.setdefault(one.code, {})[one.group] = one
    groups = [group for group in table.groups if group != "all"]
    word = site_word if table.by == "site" else table.by
    silent = [code for code, cells in by_code.items() if _is_silent(cells.values())]
    folded = silent if len(silent) > _MOST_SILENT else []
    print_table(
        [
            [
                "  " * cells["all"].depth + _label(cells["all"]),
                *(_say(cells[group]) for group in groups),
                _say(cells["all"]),
                *([_say_places(table, code)] if table.by else []),
            ]
            for code, cells in by_code.items()
            if code not in folded
        ],
        [
            "theme",
            *(f"{word} {group}" if table.by == "site" else group for group in groups),
            "all",
            *([f"{word}s"] if table.by else []),
        ],
    )
    if folded:
        nobody = "None" if who == "that" else "Nobody"
        labels = ", ".join(_label(by_code[code]["all"]) for code in folded)
        click.echo(f"{nobody} spoke of: {labels}.")


def _is_silent(cells: "Iterable[ThemeCount]") -> bool:
    """Say whether nobody spoke of a theme, and everywhere somebody was read for it."""
    return all(one.base and not one.n and not one.beyond for one in cells)


def _label(count: "ThemeCount") -> str:
    return count.path.rsplit(SEPARATOR, 1)[-1]


def _say(count: "ThemeCount") -> str:
    beyond = f" (+{count.beyond} unread)" if count.beyond else ""
    if not count.base:
        return f"–{beyond}"
    plain = f"{count.n} of {count.base}"
    if count.low is not None and count.high is not None:
        plain += f" ({count.n / count.base:.0%}, {count.low:.0%}–{count.high:.0%})"
    return plain + beyond


def _say_places(table: "ThemeTable", code: str) -> str:
    with_it, of = table.places.get(code, (0, 0))
    return f"in {with_it} of {of}" if of else ""
