"""Wrong usage in plain sentences: what is wrong, what to do, and an example that runs."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from qualcode.cli.values import Between, Number, Place, Word

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def find_command(command: click.Command, words: Iterable[str]) -> click.Command:
    """Return the command that the first of some words lead to from another."""
    for word in words:
        below = (
            command.get_command(click.Context(command), word)
            if isinstance(command, click.Group)
            else None
        )
        if below is None:
            break
        command = below
    return command


def explain_usage(error: click.UsageError, command: click.Command) -> str:
    """Return what is wrong with the use of a command, and below it the command's first example."""
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):  # click 8.2
        return error.format_message()
    example = _first_example(command)
    return _sentence(error, command) + (f"\nFor example: {example}" if example else "")


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return “ Did you mean …?” with the name nearest to a word, empty where none is near."""
    import difflib

    near = difflib.get_close_matches(word.casefold(), list(names), 1)
    return f" Did you mean “{near[0]}”?" if near else ""


def unknown_command(ctx: click.Context, word: str, names: Iterable[str]) -> click.UsageError:
    """Return the failure for a word that is no command, which names the nearest."""
    hint = did_you_mean(word, names) or f" See {ctx.command_path} --help."
    return click.UsageError(f"There is no command “{word}”.{hint}", ctx)


class Group(click.Group):
    """Commands below a verb; a word that is none of them is told the nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and name the nearest where there is none of the name."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise unknown_command(ctx, args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


def _sentence(error: click.UsageError, command: click.Command) -> str:
    if isinstance(error, click.MissingParameter) and error.param:
        return _say_missing(error.param)
    if isinstance(error, click.NoSuchOption):
        hint = did_you_mean(error.option_name, error.possibilities or ())
        return f"There is no option {error.option_name} here.{hint}"
    if isinstance(error, click.BadOptionUsage):
        return _say_uneven(error.option_name, command)
    if isinstance(error, click.BadParameter) and error.param:
        return _say_unfit(error, error.param)
    extra = _EXTRA.fullmatch(error.message.rstrip("."))
    if extra:
        return f"This is too much here: {extra[1]}. Words with a space go in double quotes."
    return error.message


def _say_missing(param: click.Parameter) -> str:
    if param.name == "project":
        here = ", ".join(sorted(one.name for one in Path().glob("*.qualcode")))
        return "Say which project." + (f" In this folder there is: {here}." if here else "")
    return f"Something is missing: {_name(param)}.{_help(param)}"


def _say_uneven(option: str, command: click.Command) -> str:
    """Say what goes with an option that stands with too few words, or with one too many."""
    param = next((one for one in command.params if option in one.opts), None)
    if isinstance(param, click.Option) and param.is_flag:
        return f"{option} stands alone, with nothing after it.{_help(param)}"
    if param is None or param.nargs == 1:
        return f"{option} needs a word after it.{_help(param)}"
    shape = f": {param.metavar}" if param.metavar else ""
    return f"{option} needs {param.nargs} words after it{shape}.{_help(param)}"


def _say_unfit(error: click.BadParameter, param: click.Parameter) -> str:
    """Say what a word should have been: one of a few, a number, or anything at all."""
    kind = _sort_of(param)
    if isinstance(kind, Word | Place):
        if isinstance(param, click.Argument):
            return _say_missing(param)
        return f"{_name(param)} needs a word after it.{_help(param)}"
    word = error.message.partition(" is not ")[0].strip("'\"")
    if isinstance(kind, click.Choice):
        choices = [str(one) for one in kind.choices]
        meant = did_you_mean(word, choices)
        return f"{_name(param)} is one of {', '.join(choices)}; “{word}” is none of them.{meant}"
    if isinstance(kind, Number | Between):
        return f"{_name(param)} is {kind.told}; “{word}” is none."
    if isinstance(kind, type(click.INT)):
        return f"{_name(param)} is a whole number; “{word}” is none."
    return error.message


def _sort_of(param: click.Parameter) -> "click.ParamType[Any]":
    """Return the sort of value that can be refused; of several words after an option, the last."""
    return param.type.types[-1] if isinstance(param.type, click.Tuple) else param.type


def _name(param: click.Parameter) -> str:
    return (
        max(param.opts, key=len) if isinstance(param, click.Option) else param.human_readable_name
    )


def _help(param: click.Parameter | None) -> str:
    return f" {param.help}" if isinstance(param, click.Option) and param.help else ""


def _first_example(command: click.Command) -> str:
    told = (command.help or "").partition("Example:")[2]
    lines = [line.strip() for line in told.splitlines()]
    return next((line for line in lines if line), "")
