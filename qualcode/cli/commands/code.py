"""Opening the workspace."""

import sys
from pathlib import Path

import click

from qualcode.cli.common import coder_option, open_project, project_argument, say
from qualcode.cli.config import read_coder, write_coder
from qualcode.cli.errors import NoTerminalError


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
    if has_terminal() and project.is_file() and not ((coder or "").strip() or read_coder()):
        coder = _ask_name()
    with open_project(project, coder) as opened:
        opened.require_coder()
        found = opened.sources.find(source).id if source else None
        if not has_terminal():
            raise NoTerminalError
        from qualcode_tui import run

        run(opened, found)


def open_home() -> None:
    """Open the workspace on its home screen, from which a project is made or opened."""
    from qualcode_tui import run

    run()


def has_terminal() -> bool:
    """Say whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def _ask_name() -> str:
    """Ask under which name the coding appears, and keep it."""
    name: str = click.prompt("Your coding appears under which name?", prompt_suffix=" ", err=True)
    name = name.strip()
    if name:
        say(f"Your name is kept in {write_coder(name)}.")
    return name
