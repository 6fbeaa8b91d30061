"""What can be wrong with a codebook's file. Each error says where, what, and what to do.

QualcodeError
├── BundledFolderMissingError     qualcode itself is incomplete
└── CodebookError                 one file was refused
    ├── CodebookNotFoundError     no such name or path
    ├── UnreadableCodebookError   not a text file of a sensible size
    ├── EmptyCodebookError        nothing in it
    ├── CodebookSyntaxError       not YAML
    ├── RefusedYamlError          YAML that a codebook has no use for
    ├── DuplicateFieldError       a field twice in one place
    ├── UnknownFieldError         a field that codebooks do not have
    ├── MissingFieldError         a field that must be there
    ├── WrongValueError           a value that the field cannot hold
    ├── DuplicateCodeError        two codes with one id
    ├── EarlierIdError            an earlier id that belongs to another code
    ├── UnknownParentError        a parent that is not in the file
    ├── TwoParentsError           nested under one code, naming another
    └── CircleOfParentsError      codes that stand above themselves
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model.errors import QualcodeError
from qualcode.model.nearest import nearest_name


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from 1."""

    name: str
    line: int

    def __str__(self) -> str:
        return f"{self.name}, line {self.line}"


class BundledFolderMissingError(QualcodeError):
    """A folder that comes with qualcode is not there."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"The folder “{kind}” that comes with qualcode is missing. Install qualcode again."
        )


class CodebookError(QualcodeError):
    """The root of what can be wrong with one codebook."""


class CodebookNotFoundError(CodebookError):
    """Neither a bundled codebook nor a file has this name."""

    def __init__(self, name: str, bundled: Iterable[str]) -> None:
        known = sorted(bundled)
        super().__init__(
            f"There is no codebook “{name}”, neither bundled nor as a file; "
            f"{_did_you_mean(name, known, 'the bundled ones are')}"
        )


class UnreadableCodebookError(CodebookError):
    """The file is not text that a codebook can be read from."""

    def __init__(self, where: Place | str, why: str) -> None:
        super().__init__(f"{where}: {why}")


class EmptyCodebookError(CodebookError):
    """There is nothing in the file, or only comments."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: the file is empty. A codebook starts with the fields codebook, label and "
            "codes."
        )


class CodebookSyntaxError(CodebookError):
    """The file is not YAML."""

    def __init__(self, place: Place, problem: str) -> None:
        super().__init__(
            f"{place}: this is not valid YAML ({problem}). Look at the indentation and the "
            "quotation marks of this line and the one above."
        )


class RefusedYamlError(CodebookError):
    """The file uses a part of YAML that a codebook has no use for."""

    def __init__(self, place: Place, what: str, advice: str) -> None:
        super().__init__(f"{place}: a codebook cannot hold {what}. {advice}")


class DuplicateFieldError(CodebookError):
    """A field stands twice in one code, or twice at the top."""

    def __init__(self, place: Place, field: str, first: int) -> None:
        super().__init__(
            f"{place}: the field “{field}” was given already in line {first}. Keep one of the two."
        )


class UnknownFieldError(CodebookError):
    """A field that codebooks do not have, mostly a slip of the pen."""

    def __init__(self, place: Place, field: str, known: Sequence[str]) -> None:
        super().__init__(
            f"{place}: there is no field “{field}”; "
            f"{_did_you_mean(field, known, 'the fields here are')}"
        )


class MissingFieldError(CodebookError):
    """A field that has to be there is not."""

    def __init__(self, place: Place, field: str) -> None:
        super().__init__(f"{place}: the field “{field}” is missing here. Add it.")


class WrongValueError(CodebookError):
    """A field holds what it cannot hold."""

    def __init__(self, place: Place, field: str, must: str) -> None:
        super().__init__(f"{place}: the field “{field}” {must}.")


class DuplicateCodeError(CodebookError):
    """Two codes of one codebook have the same id."""

    def __init__(self, place: Place, code: str, first: int) -> None:
        super().__init__(
            f"{place}: the id “{code}” belongs to the code in line {first} already. "
            "Give one of the two another id."
        )


class EarlierIdError(CodebookError):
    """The field “was” names an id that another code has, or had."""

    def __init__(self, place: Place, code: str, earlier: str, other: int) -> None:
        super().__init__(
            f"{place}: the field “was” of “{code}” names “{earlier}”, which belongs to the code in "
            f"line {other}. Only one code can have been it."
        )


class UnknownParentError(CodebookError):
    """A code names a parent that its codebook does not have."""

    def __init__(self, where: Place | str, code: str, parent: str, known: Sequence[str]) -> None:
        super().__init__(
            f"{where}: the field “parent” of “{code}” names “{parent}”, which is no code of this "
            f"codebook; {_did_you_mean(parent, known, 'its codes are')}"
        )


class TwoParentsError(CodebookError):
    """A code is nested under one code and names another as its parent."""

    def __init__(self, place: Place, code: str, above: str, parent: str) -> None:
        super().__init__(
            f"{place}: “{code}” stands under “{above}” but its field “parent” names “{parent}”. "
            "Remove the field, or move the code."
        )


class CircleOfParentsError(CodebookError):
    """Codes that stand above one another in a circle."""

    def __init__(self, place: Place, circle: Sequence[str]) -> None:
        chain = " → ".join(f"“{code}”" for code in [*circle, circle[0]])
        super().__init__(
            f"{place}: the fields “parent” go round in a circle ({chain}). "
            "Remove the field “parent” from the code that is to be on top."
        )


def _did_you_mean(word: str, known: Sequence[str], otherwise: str) -> str:
    """End a sentence with the nearest name, or with the first names where none is near."""
    near = nearest_name(word, known)
    if near is not None:
        return f"did you mean “{near}”?"
    shown = 12
    names = ", ".join(known[:shown]) + (", …" if len(known) > shown else "")
    return f"{otherwise} {names or 'none'}."
