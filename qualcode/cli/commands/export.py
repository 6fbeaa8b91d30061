"""Writing codings or the codebook to a file."""

from pathlib import Path

import click

from qualcode.cli.common import FILE, coder_option, count, open_project, project_argument, say


@click.command()
@project_argument
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@coder_option
def export(project: Path, file: Path, force: bool, coder: str | None) -> None:
    """Write codings as a table (.csv), or the codebook (.yaml), and list what is left out.

    The table is the one that qualcode apply --table reads.

    \b
    Example:
      qualcode export carers.qualcode codings.csv
    """
    from qualcode.project.errors import FileExistsHereError

    if file.suffix.lower() not in (".csv", ".yaml", ".yml"):
        message = f"{file.name} ends in neither .csv nor .yaml."
        raise click.UsageError(message)
    if file.exists() and not force:
        raise FileExistsHereError(file)
    with open_project(project, coder) as opened:
        done = opened.exporting.write(file)
    say(f"Wrote {file}: {count(done.written, done.what)}.")
    for sentence in done.left_out:
        say(f"Left out: {sentence}")
    for sentence in done.mind:
        say(sentence)
