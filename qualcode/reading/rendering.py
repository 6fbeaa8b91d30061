"""Writing turns out as a plain text, for files whose own form is not one.

One paragraph a turn, "Name: words", a blank line between: the same file gives the same text on
every machine, so that positions in it hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from qualcode.model import Decoded
from qualcode.model.text import clean_text
from qualcode.reading.shape import Cut, ReadTurn

_BLANK_LINES = regex.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn that has no place in a text yet. `question` stands in its head, after the label."""

    words: str
    label: str | None = None
    time: float | None = None
    question: str | None = None


def render_turns(spoken: Iterable[Spoken], layout: str, left_out: Iterable[str]) -> Cut:
    """Return the text of the turns, its control characters replaced, and their places in it."""
    parts: list[str] = []
    turns: list[ReadTurn] = []
    position = 0
    for turn in spoken:
        # A blank line within a turn would read as the end of it.
        words = _BLANK_LINES.sub("\n", turn.words.replace("\r\n", "\n").replace("\r", "\n")).strip()
        label = one_line(turn.label)
        head = _head(label, one_line(turn.question))
        end = position + len(head) + len(words)
        turns.append(ReadTurn(position, position + len(head), end, turn.time, label))
        parts.append(head + words)
        position = end + 2
    text, replaced = clean_text("\n\n".join(parts))
    return Cut(text, layout, tuple(turns), tuple(left_out), replaced)


def with_controls(decoded: Decoded) -> str:
    """Return the decoded text with its control characters back, to be replaced after rendering.

    Their positions can only be told in the text that is kept.
    """
    characters = list(decoded.text)
    for gone in decoded.replaced:
        characters[gone.position] = gone.character
    return "".join(characters)


def one_line(words: str | None) -> str | None:
    """Return a label as one clean line, or None where nothing is left of it."""
    return " ".join(clean_text(words)[0].split()) or None if words else None


def _head(label: str | None, question: str | None) -> str:
    if label and question:
        return f"{label} ({question}): "
    return f"{label or question}: " if label or question else ""
