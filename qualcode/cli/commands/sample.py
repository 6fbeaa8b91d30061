"""Random samples of passages to code."""

from collections.abc import Iterator
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
from qualcode.cli.values import NUMBER, WORD
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project.samples import Sample

_WORDS = 70


@click.command()
@project_argument
@click.argument("n", type=NUMBER, required=False)
@click.option(
    "--by",
    type=WORD,
    metavar="VARIABLE",
    multiple=True,
    help="Share the draw out by site, role …; given twice, by both at once.",
)
@click.option(
    "--rare", is_flag=True, help="Half at random, half where suggestions say rare themes are."
)
@click.option(
    "--check",
    "code",
    type=WORD,
    metavar="CODE",
    help="Draw from what was not yet looked at for this theme, to learn how much is unfound.",
)
@click.option("--seed", type=WORD, help="Draw again what was drawn elsewhere.")
@click.option("--queue", is_flag=True, help="Draw nothing: list what was drawn and waits.")
@coder_option
@json_option
def sample(
    project: Path,
    n: int | None,
    by: tuple[str, ...],
    rare: bool,
    code: str | None,
    seed: str | None,
    queue: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Draw N passages to code. Why each was drawn, and its chance, is kept in the log.

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
                n, by=[opened.variable(one) for one in by], seed=seed, rare=rare
            )
        refs = {one.id: one.ref for one in opened.sources.list()}
    if as_json:
        print_json(asdict(drawn))
        return
    print_table(
        [[refs[one.source], one.n, shorten(one.text, _WORDS)] for one in drawn.passages],
        ["source", "passage", "words"],
    )
    for line in _list_strata(drawn):
        say(line)
    if drawn.picked:
        say(f"Picked where rare themes are likely: {count(len(drawn.picked), 'passage')}.")
    say(f"Seed {drawn.seed}.")


def _list_strata(drawn: "Sample") -> Iterator[str]:
    """Yield how many were drawn of what, a line each, and what nothing was drawn of."""
    from qualcode.project.seeking import HELD

    sizes = {name: pair for name, pair in sorted(drawn.strata.items()) if pair[0]}
    known, _ = sizes.pop(HELD, (0, 0))
    for name, (size, taken) in sizes.items():
        yield f"{name}: {taken} of {count(size, 'passage')}."
    if known == 1:
        yield "1 passage known before; it is not drawn again."
    elif known:
        yield f"{known} passages known before; none of them is drawn again."
    none = [name for name, (_, taken) in sizes.items() if not taken]
    if none:
        yield (
            f"Nothing was drawn of: {'; '.join(none)}. So nothing can be estimated of them, nor of "
            f"all. At least {len(sizes)} at random give each of them one."
        )


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
