"""The suggestions that wait, in the order in which they are gone through."""

from collections.abc import Collection, Iterable, Sequence

from qualcode.model import Proposal
from qualcode_tui.screens.review.place import ReviewPlace

Suggested = tuple[Proposal, ...]


class Queue:
    """Passages with what is suggested for each. What is settled here is taken off at once.

    `place` says which code is gone through and what was skipped, and is kept up to date.
    """

    def __init__(self, place: ReviewPlace, passages: Sequence[Suggested] = ()) -> None:
        self.place = place
        self.passages = list(passages)

    @property
    def coming(self) -> list[Suggested]:
        """The passages to go through: as they came, or by one code, the most probable first."""
        skipped = set(self.place.skipped)
        left = [one for one in self.passages if one[0].passage not in skipped]
        code = self.place.code
        if code is None:
            return left
        chances = {p.passage: p.probability for one in left for p in one if p.code == code}
        with_code = [one for one in left if one[0].passage in chances]
        return sorted(with_code, key=lambda one: -chances[one[0].passage])

    @property
    def here(self) -> Suggested:
        """What is suggested for the passage that is looked at now; nothing at the end."""
        coming = self.coming
        found = (one for one in coming if one[0].passage == self.place.at)
        return next(found, coming[0] if coming else ())

    @property
    def codes(self) -> list[str]:
        """The code (by id) of each suggestion that waits."""
        return [one.code for suggested in self.passages for one in suggested]

    @property
    def left_for_later(self) -> int:
        """How many of the passages to go through were left for another time."""
        code, skipped = self.place.code, set(self.place.skipped)
        return sum(
            one[0].passage in skipped and (code is None or code in [p.code for p in one])
            for one in self.passages
        )

    def settle(self, passage: str, left: Collection[Proposal] = ()) -> None:
        """Keep only some of what is suggested for a passage; without any the passage goes."""
        self.passages = list(_settled(self.passages, passage, left))

    def skip(self) -> None:
        """Leave the passage for another time."""
        if self.here:
            self.place.skipped.append(self.here[0].passage)
            self.place.at = None

    def take_up_again(self) -> None:
        """Go back to the passage that was left last."""
        if self.place.skipped:
            self.place.at = self.place.skipped.pop()

    def stand_on(self, passage: str) -> None:
        """Look at a passage, whether or not it was left for another time."""
        self.place.skipped = [one for one in self.place.skipped if one != passage]
        self.place.at = passage


def _settled(
    passages: Iterable[Suggested], passage: str, left: Collection[Proposal]
) -> Iterable[Suggested]:
    for suggested in passages:
        if suggested[0].passage != passage:
            yield suggested
        elif kept := tuple(one for one in suggested if one in left):
            yield kept
