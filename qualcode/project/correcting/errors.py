"""Refusals of a correction, each with its own sentence."""

from qualcode.model import QualcodeError

_KEPT = "Nothing was changed."


class AcrossTurnsError(QualcodeError):
    """A correction would reach over the end of a turn."""

    def __init__(self) -> None:
        super().__init__(
            "A correction stays within one turn. Correct the words of each turn by themselves. "
            + _KEPT
        )


class OverlappingCorrectionError(QualcodeError):
    """Something would cut a correction in two."""

    def __init__(self, words: str, turn: str) -> None:
        super().__init__(
            f"This would cut the correction “{words}” in {turn} in two. Take all of it, or take "
            f"that correction back first. {_KEPT}"
        )


class NothingToCorrectError(QualcodeError):
    """The words are shown already."""

    def __init__(self, words: str) -> None:
        super().__init__(f"“{words}” is what stands there already. {_KEPT}")


class SameSpeakerError(QualcodeError):
    """The words belong to this person already."""

    def __init__(self, turn: str, code: str | None) -> None:
        whose = f"{code}’s" if code else "nobody’s words"
        super().__init__(f"{turn[:1].upper()}{turn[1:]} is {whose} already. {_KEPT}")


class WithdrawnSpeakerError(QualcodeError):
    """Words would be given to somebody who withdrew."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code} has withdrawn, and nothing more is written of them. Where words of theirs "
            f"still stand under another name, ask whoever keeps the people sheet. {_KEPT}"
        )


class NoSecondVoiceError(QualcodeError):
    """There are no words on one side of the place."""

    def __init__(self, turn: str) -> None:
        super().__init__(
            f"There must be words before and after the place where somebody else begins in {turn}. "
            f"If all of it is theirs, give them the turn. {_KEPT}"
        )


class NotCorrectedError(QualcodeError):
    """There is no correction to take back."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no correction of {what} to take back. {_KEPT}")
