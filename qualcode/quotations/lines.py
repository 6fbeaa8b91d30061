"""The lines of a file without the white space around them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: `start` is where its first word stands in the file.

    `gap` counts the empty lines before it.
    """

    text: str
    start: int
    gap: int

    @property
    def end(self) -> int:
        """The place in the file after its last word."""
        return self.start + len(self.text)


def read_lines(text: str) -> list[Line]:
    """Return the lines that hold something."""
    lines: list[Line] = []
    at = 0
    gap = 0
    for raw in text.split("\n"):
        bare = raw.strip().strip("\ufeff\u200b")
        if bare:
            lines.append(Line(bare, at + raw.index(bare), gap))
            gap = 0
        else:
            gap += 1
        at += len(raw) + 1
    return lines
