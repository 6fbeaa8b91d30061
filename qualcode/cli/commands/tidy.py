"""Listing what may be worth mending."""

from dataclasses import asdict
from pathlib import Path

import click

from qualcode.cli.common import (
    coder_option,
    json_option,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.model.words import count


@click.command()
@project_argument
@coder_option
@json_option
def tidy(project: Path, coder: str | None, as_json: bool) -> None:
    """List loose ends: unread stretches, unknown speakers, double codings, unused codes.

    With --coder, what that coder has not read is listed too. Nothing is changed.

    \b
    Example:
      qualcode tidy carers.qualcode --coder Asha
    """
    with open_project(project, coder) as opened:
        ends = opened.tidying.list()
    if as_json:
        print_json([asdict(end) for end in ends])
        return
    print_table([[end.loose, end.name, end.told] for end in ends], ["what", "where", "more"])
    say(f"{count(len(ends), 'loose end')}." if ends else "Nothing is loose.")
