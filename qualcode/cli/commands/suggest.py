"""Suggestions: for the project, for one theme, and for a table of answers."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import (
    FILE,
    coder_option,
    json_option,
    must_be_file,
    open_existing,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
    shorten,
)
from qualcode.cli.values import NUMBER, WORD
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project import Project

_SHOWN = 10
_WORDS = 70
_WHEN = ("after-three", "always", "never")


@click.command()
@project_argument
@click.option("--show", type=NUMBER, default=_SHOWN, show_default=True, help="How many to print.")
@click.option(
    "--when",
    type=click.Choice(_WHEN),
    help="Only say when the workspace shows them; at first after-three: after a coder's first "
    "three sources, and never where two work on one.",
)
@click.option(
    "--seek", "code", type=WORD, metavar="CODE", help="Only where to look next for this theme."
)
@click.option(
    "--encoder",
    type=WORD,
    metavar="FOLDER",
    help="Read words with the sentence encoder in FOLDER from now on, in all your projects; or "
    "with static, tfidf, or auto again.",
)
@click.option("--table", type=FILE, metavar="CSV", help="Only code a table of answers by machine.")
@click.option(
    "--text-column", "text", type=WORD, metavar="NAME", help="With --table: where the answers are."
)
@click.option("--role-column", "role", type=WORD, metavar="NAME", help="With --table: who speaks.")
@click.option(
    "--keep", type=WORD, multiple=True, metavar="NAME", help="With --table: a column to copy."
)
@click.option("-o", "--out", type=FILE, metavar="CSV", help="With --table: the table to write.")
@coder_option
@json_option
def suggest(
    project: Path,
    show: int,
    when: str | None,
    code: str | None,
    encoder: str | None,
    table: Path | None,
    text: str | None,
    role: str | None,
    keep: tuple[str, ...],
    out: Path | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Learn from human coding and propose codes for what nobody has looked at yet.

    Proposals are a machine's. They are never counted, quoted or exported as coding.

    With --seek, passages that nobody has looked at for one theme, the likeliest first: look,
    code, and ask again, until nothing more comes. A check (qualcode sample --check) says how much
    is still unfound.

    With --table, a CSV file of any length goes to another one: the chance of each code for each
    row. The rows do not come into the project. A run that was broken off goes on where it stopped.

    \b
    Example:
      qualcode suggest carers.qualcode
      qualcode suggest carers.qualcode --table answers.csv --text-column answer -o coded.csv
    """
    if not table and (text or role or keep or out):
        raise click.UsageError("These columns and the file to write are of a table: add --table.")
    if table and not (text and out):
        raise click.UsageError("--table needs --text-column, where the answers are, and --out.")
    if sum(map(bool, (when, code, table))) > 1:
        raise click.UsageError("--when, --seek and --table are asked for one at a time.")
    if encoder:
        _read_with(project, encoder)
    if when:
        _show_when(project, when, coder)
        return
    if code:
        _seek(project, code, show, as_json)
        return
    if table and text and out:
        _code_table(project, table, out, text, role, keep)
        return
    with open_project(project, coder) as opened:
        done = opened.suggestions.refit(say)
        proposals = opened.suggestions.of()
        if as_json:
            unlike = opened.suggestions.unlike()
            print_json([{**asdict(one), "unlike": unlike.get(one.source)} for one in proposals])
            return
        for remark in done.card.remarks:
            say(remark)
        _print_proposals(opened, show, calibrated=done.card.calibrated)
        say(
            f"{count(done.proposals, 'proposal')} for {count(done.passages, 'passage')}, "
            f"learned from {done.coded}. They wait in the workspace: qualcode code {project}"
        )


def _read_with(project: Path, encoder: str) -> None:
    with open_existing(project) as opened:
        kept = opened.suggestions.read_with(encoder)
    say(f"Words are read with {encoder} from now on, in all your projects: {kept} says so.")


def _code_table(
    project: Path, table: Path, out: Path, text: str, role: str | None, keep: tuple[str, ...]
) -> None:
    must_be_file(table)
    with open_existing(project) as opened:
        rows, before = opened.suggestions.code_table(
            table, out, text=text, role=role, keep=keep, report=say
        )
    earlier = f", {before:,} of them by an earlier run" if before else ""
    say(f"Wrote {out}: chances for {count(rows, 'row')}{earlier}. A machine's, and no coding.")


def _show_when(project: Path, when: str, coder: str | None) -> None:
    from qualcode.project.suggesting.showing import When

    said = when.replace("-", " ")
    with open_project(project, coder) as opened:
        opened.suggestions.show_when(When(said))
    say(f"The workspace shows suggestions: {said}.")


def _seek(project: Path, code: str, show: int, as_json: bool) -> None:
    with open_existing(project) as opened:
        wanted = opened.codes.find(code)
        found = opened.seeking.next(wanted.id, show, say)
        left = opened.seeking.unfound(wanted.id)
        refs = {one.id: one.ref for one in opened.sources.list()}
    if as_json:
        print_json({"next": [asdict(one) for one in found], "unfound": asdict(left)})
        return
    if found:
        print_table(
            [
                [f"{one.probability:.0%}", refs[one.source], shorten(one.text, _WORDS)]
                for one in found
            ],
            ["chance", "source", "words"],
        )
    say(left.sentence)


def _print_proposals(opened: "Project", show: int, *, calibrated: bool) -> None:
    proposals = sorted(opened.suggestions.of(), key=lambda one: -one.probability)[:show]
    texts = opened.sources.texts()
    paths = {one.id: one.path for one in opened.codes.list()}
    refs = {one.id: one.ref for one in opened.sources.list()}
    print_table(
        [
            [
                "likely" if one.likely else "possible",
                f"{one.probability:.0%}",
                paths[one.code],
                refs[one.source],
                shorten(texts[one.source][one.start : one.end], _WORDS),
            ]
            for one in proposals
        ],
        ["", "chance" if calibrated else "chance (not calibrated yet)", "code", "source", "words"],
    )
