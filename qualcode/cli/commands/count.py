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
from qualcode.cli.values import WORD, Between

if TYPE_CHECKING:
    from qualcode.project.counts.tallies import ThemeTable

_MOST_SILENT = 5
_POINTS = 5.0


@click.command()
@project_argument
@click.option(
    "--by", type=WORD, metavar="VARIABLE", help="By site, role, or whatever is known of people."
)
@click.option(
    "--coder", type=WORD, metavar="NAME", help="Only this coder's work; without it, everybody's."
)
@click.option(
    "--question",
    type=WORD,
    metavar="QUESTION",
    help="Only answers to this open question of a survey, by its number or its words.",
)
@click.option(
    "--assisted",
    is_flag=True,
    help="Estimate the share of all passages, unread ones included, from a random draw.",
)
@click.option(
    "--of",
    "unit",
    type=click.Choice(["passages", "people", "conversations"]),
    help="Of what, with --assisted: only passages are drawn.",
)
@click.option(
    "--within",
    metavar="POINTS",
    type=Between(0, 50),
    help="With --assisted: how many more to code for this margin; 5 without it.",
)
@json_option
def prevalence(
    project: Path,
    by: str | None,
    coder: str | None,
    question: str | None,
    assisted: bool,
    unit: str | None,
    within: float | None,
    as_json: bool,
) -> None:
    """Count the people and conversations that speak of each theme, with their base.

    A base holds only those all of whose words were read with the theme in mind. A theme counts
    what is coded under it too. Suggestions are never counted.

    With --assisted, the share of passages is estimated from those that were drawn at random and
    coded, sharpened by what a model makes of all passages. It is refused where the draw does not
    allow it.

    \b
    Example:
      qualcode prevalence carers.qualcode --by site
    """
    if assisted and question:
        raise click.UsageError("--question goes with plain counts, not with --assisted.")
    if not assisted and (unit or within):
        raise click.UsageError("--of and --within go with --assisted.")
    if assisted:
        _estimate(project, by, coder, unit or "passages", (within or _POINTS) / 100, as_json)
        return
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


def _estimate(
    project: Path, by: str | None, coder: str | None, unit: str, within: float, as_json: bool
) -> None:
    from qualcode.project.counts.wording import say_assisted

    with open_existing(project) as opened:
        found = opened.counting.assisted(
            opened.variable(by) if by else None, coder, unit=unit, within=within, report=say
        )
        word = opened.site_word
    if as_json:
        print_json(asdict(found))
        return
    refused: dict[str, None] = {}
    for table in say_assisted(found, word):
        refused |= dict.fromkeys(table.refused)
        if table.rows:
            click.echo(f"\n{table.title}")
            print_table(table.rows, table.heads)
        if table.silent:
            click.echo(table.silent)
    for why in refused:
        click.echo(f"\n{why}")
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
    from qualcode.project.counts.wording import say_table

    said = say_table(table, site_word)
    click.echo(said.title)
    silent = [row for row in said.rows if row.silent]
    folded = silent if len(silent) > _MOST_SILENT else []
    print_table(
        [["  " * row.depth + row.label, *row.cells] for row in said.rows if row not in folded],
        ["theme", *said.groups],
    )
    if folded:
        click.echo(f"{said.nobody} spoke of: {', '.join(row.label for row in folded)}.")
