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
_WHEN = ("after-three", "always", "never")


@click.command()
@project_argument
@click.option("--show", default=_SHOWN, show_default=True, help="How many to print.")
@click.option(
    "--when",
    type=click.Choice(_WHEN),
    help="Only say when the workspace shows them; at first after-three: after a coder's first "
    "three sources, and never where two work on one.",
)
@click.option("--seek", "code", metavar="CODE", help="Only where to look next for this theme.")
@coder_option
@json_option
def suggest(
    project: Path,
    show: int,
    when: str | None,
    code: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Learn from human coding and propose codes for what nobody has looked at yet.

    Proposals are a machine's. They are never counted, quoted or exported as coding.

    With --seek, passages that nobody has looked at for one theme, the likeliest first: look,
    code, and ask again, until nothing more comes. A check (qualcode sample --check) says how much
    is still unfound.

    \b
    Example:
      qualcode suggest carers.qualcode
    """
    if when:
        _show_when(project, when, coder)
        return
    if code:
        _seek(project, code, show, as_json)
        return
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


def _show_when(project: Path, when: str, coder: str | None) -> None:
    from qualcode.project.showing import When

    said = when.replace("-", " ")
    with open_project(project, coder) as opened:
        opened.suggestions.show_when(When(said))
    say(f"The workspace shows suggestions: {said}.")


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
@click.argument("n", type=click.IntRange(1), required=False)
@click.option("--by", metavar="VARIABLE", help="Share the draw out by site, role …")
@click.option(
    "--rare", is_flag=True, help="Half at random, half where suggestions say rare themes are."
)
@click.option(
    "--check",
    "code",
    metavar="CODE",
    help="Draw from what was not yet looked at for this theme, to learn how much is unfound.",
)
@click.option("--seed", help="Draw again what was drawn elsewhere.")
@click.option("--queue", is_flag=True, help="Draw nothing: list what was drawn and waits.")
@coder_option
@json_option
def sample(
    project: Path,
    n: int | None,
    by: str | None,
    rare: bool,
    code: str | None,
    seed: str | None,
    queue: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Draw N passages to code. Why each was drawn, and its chance, is kept for good.

    Only what was drawn at random allows an estimate (qualcode prevalence --assisted). A larger
    draw with the same seed extends a smaller one.

    \b
    Example:
      qualcode sample carers.qualcode 100 --by site
    """
    if (n is None) is not queue:
        raise click.UsageError("Say how many passages to draw, or --queue to see what waits.")
    if queue and (by or rare or code or seed):
        raise click.UsageError("--queue draws nothing: it goes with --coder and --json alone.")
    if code and (by or rare):
        raise click.UsageError("--check is a draw of its own: leave out --by and --rare.")
    if n is None:
        _show_queue(project, coder, as_json)
        return
    with open_project(project, coder) as opened:
        if code:
            drawn = opened.seeking.check(opened.codes.find(code).id, n, seed=seed)
        else:
            drawn = opened.samples.draw(
                n, by=opened.variable(by) if by else None, seed=seed, rare=rare
            )
        refs = {one.id: one.ref for one in opened.sources.list()}
    if as_json:
        print_json(asdict(drawn))
        return
    print_table(
        [[refs[one.source], one.n, shorten(one.text, _WORDS)] for one in drawn.passages],
        ["source", "passage", "words"],
    )
    for name, (size, taken) in sorted(drawn.strata.items()):
        say(f"{name}: {taken} of {count(size, 'passage')}.")
    if drawn.picked:
        say(f"Picked where rare themes are likely: {count(len(drawn.picked), 'passage')}.")
    say(f"Seed {drawn.seed}.")


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


def _show_queue(project: Path, coder: str | None, as_json: bool) -> None:
    with open_existing(project) as opened:
        waiting = opened.samples.queue(coder)
        progress = opened.samples.progress(coder)
        refs = {one.id: one.ref for one in opened.sources.list()}
    if as_json:
        print_json({"queue": [asdict(one) for one in waiting], "samples": [*map(asdict, progress)]})
        return
    if waiting:
        print_table(
            [[refs[one.source], shorten(one.text, _WORDS)] for one in waiting], ["source", "words"]
        )
    for one in progress:
        counted = f"; {one.counted} of {one.random} at random count" if one.random else ""
        say(f"{one.name}: {one.read} of {one.drawn} read{counted}.")
    if not progress:
        say("Nothing was drawn yet. Draw some: qualcode sample PROJECT 100")


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
