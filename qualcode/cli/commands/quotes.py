"""Quotation sets, and checking a draft against the sources."""

from dataclasses import asdict
from pathlib import Path

import click
from click_default_group import DefaultGroup

from qualcode.cli import exits
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
from qualcode.cli.usage import did_you_mean
from qualcode.cli.values import NUMBER, WORD
from qualcode.model.words import count


class Quotes(DefaultGroup):  # type: ignore[misc]
    """Writes a set unless told otherwise; a first word like a command's name was meant as one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the one that was meant."""
        word = args[0] if args else ""
        if word not in self.commands and "." not in word and not Path(word).exists():
            hint = did_you_mean(word, self.commands)
            if hint:
                message = f"There is no command “quotes {word}”.{hint}"
                raise click.UsageError(message, ctx)
        found: tuple[str | None, click.Command | None, list[str]]
        found = super().resolve_command(ctx, args)
        return found


@click.group(cls=Quotes, default="write", default_if_no_args=False)
def quotes() -> None:
    """Write a quotation set by theme, site and role; or check a draft's quotations.

    \b
    Example:
      qualcode quotes carers.qualcode -o quotations.docx --code breaks
      qualcode quotes check carers.qualcode draft.docx
    """


@quotes.command()  # type: ignore[untyped-decorator]
@project_argument
@click.option(
    "-o",
    "--output",
    "outputs",
    type=FILE,
    multiple=True,
    help="Where to write: .docx, .md or .csv. Without it, Markdown to the screen.",
)
@click.option("--code", type=WORD, help="Only this theme, with those under it.")
@click.option("--site", type=WORD, help="Only this site.")
@click.option("--role", type=WORD, help="Only people of this role.")
@click.option("--by", "by_coder", type=WORD, metavar="NAME", help="Only what this coder coded.")
@click.option("--most", type=NUMBER, help="At most so many a theme, spread over people.")
@click.option("--starred", is_flag=True, help="Only passages that somebody marked with a star.")
@click.option("--consented-only", is_flag=True, help="Only where consent to quote is recorded.")
@click.option("--hide-site", is_flag=True, help="Let nothing beside a quotation tell its site.")
@click.option("--style", type=WORD, help="Attribution, as in “{role}, {participant}”.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@coder_option
@json_option
def write(
    project: Path,
    outputs: tuple[Path, ...],
    code: str | None,
    site: str | None,
    role: str | None,
    by_coder: str | None,
    most: int | None,
    starred: bool,
    consented_only: bool,
    hide_site: bool,
    style: str | None,
    force: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Write the quotations that fit, by theme, and say what was left out and why.

    Whoever did not agree to be quoted is left out always.

    \b
    Example:
      qualcode quotes carers.qualcode -o quotations.docx --code breaks
    """
    from qualcode.project.errors import FileExistsHereError
    from qualcode.project.quoting import Choice
    from qualcode.reports import HIDDEN_SITE, Attribution, write_markdown

    attribution = HIDDEN_SITE if hide_site else Attribution()
    if style:
        attribution = Attribution(style, show_site=not hide_site)
    for output in outputs:
        if output.suffix.lower() not in (".docx", ".md", ".csv"):
            message = f"{output.name} ends in none of .docx, .md and .csv."
            raise click.UsageError(message)
        if output.exists() and not force:
            raise FileExistsHereError(output)
    with open_project(project, coder) as opened:
        chosen = opened.quoting.choose(
            Choice(code, site, role, by_coder, consented_only, most, starred=starred),
            "Quotations by theme",
        )
        if as_json:
            print_json(asdict(chosen))
        elif not outputs:
            click.echo(write_markdown(chosen, attribution), nl=False)
        for output in outputs:
            opened.quoting.write(chosen, output, attribution)
            say(f"Wrote {output}.")
    say(f"{count(len(chosen.items), 'quotation')}.")
    for sentence in chosen.left_out:
        say(sentence)
    unrecorded = sum(item.consent.endswith("not recorded") for item in chosen.items)
    if unrecorded:
        say(f"For {unrecorded} of them consent to be quoted is not recorded; each is marked.")


@quotes.command()  # type: ignore[untyped-decorator]
@project_argument
@click.argument("draft", type=FILE)
@json_option
@click.pass_context
def check(ctx: click.Context, project: Path, draft: Path, as_json: bool) -> None:
    """Hold every quotation of a DRAFT against the sources: verbatim, save for […] and [glosses].

    \b
    Example:
      qualcode quotes check carers.qualcode draft.docx
    """
    with open_existing(project) as opened:
        found = opened.quoting.check(draft)
    wrong = [one for one in found if one.source is None]
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        print_table(
            [[one.source or "✗", shorten(one.quotation.text, 60), one.problem] for one in found],
            ["source", "quotation", "problem"],
        )
    say(f"{count(len(found), 'quotation')}, {len(wrong)} not verbatim in any source.")
    ctx.exit(exits.FOUND_PROBLEMS if wrong else exits.DONE)
