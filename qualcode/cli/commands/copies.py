"""Merging, proving and backing up."""

import re
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from qualcode.cli import exits
from qualcode.cli.common import (
    FILE,
    PROJECT,
    json_option,
    must_be_there,
    open_existing,
    print_json,
    project_argument,
    say,
)
from qualcode.cli.errors import BackupExistsError, NoFolderError
from qualcode.model.words import count

# A chain, how far it has come, and the hash of all up to there.
_HEAD = re.compile(r"\S+\.\d+:[0-9a-f]+")


@click.command()
@project_argument
@click.argument("others", type=PROJECT, nargs=-1, required=True)
@click.option("--unrelated", is_flag=True, help="Bring in a project that is no copy of this one.")
def merge(project: Path, others: tuple[Path, ...], unrelated: bool) -> None:
    """Bring the work of OTHER copies into PROJECT. The other files are only read.

    Any order gives the same, and merging twice changes nothing. What two people set apart is
    listed; nothing is dropped.

    \b
    Example:
      qualcode merge carers.qualcode carers-tom.qualcode
    """
    for other in others:
        must_be_there(other)
    with open_existing(project) as opened:
        for other in others:
            done = opened.copies.merge(other, unrelated=unrelated)
            say(
                f"{other.name}: {count(done.acts, 'new act')}, "
                f"{count(done.sources, 'new source')}, {count(done.codings, 'new coding')}."
            )
        for finding in opened.copies.check():
            if not finding.problem:
                say(finding.sentence)


@click.command()
@project_argument
@click.option("--against", "heads", multiple=True, metavar="HEAD", help="A head printed earlier.")
@json_option
@click.pass_context
def check(ctx: click.Context, project: Path, heads: tuple[str, ...], as_json: bool) -> None:
    """Prove that every passage reads what was coded, and that nothing was altered.

    Leaves with 3 where a proof fails. What only waits for a decision is listed and is no fault.

    \b
    Example:
      qualcode check carers.qualcode
    """
    for head in heads:
        if not _HEAD.fullmatch(head):
            message = f"“{head}” is no head. qualcode log PROJECT --heads prints what is meant."
            raise click.UsageError(message)
    with open_existing(project) as opened:
        findings = list(opened.copies.check(heads))
    problems = [one for one in findings if one.problem]
    if as_json:
        print_json([asdict(one) for one in findings])
    else:
        for one in findings:
            click.echo(f"{'✗' if one.problem else '·'} {one.sentence}")
    if problems:
        say(f"{count(len(problems), 'problem')}. Work on a backup, and keep this file.")
    else:
        say("Sound. Every coded passage still reads as it did, and the history is whole.")
    ctx.exit(exits.FOUND_PROBLEMS if problems else exits.DONE)


@click.command()
@project_argument
@click.argument("target", type=FILE, required=False)
def backup(project: Path, target: Path | None) -> None:
    """Write a whole copy of PROJECT to TARGET, or beside it under the present time.

    Never copy an open project by hand: the newest work may still be in its log.

    \b
    Example:
      qualcode backup carers.qualcode
    """
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = target or project.with_name(f"{project.stem}-{stamp}{project.suffix}")
    with open_existing(project) as opened:
        if target.exists():
            raise BackupExistsError(target)
        if not target.parent.is_dir():
            raise NoFolderError(target.parent)
        opened.copies.back_up(target)
    say(f"Wrote {target}.")
