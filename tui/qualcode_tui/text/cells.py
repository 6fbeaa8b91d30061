"""How wide text is on a terminal: clusters of code points, and the cells that each takes.

A cluster is the smallest stretch that may stand alone on the screen: no user-perceived character
and no sequence that the terminal measures as one is ever cut. Widths are those that Textual
itself counts with, so that what is planned here is what is drawn.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex
from rich.cells import cell_len, split_graphemes

# Every text is held against this, and for such a set re is twice as fast as regex.
_NARROW = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e]*")
_GRAPHEME = regex.compile(r"\X")
# Embeddings, overrides and isolates would reorder the rest of the screen line. Nor are isolates put
# around a name that is written from right to left: a terminal keeps such a mark with the letter
# before it, so the opening one is lost at the left edge (tmux does so), and either of them where
# only a part of the line is drawn anew. One alone reorders more than none, and some draw boxes.
# A joiner that joins no pictures is measured as if it swallowed what comes after it.
_UNSHOWN = regex.compile(
    r"[\n\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
    r"|\u200d(?!\p{Extended_Pictographic})"
)
_LEAST_PARTED = 4
_BLANKS = regex.compile(r"[\t\u2028\u2029]")


class Cluster(NamedTuple):
    """Code points `start` up to `end`, taking `width` cells."""

    start: int
    end: int
    width: int


def is_narrow(text: str, start: int, end: int) -> bool:
    """Say whether each code point of the stretch takes one cell and stands alone."""
    return _NARROW.fullmatch(text, start, end) is not None


def shown(text: str) -> str:
    """Return the text as it may be sent to a terminal: no line ends, tabs or reordering marks."""
    if _NARROW.fullmatch(text):
        return text
    return _UNSHOWN.sub("", _BLANKS.sub(" ", text))


def width_of(text: str) -> int:
    """Count the cells that the text takes when shown."""
    return cell_len(shown(text))


def clip(text: str, width: int) -> str:
    """Return the text if it fits, else as much of it as leaves room for an ellipsis."""
    if width <= 0:
        return ""
    if width_of(text) <= width:
        return shown(text)
    kept, used = "", 0
    for start, end, cells in clusters(text, 0, len(text)):
        if used + cells > width - 1:
            break
        kept, used = kept + text[start:end], used + cells
    return shown(kept).rstrip() + "…"


def clip_middle(text: str, width: int) -> str:
    """Return the text if it fits, else its beginning and, for the greater part, its end.

    Names such as B-FG1-P3 differ at their end; of several words the beginning is kept.
    """
    if width_of(text) <= width or width < _LEAST_PARTED or " " in text:
        return clip(text, width)
    room = (width - 1) * 2 // 3
    end, used = len(text), 0
    for cluster in reversed(list(clusters(text, 0, len(text)))):
        if used + cluster.width > room:
            break
        end, used = cluster.start, used + cluster.width
    begun = clip(text, width - used)
    return f"{begun}{shown(text[end:])}"


def clusters(text: str, start: int, end: int) -> Iterator[Cluster]:
    """Yield the clusters of `text[start:end]` in order."""
    if is_narrow(text, start, end):
        for i in range(start, end):
            yield Cluster(i, i + 1, 1)
        return
    part = text[start:end]
    measured = {span[0] for span in split_graphemes(part)[0]}
    left = 0
    for match in _GRAPHEME.finditer(part):
        if match.end() == len(part) or match.end() in measured:
            right = match.end()
            yield Cluster(start + left, start + right, width_of(part[left:right]))
            left = right


def fit(text: str, width: int) -> str:
    """Return the text in exactly `width` cells: clipped, or with blanks after it."""
    clipped = clip(text, width)
    return clipped + " " * (width - width_of(clipped))
