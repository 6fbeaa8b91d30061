"""Notes: remarks on anything."""

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import (
    coder_option,
    json_option,
    open_existing,
    open_project,
    print_json,
    project_argument,
    say,
    shorten,
)
from qualcode.cli.values import WORD
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project import Project

_SHOWN = 60
# Of a time such as 2026-03-01T10:00:00Z.
_DATE = 10


@click.command()
@project_argument
@click.argument("about")
@click.argument("text", type=WORD)
@coder_option
def note(project: Path, about: str, text: str, coder: str | None) -> None:
    """Write a note ABOUT a source, a code, a person, a coding or the project.

    ABOUT is a name: B-FG1, breaks, B-FG1-P3, the id of a coding, or the word project. Where it fits
    several things, say which is meant: source:B-FG1, code:breaks, person:B-FG1-P3.

    \b
    Example:
      qualcode note carers.qualcode B-FG1 "A lively group; two people left early."
    """
    with open_project(project, coder) as opened:
        found = opened.notes.find_subject(about)
        opened.notes.add(found.about, found.id, text)
    say(f"Noted on {found.name}.")


@click.command()
@project_argument
@click.option("--about", type=WORD, help="Only on this source, code, person or coding.")
@click.option("--remove", multiple=True, metavar="ID", help="Take a note away.")
@coder_option
@json_option
def notes(
    project: Path, about: str | None, remove: tuple[str, ...], coder: str | None, as_json: bool
) -> None:
    """List the notes, oldest first, with the words they stand by.

    \b
    Example:
      qualcode notes carers.qualcode --about B-FG1
    """
    with open_project(project, coder) if remove else open_existing(project) as opened:
        for item in remove:
            opened.notes.delete(item)
        rows = _list_notes(opened, about)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        words = f", on “{shorten(str(row['words']), _SHOWN)}”" if row["words"] else ""
        click.echo(f"{row['on']}{words}  ({row['coder']}, {str(row['time'])[:_DATE]})")
        click.echo(textwrap.indent(str(row["text"]), "  "))
        click.echo(f"  id {row['id']}\n")
    say(f"{count(len(rows), 'note')}.")


def _list_notes(opened: "Project", about: str | None) -> list[dict[str, object]]:
    subject = opened.notes.find_subject(about) if about else None
    listed = opened.notes.list(subject.about, subject.id) if subject else opened.notes.list()
    names = opened.notes.name_subjects(listed)
    return [
        {
            "id": one.id,
            "about": one.about,
            "about_id": one.about_id,
            "on": names[one.id],
            "words": opened.notes.words(one),
            "text": one.text,
            "start": one.start,
            "end": one.end,
            "coder": one.coder,
            "time": one.time,
        }
        for one in listed
    ]
