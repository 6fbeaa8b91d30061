"""The report."""

from pathlib import Path

import click

from qualcode.cli.common import FILE, coder_option, open_project, project_argument, say


@click.command()
@project_argument
@click.option("-o", "--output", type=FILE, required=True, help="Where to write, as .html.")
@click.option("--hide-site", is_flag=True, help="Let nothing beside a quotation tell its site.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@coder_option
def report(project: Path, output: Path, hide_site: bool, force: bool, coder: str | None) -> None:
    """Write a report: sources, people, themes with their bases, agreement, a few quotations.

    It is one web page that asks for nothing from elsewhere.

    \b
    Example:
      qualcode report carers.qualcode -o report.html
    """
    from qualcode.project.errors import FileExistsHereError
    from qualcode.reports import HIDDEN_SITE

    if output.suffix.lower() not in (".html", ".htm"):
        message = f"A report is a web page: {output.name} must end in .html."
        raise click.UsageError(message)
    if output.exists() and not force:
        raise FileExistsHereError(output)
    with open_project(project, coder) as opened:
        opened.reporting.write(output, HIDDEN_SITE if hide_site else None)
    say(f"Wrote {output}.")
