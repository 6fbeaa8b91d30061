"""The people sheet at the command line: written out, filled in, and read back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import say
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project import Project


def write_sheet(opened: "Project", path: Path, *, force: bool) -> None:
    """Write everybody into a spreadsheet that is to be filled in."""
    from qualcode.cli.errors import NoFolderError, UnknownSheetError
    from qualcode.project.errors import FileExistsHereError

    if path.suffix.casefold() not in (".xlsx", ".csv"):
        raise UnknownSheetError(path)
    if not path.parent.is_dir():
        raise NoFolderError(path.parent)
    if path.exists() and not force:
        raise FileExistsHereError(path)
    rows = opened.people.write_sheet(path)
    say(f"Wrote {path}: {count(rows, 'row')}. It holds names: keep it as safely as consent forms.")


def read_sheet(opened: "Project", path: Path, *, clear: bool, yes: bool) -> None:
    """Show what a filled-in spreadsheet would change, ask, and take it over."""
    difference = opened.people.compare_sheet(path, clear=clear)
    for sentence in difference.sentences:
        click.echo(sentence)
    for sentence in difference.ignored:
        say(f"Passed over: {sentence}")
    if not difference:
        say(f"{path.name} says nothing that the project does not know.")
        return
    opened.require_coder()
    if not yes and not click.confirm("Take this over?", default=False, err=True):
        say("Nothing was changed.")
        return
    opened.people.take_sheet(difference)
    say("Taken over. qualcode undo takes it back.")
