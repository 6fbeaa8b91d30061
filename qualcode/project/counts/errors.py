"""What can go wrong with shares of drawn passages."""

from collections.abc import Sequence

from qualcode.model import QualcodeError
from qualcode.project.samples import CROSSED


class NotDrawnError(QualcodeError):
    """An estimate for what nobody read needs a random draw."""

    def __init__(self, by: str | None, others: Sequence[str]) -> None:
        if others:
            drawn = " and ".join(f"by {one}" for one in others)
            super().__init__(
                f"The passages were drawn {drawn}, and tell nothing by {by}. Draw some: "
                f"qualcode sample PROJECT 100 --by {_quote(by)}"
            )
            return
        super().__init__(
            "No passages were drawn at random. What somebody chose to code, whole transcripts "
            "included, cannot stand for what nobody read. Draw some: qualcode sample PROJECT 100"
        )


class UnreadDrawError(QualcodeError):
    """The first passage of a random draw has not been read, or what was read has a gap there."""

    def __init__(self, stratum: str | None, coded: int) -> None:
        where = "" if stratum is None else f" of “{stratum}”"
        told = (
            f" {coded} of those drawn hold codings without a reading, as imported codings do: "
            "silence around them is no “no”. Mark them as read once somebody has."
            if coded
            else ""
        )
        super().__init__(
            f"The first passage drawn{where} has not been read with the theme as it is now. "
            "Only passages read in the order of the draw, without a gap, are a random sample."
            f"{told} Read them in that order: qualcode sample PROJECT --queue"
        )


class UnlikeDrawError(QualcodeError):
    """The passages of a draw read otherwise than all do, as no random draw would."""

    def __init__(self) -> None:
        super().__init__(
            "To the model the drawn passages speak of it far more, or far less, than all do: no "
            "random draw would bring that about. See whether the sources have changed since the "
            "draw, and draw again: qualcode sample PROJECT 100"
        )


class OutgrownDrawError(QualcodeError):
    """There are more passages in the sources of a draw than when it was made."""

    def __init__(self, stratum: str, then: int, now: int) -> None:
        where = "" if stratum == "all" else f" of “{stratum}”"
        super().__init__(
            f"There were {then} passages{where} when the draw was made, and now there are {now}: "
            "some had no chance to be drawn. Draw again with the same seed; what was read counts."
        )


class GroupNotDrawnError(QualcodeError):
    """A group that has passages, and none of those drawn and read."""

    def __init__(self, by: str, group: str, size: int) -> None:
        options = " ".join(f"--by {_quote(name)}" for name in by.split(CROSSED))
        super().__init__(
            f"None of the {size} passages of {by} “{group}” was drawn and read, so nothing is "
            f"known of them. Draw some from each: qualcode sample PROJECT 100 {options}"
        )


class PeopleNotDrawnError(QualcodeError):
    """A share of people was asked of passages."""

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"A share of {unit} cannot be had from drawn passages: passages were drawn, and one "
            f"who says much is drawn more often than one who says little. Count {unit} without "
            "--assisted, or ask for passages."
        )


def _quote(name: str | None) -> str:
    """Return a name as one word of a command."""
    return f'"{name}"' if name and " " in name else f"{name}"
