"""Quotations of published reports, without a project."""

from dataclasses import asdict
from pathlib import Path

import click

from qualcode.cli import exits
from qualcode.cli.common import FILE, json_option, print_json, print_table, say, shorten
from qualcode.cli.values import WORD
from qualcode.model.errors import QualcodeError
from qualcode.model.words import count


@click.command()
@click.argument("reports", type=FILE, nargs=-1, required=True)
@click.option("--encoding", type=WORD, help="How the files are encoded, where it is not found out.")
@json_option
@click.pass_context
def quotations(
    ctx: click.Context, reports: tuple[Path, ...], encoding: str | None, as_json: bool
) -> None:
    """Find the quotations in published REPORTS, with who is quoted and where they stand.

    Positions are code points of the file as decoded. No project is needed.

    \b
    Example:
      qualcode quotations report.txt --json
    """
    from qualcode.quotations import find_quotations
    from qualcode.reading import read

    found = []
    refused = False
    for path in reports:
        try:
            text = read(path, encoding=encoding).decoded.text
        except QualcodeError as error:
            refused = True
            say(f"✗ {path.name}: {error}")
            continue
        mine = find_quotations(text)
        found += [(path, one) for one in mine]
        say(f"✓ {path.name}: {count(len(mine), 'quotation')}.")
    if as_json:
        print_json([asdict(one) | {"file": path.name} for path, one in found])
    else:
        print_table(
            [
                [
                    f"{one.confidence:.0%}",
                    one.attribution or "",
                    one.section or "",
                    shorten(one.text, 70),
                ]
                for _, one in found
            ],
            ["sure", "who", "section", "words"],
        )
    ctx.exit(exits.REFUSED if refused else exits.DONE)
