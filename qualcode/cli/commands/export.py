"""Writing codings or the codebook to a file."""

from pathlib import Path

import click

from qualcode.cli.common import FILE, coder_option, open_project, project_argument, say
from qualcode.model.words import count


@click.command()
@project_argument
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@coder_option
def export(project: Path, file: Path, force: bool, coder: str | None) -> None:
    """Write codings as a table (.csv), or the codebook (.yaml), and list what is left out.

    The table is the one that qualcode apply --table reads. Where several codebooks are loaded, each
    becomes a file of its own, with its id in the name; qualcode codebook load reads it.

    \b
    Example:
      qualcode export carers.qualcode codings.csv
    """
    from qualcode.project.errors import FileExistsHereError

    if file.suffix.lower() not in (".csv", ".yaml", ".yml"):
        message = f"{file.name} ends in neither .csv nor .yaml."
        raise click.UsageError(message)
    with open_project(project, coder) as opened:
        for path in opened.exporting.targets(file):
            if path.exists() and not force:
                raise FileExistsHereError(path)
        done = opened.exporting.write(file)
    for path, written in done.files:
        say(f"Wrote {path}: {count(written, done.what)}.")
    for sentence in done.left_out:
        say(f"Left out: {sentence}")
    for sentence in done.mind:
        say(sentence)
