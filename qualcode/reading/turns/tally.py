"""The labels of one shape in a file, by what can be said for them."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.labels import is_known_sort, is_name_like, is_plausible
from qualcode.reading.turns.shapes import Shape
from qualcode.reading.turns.spelling import bare_label

# Shares of the file's paragraphs that labels must open before they are believed: for two labels
# that come back, for one, for labels that never come back with a known sort among them and
# without, for names on lines of their own, and for marks that prose is full of.
_TWO_LABELS, _ONE_LABEL, _ONCE_ONLY, _NEARLY_ALL, _ALONE, _WEAK = 0.05, 0.3, 0.5, 0.75, 0.3, 0.3
_WEAK_SHAPES = frozenset(
    {Shape.DASH, Shape.POINT, Shape.ANGLE, Shape.BOLD, Shape.AFTER, Shape.BEFORE, Shape.SEMI}
)
_STYLED = 0.9


class Tally:
    """The labels of one shape in a file. Sets hold the keys of labels."""

    def __init__(self, headers: Sequence[Header], paragraphs: int) -> None:
        self.counts = Counter(h.key for h in headers)
        self.spelt = {h.key: h.label or "" for h in reversed(headers)}
        shape = headers[0].shape if headers else None
        self.alone = shape is Shape.ALONE
        self.weak = shape in _WEAK_SHAPES
        self.names = {key for key, label in self.spelt.items() if is_name_like(label)}
        self.known = {key for key, label in self.spelt.items() if is_known_sort(label)}
        self.recurring = {
            key for key, label in self.spelt.items() if self.counts[key] > 1 and is_plausible(label)
        } | {key for key in self.known if self.counts[key] > 1}
        self.strong = self.names & self.recurring
        strong = [h for h in headers if h.key in self.strong]
        self.timed = {h.key for h in headers if h.clock}
        self._in_capitals = _mostly([bare_label(h.label or "").isupper() for h in strong])
        self._with_times = _mostly([h.clock for h in strong])
        self._told = shape is Shape.CHAT
        self._paragraphs = max(1, paragraphs)

    def share(self, keys: set[str]) -> float:
        """Return how much of the file the turns of these labels open."""
        return sum(self.counts[key] for key in keys) / self._paragraphs

    def shows_speakers(self) -> bool:
        """Say whether these labels stand for speakers, judged together."""
        if self._told:
            return len(self.counts) > 1 or self.counts.total() > 1
        if self.alone:
            return bool(self.strong) and len(self.names) > 1 and self.share(self.names) >= _ALONE
        if self.weak:
            return len(self.strong) > 1 and self.share(self.strong) >= _WEAK
        if len(self.strong) > 1 and (
            self.strong & self.known or self.share(self.strong) >= _TWO_LABELS
        ):
            return True
        if self.strong and (self.strong & self.known or self.share(self.names) >= _ONE_LABEL):
            return True
        least = _ONCE_ONLY if self.names & self.known else _NEARLY_ALL
        once = len(self.names) > 1 and self.share(self.names) >= least
        small = {key for key in self.recurring if " " not in key}
        return once or (len(small) > 1 and self.share(small) >= _ONCE_ONLY)

    def is_machine_made(self, header: Header) -> bool:
        """Say whether a program wrote the header, so that any name in it is somebody's."""
        return self._told or (
            self._with_times and header.clock and is_plausible(header.label or "")
        )

    @cached_property
    def opens_nearly_all(self) -> bool:
        """Whether labels stand at nearly every place where a turn could begin."""
        return self.share(self.recurring | self.names) >= _STYLED

    def fits_style(self, header: Header) -> bool:
        """Say whether a header is written as those of the labels that come back are."""
        upper = bare_label(header.label or "").isupper()
        capitals = upper or not self._in_capitals or header.key in self.known
        return capitals and (header.clock or not self._with_times)


def _mostly(answers: Sequence[bool]) -> bool:
    return bool(answers) and sum(answers) >= _STYLED * len(answers)
