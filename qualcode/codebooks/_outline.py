"""A codebook's file as lines that belong to codes and fields, so that few of them need be touched.

Nothing is read here that `parse_codebook` has not accepted: there are no anchors, tags or aliases.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

CODES = "codes"
_BLOCK_STYLES = ("|", ">")


@dataclass(slots=True)
class Segment:
    """A field: the lines above it that are comments or blank, its own lines, and its comments.

    `column` is where its name begins. The comments of `codes` are those of its first line.
    """

    key: str
    column: int
    lines: list[str]
    lead: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A code, or the whole file: its fields in their order, and the codes nested under it.

    `lead` are the lines above it, `tail` those below its last code; `column` is where its hyphen
    stands. A code that is written in braces has no segments, only `lines`: it is kept whole or
    written anew.
    """

    slug: str | None
    column: int
    segments: list[Segment] = field(default_factory=list)
    children: "list[Block]" = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether the code is written in braces."""
        return bool(self.lines)

    def find(self, key: str) -> Segment | None:
        """Return a field, None where it is not written."""
        return next((one for one in self.segments if one.key == key), None)


class UnknownShapeError(Exception):
    """The file is sound, and laid out in a way that is not followed here."""


def read_outline(text: str) -> Block:
    """Return the outline of a codebook's file. Raises UnknownShapeError."""
    from ruamel.yaml import YAML  # noqa: PLC0415

    root = YAML(typ="safe", pure=True).compose(text)
    if root.flow_style:
        raise UnknownShapeError
    return _Outline(text).read(root)


class _Outline:
    """Reads blocks from the nodes of YAML, by the places where they begin and end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        if self._lines and not self._lines[-1]:
            self._lines.pop()
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def read(self, root: Any) -> Block:  # noqa: ANN401 - ruamel's nodes have no types
        first = self._line(root.start_mark.index)
        block = Block(None, 0)
        self._fill(block, root, first, len(self._lines))
        block.segments[0].lead = self._lines[:first]
        return block

    def _fill(self, block: Block, node: Any, first: int, end: int) -> None:  # noqa: ANN401
        """Read the fields of a mapping that stands from the line `first` up to `end`."""
        begins = [self._line(key.start_mark.index) for key, _ in node.value]
        if begins[0] != first or len(set(begins)) < len(begins):
            raise UnknownShapeError
        lead: list[str] = []
        for n, (key, value) in enumerate(node.value):
            column = key.start_mark.index - self._starts[begins[n]]
            stop = begins[n + 1] if n + 1 < len(begins) else end
            segment = Segment(key.value, column, [], lead)
            lead = []
            if key.value == CODES and _is_block_list(value):
                head = self._line(value.value[0].start_mark.index)
                segment.lines = self._lines[begins[n] : begins[n] + 1]
                segment.comments = list(self._comments(begins[n], begins[n] + 1, key))
                above = self._lines[begins[n] + 1 : head]
                block.tail = self._read_items(block, value, head, stop)
                block.children[0].lead = [*above, *block.children[0].lead]
            else:
                last = self._last_line(begins[n], stop, value, column)
                segment.lines = self._lines[begins[n] : last]
                segment.comments = list(self._comments(begins[n], last, value))
                lead = self._lines[last:stop]
            block.segments.append(segment)
        block.tail += lead

    def _read_items(self, above: Block, node: Any, first: int, end: int) -> list[str]:  # noqa: ANN401
        """Read the codes of a list; return the lines below the last of them."""
        begins = [self._line(item.start_mark.index) for item in node.value]
        if begins[0] != first or len(set(begins)) < len(begins):
            raise UnknownShapeError
        lead: list[str] = []
        for n, item in enumerate(node.value):
            dash = self._dash(begins[n], item.start_mark.index)
            stop = begins[n + 1] if n + 1 < len(begins) else end
            last = self._last_line(begins[n], stop, item, dash)
            slug = next(value.value for key, value in item.value if key.value == "id")
            block = Block(slug, dash, lead=lead)
            if item.flow_style or _has_inline_codes(item):
                block.lines = self._lines[begins[n] : last]
            else:
                self._fill(block, item, begins[n], last)
            lead = self._lines[last:stop]
            above.children.append(block)
        return lead

    def _last_line(self, first: int, stop: int, node: Any, column: int) -> int:  # noqa: ANN401
        """Return the line behind a value: comments no deeper than it, and blank lines, are beyond.

        Lines of a block of text are its own whatever they look like.
        """
        inner = max((self._line(one) for one in _ends(node)), default=first)
        last = stop
        while last > max(first, inner) + 1:
            line = self._lines[last - 1]
            depth = len(line) - len(line.lstrip())
            if line.strip() and not (line.lstrip().startswith("#") and depth <= column):
                break
            last -= 1
        return last

    def _comments(self, first: int, end: int, node: Any) -> Iterator[str]:  # noqa: ANN401
        """Yield the comments on some lines that stand outside of every text."""
        texts = list(_texts(node))
        for number in range(first, end):
            start = self._starts[number]
            line = self._lines[number]
            for at, character in enumerate(line):
                place = start + at
                if character != "#" or (at and not line[at - 1].isspace()):
                    continue
                if not any(self._begin(one) <= place < one.end_mark.index for one in texts):
                    yield line[at:]
                    break

    def _begin(self, node: Any) -> int:  # noqa: ANN401
        """Return where the words of a text begin: those of a block on the line below its sign."""
        start = int(node.start_mark.index)
        return self._starts[self._line(start) + 1] if node.style in _BLOCK_STYLES else start

    def _dash(self, line: int, start: int) -> int:
        before = self._text[self._starts[line] : start]
        if before.strip() != "-":
            raise UnknownShapeError
        return before.index("-")

    def _line(self, index: int) -> int:
        return bisect_right(self._starts, index) - 1


def _is_block_list(node: Any) -> bool:  # noqa: ANN401
    return isinstance(node.value, list) and bool(node.value) and not node.flow_style


def _has_inline_codes(node: Any) -> bool:  # noqa: ANN401
    return any(
        key.value == CODES and isinstance(value.value, list) and value.value and value.flow_style
        for key, value in node.value
    )


def _texts(node: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the scalars of a node."""
    if isinstance(node.value, str):
        yield node
        return
    for one in node.value:
        for part in one if isinstance(one, tuple) else (one,):
            yield from _texts(part)


def _ends(node: Any) -> Iterator[int]:  # noqa: ANN401
    """Yield the last places of a node's texts that are sure to be theirs."""
    for text in _texts(node):
        if text.style not in _BLOCK_STYLES:
            yield max(text.start_mark.index, text.end_mark.index - 1)
        else:
            yield text.start_mark.index
