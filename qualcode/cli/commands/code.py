"""Opening the workspace."""

import sys
from pathlib import Path

import click

from qualcode.cli.common import coder_option, open_project, project_argument
from qualcode.model.errors import QualcodeError


class NoTerminalError(QualcodeError):
    """The workspace needs a terminal."""

    def __init__(self) -> None:
        super().__init__(
            "The workspace needs a terminal to draw in. Run this in a terminal window, "
            "not in a pipe or a script."
        )


@click.command()
@project_argument
@click.argument("source", required=False)
@coder_option
def code(project: Path, source: str | None, coder: str | None) -> None:
    """Open the workspace: read, code, search and undo, by keyboard and mouse.

    SOURCE is the short name of the source to open; without it you are where you last were.

    \b
    Example:
      qualcode code carers.qualcode B-FG1
    """
    with open_project(project, coder) as opened:
        opened.require_coder()
        found = opened.sources.find(source).id if source else None
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise NoTerminalError
        from qualcode_tui import run

        run(opened, found)
