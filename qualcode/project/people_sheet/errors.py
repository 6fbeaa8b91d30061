"""What can go wrong with the sheet of people."""

from collections.abc import Sequence

from qualcode.model import QualcodeError


class LongCellError(QualcodeError):
    """A value is longer than a cell of a workbook may be."""

    def __init__(self, code: str, heading: str) -> None:
        super().__init__(
            f"“{heading}” of {code} is too long for a cell of Excel. Write the sheet as .csv."
        )


class PeopleSheetError(QualcodeError):
    """A people sheet contradicts itself or the project; all that is wrong with it is named."""

    def __init__(self, file: str, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"“{file}” cannot be taken over:\n{listed}\nNothing was changed.")
