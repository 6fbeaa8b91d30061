"""Counts and agreement."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import (
    json_option,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)

if TYPE_CHECKING:
    from qualcode.project.tallies import ThemeCount, ThemeTable


@click.command()
@project_argument
@click.option("--by", metavar="VARIABLE", help="By site, role, or whatever is known of people.")
@click.option("--coder", metavar="NAME", help="Only this coder's work; without it, everybody's.")
@json_option
def prevalence(project: Path, by: str | None, coder: str | None, as_json: bool) -> None:
    """Count the people and conversations that speak of each theme, with their base.

    A base holds only those all of whose words were read with the theme in mind. A theme counts
    what is coded under it too. Suggestions are never counted.

    \b
    Example:
      qualcode prevalence carers.qualcode --by site
    """
    with open_project(project) as opened:
        found = opened.counting.prevalence(by, coder)
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
    with open_project(project) as opened:
        found = opened.counting.agreement(coders)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for pair in dict.fromkeys((one.first, one.second) for one in found):
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
                    one.agreement.remark,
                ]
                for one in found
                if (one.first, one.second) == pair
            ],
            ["theme", "kappa", "both", f"only {pair[0]}", f"only {pair[1]}", "of", ""],
        )


def print_theme_table(table: "ThemeTable", site_word: str) -> None:
    """Print a table of themes: "9 of 13", by group, for all, and in how many groups."""
    who = "that" if table.unit in ("conversations", "quotations") else "who"
    click.echo(f"{table.unit.capitalize()} {who} speak of each theme")
    by_code: dict[str, dict[str, ThemeCount]] = {}
    for one in table.counts:
        by_code.setdefault(one.code, {})[one.group] = one
    groups = [group for group in table.groups if group != "all"]
    word = site_word if table.by == "site" else table.by
    print_table(
        [
            [
                "  " * cells["all"].depth + cells["all"].path.rsplit(" › ", 1)[-1],
                *(_say(cells[group]) for group in groups),
                _say(cells["all"]),
                *([_say_places(table, code)] if table.by else []),
            ]
            for code, cells in by_code.items()
        ],
        [
            "theme",
            *(f"{word} {group}" if table.by == "site" else group for group in groups),
            "all",
            *([f"{word}s"] if table.by else []),
        ],
    )


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
