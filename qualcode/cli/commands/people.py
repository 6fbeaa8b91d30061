"""People, what they agreed to, and withdrawing."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.commands.sheets import read_sheet, write_sheet
from qualcode.cli.common import (
    FILE,
    coder_option,
    json_option,
    open_project,
    print_json,
    print_table,
    project_argument,
    say,
    shorten,
)
from qualcode.cli.values import WORD
from qualcode.model.case import CONSENT_QUESTIONS, CaseKind
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project import Project

NOT_RECORDED = "not recorded"
# Questions of a survey are headings here, and may be long.
_MOST_HEADING = 24


@click.command()
@project_argument
@click.option(
    "--set",
    "settings",
    nargs=2,
    multiple=True,
    metavar="PERSON NAME=VALUE",
    help="Say a role, site or anything else of a person; an empty value takes it away.",
)
@click.option(
    "--kind",
    "kinds",
    nargs=2,
    multiple=True,
    metavar="PERSON KIND",
    help="Say what a label is: person, facilitator, several or unknown.",
)
@click.option(
    "--join", "joins", nargs=2, multiple=True, metavar="PERSON PERSON", help="The two are one."
)
@click.option(
    "--write",
    "write_to",
    type=FILE,
    metavar="SHEET",
    help="Write everybody, names included, into a spreadsheet (.xlsx, .csv) to be filled in.",
)
@click.option(
    "--read",
    "read_from",
    type=FILE,
    metavar="SHEET",
    help="Read the spreadsheet back: the difference is shown, and asked about.",
)
@click.option("--clear", is_flag=True, help="With --read: what is blank is taken away.")
@click.option("--yes", is_flag=True, help="With --read: do not ask.")
@click.option("--force", is_flag=True, help="With --write: replace a file that is there.")
@click.option("--names", is_flag=True, help="Show the names in the files, which are kept apart.")
@coder_option
@json_option
def people(
    project: Path,
    settings: tuple[tuple[str, str], ...],
    kinds: tuple[tuple[str, str], ...],
    joins: tuple[tuple[str, str], ...],
    write_to: Path | None,
    read_from: Path | None,
    clear: bool,
    yes: bool,
    force: bool,
    names: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """List who speaks, under participant codes, and say what is known of them.

    \b
    Example:
      qualcode people carers.qualcode --set B-FG1-P3 role=carer
      qualcode people carers.qualcode --write people.xlsx
    """
    with open_project(project, coder) as opened:
        _change(opened, settings, kinds, joins)
        if read_from:
            read_sheet(opened, read_from, clear=clear, yes=yes)
        if write_to:
            write_sheet(opened, write_to, force=force)
        if read_from or write_to:
            return
        _print_people(opened, names=names, as_json=as_json)


def _change(
    opened: "Project",
    settings: tuple[tuple[str, str], ...],
    kinds: tuple[tuple[str, str], ...],
    joins: tuple[tuple[str, str], ...],
) -> None:
    for code, setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            message = f"“{setting}” is no NAME=VALUE, as in role=carer."
            raise click.UsageError(message)
        person = opened.people.find(code)
        opened.people.set_value(person.id, name.strip(), value.strip() or None)
    for code, kind in kinds:
        if kind not in tuple(CaseKind):
            message = f"“{kind}” is no kind. They are: {', '.join(CaseKind)}."
            raise click.UsageError(message)
        opened.people.set_kind(opened.people.find(code).id, CaseKind(kind))
    for one, other in joins:
        first, second = opened.people.find(one), opened.people.find(other)
        differences = opened.people.join(first.id, second.id)
        say(f"{first.code} is now {second.code}. If they are two, qualcode undo takes it back.")
        for sentence in differences:
            say(sentence)


def _print_people(opened: "Project", *, names: bool, as_json: bool) -> None:
    listed = opened.people.list()
    kept_apart = opened.people.names() if names else {}
    if as_json:
        print_json(
            [asdict(one) | ({"name": kept_apart.get(one.id)} if names else {}) for one in listed]
        )
        return
    extra = sorted({name for one in listed for name in one.variables} - {"role", "site"})
    print_table(
        [
            [
                one.code,
                "withdrawn" if one.withdrawn else one.kind,
                one.role or "",
                one.site or "",
                *(one.variables.get(name, "") for name in extra),
                *([kept_apart.get(one.id, "")] if names else []),
            ]
            for one in listed
        ],
        [
            "person",
            "kind",
            "role",
            opened.site_word,
            *(shorten(name, _MOST_HEADING) for name in extra),
            *(["name in the file"] if names else []),
        ],
    )


@click.command()
@project_argument
@click.argument("person", type=WORD, required=False)
@click.argument("question", type=click.Choice(CONSENT_QUESTIONS), required=False)
@click.argument("answer", type=click.Choice(["yes", "no"]), required=False)
@coder_option
@json_option
def consent(
    project: Path,
    person: str | None,
    question: str | None,
    answer: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Show what people agreed to, or record one ANSWER of a PERSON.

    \b
    Example:
      qualcode consent carers.qualcode B-FG1-P3 quote yes
    """
    if person and not (question and answer):
        message = "To record consent say PERSON, QUESTION and ANSWER."
        raise click.UsageError(message)
    with open_project(project, coder) as opened:
        if person and question and answer:
            opened.people.record_consent(opened.people.find(person), question, answer)
        listed = [one for one in opened.people.list() if one.kind is CaseKind.PERSON]
        if as_json:
            print_json([{"person": one.code, **asdict(one.consent)} for one in listed])
            return
        print_table(
            [
                [
                    one.code,
                    *(getattr(one.consent, name) or NOT_RECORDED for name in CONSENT_QUESTIONS),
                ]
                for one in listed
            ],
            ["person", *(f"to {name}" for name in CONSENT_QUESTIONS)],
        )


@click.command()
@project_argument
@click.argument("person", type=WORD)
@click.option("--yes", is_flag=True, help="Do not ask.")
@coder_option
def withdraw(project: Path, person: str, yes: bool, coder: str | None) -> None:
    """Mask a PERSON's words and erase what is about them, for good and in every copy.

    There is no undo. Copies that other people hold are brought to the same when they next merge.

    \b
    Example:
      qualcode withdraw carers.qualcode B-FG1-P3
    """
    with open_project(project, coder) as opened:
        found = opened.people.find(person)
        if not yes:
            click.confirm(
                f"Mask every word of {found.code} and erase what is about them, for good?",
                abort=True,
                err=True,
            )
        done = opened.copies.withdraw(found.id)
    if done.turns:
        masked = f"{count(done.turns, 'turn')} masked in {', '.join(done.sources)}"
    else:
        masked = "they had no words to mask, and what was known of them is erased"
    say(f"{done.case} has withdrawn: {masked}.")
    if done.quoting:
        say(
            f"Their words were taken up in: {'; '.join(done.quoting)}. Nothing there was changed. "
            "Put it in other words where they could be known by it; the history keeps the old ones."
        )
    if done.mentions:
        say(f"Their name still stands in: {'; '.join(done.mentions)}. Correct these by hand.")
    if done.exports:
        say(f"Files that left the project may hold their words: {', '.join(done.exports)}.")
    say("Delete older backups, and ask whoever has a copy to merge with this one.")
