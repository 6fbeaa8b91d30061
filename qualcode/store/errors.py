"""Failures of the project file, each with its own sentence."""

from collections.abc import Mapping
from pathlib import Path

from qualcode.model.errors import QualcodeError


class StoreError(QualcodeError):
    """Something about the project file."""


class NoProjectError(StoreError):
    """There is no project at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no project at {path}. Make one with: qualcode init {path.name}")


class ProjectExistsError(StoreError):
    """A file stands where a new project should go."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already. Choose another name, or open it as it is.")


class NotAProjectError(StoreError):
    """The file is not a qualcode project."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is not a qualcode project. Nothing in it was changed.")


class NewerProjectError(StoreError):
    """The project was written by a later version of qualcode."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was written by a newer version of qualcode. "
            "Update qualcode to open it; nothing in it was changed."
        )


class ProjectBusyError(StoreError):
    """Another program holds the project file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another program (perhaps qualcode in another window) is writing to {path} and did "
            "not finish in time. Wait a moment and try again; nothing was changed."
        )


class ProjectUnwritableError(StoreError):
    """The file system refuses to write the project."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} cannot be written ({reason}). Check the folder's permissions and the space "
            "left on the disk; nothing was changed."
        )


class ReadingOnlyError(StoreError):
    """The project was opened to be read, because it cannot be written where it stands."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} cannot be written where it stands, so it is open for reading only, and "
            "nothing was changed. To work on it, copy it to a folder of your own: "
            f"qualcode backup {path.name} COPY"
        )


class ProjectDamagedError(StoreError):
    """SQLite finds the file malformed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is damaged. Work on a backup (qualcode backup makes them), "
            "and keep this file: much of it can often be recovered."
        )


class NoCoderError(StoreError):
    """A write was asked for and nobody said who writes."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody has said whose work this is. Add --coder NAME, "
            "or say it once for all: qualcode init --coder NAME"
        )


class NothingToUndoError(StoreError):
    """The coder has no act left that could be undone."""

    def __init__(self, coder: str) -> None:
        super().__init__(f"{coder} has nothing to undo. Other people's acts are theirs to undo.")


class NotUndoneError(StoreError):
    """An act was to be brought back that nobody undid."""

    def __init__(self) -> None:
        super().__init__("Nobody undid this, so there is nothing to bring back.")


class RestingWorkError(StoreError):
    """Other people's work rests on the act that would be undone."""

    def __init__(self, act: str, lost: Mapping[str, int]) -> None:
        work = ", ".join(f"{count} by {name}" for name, count in sorted(lost.items()))
        super().__init__(
            "Work of other people rests on your latest act and would vanish with it "
            f"({work}). Nothing was changed. To undo it all the same: "
            f"qualcode undo PROJECT --act {act}"
        )


class DecidedProposalError(StoreError):
    """The act that would be undone made a proposal that was answered since."""

    def __init__(self, answer: str, by: str, told: str, act: str) -> None:
        super().__init__(
            f"What you proposed was {answer} by {by} meanwhile: “{told}”. It was decided, so it "
            "stays. Nothing was changed. To take it out of the project all the same: "
            f"qualcode undo PROJECT --act {act}"
        )


class WithdrawalStandsError(StoreError):
    """The latest act is a withdrawal."""

    def __init__(self, before: str, act: str) -> None:
        super().__init__(
            "Since then somebody has withdrawn, and a withdrawal cannot be undone. To undo what "
            f"you did before it ({before}): qualcode undo PROJECT --act {act}"
        )


class UnrelatedProjectError(StoreError):
    """The two projects share nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} has no source and no history in common with this project, so it is no "
            "copy of it. To bring it in all the same, add --unrelated. Nothing was merged."
        )


class NothingToRedoError(StoreError):
    """There is no undo to take back."""

    def __init__(self, coder: str) -> None:
        super().__init__(
            f"{coder} has nothing to redo. After new work, an act undone before it comes back "
            "with: qualcode log, then qualcode undo --act."
        )


class NotUndoableError(StoreError):
    """The act cannot be switched off."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"An act of the kind “{kind}” cannot be undone.")


class UnknownItemError(StoreError):
    """Something was named that the project does not hold."""

    def __init__(self, what: str, name: str, nearest: str | None = None) -> None:
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        if what == "participant":
            hint += (
                " Use the participant code; qualcode people PROJECT --names shows which is whose."
            )
        super().__init__(f"This project has no {what} “{name}”.{hint}")


class AmbiguousItemError(StoreError):
    """A name fits more than one thing."""

    def __init__(self, what: str, name: str, fits: list[str]) -> None:
        super().__init__(f"“{name}” fits more than one {what}: {', '.join(fits)}. Say which.")


class BadSpanError(StoreError):
    """The span does not lie in the text."""

    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(
            f"{start} to {end} is no passage of this source, "
            f"which has the positions 0 to {length}. Nothing was changed."
        )


class EmptySpanError(StoreError):
    """The span holds no words."""

    def __init__(self) -> None:
        super().__init__("There are no words in this passage. Choose some first.")


class OutsideTurnsError(StoreError):
    """The span touches labels and times only."""

    def __init__(self) -> None:
        super().__init__(
            "This is a label or a time, not words that anybody said. Nothing was changed."
        )


class SpanSplitsCharacterError(StoreError):
    """The span begins or ends inside one visible character."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__(
            f"{start} to {end} cuts a visible character in two. "
            "Move the end by a position; nothing was changed."
        )


class AlreadyCodedError(StoreError):
    """The coder has this code on this passage already."""

    def __init__(self, label: str) -> None:
        super().__init__(f"You have “{label}” on this passage already. Nothing was changed.")


class CodebookLockedError(StoreError):
    """Somebody else decides on the codes."""

    def __init__(self, lead: str) -> None:
        self.lead = lead
        super().__init__(
            f"The codebook is locked: {lead} decides on its codes. Nothing was changed. To propose "
            "it to them, add --propose and the reason: qualcode codebook add PROJECT LABEL "
            '--propose "WHY"'
        )


class ForkedSessionError(StoreError):
    """Two files claim different acts under one number of one session."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} holds another version of an act that this project holds too: one of the two "
            "was altered outside qualcode. Run qualcode check on both. Nothing was merged."
        )


class UnsoundCopyError(StoreError):
    """The file to merge does not prove its own history."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path} was not merged, because it is not sound: {problem}")


class WithdrawnError(StoreError):
    """The person has withdrawn already."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} has withdrawn already. Nothing was changed.")
