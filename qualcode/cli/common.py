"""What verbs share: opening a project, and printing data to stdout and talk to stderr."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode.cli.config import read_coder

if TYPE_CHECKING:
    from qualcode.project import Project

Verb = TypeVar("Verb", bound=Callable[..., Any])

PROJECT = click.Path(path_type=Path, readable=False)
FILE = click.Path(path_type=Path, readable=False)


def project_argument(function: Verb) -> Verb:
    """Add the argument PROJECT."""
    return click.argument("project", type=PROJECT)(function)


def coder_option(function: Verb) -> Verb:
    """Add --coder."""
    return click.option(
        "--coder", metavar="NAME", help="Whose work this is; without it, the configured name."
    )(function)


def json_option(function: Verb) -> Verb:
    """Add --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print data as JSON.")(function)


def open_project(path: Path, coder: str | None = None) -> "Project":
    """Open a project as somebody, and say what is unsafe about its folder."""
    from qualcode.project import Project

    project = Project.open(path, (coder or "").strip() or read_coder())
    if project.warning:
        say(project.warning)
    return project


def say(sentence: str) -> None:
    """Print talk: to stderr, so that data stays data."""
    click.echo(sentence, err=True)


def print_json(data: object) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(rows: Iterable[Sequence[object]], headers: Sequence[str]) -> None:
    """Print a plain table."""
    import tabulate

    tabulate.PRESERVE_WHITESPACE = True  # indents show what stands under what
    click.echo(tabulate.tabulate(list(rows), headers, tablefmt="simple", disable_numparse=True))


def program() -> str:
    """Return how to call qualcode again from here: by name where the shell finds it, else by path.

    A checkout's own environment is not on the PATH of whoever ran `make demo`.
    """
    found, called = shutil.which("qualcode"), Path(sys.argv[0])
    if found or not called.name.startswith("qualcode"):
        return "qualcode"
    near = called.absolute()
    return str(near.relative_to(Path.cwd()) if near.is_relative_to(Path.cwd()) else near)


def count(n: int, noun: str, plural: str | None = None) -> str:
    """Return "1 turn", "2 turns"."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"
