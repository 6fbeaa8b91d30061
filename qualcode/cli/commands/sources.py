"""Importing sources and listing them."""

from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from qualcode.cli import exits
from qualcode.cli.commands.previews import as_data, show_preview
from qualcode.cli.common import (
    FILE,
    at_terminal,
    coder_option,
    json_option,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.cli.values import WORD
from qualcode.model import CaseKind, ColumnKind, SourceKind
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.intake.imported import ImportedFile
    from qualcode.project.intake.previewing import FilePreview
    from qualcode.reading import StudySource

_Kind = TypeVar("_Kind", bound=StrEnum)
_SOURCE_KINDS = [str(kind) for kind in SourceKind]


@click.command("import")
@project_argument
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--preview", is_flag=True, help="Show what the files hold, and store nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before the files go in.")
@click.option("--as", "kind", type=click.Choice(_SOURCE_KINDS), help="What the files are.")
@click.option(
    "--kind-of",
    "kinds",
    multiple=True,
    metavar="LABEL=KIND",
    help="What a speaker label is: person, facilitator, several or unknown.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=KIND",
    help="What a survey's column holds: open, closed, several, id, personal or left out.",
)
@click.option("--quotations", is_flag=True, help="Published reports: take out their quotations.")
@click.option(
    "--encoding", type=WORD, help="How the text files are encoded, where it is not found out."
)
@coder_option
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    project: Path,
    files: tuple[Path, ...],
    preview: bool,
    yes: bool,
    kind: str | None,
    kinds: tuple[str, ...],
    columns: tuple[str, ...],
    quotations: bool,
    encoding: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Bring in FILES, or folders of them: Word, PDF, text, captions, spreadsheets and more.

    In a terminal they are shown first: who speaks, what is guessed of them, what stays outside. A
    study.yaml beside them says which site, which people and which roles they have. A file that
    cannot be read is refused with the reason; the rest goes in. What qualcode itself wrote into a
    folder is left out.

    \b
    Example:
      qualcode import carers.qualcode transcripts/ --coder Asha
    """
    labels = _pairs(kinds, CaseKind)
    headings = _pairs(columns, ColumnKind)
    asks = at_terminal() and not (yes or as_json)
    with open_project(project, coder) as opened:
        said: dict[Path, StudySource] = {}
        seen: list[FilePreview] = []
        own = _leave_out(opened, files)
        if preview or asks or kind or labels or headings:
            what = SourceKind(kind) if kind else None
            seen, said = _look(opened, files, own, what, labels, headings, quotations, encoding)
        if preview and as_json:
            print_json([as_data(one) for one in seen])
        elif preview or asks:
            for one in seen:
                show_preview(one, opened.site_word)
        if preview:
            ctx.exit(exits.REFUSED if any(one.refused for one in seen) else exits.DONE)
        sound = sum(one.refused is None for one in seen)
        if asks and sound and not _agreed(sound):
            say("Nothing was brought in.")
            ctx.exit(exits.DONE)
        results = []
        for result in opened.sources.import_files(
            files, encoding=encoding, quotations=quotations, said=said, without=own
        ):
            results.append(result)
            if not as_json:
                _tell(result)
    if as_json:
        print_json([{**asdict(one), "path": str(one.path)} for one in results])
    ctx.exit(_sum_up(results))


def _look(
    opened: "Project",
    files: tuple[Path, ...],
    own: set[Path],
    kind: SourceKind | None,
    labels: dict[str, CaseKind],
    headings: dict[str, ColumnKind],
    quotations: bool,
    encoding: str | None,
) -> "tuple[list[FilePreview], dict[Path, StudySource]]":
    """Return the previews of the files, and what was decided of them, if anything was."""
    from qualcode.project.intake.deciding import decide

    def look(said: "dict[Path, StudySource]") -> "list[FilePreview]":
        return list(
            opened.sources.preview(
                files, encoding=encoding, quotations=quotations, said=said, without=own
            )
        )

    seen = look({})
    if not (kind or labels or headings):
        return seen, {}
    said = decide(seen, kind=kind, kinds=labels, columns=headings)
    return look(said), said


def _leave_out(opened: "Project", files: tuple[Path, ...]) -> set[Path]:
    """Return what qualcode itself wrote into the folders that are named, and say so."""
    own = opened.sources.find_own(files)
    for path in sorted(own):
        say(f"· {path.name}: left out, since qualcode wrote it. Name the file to bring it in.")
    return own


def _agreed(number: int) -> bool:
    files = "this file" if number == 1 else f"these {number} files"
    return click.confirm(f"Bring {files} in?", default=True, err=True)


def _pairs(words: Iterable[str], kinds: type[_Kind]) -> dict[str, _Kind]:
    """Return what was said as NAME=KIND."""
    said = {}
    for word in words:
        name, _, kind = word.rpartition("=")
        if not name.strip() or kind.strip().casefold() not in tuple(kinds):
            message = f"“{word}” is no NAME=KIND. The kinds are: {', '.join(kinds)}."
            raise click.UsageError(message)
        said[name.strip()] = kinds(kind.strip().casefold())
    return said


def _sum_up(results: "list[ImportedFile]") -> int:
    """Say how many files went in, and return the exit code."""
    refused = sum(one.refused is not None for one in results)
    known = sum(one.known for one in results)
    taken = len(results) - known - refused
    say(f"{count(taken, 'file')} imported, {known} known already, {refused} refused.")
    return exits.REFUSED if refused else exits.DONE


@click.command()
@project_argument
@click.option(
    "--rename", "renames", nargs=2, multiple=True, metavar="SOURCE NEW", help="Another short name."
)
@click.option(
    "--site",
    "sites",
    nargs=2,
    multiple=True,
    metavar="SOURCE SITE",
    help="Say where it took place; an empty SITE takes it away.",
)
@click.option(
    "--as",
    "kinds",
    type=(str, click.Choice(_SOURCE_KINDS)),
    multiple=True,
    metavar="SOURCE KIND",
    help="Say what it is: recording, notes, survey or report.",
)
@coder_option
@json_option
def sources(
    project: Path,
    renames: tuple[tuple[str, str], ...],
    sites: tuple[tuple[str, str], ...],
    kinds: tuple[tuple[str, str], ...],
    coder: str | None,
    as_json: bool,
) -> None:
    """List the sources: what they are, how long, and how far each coder has read.

    \b
    Example:
      qualcode sources carers.qualcode --json
    """
    with open_project(project, coder) as opened:
        for name, site in sites:
            opened.sources.set_site(opened.sources.find(name).id, site.strip() or None)
        for name, kind in kinds:
            opened.sources.set_kind(opened.sources.find(name).id, SourceKind(kind))
        for name, new in renames:
            opened.sources.rename(opened.sources.find(name).id, new)
        if as_json:
            _print_data(opened)
        else:
            _print_list(opened)


def _print_data(opened: "Project") -> None:
    texts = opened.sources.texts()
    print_json(
        [
            {
                "id": one.id,
                "name": one.name,
                "kind": one.kind,
                "text": texts[one.id],
                "ref": one.ref,
                "form": one.form,
                "site": one.site,
                "words": one.words,
                "added": one.added,
            }
            for one in opened.sources.list()
        ]
    )


def _print_list(opened: "Project") -> None:
    coders = opened.counting.coders()
    read = {name: opened.sources.progress(name) for name in coders}
    print_table(
        [
            [
                one.ref,
                one.kind,
                one.form,
                one.site or "",
                f"{one.words:,}",
                *(f"{read[name][one.id]:.0%}" for name in coders),
                one.name,
            ]
            for one in opened.sources.list()
        ],
        [
            "source",
            "kind",
            "form",
            opened.site_word,
            "words",
            *(f"read by {name}" for name in coders),
            "file",
        ],
    )


def _tell(one: "ImportedFile") -> None:
    if one.refused:
        say(f"✗ {one.path.name}: {one.refused}")
        return
    remarks = count(one.comments, "remark") if one.comments else ""
    if one.known:
        verb = "was" if one.comments == 1 else "were"
        news = f"; {remarks} {verb} taken in as notes" if remarks else ""
        if one.updated and not remarks:
            news = "; what study.yaml now says of it was taken over"
        say(f"· {one.path.name}: in the project already, as {one.ref}{news}.")
    else:
        parts = [count(one.turns, "turn"), count(one.words, "word")]
        if one.people:
            parts.append(count(one.people, "person", "people"))
        if one.quotations:
            parts.append(count(one.quotations, "quotation"))
        if one.comments:
            parts.append(f"{remarks} as {'a note' if one.comments == 1 else 'notes'}")
        say(f"✓ {one.path.name} is {one.ref}: {', '.join(parts)}.")
    for sentence in one.unsure:
        say(f"    ? {sentence}")
    for sentence in one.left_out:
        say(f"    {sentence}")
