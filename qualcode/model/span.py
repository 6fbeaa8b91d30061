"""Half-open spans of code points, selections that know what they read, and masks."""

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model.text import hash_text

MASK = "\u2588"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` up to, not including, `end` of one imported text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Say whether every code point of the other is in this one."""
        return self.start <= other.start and other.end <= self.end

    def intersect(self, other: "Span") -> int:
        """Count the code points that the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def read(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Selection:
    """A span of a source, with the hash of the words that stood there when it was made."""

    start: int
    end: int
    hash: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Selection":
        """Select `text[start:end]` and remember what it reads."""
        return cls(start, end, hash_text(text[start:end]))

    @property
    def span(self) -> Span:
        """The place alone."""
        return Span(self.start, self.end)

    def reads(self, text: str) -> bool:
        """Say whether the text still reads there what was selected."""
        return (
            0 <= self.start < self.end <= len(text)
            and hash_text(text[self.start : self.end]) == self.hash
        )


def unite(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted, with those that touch or overlap made one."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            last = united.pop()
            united.append(Span(last.start, max(last.end, span.end)))
        else:
            united.append(span)
    return united


def mask(text: str, spans: Iterable[Span]) -> str:
    """Return the text with every code point of the spans masked, line ends kept.

    No position moves, and masking twice changes nothing, so that masks commute.
    """
    characters = list(text)
    for span in spans:
        for i in range(max(0, span.start), min(span.end, len(characters))):
            if characters[i] != "\n":
                characters[i] = MASK
    return "".join(characters)
