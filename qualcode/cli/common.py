"""What verbs share: opening a project, and printing data to stdout and talk to stderr."""

import contextlib
import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualcode.cli.config import read_coder
from qualcode.cli.values import Place

if TYPE_CHECKING:
    from qualcode.project import Project

Verb = TypeVar("Verb", bound=Callable[..., Any])

PROJECT = Place()
FILE = Place()


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


@contextlib.contextmanager
def open_project(path: Path, coder: str | None) -> "Iterator[Project]":
    """Open a project to work in as somebody; a name that is new here and like another is told."""
    must_be_there(path, new=True)
    with _open(path, coder) as project:
        like = project.coders.nearest_to_new(project.coder)
        if like:
            say(f"{project.coder} is new here. Did you mean {like}? Add --coder {like}.")
        yield project


@contextlib.contextmanager
def open_existing(path: Path) -> "Iterator[Project]":
    """Open a project for what is nobody's own work: looking, counting, copying."""
    must_be_there(path)
    with _open(path, None) as project:
        yield project


def must_be_there(path: Path, *, new: bool = False) -> None:
    """Raise NoProjectHereError, which names the nearest project, where nothing stands."""
    if not path.exists():
        from qualcode.cli.errors import NoProjectHereError

        raise NoProjectHereError(path, new=new)


def must_be_file(path: Path) -> None:
    """Raise MissingFileError or FolderGivenError where what is to be read is no file."""
    if not path.is_file():
        from qualcode.reading.errors import FolderGivenError, MissingFileError

        if path.is_dir():
            raise FolderGivenError(path.name)
        if not path.exists():
            raise MissingFileError(str(path))


def _open(path: Path, coder: str | None) -> "Project":
    """Open a project, and say what is unsafe about its folder."""
    from qualcode.project import Project

    project = Project.open(path, (coder or "").strip() or read_coder())
    if project.warning:
        say(project.warning)
    return project


def at_terminal() -> bool:
    """Say whether somebody sits there who can be shown something and asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(sentence: str) -> None:
    """Print talk: to stderr, so that data stays data."""
    click.echo(sentence, err=True)


def print_json(data: object) -> None:
    """Print data as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(rows: Iterable[Sequence[object]], headers: Sequence[str]) -> None:
    """Print a plain table."""
    import inspect

    import tabulate

    # Indents show what stands under what. To keep them is an argument from tabulate 0.10 on.
    tabulate.PRESERVE_WHITESPACE = True
    known = inspect.signature(tabulate.tabulate).parameters
    keep = {"preserve_whitespace": True} if "preserve_whitespace" in known else {}
    table = tabulate.tabulate(list(rows), headers, tablefmt="simple", disable_numparse=True, **keep)
    click.echo(table)


def shorten(text: str, most: int) -> str:
    """Return a text on one line, cut at a word with “…” where it is longer than `most`."""
    return textwrap.shorten(text, most, placeholder="…")


def asked(question: str, *, yes: bool) -> bool:
    """Ask a yes-or-no question where somebody can answer; elsewhere, and with `yes`, go on.

    Returns whether to go on; a “no” is told.
    """
    if yes or not at_terminal() or click.confirm(question, err=True):
        return True
    say("Nothing was changed.")
    return False


def program() -> str:
    """Return how to call qualcode again from here: by name where the shell finds it, else by path.

    A checkout's own environment is not on the PATH of whoever ran `make demo`.
    """
    found, called = shutil.which("qualcode"), Path(sys.argv[0])
    if found or not called.name.startswith("qualcode"):
        return "qualcode"
    near = called.absolute()
    return str(near.relative_to(Path.cwd()) if near.is_relative_to(Path.cwd()) else near)
