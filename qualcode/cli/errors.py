"""Failures that only the command line meets, each with its own sentence."""

from pathlib import Path

from qualcode.model.errors import QualcodeError
from qualcode.model.nearest import nearest_name


class NoTerminalError(QualcodeError):
    """The workspace needs a terminal."""

    def __init__(self) -> None:
        super().__init__(
            "The workspace needs a terminal to draw in. Run this in a terminal window, "
            "not in a pipe or a script."
        )


class NoProjectHereError(QualcodeError):
    """Nothing stands at a project's path. `new` says how to make one, where that may be meant."""

    def __init__(self, path: Path, *, new: bool) -> None:
        here = {one.stem: one for one in path.parent.glob("*.qualcode")}
        near = here.get(path.name) or here.get(nearest_name(path.stem, here) or "")
        if near:
            hint = f"Did you mean {near}?"
        elif new:
            hint = f"Make one with: qualcode init {path.name}"
        else:
            hint = "Check its name and folder."
        super().__init__(f"There is no project at {path}. {hint}")


class NoFolderError(QualcodeError):
    """A file cannot be written where there is no folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no folder {folder}. Make it first, or choose another place.")


class BackupExistsError(QualcodeError):
    """A file stands where a backup should go."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already. Choose another name for the backup.")


class UnknownSheetError(QualcodeError):
    """A people sheet is one of two sorts of file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"A people sheet is .xlsx or .csv, and {path.name} is neither.")
