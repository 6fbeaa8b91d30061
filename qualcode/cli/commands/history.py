"""Undo, redo and the log."""

from dataclasses import asdict
from pathlib import Path

import click

from qualcode.cli.common import (
    coder_option,
    json_option,
    open_existing,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.cli.values import NUMBER, WORD


@click.command()
@project_argument
@click.option(
    "--act", type=WORD, metavar="ID", help="Any act, by its id in the log; whoever did it."
)
@coder_option
def undo(project: Path, act: str | None, coder: str | None) -> None:
    """Undo your latest act, or with --act any one. Nothing is lost: redo brings it back.

    \b
    Example:
      qualcode undo carers.qualcode
    """
    with open_project(project, coder) as opened:
        say(opened.history.revert(act) if act else opened.history.undo())


@click.command()
@project_argument
@coder_option
def redo(project: Path, coder: str | None) -> None:
    """Take your latest undo back.

    \b
    Example:
      qualcode redo carers.qualcode
    """
    with open_project(project, coder) as opened:
        say(opened.history.redo())


@click.command()
@project_argument
@click.option("--by", "by_coder", type=WORD, metavar="NAME", help="Only by this coder.")
@click.option(
    "--limit", type=NUMBER, default=30, show_default=True, help="The largest number of acts."
)
@click.option("--heads", is_flag=True, help="Print what qualcode check --against needs.")
@json_option
def log(project: Path, by_coder: str | None, limit: int, heads: bool, as_json: bool) -> None:
    """Show who did what, newest first, and what is undone.

    The heads stand for all that was done up to now. Keep them elsewhere, and qualcode check
    --against says later whether the project still holds it.

    \b
    Example:
      qualcode log carers.qualcode --by Asha
    """
    with open_existing(project) as opened:
        name = opened.coders.find(by_coder) if by_coder else None
        entries = opened.history.list(name, limit)
        last = opened.copies.heads()
    if heads:
        for head in last:
            click.echo(head)
        return
    if as_json:
        print_json([asdict(one) for one in entries])
        return
    print_table(
        [
            [
                one.time[:19].replace("T", " "),
                one.coder,
                one.kind,
                one.what + ("" if one.live else " (undone)"),
                one.id,
            ]
            for one in entries
        ],
        ["time (UTC)", "who", "what", "", "id"],
    )
    say(f"qualcode log {project} --heads prints what qualcode check --against needs.")
