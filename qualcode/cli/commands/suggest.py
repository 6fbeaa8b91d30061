"""Suggestions, their evaluation, and random samples."""

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
    shorten,
)
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.suggest import ModelCard

_SHOWN = 10
_WORDS = 70


@click.command()
@project_argument
@click.option("--show", default=_SHOWN, show_default=True, help="How many to print.")
@coder_option
@json_option
def suggest(project: Path, show: int, coder: str | None, as_json: bool) -> None:
    """Learn from human coding and propose codes for what nobody has looked at yet.

    Proposals are a machine's. They are never counted, quoted or exported as coding.

    \b
    Example:
      qualcode suggest carers.qualcode
    """
    with open_project(project, coder) as opened:
        done = opened.suggestions.refit(say)
        proposals = opened.suggestions.of()
        if as_json:
            print_json([asdict(one) for one in proposals])
            return
        for remark in done.card.remarks:
            say(remark)
        _print_proposals(opened, show)
        say(
            f"{count(done.proposals, 'proposal')} for {count(done.passages, 'passage')}, "
            f"learned from {done.coded}. They wait in the workspace: qualcode code {project}"
        )


@click.command()
@project_argument
@json_option
def evaluate(project: Path, as_json: bool) -> None:
    """Say how good the suggestions are on conversations that the model had not seen.

    \b
    Example:
      qualcode evaluate carers.qualcode
    """
    with open_existing(project) as opened:
        card = opened.suggestions.judge(say)
        labels = {one.id: one.path for one in opened.codes.list()}
    if as_json:
        print_json(asdict(card))
        return
    _print_card(card, labels)


@click.command()
@project_argument
@click.argument("n", type=click.IntRange(1))
@click.option("--by", metavar="VARIABLE", help="Share the draw out by site, role …")
@click.option("--seed", help="Draw again what was drawn elsewhere.")
@coder_option
@json_option
def sample(
    project: Path, n: int, by: str | None, seed: str | None, coder: str | None, as_json: bool
) -> None:
    """Draw N passages at random to code. How each was drawn, and its chance, is kept for good.

    \b
    Example:
      qualcode sample carers.qualcode 100 --by site
    """
    with open_project(project, coder) as opened:
        drawn = opened.samples.draw(n, by=opened.variable(by) if by else None, seed=seed)
        refs = {one.id: one.ref for one in opened.sources.list()}
    if as_json:
        print_json(asdict(drawn))
        return
    print_table(
        [[refs[one.source], one.n, shorten(one.text, _WORDS)] for one in drawn.passages],
        ["source", "passage", "words"],
    )
    for name, (size, taken) in sorted(drawn.strata.items()):
        say(f"{name}: {taken} of {size} passages.")
    say(f"Seed {drawn.seed}.")


def _print_proposals(opened: "Project", show: int) -> None:
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
        ["", "chance", "code", "source", "words"],
    )


def _print_card(card: "ModelCard", labels: dict[str, str]) -> None:
    from qualcode.project.reporting import describe_card

    for remark in card.remarks:
        say(remark)
    print_table(describe_card(asdict(card)), ["figure", "value", "rests on"])
    click.echo()
    print_table(
        [
            [
                labels.get(one.code, one.code),
                one.positives,
                one.looked,
                "" if one.average_precision is None else f"{one.average_precision:.2f}",
                "" if one.base is None else f"{one.base:.2f}",
            ]
            for one in card.codes
        ],
        ["code", "coded", "passages", "average precision", "by chance"],
    )
