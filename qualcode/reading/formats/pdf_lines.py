"""The printed lines of a page, with where they stand and how large they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from pypdf import PageObject

# Letters that typesetting joins, as the letters that were meant.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
)
_BLANKS = regex.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `x` and `y` are of its beginning, in points from the bottom left."""

    words: str
    x: float
    y: float
    size: float


class _Gatherer:
    """Takes the pieces of a page as pypdf comes upon them."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._place = (0.0, 0.0)
        # How many characters of the line stand in each size.
        self._sizes: dict[float, int] = {}

    def take(
        self,
        words: str,
        outer: Sequence[float],
        inner: Sequence[float],
        _font: object,
        size: float,
    ) -> None:
        for i, part in enumerate(words.split("\n")):
            if i:
                self.end_line()
            if part.strip() and not self._sizes:
                self._place = (
                    inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
                    inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
                )
            if part.strip():
                scale = abs(inner[3] * outer[3]) or abs(inner[1] * outer[2]) or 1.0
                points = round(float(size) * scale, 1)
                self._sizes[points] = self._sizes.get(points, 0) + len(part)
            self._words.append(part)

    def end_line(self) -> None:
        words = _BLANKS.sub(" ", "".join(self._words)).strip().translate(_LIGATURES)
        if words:
            size = max(self._sizes, key=lambda points: (self._sizes[points], points), default=0.0)
            self.lines.append(Line(words, float(self._place[0]), float(self._place[1]), size))
        self._words, self._sizes = [], {}


def gather_lines(page: "PageObject") -> list[Line]:
    """Return the lines of a page in the order in which its columns are read."""
    gatherer = _Gatherer()
    page.extract_text(visitor_text=gatherer.take)
    gatherer.end_line()
    return gatherer.lines
