"""The words of a source as they are shown: corrections in the place of the words they correct."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from qualcode.model.coding import Patch
from qualcode.model.document import Document
from qualcode.model.source import Turn


@dataclass(frozen=True, slots=True)
class Shown:
    """A text and the corrections that stand in it, in order, none over another."""

    text: str
    patches: tuple[Patch, ...]

    @classmethod
    def of(cls, document: Document) -> Self:
        """Show a document."""
        return cls(document.text, tuple(standing(document.patches, document.turns)))

    def read(self, start: int, end: int) -> str:
        """Return the words of a stretch as they are shown.

        A correction that the stretch cuts into is read whole: half of it would be no word.
        """
        parts, at = [], start
        for patch in self.patches:
            if patch.start < end and start < patch.end:
                parts += [self.text[at : patch.start], patch.words]
                at = patch.end
        return "".join([*parts, self.text[at:end]])


def standing(patches: Iterable[Patch], turns: Sequence[Turn]) -> list[Patch]:
    """Return which of a source's corrections are shown, in order of place.

    Those are shown that lie in the words of one turn; of two over the same words, the one that
    begins first, and of those that begin together the first given.
    """
    bodies = [turn.body for turn in turns]
    shown: list[Patch] = []
    for patch in sorted(patches, key=lambda one: one.start):
        at = bisect_right(bodies, patch.start) - 1
        inside = at >= 0 and patch.start < patch.end <= turns[at].end
        if inside and (not shown or shown[-1].end <= patch.start):
            shown.append(patch)
    return shown
