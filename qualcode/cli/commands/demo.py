"""The demonstration."""

from pathlib import Path

import click

from qualcode.cli.common import FILE, print_table, program, say


@click.command()
@click.argument("folder", type=FILE, default=Path("demo"))
@click.option("--force", is_flag=True, help="Replace an earlier demonstration in the folder.")
@click.option("--again", is_flag=True, help="Leave an earlier one as it is, and use a new folder.")
def demo(folder: Path, force: bool, again: bool) -> None:
    """Run the whole job on a small invented study, into FOLDER (demo).

    \b
    Example:
      qualcode demo
    """
    from qualcode.cli.commands.count import print_theme_table
    from qualcode.project.demo import next_folder, run_demo

    if again and folder.exists():
        earlier, folder = folder, next_folder(folder)
        say(f"{earlier} holds an earlier demonstration, which stays. This one goes into {folder}.")
    done = run_demo(folder, say, force=force)
    for table in done.prevalence.tables:
        click.echo()
        print_theme_table(table, done.site_word)
    click.echo()
    for note in done.prevalence.notes:
        say(note)
    print_table([[path, what] for path, what in done.files.items()], ["file", "what it is"])
    say(f"\nOpen the workspace: {program()} code {done.project} {done.uncoded} --coder Guest")
