"""Failures of files that other programs write, each with its own sentence."""

from qualcode.model import QualcodeError


class CodingTableError(QualcodeError):
    """A table of codings cannot be read."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(
            f"{file} is no table of codings: {problem}. "
            "It needs the columns source, start, end, text, code and coder."
        )
