"""The codebook as it is shown: a row for each code, and all that is known of one."""

from collections.abc import Iterable, Mapping, Sequence

from textual.content import Content

from qualcode.model import Code, Note
from qualcode.model.words import count
from qualcode.project.codebook.touched import Resting
from qualcode_tui.colours import mark_colour
from qualcode_tui.screens.codebook.swatches import name_colour
from qualcode_tui.text.cells import clip, fit, width_of
from qualcode_tui.widgets.codebook import SWATCH, explain

_NUMBER, _DEEPEST = 8, 6
GONE = "✗ deleted"


def say_heading(width: int) -> str:
    """Return the headings over the rows."""
    return f"{fit('  code', width - 2 * _NUMBER)}{'codings':>{_NUMBER}}{'people':>{_NUMBER}}"


def say_code(
    code: Code,
    depth: int,
    resting: Resting,
    width: int,
    colour: str,
    *,
    is_gone: bool,
    hidden: int = 0,
) -> Content:
    """Return the row of a code: its colour and label, how many codings, and of how many people.

    `hidden` is how many codes under it are folded away.
    """
    indent = "  " * min(depth, _DEEPEST)
    sign = f" ▸ {hidden} under it" if hidden else ""
    sign += f" {GONE}" if is_gone else ""
    room = width - 2 * _NUMBER - len(indent) - 2 - len(sign)
    label = clip(code.label, room)
    gap = " " * max(0, room - width_of(label))
    codings, people = len(resting.codings), len(resting.people)
    return Content.assemble(
        indent,
        (SWATCH, colour),
        (f" {label}", "$reader-muted" if is_gone else "bold" if not depth else ""),
        (sign, "$error" if is_gone else "$reader-muted"),
        gap,
        f"{codings or '·':>{_NUMBER}}",
        (f"{people or '·':>{_NUMBER}}", "$reader-muted"),
    )


def say_all(
    code: Code,
    codes: Mapping[str, Code],
    resting: Resting,
    notes: Sequence[Note],
    facts: Iterable[str],
    background: str,
) -> Content:
    """Return all that is known of a code, to stand beside the tree.

    `facts` are further sentences: what waits to be sorted or looked at.
    """
    parts: list[Content | str | tuple[str, str]] = [explain(code, codes)]
    if code.keywords:
        parts += ["\n", ("Keywords ", "$accent"), ", ".join(code.keywords)]
    if code.colour:
        colour = mark_colour(code.colour, background)
        parts += ["\n", ("Colour ", "$accent"), (SWATCH, colour), f" {name_colour(code.colour)}"]
    for example in code.examples:
        parts += ["\n", (f"“{example}”", "italic")]
    parts.append("\n")
    for sentence in (*resting.sentences(), *facts):
        parts += ["\n", (sentence, "$reader-muted")]
    if notes:
        parts += ["\n\n", (count(len(notes), "note"), "bold")]
        for note in notes:
            parts += ["\n", (f"{note.coder}: ", "$accent"), " ".join(note.text.split())]
    return Content.assemble(*parts)


def find_depths(codes: Iterable[Code]) -> dict[str, int]:
    """Return how deep each code stands, by its id; 0 is the top."""
    depths: dict[str, int] = {}
    for code in codes:
        depths[code.id] = depths.get(code.parent, -1) + 1 if code.parent else 0
    return depths
