"""The demonstration."""

from pathlib import Path

import click

from qualcode.cli.common import FILE, print_table, program, say


@click.command()
@click.argument("folder", type=FILE, default=Path("demo"))
@click.option("--force", is_flag=True, help="Replace an earlier demonstration in the folder.")
def demo(folder: Path, force: bool) -> None:
    """Run the whole job on a small invented study, into FOLDER (demo).

    \b
    Example:
      qualcode demo
    """
    from qualcode.cli.commands.count import print_theme_table
    from qualcode.project.demo import run_demo

    done = run_demo(folder, say, force=force)
    for table in done.prevalence.tables:
        click.echo()
        print_theme_table(table, done.site_word)
    click.echo()
    for note in done.prevalence.notes:
        say(note)
    print_table([[path, what] for path, what in done.files.items()], ["file", "what it is"])
    say(f"\nOpen the workspace: {program()} code {done.project} {done.uncoded} --coder Guest")
