"""One code: making it, and renaming, moving, redefining, joining, splitting and deleting it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.common import Verb, asked, coder_option, open_project, project_argument, say
from qualcode.model.words import count

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.codebook.touched import Touched

yes_option = click.option("--yes", is_flag=True, help="Do not ask.")


def propose_option(function: Verb) -> Verb:
    """Add --propose, with which nothing is changed but the lead is asked to."""
    return click.option(
        "--propose", "why", metavar="WHY", help="Do not do it: propose it to whoever decides."
    )(function)


def _is_proposed(
    opened: "Project",
    why: str | None,
    kind: str,
    code: str | None,
    **fields: Any,  # noqa: ANN401 - those of the act
) -> bool:
    """Propose a change where a reason was given, and say whether that was done."""
    from qualcode.model.request import RequestKind

    if why is None:
        return False
    request = opened.requests.ask(RequestKind(kind), code, why=why, **fields)
    lead = opened.codes.lead
    to = f" to {lead}" if lead else ""
    say(f"Proposed{to}: {opened.requests.say(request)}.")
    return True


@click.command()
@project_argument
@click.argument("label")
@click.option("--under", metavar="CODE", help="The code above it.")
@click.option("--definition", default="", help="What it means.")
@propose_option
@coder_option
def add(
    project: Path,
    label: str,
    under: str | None,
    definition: str,
    why: str | None,
    coder: str | None,
) -> None:
    """Make a new code.

    \b
    Example:
      qualcode codebook add carers.qualcode "Pets" --definition "Animals as company or duty."
    """
    with open_project(project, coder) as opened:
        parent = opened.codes.find(under).id if under else None
        fields = {"label": label, "parent": parent, "definition": definition}
        if _is_proposed(opened, why, "new", None, **fields):
            return
        made = opened.codes.add(label, parent=parent, definition=definition)
    say(f"Made “{made.path}”.")


@click.command()
@project_argument
@click.argument("code")
@click.argument("label")
@propose_option
@coder_option
def rename(project: Path, code: str, label: str, why: str | None, coder: str | None) -> None:
    """Give a code another label. Its meaning stays, and so does all that was read for it.

    \b
    Example:
      qualcode codebook rename carers.qualcode battle "Fighting for help"
    """
    with open_project(project, coder) as opened:
        found = opened.codes.find(code)
        if _is_proposed(opened, why, "rename", found.id, label=label):
            return
        opened.codes.rename(found.id, label)
    say(f"“{found.label}” is now called “{label.strip()}”.")


@click.command()
@project_argument
@click.argument("code")
@click.option("--under", metavar="CODE", help="The code that is to stand above it.")
@click.option("--top", is_flag=True, help="Put it under no other code.")
@propose_option
@coder_option
def move(
    project: Path, code: str, under: str | None, top: bool, why: str | None, coder: str | None
) -> None:
    """Put a code, with all under it, under another code or at the top.

    \b
    Example:
      qualcode codebook move carers.qualcode battle --under navigation
    """
    if bool(under) == top:
        message = "Say --under CODE or --top."
        raise click.UsageError(message)
    with open_project(project, coder) as opened:
        found = opened.codes.find(code)
        parent = opened.codes.find(under).id if under else None
        if _is_proposed(opened, why, "move", found.id, parent=parent):
            return
        opened.codes.move(found.id, parent)
        path = opened.codes.find(found.id).path
    say(f"“{found.path}” is now “{path}”.")


@click.command()
@project_argument
@click.argument("code")
@click.option("--definition", help="What it means.")
@click.option("--include", help="When to use it.")
@click.option("--exclude", help="When not to use it, and which code to use instead.")
@propose_option
@yes_option
@coder_option
def redefine(
    project: Path,
    code: str,
    definition: str | None,
    include: str | None,
    exclude: str | None,
    why: str | None,
    yes: bool,
    coder: str | None,
) -> None:
    """Give a code another meaning. What was read so far was not read for it.

    Its codings stay. A source that was read with the old meaning counts for this code again once
    it is read again.

    \b
    Example:
      qualcode codebook redefine carers.qualcode breaks --include "Respite, and an hour alone."
    """
    said = {"definition": definition, "include": include, "exclude": exclude}
    fields = {name: words.strip() for name, words in said.items() if words is not None}
    if not fields:
        message = "Say at least one of --definition, --include and --exclude."
        raise click.UsageError(message)
    with open_project(project, coder) as opened:
        opened.require_coder()
        found = opened.codes.find(code)
        if all(getattr(found, name) == words for name, words in fields.items()):
            say(f"“{found.label}” means that already.")
            return
        if _is_proposed(opened, why, "redefine", found.id, **fields):
            return
        touched = opened.codes.touched(found.id)
        say(f"“{found.label}”: {_say_staying(touched)}.")
        if touched.sources:
            say(
                f"{count(touched.sources, 'source')} read with the old meaning will count as not "
                "looked for yet, under it and the codes above it."
            )
        if asked("Give it the new meaning?", yes=yes):
            opened.codes.redefine(found.id, **fields)
            say(f"“{found.label}” has a new meaning. qualcode undo takes it back.")


@click.command()
@project_argument
@click.argument("code")
@click.argument("into")
@propose_option
@coder_option
def join(project: Path, code: str, into: str, why: str | None, coder: str | None) -> None:
    """Make two codes one: all codings of CODE count as those of INTO.

    \b
    Example:
      qualcode codebook join carers.qualcode timeliness battle
    """
    with open_project(project, coder) as opened:
        one, other = opened.codes.find(code), opened.codes.find(into)
        if _is_proposed(opened, why, "join", one.id, into=other.id):
            return
        opened.codes.join(one.id, other.id)
    say(f"“{one.label}” is now “{other.label}”. qualcode undo takes it back.")


@click.command()
@project_argument
@click.argument("code")
@click.option("--with-parts", is_flag=True, help="Delete the codes under it too.")
@propose_option
@yes_option
@coder_option
def delete(
    project: Path, code: str, with_parts: bool, why: str | None, yes: bool, coder: str | None
) -> None:
    """Delete a code. Its codings stay, and while there are any the code is still listed.

    \b
    Example:
      qualcode codebook delete carers.qualcode evidence
    """
    with open_project(project, coder) as opened:
        opened.require_coder()
        found = opened.codes.find(code)
        if _is_proposed(opened, why, "delete", found.id, with_parts=with_parts):
            return
        if _confirm_delete(opened, found.id, found.label, with_parts=with_parts, yes=yes):
            opened.codes.delete(found.id, with_parts=with_parts)
            say(f"Deleted “{found.path}”. qualcode undo brings it back.")


@click.command()
@project_argument
@click.argument("code")
@click.argument("colour", required=False)
@propose_option
@coder_option
def recolour(
    project: Path, code: str, colour: str | None, why: str | None, coder: str | None
) -> None:
    """Give a code a COLOUR, as "#0072B2"; without one, that of its place in the palette.

    \b
    Example:
      qualcode codebook recolour carers.qualcode battle "#0072B2"
    """
    with open_project(project, coder) as opened:
        found = opened.codes.find(code)
        if _is_proposed(opened, why, "recolour", found.id, colour=colour):
            return
        opened.codes.recolour(found.id, colour)
        now = opened.codes.find(found.id).colour or "coloured by its place"
    say(f"“{found.label}” is {now} now.")


@click.command()
@project_argument
@click.argument("code")
@click.argument("labels", nargs=-1, required=True)
@propose_option
@coder_option
def split(
    project: Path, code: str, labels: tuple[str, ...], why: str | None, coder: str | None
) -> None:
    """Make codes beside CODE to sort its passages into: two LABELS or more.

    The code's own label among them means the code itself. Its passages stay with it until they are
    sorted, with a key each, in the workspace.

    \b
    Example:
      qualcode codebook split carers.qualcode breaks "Breaks taken" "Breaks refused"
    """
    with open_project(project, coder) as opened:
        found = opened.codes.find(code)
        if _is_proposed(opened, why, "split", found.id, labels=list(labels)):
            return
        made = opened.codes.split(found.id, labels)
        left = opened.codes.sorting.of(found.id)
        passages = len(opened.codes.sorting.left(left)) if left else 0
    say(f"Split “{found.label}”; new: {', '.join(f'“{one.label}”' for one in made)}.")
    if passages:
        say(f"{count(passages, 'passage')} to sort: qualcode code {project}, then B, and n.")


def _say_staying(touched: "Touched") -> str:
    """Return the codings that rest on a code, which no change to it takes away."""
    return f"{touched.sentence}, which stay" if touched.codings else touched.sentence


def _confirm_delete(
    opened: "Project", code: str, label: str, *, with_parts: bool, yes: bool
) -> bool:
    """Say what deleting a code touches, and ask; codes under it that are to stay are an error."""
    from qualcode.project.codebook.errors import CodeHasPartsError

    parts = opened.codes.parts(code)
    if parts and not with_parts:
        raise CodeHasPartsError(label, len(parts))
    touched = opened.codes.touched(code, *(one.id for one in parts))
    under = f" and {count(len(parts), 'code')} under it" if parts else ""
    say(f"“{label}”{under}: {_say_staying(touched)}.")
    return asked("Delete it?", yes=yes)
