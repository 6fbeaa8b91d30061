"""Putting codes on passages, and listing them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import (
    FILE,
    coder_option,
    json_option,
    must_be_file,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
    shorten,
)
from qualcode.cli.values import WORD
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.model import Source
    from qualcode.project import Project

_SHOWN = 60


@click.command()
@project_argument
@click.argument("source", required=False)
@click.argument("code", required=False)
@click.option("--span", nargs=2, type=int, metavar="START END", help="Positions in the text.")
@click.option("--text", type=WORD, help="The words to code, as they stand in the source, once.")
@click.option("--table", "tables", type=FILE, multiple=True, help="A CSV table of codings.")
@click.option("--read", is_flag=True, help="The source, or those of a table, were read in full.")
@click.option("--skip", multiple=True, metavar="SOURCE", help="A source of the table to pass over.")
@coder_option
def apply(
    project: Path,
    source: str | None,
    code: str | None,
    span: tuple[int, int] | None,
    text: str | None,
    tables: tuple[Path, ...],
    read: bool,
    skip: tuple[str, ...],
    coder: str | None,
) -> None:
    """Put CODE on a passage of SOURCE, mark SOURCE as read, or apply tables of codings.

    What was read to its end is the base of every count: silence there is a “no”.

    A table has the columns source, start, end, text, code and coder; every row must read in its
    source what it says, or nothing of the table is applied.

    \b
    Example:
      qualcode apply carers.qualcode B-FG1 breaks --text "two afternoons with somebody sat"
    """
    if bool(tables) == bool(source) or (source and not (code and (span or text)) and not read):
        message = "Say SOURCE, CODE and --span or --text; or SOURCE and --read; or else --table."
        raise click.UsageError(message)
    for table in tables:
        must_be_file(table)
    with open_project(project, coder) as opened:
        for table in tables:
            for name, applied in opened.codings.apply_table(table, read=read, skip=skip).items():
                say(f"{table.name}: {count(applied, 'coding')} by {name}.")
        if source and code:
            found, theme = opened.sources.find(source), opened.codes.find(code)
            start, end = span or opened.codings.locate(found.id, text or "")
            opened.codings.apply(found.id, start, end, theme.id)
            say(f"Coded “{theme.label}” on {_say_place(opened, found, start, end)}.")
        if source and read:
            found = opened.sources.find(source)
            opened.readings.mark_all(found.id)
            say(f"Marked {found.ref} as read, with the themes as they stand now.")


@click.command()
@project_argument
@click.option("--source", type=WORD, help="Only of this source.")
@click.option("--code", type=WORD, help="Only of this code.")
@click.option("--by", "by_coder", type=WORD, metavar="NAME", help="Only by this coder.")
@click.option(
    "--remove", multiple=True, metavar="ID", help="Take a coding off; undo brings it back."
)
@coder_option
@json_option
def codings(
    project: Path,
    source: str | None,
    code: str | None,
    by_coder: str | None,
    remove: tuple[str, ...],
    coder: str | None,
    as_json: bool,
) -> None:
    """List what is coded, in reading order. Suggestions are not codings and never listed here.

    \b
    Example:
      qualcode codings carers.qualcode --code breaks --json
    """
    with open_project(project, coder) as opened:
        for coding in remove:
            opened.codings.remove(coding)
        passages = opened.codings.passages(
            opened.sources.find(source).id if source else None,
            opened.codes.find(code).id if code else None,
            opened.coders.find(by_coder) if by_coder else None,
        )
        slugs = {one.id: one.slug for one in opened.codes.list()}
        refs = {one.id: one.ref for one in opened.sources.list()}
        people = {one.id: one.code for one in opened.people.list()}
        rows: list[dict[str, Any]] = [
            {
                "id": one.coding.id,
                "source": one.coding.source,
                "start": one.coding.start,
                "end": one.coding.end,
                "text": one.imported,
                "shown": one.text,
                "code": slugs[one.coding.code],
                "path": one.path,
                "coder": one.coding.coder,
                "origin": one.coding.origin,
                "time": one.coding.time,
                "ref": refs[one.coding.source],
                "people": [people[case] for case in one.cases if case in people],
            }
            for one in passages
        ]
    if as_json:
        print_json(rows)
        return
    print_table(
        [
            [
                ", ".join(row["people"]) or row["ref"],
                row["path"],
                row["coder"],
                shorten(row["shown"], _SHOWN),
            ]
            for row in rows
        ],
        ["where", "code", "coder", "words"],
    )
    say(f"{count(len(rows), 'coding')}.")


def _say_place(opened: "Project", source: "Source", start: int, end: int) -> str:
    """Return which turns of a source a passage is in, and whose they are."""
    turns = [
        one
        for one in opened.sources.document(source.id).turns
        if one.body < end and start < one.end
    ]
    if not turns:
        return source.ref
    people = opened.people.by_id()
    cases = dict.fromkeys(one.case for one in turns if one.case)
    who = ", ".join(people[case].code for case in cases if case in people)
    first, last = turns[0].n, turns[-1].n
    where = turns[0].name if len(turns) == 1 else f"turns {first} to {last}"
    where = f"turn {first}" if len(turns) > 1 and first == last else where
    return f"{where} of {source.ref}" + (f" ({who})" if who else "")
