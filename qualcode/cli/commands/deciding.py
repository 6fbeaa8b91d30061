"""Who decides on codes, and what the others propose."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import (
    coder_option,
    json_option,
    open_existing,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.cli.values import WORD
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.model.request import Request
    from qualcode.project import Project

_SHORT_ID = 8


@click.command()
@project_argument
@click.argument("lead", required=False)
@coder_option
def lock(project: Path, lead: str | None, coder: str | None) -> None:
    """Let one person alone change codes: LEAD, or you. The others propose, with --propose.

    \b
    Example:
      qualcode codebook lock carers.qualcode Asha
    """
    with open_project(project, coder) as opened:
        name = opened.codes.lock(lead)
        known = opened.coders.nearest_to_new(name)
    if known:
        say(f"{name} is new here. Did you mean {known}?")
    say(f"Locked: {name} decides on codes. qualcode codebook unlock opens it again.")


@click.command()
@project_argument
@coder_option
def unlock(project: Path, coder: str | None) -> None:
    """Let everybody change codes again. Only who decides on them can.

    \b
    Example:
      qualcode codebook unlock carers.qualcode
    """
    with open_project(project, coder) as opened:
        opened.codes.unlock()
    say("Unlocked: everybody can change codes.")


@click.command()
@project_argument
@click.option("--accept", type=WORD, metavar="ID", help="Do what a proposal asks for.")
@click.option("--decline", type=WORD, metavar="ID", help="Say no to a proposal.")
@click.option("--because", default="", metavar="WHY", help="Why it is declined.")
@click.option("--all", "every", is_flag=True, help="List the answered ones too.")
@coder_option
@json_option
def proposals(
    project: Path,
    accept: str | None,
    decline: str | None,
    because: str,
    every: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """List what is proposed for a locked codebook, or answer it.

    \b
    Example:
      qualcode codebook proposals carers.qualcode --all
    """
    if accept and decline:
        message = "Say --accept or --decline, not both."
        raise click.UsageError(message)
    if accept or decline:
        with open_project(project, coder) as opened:
            _answer(opened, accept, decline, because)
        return
    with open_existing(project) as opened:
        listed = opened.requests.of() + (opened.requests.of(answered=True) if every else [])
        told = [opened.requests.say(one) for one in listed]
    if as_json:
        print_json([asdict(one) | {"told": words} for one, words in zip(listed, told, strict=True)])
        return
    if listed:
        print_table(
            [
                [one.id[:_SHORT_ID], words, one.coder, one.why, _say_answer(one)]
                for one, words in zip(listed, told, strict=True)
            ],
            ["id", "proposal", "by", "why", "answer"],
        )
    say(f"{count(sum(one.answer is None for one in listed), 'proposal')} to answer.")


def _answer(opened: "Project", accept: str | None, decline: str | None, because: str) -> None:
    request = opened.requests.find(accept or decline or "")
    told = opened.requests.say(request)
    if accept:
        made = opened.requests.accept(request.id)
        coded = any(opened.codings.of(code=code.id) for code in made)
        words = f" The words it was proposed for are coded, as {request.coder}’s." if coded else ""
        say(f"Done: {told}.{words} qualcode undo takes it back.")
    else:
        opened.requests.decline(request.id, because)
        say(f"Declined: {told}.")


def _say_answer(request: "Request") -> str:
    if request.answer is None:
        return "open"
    because = f": {request.because}" if request.because else ""
    return f"{request.answer} by {request.answered_by}{because}"
