"""What can go wrong with a codebook and the codes in it."""

from collections.abc import Sequence
from pathlib import Path

from qualcode.model import QualcodeError


class CodeInUseError(QualcodeError):
    """Two codes cannot be made one in this way."""

    def __init__(self, label: str) -> None:
        super().__init__(f"“{label}” cannot be joined into itself or into one of its own parts.")


class MovedIntoItselfError(QualcodeError):
    """A code cannot stand under itself."""

    def __init__(self, label: str) -> None:
        super().__init__(f"“{label}” cannot stand under itself or under one of its own parts.")


class CodeHasPartsError(QualcodeError):
    """A code that has codes under it is not deleted by accident."""

    def __init__(self, label: str, parts: int) -> None:
        number = "1 code" if parts == 1 else f"{parts} codes"
        super().__init__(
            f"“{label}” has {number} under it. Move what is to stay, or add --with-parts to delete "
            "all of it. Nothing was changed."
        )


class CodeGoneError(QualcodeError):
    """A code that was deleted or joined into another is neither changed nor given to words."""

    def __init__(self, label: str, into: str | None) -> None:
        what = f"was joined into “{into}”" if into else "was deleted"
        super().__init__(
            f"“{label}” {what}, and can neither be changed nor given to words. Nothing was done."
        )


class SortedAlreadyError(QualcodeError):
    """A passage was sorted, recoded or uncoded by somebody else since it was shown."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody else has coded this passage anew meanwhile, so it stays as they said. "
            "Nothing was changed."
        )


class TooFewLabelsError(QualcodeError):
    """A split gives at least two codes to choose from."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"“{label}” is split into two codes or more, of different labels; it may be one of "
            "them. Nothing was changed."
        )


class UnknownColourError(QualcodeError):
    """A colour is written in one way."""

    def __init__(self, colour: str) -> None:
        super().__init__(f"“{colour}” is no colour. Write # and six of 0–9 and A–F, as #0072B2.")


class NoNeighbourError(QualcodeError):
    """A code stands first or last of those under the same code."""

    def __init__(self, label: str, side: str) -> None:
        super().__init__(
            f"“{label}” is the {side} of those under the same code, and stays where it is."
        )


class OtherCodebookError(QualcodeError):
    """A code's neighbour is of another codebook, and those stay apart."""

    def __init__(self, label: str, side: str, neighbour: str) -> None:
        super().__init__(
            f"“{label}” stays {side} “{neighbour}”: codes change places within one codebook, and "
            "these two are of different ones. Nothing was changed."
        )


class NoLeadError(QualcodeError):
    """A lock needs a name, since somebody has to open it."""

    def __init__(self) -> None:
        super().__init__("Say who is to decide on codes. Nothing was changed.")


class AnsweredRequestError(QualcodeError):
    """A proposal is answered once."""

    def __init__(self, answer: str, by: str) -> None:
        super().__init__(f"{by} has {answer} this proposal already. Nothing was changed.")


class WaitingRequestError(QualcodeError):
    """The same is proposed, and nobody has answered yet."""

    def __init__(self, told: str, by: str) -> None:
        super().__init__(f"{by} proposed this already, and it waits for an answer: {told}.")


class UnreadableRequestError(QualcodeError):
    """A proposal does not say what is to be done, or about a code that is there."""

    def __init__(self) -> None:
        super().__init__(
            "This proposal cannot be carried out as it stands: its code is gone, or it does not "
            "say what the code is to be. Decline it, and make the change by hand."
        )


class UnsaidCodebookError(QualcodeError):
    """The project has several codebooks, and it was not said which is meant."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(
            f"Say which codebook is to be written. There are: {', '.join(known) or 'none yet'}."
        )


class WrongOriginalError(QualcodeError):
    """The file to begin from is of a codebook that the project does not have."""

    def __init__(self, path: Path, name: str, known: Sequence[str]) -> None:
        super().__init__(
            f"{path.name} is the codebook “{name}”, which is none of this project's: "
            f"{', '.join(known) or 'it has none'}. Nothing was written."
        )


class ReusedCodeIdError(QualcodeError):
    """A codebook's file gives a new code the id that another code of the project once had."""

    def __init__(self, slug: str, label: str) -> None:
        super().__init__(
            f"The id “{slug}” was that of “{label}” in this project before. Give the new code "
            "another id. Nothing was changed."
        )


class ExistingLabelError(QualcodeError):
    """A code of this label stands under the same parent."""

    def __init__(self, label: str) -> None:
        super().__init__(f"There is a code “{label}” in this place already.")


class EmptyLabelError(QualcodeError):
    """A code needs a label."""

    def __init__(self) -> None:
        super().__init__("A code needs a label. Nothing was changed.")
