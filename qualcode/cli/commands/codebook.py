"""Codebooks."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.commands.deciding import lock, proposals, unlock
from qualcode.cli.commands.one_code import (
    add,
    delete,
    join,
    move,
    recolour,
    redefine,
    rename,
    split,
    yes_option,
)
from qualcode.cli.common import (
    FILE,
    asked,
    coder_option,
    json_option,
    must_be_file,
    open_existing,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.cli.usage import Group
from qualcode.cli.values import WORD
from qualcode.model.code import SEPARATOR
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.model import Code
    from qualcode.project.codebook.difference import CodebookDifference
    from qualcode.project.codes import LoadedCodebook

_NO_CODEBOOK = "Made in this project"


@click.group(cls=Group)
def codebook() -> None:
    """Load, list, change and save the themes to code with.

    \b
    Example:
      qualcode codebook load carers.qualcode cross-cutting
    """


@codebook.command()
@project_argument
@click.argument("name")
@click.option("--preview", is_flag=True, help="Only show what would change.")
@click.option("--file-wins", is_flag=True, help="Give up what was changed in the project since.")
@yes_option
@coder_option
@json_option
def load(
    project: Path,
    name: str,
    preview: bool,
    file_wins: bool,
    yes: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Load a codebook into a project: NAME of a bundled one, or a YAML file.

    Of a codebook that was loaded before, what differs is shown first. Codes are recognised by their
    ids, and codings stay, also those of codes that the file no longer has. What you changed in the
    project since stays too.

    \b
    Example:
      qualcode codebook load carers.qualcode carers-rights-2024
    """
    from qualcode.codebooks import find_codebook, load_codebook

    read = load_codebook(find_codebook(name))
    if preview:
        with open_existing(project) as opened:
            _print_difference(opened.codes.compare(read, file_wins=file_wins), as_json=as_json)
        return
    with open_project(project, coder) as opened:
        opened.require_coder()
        difference = opened.codes.compare(read, file_wins=file_wins)
        if difference.known:
            _print_difference(difference, as_json=as_json)
            if not difference.is_empty and not asked("Load it?", yes=yes):
                return
        done = opened.codes.load(read, file_wins=file_wins)
    if as_json and not difference.known:
        _print_difference(done.difference, as_json=True)
    _say_loaded(done)
    say(f"Next: qualcode code {project}")


@codebook.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the codebooks that come with qualcode.

    \b
    Example:
      qualcode codebook list
    """
    from qualcode.codebooks import list_bundled

    books = list_bundled()
    if as_json:
        print_json([asdict(one) for one in books])
        return
    print_table([[one.name, one.codes, one.label] for one in books], ["name", "codes", "label"])


@codebook.command()
@project_argument
@json_option
def show(project: Path, as_json: bool) -> None:
    """Show the codes of a project as trees, codebook by codebook.

    \b
    Example:
      qualcode codebook show carers.qualcode
    """
    with open_existing(project) as opened:
        codes = opened.codes.list()
        labels = opened.codes.codebooks()
    if as_json:
        print_json([asdict(one) for one in codes])
        return
    for n, (book, trees) in enumerate(_by_codebook(codes).items()):
        click.echo("\n" * (n > 0) + _title(book, labels))
        print_table(
            [
                ["  " * one.path.count(SEPARATOR) + one.label, one.slug, one.definition]
                for one in trees
            ],
            ["code", "id", "definition"],
        )


for verb in (add, rename, move, redefine, recolour, join, split, delete, lock, unlock, proposals):
    codebook.add_command(verb)


@codebook.command()
@project_argument
@click.argument("file", type=FILE)
@click.option(
    "--from", "original", type=FILE, help="The file it came from: its comments and order are kept."
)
@click.option(
    "--codebook", "name", type=WORD, metavar="ID", help="Which one, where there are several."
)
@yes_option
@coder_option
def save(
    project: Path,
    file: Path,
    original: Path | None,
    name: str | None,
    yes: bool,
    coder: str | None,
) -> None:
    """Write a codebook to a YAML FILE, or bring the FILE it came from up to date.

    In a file that is there, only the lines of what differs are written anew: your comments, the
    order and the layout stay.

    \b
    Example:
      qualcode codebook save carers.qualcode my-codebook.yaml
    """
    for known in filter(None, (original, file if file.exists() else None)):
        must_be_file(known)
    with open_project(project, coder) as opened:
        opened.require_coder()
        if file.exists() and not asked(f"Bring {file.name} up to date?", yes=yes):
            return
        done = opened.exporting.save_codebook(file, original, name, replace=True)
    say(f"Wrote {file}: {count(done.codes, 'code')}.")
    if done.original is not None and not done.updated:
        say(f"{done.original.name} could not be followed, so its comments were not kept.")
    for path in done.uprooted:
        say(f"“{path}” stands under a code of another codebook; in this file it is at the top.")


@codebook.command()
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Check a codebook file, and say where anything is wrong.

    \b
    Example:
      qualcode codebook check my-codebook.yaml
    """
    from qualcode.codebooks import find_lost_references, load_codebook

    must_be_file(file)
    read = load_codebook(file)
    lost = list(find_lost_references(read))
    for one in lost:
        near = f" Did you mean “{one.nearest}”?" if one.nearest else ""
        click.echo(f"“{one.code}” sends to “{one.named}”, which is not in this codebook.{near}")
    verdict = "it can be loaded all the same" if lost else "nothing wrong"
    say(f"{read.label}: {count(len(read), 'code')}, {verdict}.")


def _by_codebook(codes: "list[Code]") -> "dict[str | None, list[Code]]":
    """Return codes by the codebook of the code at the top of their tree, in tree order."""
    trees: dict[str | None, list[Code]] = {}
    book = None
    for code in codes:
        book = code.codebook if code.parent is None else book
        trees.setdefault(book, []).append(code)
    return trees


def _title(book: str | None, labels: dict[str, str]) -> str:
    """Return the heading of a codebook: its label, and the id that may stand before a name."""
    if book is None:
        return _NO_CODEBOOK
    return f"{labels[book]} ({book})" if book in labels else book


def _print_difference(difference: "CodebookDifference", *, as_json: bool) -> None:
    if as_json:
        print_json(_as_data(difference))
        return
    if difference.is_empty:
        click.echo(f"{difference.label}: nothing has changed.")
    for sentence in difference.sentences():
        click.echo(sentence)


def _as_data(difference: "CodebookDifference") -> dict[str, object]:
    sorts = ("renamed", "redefined", "moved", "recoloured", "detailed", "given_new_ids")
    sorted_out = {name: [one.slug for one in getattr(difference, name)] for name in sorts}
    return {**asdict(difference), **sorted_out, "empty": difference.is_empty}


def _say_loaded(done: "LoadedCodebook") -> None:
    difference = done.difference
    if difference.known and difference.is_empty:
        return
    say(f"{done.label}: {count(done.new, 'new code')}, {done.changed} changed.")
    if not difference.known:
        for sentence in difference.consequences():
            say(sentence)
