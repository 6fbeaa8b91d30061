"""Codebooks."""

from dataclasses import asdict
from pathlib import Path

import click

from qualcode.cli.common import (
    FILE,
    coder_option,
    count,
    json_option,
    open_existing,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.cli.usage import Group
from qualcode.model.code import SEPARATOR


@click.group(cls=Group)
def codebook() -> None:
    """Load, list and save the themes to code with.

    \b
    Example:
      qualcode codebook load carers.qualcode cross-cutting
    """


@codebook.command()
@project_argument
@click.argument("name")
@coder_option
def load(project: Path, name: str, coder: str | None) -> None:
    """Load a codebook into a project: NAME of a bundled one, or a YAML file.

    A codebook loaded before is updated; its codings stay.

    \b
    Example:
      qualcode codebook load carers.qualcode carers-rights-2024
    """
    from qualcode.codebooks import find_codebook, load_codebook

    read = load_codebook(find_codebook(name))
    with open_project(project, coder) as opened:
        done = opened.codes.load(read)
    say(f"{done.label}: {count(done.new, 'new code')}, {done.changed} changed.")
    if done.missing:
        say(f"No longer in the file, and kept: {', '.join(done.missing)}.")
    say(f"Next: qualcode code {project}")


@codebook.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the codebooks that come with qualcode.

    \b
    Example:
      qualcode codebook list
    """
    from qualcode.codebooks import bundled_codebooks, load_codebook

    books = {name: load_codebook(path) for name, path in bundled_codebooks().items()}
    if as_json:
        print_json(
            [{"name": name, "label": one.label, "codes": len(one)} for name, one in books.items()]
        )
        return
    print_table(
        [[name, len(one), one.label] for name, one in books.items()], ["name", "codes", "label"]
    )


@codebook.command()
@project_argument
@json_option
def show(project: Path, as_json: bool) -> None:
    """Show the codes of a project as a tree.

    \b
    Example:
      qualcode codebook show carers.qualcode
    """
    with open_existing(project) as opened:
        codes = opened.codes.list()
    if as_json:
        print_json([asdict(one) for one in codes])
        return
    print_table(
        [["  " * one.path.count(SEPARATOR) + one.label, one.slug, one.definition] for one in codes],
        ["code", "id", "definition"],
    )


@codebook.command()
@project_argument
@click.argument("label")
@click.option("--under", metavar="CODE", help="The code above it.")
@click.option("--definition", default="", help="What it means.")
@coder_option
def add(project: Path, label: str, under: str | None, definition: str, coder: str | None) -> None:
    """Make a new code.

    \b
    Example:
      qualcode codebook add carers.qualcode "Pets" --definition "Animals as company or duty."
    """
    with open_project(project, coder) as opened:
        parent = opened.codes.find(under).id if under else None
        made = opened.codes.add(label, parent=parent, definition=definition)
    say(f"Made “{made.path}”.")


@codebook.command()
@project_argument
@click.argument("code")
@click.argument("into")
@coder_option
def join(project: Path, code: str, into: str, coder: str | None) -> None:
    """Make two codes one: all codings of CODE count as those of INTO.

    \b
    Example:
      qualcode codebook join carers.qualcode timeliness battle
    """
    with open_project(project, coder) as opened:
        one, other = opened.codes.find(code), opened.codes.find(into)
        opened.codes.join(one.id, other.id)
    say(f"“{one.label}” is now “{other.label}”. qualcode undo takes it back.")


@codebook.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Check a codebook file, and say where anything is wrong.

    \b
    Example:
      qualcode codebook check my-codebook.yaml
    """
    from qualcode.codebooks import load_codebook

    read = load_codebook(file)
    say(f"{read.label}: {count(len(read), 'code')}, nothing wrong.")
