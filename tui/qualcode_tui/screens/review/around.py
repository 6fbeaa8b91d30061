"""A passage between the words around it, as much of them as there is room for."""

from collections.abc import Collection

import regex
from textual.content import Content

from qualcode_tui.screens.codebook.context import InContext, head, tail

_MUTED = "$reader-muted"
_LEAST = 40


def show_passage(
    found: InContext, beside: tuple[str, str], room: int, marked: Collection[str] = ()
) -> Content:
    """Return a passage with the rest of its turn, and the turns before and after it, in grey.

    `room` is how many characters are shown on either side; `marked` are words of the passage that
    stand out.
    """
    before, after = tail(found.before, room), head(found.after, room)
    parts: list[str | tuple[str, str]] = []
    if (left := room - len(before)) >= _LEAST and beside[0]:
        parts.append((f"{tail(beside[0], left)}\n", _MUTED))
    parts += [(before, _MUTED), *_mark(found.words, marked), (after, _MUTED)]
    if (left := room - len(after)) >= _LEAST and beside[1]:
        parts.append((f"\n{head(beside[1], left)}", _MUTED))
    return Content.assemble(*parts)


def _mark(words: str, marked: Collection[str]) -> list[tuple[str, str]]:
    wanted = {word.casefold() for word in marked}
    return [
        (piece, "bold underline" if piece.casefold() in wanted else "bold")
        for piece in regex.split(r"([\p{L}\p{M}'’-]+)", words)
        if piece
    ]
