"""Making a project."""

import sys
from pathlib import Path

import click

from qualcode.cli.common import PROJECT, coder_option, say
from qualcode.cli.config import read_coder, write_coder


@click.command()
@click.argument("project", type=PROJECT, required=False)
@click.option("--title", help="What the study is called; the file's name without it.")
@click.option("--here", is_flag=True, help="Make it in a synced folder without asking.")
@coder_option
def init(project: Path | None, title: str | None, here: bool, coder: str | None) -> None:
    """Make a new project, one file that holds all of a study; its name ends in .qualcode.

    The first --coder is kept as your name for all that follows. Without PROJECT only the name is
    kept.

    \b
    Example:
      qualcode init carers.qualcode --coder Asha
    """
    from qualcode.project import Project

    known = read_coder()
    if coder and (known is None or project is None):
        say(f"Your coding will appear under the name {coder} (kept in {write_coder(coder)}).")
    if project is None:
        if not coder:
            message = "Say which project to make, or with --coder who you are."
            raise click.UsageError(message)
        return
    project = _safe_place(_with_suffix(project), here)
    with Project.create(project, coder or known, title) as made:
        say(f"Made {project}.")
        if made.coder is None:
            say("Nobody's name is known yet: add --coder NAME to what you do next.")
    say(f"Next: qualcode import {project} FILE…")


def _with_suffix(project: Path) -> Path:
    """Return a project's path with .qualcode at its end where its name has no ending."""
    if project.suffix or project.name in ("", ".."):
        return project
    return project.with_name(f"{project.name}.qualcode")


def _safe_place(project: Path, here: bool) -> Path:
    """Say what is unsafe about the folder, and offer one that is safe."""
    from qualcode.project.places import assess_folder

    risk = assess_folder(project)
    if risk is None:
        return project
    say(risk.sentence)
    safer = Path.home() / "qualcode" / project.name
    if here or not sys.stdin.isatty():
        return project
    if not click.confirm(f"Make it in {safer} instead?", default=True, err=True):
        return project
    safer.parent.mkdir(parents=True, exist_ok=True)
    return safer
