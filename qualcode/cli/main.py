"""The entry point: finds the verb, and turns what fails into a sentence and an exit code."""

import contextlib
import errno
import importlib
import os
import sys
from pathlib import Path
from types import TracebackType

import click

from qualcode import __version__
from qualcode.cli import exits
from qualcode.cli.usage import Group, explain_usage, find_command
from qualcode.cli.verbs import SECTIONS, VERBS


class Verbs(Group):
    """The verbs in sections. Listing them imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        """Return the names of the verbs in the order of help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a verb, None where there is none of the name."""
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        module = importlib.import_module(f"qualcode.cli.commands.{verb.module}")
        command: click.Command = getattr(module, verb.attribute)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; what it refuses becomes a sentence and an exit code.

        Help needs no verb, and so loads none of the vocabulary that the errors are part of.
        """
        from qualcode.model.errors import QualcodeError

        try:
            return super().invoke(ctx)
        except QualcodeError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Print the verbs by section."""
        for section, verbs in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, verb.about) for name, verb in verbs.items()])


@click.command(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command has --help with an example. Begin with: qualcode demo",
)
@click.version_option(__version__, prog_name="qualcode")
def verbs() -> None:
    """Code what people said, count themes honestly, and quote with proof."""


def main() -> None:
    """Run the command line and leave with one of the exit codes of `exits`."""
    sys.excepthook = _explain
    _speak_utf8()
    try:
        code = _run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.UsageError as error:
        click.echo(explain_usage(error, find_command(verbs, sys.argv[1:])), err=True)
        code = exits.WRONG_USAGE
    except click.ClickException as error:
        error.show()
        code = exits.REFUSED
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = exits.INTERRUPTED
    except BrokenPipeError:
        # Whoever reads our output has had enough.
        _drop_output()
        code = exits.DONE
    except OSError as error:
        _drop_output()
        click.echo(_say_refusal(error), err=True)
        code = exits.REFUSED
    except UnicodeEncodeError as error:
        word = error.object.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        click.echo(f"“{word}” holds bytes that are no text. Type it again as text.", err=True)
        code = exits.REFUSED
    sys.exit(code)


def _run() -> int:
    """Run the verb; without one, open the home screen where somebody sits at a terminal."""
    if len(sys.argv) == 1:
        from qualcode.cli.commands.code import has_terminal, open_home

        if has_terminal():
            open_home()
            return exits.DONE
    code: int | None = verbs.main(prog_name="qualcode", standalone_mode=False)
    return code or exits.DONE


def _say_refusal(error: OSError) -> str:
    """Say what the system would not do."""
    if error.errno == errno.ENOENT and isinstance(error.filename, str):
        folder = Path(error.filename).parent
        if not folder.exists():
            from qualcode.cli.errors import NoFolderError

            return str(NoFolderError(folder))
    if error.errno == errno.ENOTDIR and isinstance(error.filename, str):
        parents = Path(error.filename).parents
        file = next((one for one in parents if one.exists() and not one.is_dir()), None)
        if file:
            return f"{file} is a file and no folder. Choose another place."
    where = f" {error.filename}" if error.filename else ""
    return f"The system refused{where}: {error.strerror or error}."


def _speak_utf8() -> None:
    """Print UTF-8 everywhere. A file's name may hold bytes that are no text: they are escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_output() -> None:
    """Send what could not be written nowhere, or Python would complain of it again at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _explain(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say that qualcode itself is at fault, and keep the details where a user can find them."""
    import traceback

    import platformdirs

    folder = platformdirs.user_log_path("qualcode", ensure_exists=True)
    log = folder / "fault.txt"
    log.write_text("".join(traceback.format_exception(kind, error, trace)), encoding="utf-8")
    click.echo(
        f"qualcode met a fault of its own ({kind.__name__}). What was confirmed is saved. "
        f"Details that help to mend it are in {log}; look through them before you send them.",
        err=True,
    )
