"""Searching."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.common import (
    json_option,
    open_existing,
    print_json,
    print_table,
    project_argument,
    say,
)
from qualcode.cli.values import NUMBER, WORD
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.model import Hit

_NO_WORD = " Signs alone are not looked for: search for a word or a number."


@click.command()
@project_argument
@click.argument("words", type=WORD, nargs=-1, required=True)
@click.option(
    "--limit", type=NUMBER, default=50, show_default=True, help="The largest number of turns."
)
@json_option
def search(project: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find the turns that hold all WORDS. Words in double quotes must follow each other.

    \b
    Example:
      qualcode search carers.qualcode hospital "nobody asked"
    """
    query = " ".join(f'"{word}"' if " " in word else word for word in words)
    with open_existing(project) as opened:
        hits = opened.search.turns(query, limit)
        refs = {one.id: one.ref for one in opened.sources.list()}
        if as_json:
            print_json([asdict(one) | {"ref": refs[one.source]} for one in hits])
            return
        print_table(
            [[refs[one.source], _say_turn(one), " ".join(one.snippet.split())] for one in hits],
            ["source", "turn", "words"],
        )
        has_word = any(letter.isalnum() for letter in query)
        say(f"{count(len(hits), 'turn')}.{'' if has_word else _NO_WORD}")


def _say_turn(hit: "Hit") -> str:
    """Return the number of a turn, “14”, and of a later part of one that was split “14.2”."""
    return f"{hit.n}.{hit.part}" if hit.part > 1 else str(hit.n)
