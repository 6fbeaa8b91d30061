"""The keys of the workspace: as they are, as an example to change, and as a page."""

import sys

import click

from qualcode.cli.common import json_option, print_json, print_table, say
from qualcode.cli.exits import FOUND_PROBLEMS


@click.command()
@click.option("--example", is_flag=True, help="Print a piece to put into your configuration.")
@click.option("--markdown", is_flag=True, help="Print the page of the documentation.")
@json_option
def keys(example: bool, markdown: bool, as_json: bool) -> None:
    """Print every key of the workspace, and which of them you changed.

    Keys are changed in the table [keys] of your configuration file; what cannot be followed there
    is told. The workspace itself shows the keys of a screen with "?".

    \b
    Example:
      qualcode keys
      qualcode keys --example
    """
    from qualcode.project.preferences import config_path
    from qualcode_tui.actions import ACTIONS
    from qualcode_tui.actions.page import write_example, write_page
    from qualcode_tui.actions.remapping import use_configured_keys

    if markdown:
        click.echo(write_page(), nl=False)
        return
    if example:
        click.echo(write_example(config_path()), nl=False)
        return
    refused = use_configured_keys(ACTIONS).refused
    if as_json:
        _print_data()
    else:
        _print_tables()
        say(f"Keys of your own go into {config_path()}: qualcode keys --example shows how.")
    for sentence in refused:
        say(sentence)
    if refused:
        sys.exit(FOUND_PROBLEMS)


def _print_data() -> None:
    from qualcode_tui.actions import ACTIONS

    print_json(
        [
            {
                "id": action.id,
                "keys": list(action.keys),
                "usual_keys": list(action.usual_keys),
                "remapped": action.is_remapped,
                "label": action.label,
                "help": action.help,
                "group": action.group,
                "where": action.scope,
            }
            for action in ACTIONS
        ]
    )


def _print_tables() -> None:
    from qualcode_tui.actions import ACTIONS
    from qualcode_tui.actions.keys import say_keys
    from qualcode_tui.actions.page import by_group_and_screen

    any_remapped = any(action.is_remapped for action in ACTIONS)
    headers = ["keys", "in short", "name", *(["yours; usually"] if any_remapped else [])]
    for group, scope, actions in by_group_and_screen():
        click.echo(f"{group}, {scope}")
        print_table(
            [
                [
                    action.all_key_words,
                    action.label,
                    action.id,
                    *([say_keys(action.usual_keys)] if action.is_remapped else []),
                ]
                for action in actions
            ],
            headers,
        )
        click.echo()
