"""Showing what files hold before they go in."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import print_table, shorten
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project.intake.previewing import FilePreview
    from qualcode.reading import ReadSurvey, StudySource

_MOST_EXAMPLE, _MOST_HEADING = 40, 50


def show_preview(one: "FilePreview", site_word: str) -> None:
    """Print one file: what it is taken for, who speaks, and what is doubtful or left out."""
    if one.refused or not one.described:
        click.echo(f"✗ {one.path.name}: {one.refused}\n")
        return
    said = one.described
    parts = [f"{said.kind}, {said.form}" if said.form != "other" else str(said.kind)]
    if said.site:
        parts.append(f"{site_word} {said.site}")
    parts += [count(one.turns, "turn"), count(one.words, "word")]
    if one.comments:
        parts.append(count(one.comments, "remark"))
    where = f"in the project already, as {one.known}" if one.known else said.code
    click.echo(f"{one.path.name}: {where} ({', '.join(parts)})")
    if one.survey:
        _show_columns(one.survey, said)
    elif one.speakers:
        _show_speakers(one, said)
    for sentence in one.unsure:
        click.echo(f"  ? {sentence}")
    for sentence in one.left_out:
        click.echo(f"  – {sentence}")
    click.echo()


def _show_speakers(one: "FilePreview", said: "StudySource") -> None:
    heard = {speaker.label: speaker for speaker in one.speakers}
    rows = []
    for speaker, person in zip(one.speakers, said.people, strict=False):
        unsure = "" if speaker.sure or person.kind is not speaker.kind else " ?"
        rows.append([speaker.label, speaker.turns, speaker.first_words, f"{person.kind}{unsure}"])
    rows += [
        [person.label, 0, "", f"{person.kind}, present"]
        for person in said.people[len(heard) :]
        if person.present
    ]
    print_table(rows, ["label", "turns", "first words", "taken for"])


def _show_columns(survey: "ReadSurvey", said: "StudySource") -> None:
    print_table(
        [
            [
                _shorten_heading(column.heading),
                said.columns.get(column.heading, column.kind),
                column.answered,
                column.blank,
                shorten("; ".join(column.examples), _MOST_EXAMPLE),
            ]
            for column in survey.columns
        ],
        ["column", "taken for", "answers", "blank", "such as"],
    )


def _shorten_heading(heading: str) -> str:
    """Leave out the middle: the items of a grid differ only at the end."""
    if len(heading) <= _MOST_HEADING:
        return heading
    half = _MOST_HEADING // 2
    return f"{heading[: half - 1].rstrip()}…{heading[-half:].lstrip()}"


def as_data(one: "FilePreview") -> dict[str, object]:
    """Return a preview as JSON can hold it, without what single respondents answered."""
    said = one.described
    return {
        "path": str(one.path),
        "code": said.code if said else None,
        "kind": said.kind if said else None,
        "form": said.form if said else None,
        "site": said.site if said else None,
        "turns": one.turns,
        "words": one.words,
        "layout": one.layout,
        "speakers": [asdict(speaker) for speaker in one.speakers],
        "people": [
            {"label": person.label, "kind": person.kind, "present": person.present}
            for person in (said.people if said else ())
        ],
        "columns": [asdict(column) for column in one.survey.columns] if one.survey else [],
        "comments": one.comments,
        "unsure": one.unsure,
        "left_out": one.left_out,
        "known": one.known,
        "refused": one.refused,
    }
