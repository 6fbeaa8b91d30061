"""The groups of a Rich Text source: what stands in braces, and which control words are in it.

After the Rich Text Format Specification 1.9.1 (Microsoft, 2008).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import regex

_TOKEN = regex.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\[^a-zA-Z]|(?P<brace>[{}])|[^\\{}]+"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source: a control word and its number, or anything else between braces."""

    source: str
    word: str = ""
    number: int | None = None


@dataclass(slots=True)
class Group:
    """What stands in a pair of braces: tokens and groups in their order."""

    parts: "list[Part]" = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """The control words that the group itself holds."""
        return [part.word for part in self.parts if isinstance(part, Token) and part.word]

    @property
    def name(self) -> str:
        """The first control word, which says what the group is for."""
        return next(iter(self.words), "")

    @property
    def number(self) -> int | None:
        """The number that the group of a comment's place or date holds as text."""
        for part in self.parts:
            if isinstance(part, Token) and part.source.strip().isdecimal():
                return int(part.source)
        return None

    def below(self) -> "Iterator[Group]":
        """Yield the group and all groups in it, in their order."""
        yield self
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.below()

    def write(self) -> Iterator[str]:
        """Yield the source of the group, with its braces."""
        yield "{"
        for part in self.parts:
            if isinstance(part, Token):
                yield part.source
            else:
                yield from part.write()
        yield "}"


Part: TypeAlias = Token | Group


def read_groups(source: str, most_depth: int) -> Group | None:
    """Return the outermost group of a source, or None where it is nested deeper than that.

    Braces that are missing at the end are thought there; what follows the last one is passed over.
    """
    outer = Group()
    stack = [outer]
    position = 0
    while match := _TOKEN.search(source, position):
        position = match.end()
        if match["brace"] == "{":
            group = Group()
            stack[-1].parts.append(group)
            stack.append(group)
            if len(stack) > most_depth:
                return None
        elif match["brace"]:
            stack.pop()
            if len(stack) <= 1:
                break
        else:
            number = int(match["number"]) if match["number"] else None
            stack[-1].parts.append(Token(match.group(), match["word"] or "", number))
            if match["word"] == "bin":
                # So many bytes follow that are no source: a picture.
                position += max(0, number or 0)
    return next((part for part in outer.parts if isinstance(part, Group)), None)
