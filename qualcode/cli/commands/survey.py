"""Surveys: their questions, tables of closed answers, and reading down an open question."""

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

if TYPE_CHECKING:
    from qualcode.measures.survey_table import SurveyTable
    from qualcode.model import Question
    from qualcode.project import Project
    from qualcode.project.surveys import Answer, AskedQuestion

_LONGEST_QUESTION = 70
_SMALL = "*"


@click.command()
@project_argument
@click.argument("question", required=False)
@click.option(
    "--by", type=WORD, metavar="VARIABLE", help="Split a table by another closed question, or site."
)
@click.option("-o", "--output", type=FILE, help="Write the table to this file: .csv or .xlsx.")
@coder_option
@json_option
def survey(
    project: Path,
    question: str | None,
    by: str | None,
    output: Path | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """List what surveys asked; with a QUESTION, its number or its words, what was answered.

    A closed question prints as a table. Percentages are of those who answered; blank answers are
    counted apart. An open question prints its answers, closed answers beside them.

    \b
    Example:
      qualcode survey carers.qualcode "Age group" --by site
    """
    if question is None:
        with open_existing(project) as opened:
            asked = opened.surveys.asked()
        _list_questions(asked, as_json=as_json)
        return
    with open_project(project, coder) if output else open_existing(project) as opened:
        found = opened.surveys.find(question)
        by = opened.variable(by) if by else None
        if output:
            opened.surveys.write_table(found, output, by)
            say(f"Wrote {output}.")
        elif found.kind == "open" and by is None:
            _print_answers(opened, found, as_json=as_json)
        else:
            _print_survey_table(opened.surveys.table(found, by), as_json=as_json)


def _list_questions(asked: "list[AskedQuestion]", *, as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in asked])
        return
    if not asked:
        say("No survey yet. Import one, a row a respondent: qualcode import PROJECT answers.csv")
        return
    print_table(
        [
            [
                one.ref,
                one.question.n,
                shorten(one.question.text, _LONGEST_QUESTION),
                one.question.kind,
                one.answered,
                one.blank,
            ]
            for one in asked
        ],
        ["survey", "column", "question", "answers", "answered", "blank"],
    )


def _print_answers(opened: "Project", question: "Question", *, as_json: bool) -> None:
    answers = opened.surveys.answers(question)
    beside = opened.surveys.all_beside(question.source)
    if as_json:
        print_json([_answer(one, beside.get(one.case.id, [])) for one in answers])
        return
    click.echo(question.text)
    for one in answers:
        closed = " · ".join(value for _, value in beside.get(one.case.id, []))
        click.echo(f"\n{one.case.code}" + (f"  ({closed})" if closed else ""))
        click.echo(one.words)


def _answer(answer: "Answer", beside: list[tuple[str, str]]) -> dict[str, object]:
    return {
        "person": answer.case.code,
        "words": answer.words,
        "start": answer.span.start if answer.span else None,
        "end": answer.span.end if answer.span else None,
        "beside": dict(beside),
    }


def _print_survey_table(table: "SurveyTable", *, as_json: bool) -> None:
    if as_json:
        print_json(asdict(table))
        return
    click.echo(table.question)
    rows = [
        [option, *(_say(table, option, group.name) for group in table.groups)]
        for option in table.options
    ]
    bases = [f"{g.base}{_SMALL if g.is_small else ''}" for g in table.groups]
    rows.append(["base: answered", *bases])
    rows.append(["blank", *(f"{group.blank}" for group in table.groups)])
    print_table(rows, ["", *(group.name for group in table.groups)])
    if table.several:
        click.echo("Respondents could choose several, so percentages may add up to more than 100.")
    if any(group.is_small for group in table.groups):
        click.echo(f"{_SMALL} Fewer than 10 answered: percentages say little.")


def _say(table: "SurveyTable", option: str, group: str) -> str:
    cell = table.count(option, group)
    return "–" if cell.share is None else f"{cell.n} ({cell.share:.0%})"
