"""What can go wrong while files come in."""

from qualcode.model import QualcodeError


class UnheardPersonError(QualcodeError):
    """The study file names somebody who does not speak in a file, and somebody like them does."""

    def __init__(self, file: str, label: str, near: str) -> None:
        super().__init__(
            f"study.yaml says that “{label}” speaks in {file}; nobody does. Did you mean “{near}”? "
            f"If “{label}” was there and said nothing, add “present: true” to them."
        )


class NoSuchLabelError(QualcodeError):
    """None of the files has a speaker, or a column, of that name."""

    def __init__(self, what: str, name: str, nearest: str | None) -> None:
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        super().__init__(f"None of these files has a {what} “{name}”.{hint} Nothing was imported.")
