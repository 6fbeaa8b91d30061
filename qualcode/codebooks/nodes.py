"""YAML as plain text with line numbers: every scalar stays the words that were written.

Reading the parser's events, instead of loading, is what keeps `no`, 12:30 and 2024-01-01 text,
knows the line of everything, and meets an alias before it can multiply.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qualcode.codebooks.errors import (
    CodebookSyntaxError,
    DuplicateFieldError,
    EmptyCodebookError,
    Place,
    RefusedYamlError,
    UnreadableCodebookError,
)
from qualcode.model.text import clean_text

MOST_CHARACTERS = 1_000_000
DEEPEST = 64
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the line it starts in: text, None, a list of nodes, or fields."""

    line: int
    value: "str | list[Node] | dict[str, Field] | None"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a mapping: the line of its name, and its value."""

    line: int
    node: Node


def read_yaml(text: str, name: str) -> Node:
    """Return the one document of a YAML text. Raises CodebookError where that cannot be."""
    if len(text) > MOST_CHARACTERS:
        raise UnreadableCodebookError(
            name, f"a codebook has at most {MOST_CHARACTERS:,} characters, this has {len(text):,}."
        )
    events = _events(text, name)
    before, after = {"StreamStart", "DocumentStart"}, {"DocumentEnd", "StreamEnd"}
    event, line = next(pair for pair in events if _kind(pair[0]) not in before)
    if _kind(event) == "StreamEnd":
        raise EmptyCodebookError(name)
    root = _node(event, line, events, name)
    for event, line in events:
        if _kind(event) not in after:
            raise RefusedYamlError(
                Place(name, line), "a second document", "Remove the line of three hyphens."
            )
    if root.value is None:
        raise EmptyCodebookError(name)
    return root


def plain(node: Node) -> object:
    """Return the values of a node without their lines."""
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    if isinstance(node.value, dict):
        return {key: plain(field.node) for key, field in node.value.items()}
    return node.value


def line_of(node: Node, steps: tuple[str | int, ...]) -> int:
    """Return the line that a path of field names and list positions leads to, as far as it goes."""
    line = node.line
    for step in steps:
        if isinstance(node.value, dict) and step in node.value:
            field = node.value[str(step)]
            line, node = field.line, field.node
        elif isinstance(node.value, list) and isinstance(step, int):
            node = node.value[step]
            line = node.line
        else:
            break
    return line


def _events(text: str, name: str) -> Iterator[tuple[Any, int]]:
    """Give the parser's events with their lines, refusing what no codebook needs."""
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    depth = 0
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = int(event.start_mark.line) + 1
            _refuse(event, Place(name, line))
            depth += _kind(event).endswith(("MappingStart", "SequenceStart"))
            depth -= _kind(event).endswith(("MappingEnd", "SequenceEnd"))
            if depth > DEEPEST:
                raise RefusedYamlError(
                    Place(name, line), f"more than {DEEPEST} levels", "Make its tree flatter."
                )
            yield event, line
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = 1 if mark is None else int(mark.line) + 1
        raise CodebookSyntaxError(
            Place(name, line), str(error.problem or error.context or "unclear")
        ) from None
    except (YAMLError, ValueError, OverflowError) as error:
        problem = str(error).splitlines()
        raise CodebookSyntaxError(Place(name, 1), problem[0] if problem else "unclear") from None


def _kind(event: object) -> str:
    return type(event).__name__.removesuffix("Event")


def _refuse(event: Any, place: Place) -> None:  # noqa: ANN401
    if _kind(event) == "Alias" or getattr(event, "anchor", None) is not None:
        raise RefusedYamlError(
            place, "YAML anchors (&) or aliases (*)", "Put quotation marks round the words."
        )
    if getattr(event, "tag", None) is not None:
        raise RefusedYamlError(place, "YAML tags (!)", "Put quotation marks round the words.")


def _node(event: Any, line: int, events: Iterator[tuple[Any, int]], name: str) -> Node:  # noqa: ANN401
    if _kind(event) == "MappingStart":
        return Node(line, _fields(events, name))
    if _kind(event) == "SequenceStart":
        return Node(line, _items(events, name))
    return Node(line, _scalar(event, Place(name, line)))


def _items(events: Iterator[tuple[Any, int]], name: str) -> list[Node]:
    items = []
    for event, line in events:
        if _kind(event) == "SequenceEnd":
            break
        items.append(_node(event, line, events, name))
    return items


def _fields(events: Iterator[tuple[Any, int]], name: str) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for event, line in events:
        if _kind(event) == "MappingEnd":
            break
        key = _node(event, line, events, name).value
        if not isinstance(key, str):
            raise RefusedYamlError(Place(name, line), "a field without a name", "Name the field.")
        if key in fields:
            raise DuplicateFieldError(Place(name, line), key, fields[key].line)
        fields[key] = Field(line, _node(*next(events), events, name))
    return fields


def _scalar(event: Any, place: Place) -> str | None:  # noqa: ANN401
    text = str(event.value)
    if event.implicit[0] and text in _NULLS:
        return None
    # A block (| or >) ends with a line end that its author did not mean.
    text = text.rstrip("\n") if event.style in {"|", ">"} else text
    if clean_text(text)[0] != text:
        raise RefusedYamlError(place, "control characters", "Remove them from this line.")
    return text
