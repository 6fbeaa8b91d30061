"""From a codebook's file to the model."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.codebooks.errors import (
    CodebookError,
    MissingFieldError,
    Place,
    RefusedYamlError,
    UnknownFieldError,
    UnreadableCodebookError,
    WrongValueError,
)
from qualcode.codebooks.nodes import Node, line_of, plain, read_yaml
from qualcode.codebooks.tree import Branch, grow
from qualcode.model.code import Codebook

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from qualcode.codebooks._entries import CodebookEntry, CodeEntry

MOST_BYTES = 1_000_000
_MUST = {
    "string_type": "must be text; where it starts with [ or {, put quotation marks round it",
    "list_type": "must be a list: [one, two], or each on a line of its own after a hyphen",
    "model_type": "must be a code with its fields, such as id and label",
}


def load_codebook(path: Path) -> Codebook:
    """Read a codebook from a YAML file (UTF-8).

    Raises CodebookError, whose message names the file, the line and the field.
    """
    return parse_codebook(read_text(path), path.name)


def read_text(path: Path) -> str:
    """Return the text of a codebook's file, without its byte-order mark.

    Raises UnreadableCodebookError.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "the file cannot be opened"
        raise UnreadableCodebookError(path.name, f"the file cannot be read ({why}).") from None
    if len(data) > MOST_BYTES:
        raise UnreadableCodebookError(
            path.name, f"a codebook has at most {MOST_BYTES:,} bytes, and this file has more."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path.name, data.count(b"\n", 0, error.start) + 1)
        raise UnreadableCodebookError(
            place, "this is not text in UTF-8. Save the file again with the encoding UTF-8."
        ) from None


def parse_codebook(text: str, name: str) -> Codebook:
    """Read a codebook from YAML text; `name` is what errors call the file.

    The codes come depth-first, in the order of the file. A code's parent is the code it is nested
    under, or the one that its field `parent` names. Every scalar is taken as the text that was
    written, so `no` and 12:30 are labels like any other.

    Raises CodebookError, whose message names the file, the line and the field.
    """
    node = read_yaml(text, name)
    if not isinstance(node.value, dict):
        raise RefusedYamlError(
            Place(name, node.line),
            "only text or a list",
            "It starts with the fields codebook, label and codes, each followed by a colon.",
        )
    entry = _validate(node, name)
    branches = _branches(entry.codes, node, name)
    return Codebook(
        id=entry.codebook,
        label=entry.label,
        codes=grow(branches, entry.codebook),
        description=entry.description,
        source=entry.source,
        licence=entry.licence,
    )


def _validate(node: Node, name: str) -> "CodebookEntry":
    from pydantic import ValidationError  # noqa: PLC0415

    from qualcode.codebooks._entries import CodebookEntry  # noqa: PLC0415

    try:
        return CodebookEntry.model_validate(plain(node))
    except ValidationError as error:
        # An unknown field comes first: it explains the missing one.
        first = min(
            error.errors(include_url=False),
            key=lambda e: (e["type"] != "extra_forbidden", line_of(node, e["loc"])),
        )
        raise _explain(first, node, name) from None


def _explain(error: "ErrorDetails", node: Node, name: str) -> CodebookError:
    from qualcode.codebooks._entries import CodebookEntry, CodeEntry  # noqa: PLC0415

    steps = error["loc"]
    place = Place(name, line_of(node, steps))
    field = next(step for step in reversed(steps) if isinstance(step, str))
    if error["type"] == "extra_forbidden":
        known = (CodebookEntry if len(steps) == 1 else CodeEntry).field_names()
        return UnknownFieldError(place, field, known)
    if error["type"] == "missing":
        return MissingFieldError(place, field)
    return WrongValueError(place, field, _MUST.get(error["type"], error["msg"]))


def _branches(
    entries: "Sequence[CodeEntry]",
    node: Node,
    name: str,
    steps: tuple[str | int, ...] = (),
    above: str | None = None,
) -> list[Branch]:
    """List the entries in the order of the file, each with where it stands."""
    branches: list[Branch] = []
    for n, entry in enumerate(entries):
        here = (*steps, "codes", n)
        branches.append(
            Branch(
                slug=entry.id,
                above=above,
                parent=entry.parent or None,
                place=Place(name, line_of(node, (*here, "id"))),
                parent_place=Place(name, line_of(node, (*here, "parent"))),
                was_place=Place(name, line_of(node, (*here, "was"))),
                facts=_facts(entry),
            )
        )
        branches += _branches(entry.codes, node, name, here, entry.id)
    return branches


def _facts(entry: "CodeEntry") -> dict[str, Any]:
    return {
        "label": entry.label,
        "was": tuple(entry.was),
        "other_labels": tuple(entry.other_labels),
        "definition": entry.definition,
        "include": entry.include,
        "exclude": entry.exclude,
        "examples": tuple(entry.examples),
        "keywords": tuple(entry.keywords),
        "colour": entry.colour,
    }
