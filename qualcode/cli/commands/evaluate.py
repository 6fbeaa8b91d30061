"""The card of the suggestions: how good they are, by theme and by site."""

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

if TYPE_CHECKING:
    from qualcode.suggest import ModelCard

_WORDS = 70


@click.command()
@project_argument
@json_option
def evaluate(project: Path, as_json: bool) -> None:
    """Say how good the suggestions are on conversations that the model had not seen.

    By theme, with what chance alone would reach; by site, and at a site that was left out; and how
    often what was said with a chance proved right. Nothing in the project changes.

    \b
    Example:
      qualcode evaluate carers.qualcode
    """
    with open_existing(project) as opened:
        card = opened.suggestions.judge(say)
        paths = {one.id: one.path for one in opened.codes.list()}
        site_word = opened.site_word
    if as_json:
        print_json(asdict(card))
        return
    _print_card(card, paths, site_word)


def _print_card(card: "ModelCard", paths: dict[str, str], site_word: str) -> None:
    from qualcode.project.suggesting.telling import (
        draw_calibration,
        list_codes,
        list_figures,
        list_sites,
    )

    for remark in card.remarks:
        say(remark)
    say(f"Words are read with: {card.encoder}.")
    say(f"Model: {card.model}.")
    print_table(
        [[one.name, one.value, one.base] for one in list_figures(asdict(card))],
        ["figure", "value", "rests on"],
    )
    click.echo()
    print_table(
        list_codes(card, paths), ["code", "coded", "passages", "average precision", "by chance"]
    )
    if card.sites:
        click.echo()
        print_table(
            list_sites(card),
            [site_word, "passages", "codes given", "in the first three", "if it were left out"],
        )
    if plot := draw_calibration(card):
        click.echo()
        click.echo(plot)
        click.echo(
            "│ what was said, ● what held, ◉ both: where they meet, chances can be believed."
        )
