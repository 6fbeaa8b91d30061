"""Correcting the transcript: misheard words, wrong speakers, turns of two people."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import (
    FILE,
    coder_option,
    json_option,
    open_existing,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
    shorten,
)
from qualcode.cli.values import WORD
from qualcode.model.case import CaseKind
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.model import Document, Turn
    from qualcode.project import Project
    from qualcode.project.correcting.speakers import Speaker

_SHOWN = 40
_NOBODY = "nobody"
_DATE = 10


@click.command()
@project_argument
@click.argument("source", required=False)
@click.argument("words", type=WORD, required=False)
@click.argument("new", required=False)
@click.option(
    "--turn", type=WORD, metavar="N", help="The turn whose speaker is wrong: 14, or 14.2."
)
@click.option(
    "--from", "begin", type=WORD, metavar="WORDS", help="With --turn: only from these words on."
)
@click.option(
    "--speaker", type=WORD, metavar="CODE", help="Whose it is; “nobody” for nobody's words."
)
@click.option(
    "--new-speaker", type=WORD, metavar="CODE", help="Somebody whom the study does not have yet."
)
@click.option(
    "--kind",
    type=click.Choice([*CaseKind]),
    default=CaseKind.PERSON,
    show_default=True,
    help="What somebody new is.",
)
@click.option("--back", "taken_back", multiple=True, metavar="ID", help="Take a correction back.")
@click.option("--list", "listed", is_flag=True, help="List all corrections, or those of SOURCE.")
@click.option("-o", "--out", type=FILE, metavar="FILE", help="Write the list as CSV.")
@click.option("--force", is_flag=True, help="With --out: replace a file that is there.")
@coder_option
@json_option
def correct(
    project: Path,
    source: str | None,
    words: str | None,
    new: str | None,
    turn: str | None,
    begin: str | None,
    speaker: str | None,
    new_speaker: str | None,
    kind: str,
    taken_back: tuple[str, ...],
    listed: bool,
    out: Path | None,
    force: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Show NEW in place of misheard WORDS, give a turn to who spoke it, or list corrections.

    The imported text is never changed and codings stay where they are. WORDS must stand in SOURCE
    once; an empty NEW hides them. Without more than a SOURCE the corrections are listed.

    \b
    Example:
      qualcode correct carers.qualcode B-FG1 "a bigger gate" "a bigger grate"
      qualcode correct carers.qualcode B-FG1 --turn 14 --speaker B-FG1-P2
      qualcode correct carers.qualcode B-FG1 --turn 15 --from "I bought" --speaker B-FG1-P3
      qualcode correct carers.qualcode --list -o corrections.csv
    """
    writes = bool(words is not None or turn or taken_back)
    if words is not None and new is None:
        message = "Say which words to show instead; “” shows none."
        raise click.UsageError(message)
    if turn and not (source and bool(speaker) != bool(new_speaker)):
        message = "A turn needs its SOURCE, and whose it is: --speaker or --new-speaker."
        raise click.UsageError(message)
    if begin and not turn:
        message = "--from says where in a turn somebody else begins: add --turn."
        raise click.UsageError(message)
    with open_project(project, coder) if writes or out else open_existing(project) as opened:
        for item in taken_back:
            _take_back(opened, item)
        if source and words is not None and new is not None:
            _correct_words(opened, source, words, new)
        if source and turn:
            whose = _find_speaker(opened, speaker, new_speaker, CaseKind(kind))
            _correct_speaker(opened, source, turn, begin, whose)
        if listed or out or as_json or not writes:
            _list(opened, source, out, force=force, as_json=as_json)


def _correct_words(opened: "Project", name: str, words: str, new: str) -> None:
    found = opened.sources.find(name)
    patches = [one for one in opened.patches.of(found.id) if one.words == words]
    if len(patches) == 1:
        opened.patches.change(patches[0].id, new)
    else:
        start, end = opened.codings.locate(found.id, words)
        opened.patches.correct(found.id, start, end, new)
    say(f"{found.ref} now shows {f'“{new}”' if new else 'nothing'} for “{words}”.")


def _find_speaker(
    opened: "Project", speaker: str | None, new_speaker: str | None, kind: CaseKind
) -> "Speaker":
    from qualcode.project.correcting.speakers import NewSpeaker

    if new_speaker:
        return NewSpeaker(new_speaker, kind)
    if speaker is None or speaker.casefold() == _NOBODY:
        return None
    return opened.people.find(speaker).id


def _correct_speaker(
    opened: "Project", name: str, number: str, begin: str | None, whose: "Speaker"
) -> None:
    document = opened.sources.document(opened.sources.find(name).id)
    turn = _find_turn(document, number)
    if begin:
        turn_id = opened.patches.split_turn(
            document.source.id, turn.id, _find_words(document, turn, begin), whose
        )
    else:
        turn_id = turn.id
        opened.patches.give_turn(document.source.id, turn.id, whose)
    turns = opened.sources.document(document.source.id).turns
    changed = next(one for one in turns if one.id == turn_id)
    case = opened.people.by_id().get(changed.case or "")
    whose_now = f"{case.code}’s" if case else "nobody’s"
    say(f"{changed.name[:1].upper()}{changed.name[1:]} of {document.source.ref} is {whose_now}.")


def _find_turn(document: "Document", number: str) -> "Turn":
    """Return the turn of a number, “14”, or a later part of one that was split, “14.2”."""
    n, _, part = number.partition(".")
    for turn in document.turns:
        if (str(turn.n), str(turn.part)) == (n, part or "1"):
            return turn
    last = document.turns[-1].n if document.turns else 0
    message = f"{document.source.ref} has no turn {number}; it has turns 1 to {last}."
    raise click.UsageError(message)


def _find_words(document: "Document", turn: "Turn", words: str) -> int:
    from qualcode.project.errors import WordsNotFoundError, WordsNotUniqueError
    from qualcode.project.spans.locating import find_places

    places = find_places(document.text[turn.body : turn.end], words)
    if not places:
        raise WordsNotFoundError(words)
    if len(places) > 1:
        raise WordsNotUniqueError(words)
    return turn.body + places[0]


def _take_back(opened: "Project", item: str) -> None:
    found = opened.patches.take_back(item)
    say(f"Took back “{found.after}” for “{found.before}” in {found.turn} of {found.ref}.")


def _list(
    opened: "Project", name: str | None, out: Path | None, *, force: bool, as_json: bool
) -> None:
    source = opened.sources.find(name).id if name else None
    if out:
        from qualcode.project.errors import FileExistsHereError

        if out.exists() and not force:
            raise FileExistsHereError(out)
        say(f"Wrote {out}: {count(opened.patches.write_list(out, source), 'correction')}.")
        return
    found = opened.patches.list(source)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        [
            [
                f"{one.ref}, {one.turn}",
                one.kind,
                shorten(one.before, _SHOWN),
                shorten(one.after, _SHOWN) + ("" if one.shown else " (not shown)"),
                one.coder,
                one.time[:_DATE],
                one.id,
            ]
            for one in found
        ],
        ["where", "what", "in the file", "shown", "by", "on", "id"],
    )
    say(f"{count(len(found), 'correction')}.")
