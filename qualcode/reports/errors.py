"""What a report refuses, each with the sentence that says why and what to do."""

from collections.abc import Iterable

from qualcode.model import QualcodeError


class AttributionError(QualcodeError):
    """A pattern for attributions cannot be filled in."""

    def __init__(self, pattern: str, reason: str, fields: Iterable[str]) -> None:
        known = ", ".join(f"{{{field}}}" for field in fields)
        super().__init__(
            f"The attribution “{pattern}” cannot be used: {reason}. It may hold these: {known}."
        )


class HiddenSiteError(QualcodeError):
    """An attribution would print what leads to a site that is to stay hidden."""

    def __init__(self, pattern: str, field: str) -> None:
        super().__init__(
            f"The attribution “{pattern}” prints {{{field}}}, which can tell the site, and the "
            "site is to stay hidden. Use {role}, {person} or {ref} instead, or show the site."
        )


class ConsentMissingError(QualcodeError):
    """A quotation was offered whose speaker did not agree to be quoted."""

    def __init__(self, ref: str, consent: str) -> None:
        super().__init__(
            f"Quotation {ref} says “{consent}” about consent, so it cannot leave the study. "
            "Leave it out of the set, or correct the consent of the person who said it."
        )


class DuplicateQuotationError(QualcodeError):
    """One quotation stands twice under one code."""

    def __init__(self, ref: str, code_path: str) -> None:
        super().__init__(
            f"Quotation {ref} stands twice under “{code_path}”, so people and quotations would be "
            "counted wrongly. Keep one of the two."
        )


class MadeDateError(QualcodeError):
    """The date a set or report was made on is not a date."""

    def __init__(self, made: str) -> None:
        super().__init__(
            f"“{made}” is not a date. Give the date it was made in ISO 8601, such as 2031-05-14."
        )


class CellError(QualcodeError):
    """A count cannot be: more than its base, below nothing, or outside its interval's bounds."""

    def __init__(self, n: int, base: int, low: float | None, high: float | None) -> None:
        super().__init__(
            f"A count of {n} out of {base} with an interval from {low} to {high} cannot be. "
            "Count again from the codings; this is a fault of the program, not of the study."
        )


class CrosstabError(QualcodeError):
    """A row of a table has not one cell for each of its columns."""

    def __init__(self, row: str, cells: int, columns: int) -> None:
        super().__init__(
            f"The row “{row}” has {cells} cells for {columns} columns. "
            "Give one cell for each column, and None where nothing was read."
        )


class TableEndingError(QualcodeError):
    """A table was to be written to a file whose ending says nothing about how."""

    def __init__(self, name: str, endings: Iterable[str]) -> None:
        super().__init__(
            f"{name} does not say what file it is to be. Let its name end in "
            f"{' or '.join(endings)}."
        )
