"""Importing sources and listing them."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli import exits
from qualcode.cli.common import (
    FILE,
    coder_option,
    count,
    json_option,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)

if TYPE_CHECKING:
    from qualcode.project.imported import ImportedFile


@click.command("import")
@project_argument
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--quotations", is_flag=True, help="Published reports: take out their quotations.")
@click.option("--encoding", help="How the text files are encoded, where it is not found out.")
@coder_option
@json_option
@click.pass_context
def import_(
    ctx: click.Context,
    project: Path,
    files: tuple[Path, ...],
    quotations: bool,
    encoding: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Bring in FILES: text, Markdown, Word, WebVTT, CSV, or folders of them.

    A study.yaml beside them says which site, which people and which roles they have. A file that
    cannot be read is refused with the reason; the rest goes in.

    \b
    Example:
      qualcode import carers.qualcode transcripts/ --coder Asha
    """
    results = []
    with open_project(project, coder) as opened:
        for one in opened.sources.import_files(files, encoding=encoding, quotations=quotations):
            results.append(one)
            if not as_json:
                _tell(one)
    if as_json:
        print_json([{**asdict(one), "path": str(one.path)} for one in results])
    taken = [one for one in results if not one.refused and not one.known]
    refused = [one for one in results if one.refused]
    known = len(results) - len(taken) - len(refused)
    say(f"{count(len(taken), 'file')} imported, {known} known already, {len(refused)} refused.")
    ctx.exit(exits.REFUSED if refused else exits.DONE)


@click.command()
@project_argument
@click.option(
    "--correct",
    "corrections",
    nargs=3,
    multiple=True,
    metavar="SOURCE WORDS NEW",
    help="Show NEW in place of misheard WORDS, which must stand in SOURCE once.",
)
@coder_option
@json_option
def sources(
    project: Path, corrections: tuple[tuple[str, str, str], ...], coder: str | None, as_json: bool
) -> None:
    """List the sources: what they are, how long, and how far each coder has read.

    The imported text is never changed: a correction is shown in its place, and can be undone.

    \b
    Example:
      qualcode sources carers.qualcode --json
    """
    with open_project(project, coder) as opened:
        for name, words, new in corrections:
            found = opened.sources.find(name)
            start, end = opened.codings.locate(found.id, words)
            opened.patches.correct(found.id, start, end, new)
            say(f"{found.ref} now shows “{new}” for “{words}”.")
        listed = opened.sources.list()
        if as_json:
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
                    for one in listed
                ]
            )
            return
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
                for one in listed
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
    if one.known:
        news = "; what study.yaml now says of it was taken over" if one.updated else ""
        say(f"· {one.path.name}: in the project already, as {one.ref}{news}.")
        for sentence in one.left_out:
            say(f"    {sentence}")
        return
    parts = [count(one.turns, "turn"), count(one.words, "word")]
    if one.people:
        parts.append(count(one.people, "person", "people"))
    if one.quotations:
        parts.append(count(one.quotations, "quotation"))
    say(f"✓ {one.path.name} is {one.ref}: {', '.join(parts)}.")
    for sentence in one.left_out:
        say(f"    {sentence}")
