"""Failures of what a user asks of a project, each with its own sentence."""

from qualcode.model import QualcodeError
from qualcode.model.case import CONSENT_QUESTIONS


class UnknownQuestionError(QualcodeError):
    """There is no such question of consent."""

    def __init__(self, question: str) -> None:
        known = ", ".join(CONSENT_QUESTIONS)
        super().__init__(f"“{question}” is no question of consent. They are: {known}.")


class UnknownAnswerError(QualcodeError):
    """Consent is given or not."""

    def __init__(self, answer: str) -> None:
        super().__init__(f"“{answer}” is no answer to a question of consent. Say yes or no.")


class UnheardPersonError(QualcodeError):
    """The study file names somebody who does not speak in a file, and somebody like them does."""

    def __init__(self, file: str, label: str, near: str) -> None:
        super().__init__(
            f"study.yaml says that “{label}” speaks in {file}; nobody does. Did you mean “{near}”? "
            f"If “{label}” was there and said nothing, name “{near}” in study.yaml too."
        )


class NoCodesError(QualcodeError):
    """Something needs codes and there are none."""

    def __init__(self) -> None:
        super().__init__(
            "This project has no codes yet. Load a codebook: "
            "qualcode codebook load PROJECT cross-cutting"
        )


class NoSourcesError(QualcodeError):
    """Something needs sources and there are none."""

    def __init__(self) -> None:
        super().__init__(
            "This project has no sources yet. Import some: qualcode import PROJECT FILE…"
        )


class CodeInUseError(QualcodeError):
    """Two codes cannot be made one in this way."""

    def __init__(self, label: str) -> None:
        super().__init__(f"“{label}” cannot be joined into itself or into one of its own parts.")


class ExistingLabelError(QualcodeError):
    """A code of this label stands under the same parent."""

    def __init__(self, label: str) -> None:
        super().__init__(f"There is a code “{label}” in this place already.")


class EmptyLabelError(QualcodeError):
    """A code needs a label."""

    def __init__(self) -> None:
        super().__init__("A code needs a label. Nothing was changed.")


class UnverifiedCodingError(QualcodeError):
    """A row of a table does not read what the source reads there."""

    def __init__(self, file: str, row: int, said: str) -> None:
        super().__init__(f"{file}, row {row}: {said} Nothing of the file was applied.")


class UnknownVariableError(QualcodeError):
    """There is no such variable."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            f"No one has a variable “{name}”. There are: {', '.join(known) or 'none yet'}."
        )


class TooFewCodersError(QualcodeError):
    """Agreement needs two coders."""

    def __init__(self, found: list[str]) -> None:
        names = " and ".join(found) if found else "nobody"
        super().__init__(f"Agreement needs two coders on the same sources; so far: {names}.")


class NothingToDrawError(QualcodeError):
    """Every passage was drawn already."""

    def __init__(self) -> None:
        super().__init__("There are no passages left to draw.")


class FileExistsHereError(QualcodeError):
    """A file stands where an export should go."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} exists already. Choose another name, or add --force.")


class WordsNotFoundError(QualcodeError):
    """The source does not hold the words."""

    def __init__(self, words: str, nearest: str | None = None) -> None:
        hint = f" The nearest words are “{nearest}”." if nearest else ""
        super().__init__(f"The source does not read “{words}” anywhere.{hint} Nothing was changed.")


class WordsNotUniqueError(QualcodeError):
    """The source holds the words more than once."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"The source reads “{words}” more than once. Give more words, so that one place is "
            "meant. Nothing was changed."
        )
