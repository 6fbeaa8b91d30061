"""Failures of what a user asks of a project, each with its own sentence."""

from pathlib import Path
from textwrap import shorten

from qualcode.model import QualcodeError
from qualcode.model.case import CONSENT_QUESTIONS

_SHOWN = 160


class UnknownQuestionError(QualcodeError):
    """There is no such question of consent."""

    def __init__(self, question: str) -> None:
        known = ", ".join(CONSENT_QUESTIONS)
        super().__init__(f"“{question}” is no question of consent. They are: {known}.")


class UnknownAnswerError(QualcodeError):
    """Consent is given or not."""

    def __init__(self, answer: str) -> None:
        super().__init__(f"“{answer}” is no answer to a question of consent. Say yes or no.")


class NotOnlyToldError(QualcodeError):
    """“Seen” was said of a loose end that something can be done about."""

    def __init__(self, loose: str) -> None:
        super().__init__(
            f"“{loose}” leaves the list of loose ends when it is mended. Only what an import left "
            "out leaves it when somebody has seen it."
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


class EditedMeanwhileError(QualcodeError):
    """A note has other words than those that somebody meant to change, or to delete."""

    def __init__(self, stands: str, then: str) -> None:
        words = shorten(stands, _SHOWN, placeholder=" …")
        super().__init__(
            f"This note was changed meanwhile, and reads now: “{words}”. Nothing was changed. "
            f"{then}"
        )


class GoneMeanwhileError(QualcodeError):
    """A coding was taken off since somebody looked at it."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"“{label}” was taken off these words meanwhile, in another window. Nothing was "
            "changed now."
        )


class ChangedMeanwhileError(QualcodeError):
    """A coding has another code or other words than those that somebody looked at."""

    def __init__(self, label: str, now: str) -> None:
        what = f"“{label}” was put on other words" if now == label else f"“{label}” is “{now}”"
        super().__init__(
            f"{what} meanwhile: somebody changed it in another window. Nothing was changed now; "
            "look at it once more."
        )


class UnknownSubjectError(QualcodeError):
    """Nothing that a note could be about has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nothing here is called “{name}”. A note is about a source, a code, a person, a "
            "coding (by its id), or the word project. With the sort before it, as in "
            f"code:{name}, the nearest name is told."
        )


class AmbiguousSubjectError(QualcodeError):
    """A name means several things that a note could be about."""

    def __init__(self, name: str, sorts: list[str]) -> None:
        ways = " or ".join(f"{sort}:{name}" for sort in sorts)
        super().__init__(f"“{name}” is more than one thing here. Say {ways}.")


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


class SameCoderError(QualcodeError):
    """A coder was to be compared with themselves."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Both names are {name}, who cannot be compared with themselves: that would be full "
            "agreement. Name two coders."
        )


class SamePersonError(QualcodeError):
    """A person was to be joined with themselves."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Both are {code}, one person already. Name two. Nothing was changed.")


class UnknownGroupError(QualcodeError):
    """Nobody and nothing has this site or role."""

    def __init__(self, variable: str, value: str, known: list[str]) -> None:
        super().__init__(
            f"There is no {variable} “{value}” here. There are: {', '.join(known) or 'none yet'}."
        )


class UnfitTableError(QualcodeError):
    """A table of answers is not what can be read: not parted by commas, or not text in UTF-8."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"{path} {what}. Open it in a spreadsheet program, save it as “CSV UTF-8” with commas "
            "between the cells, and try again."
        )


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


class TakenCodeError(QualcodeError):
    """Somebody else has the participant code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"The participant code “{code}” is somebody else's. Choose another. If the two are one "
            "person, leave the code out and join them: qualcode people PROJECT --join"
        )


class TakenRefError(QualcodeError):
    """Another source has the short name."""

    def __init__(self, ref: str, file: str) -> None:
        super().__init__(
            f"“{ref}” is {file} in this project, whose words are others. Choose another short "
            f"name, or rename that source: qualcode sources PROJECT --rename {ref} NEW"
        )


class EmptyRefError(QualcodeError):
    """A source needs a short name."""

    def __init__(self) -> None:
        super().__init__("A source needs a short name, as A-FG1. Nothing was changed.")


class NoSurveysError(QualcodeError):
    """There is no survey in the project."""

    def __init__(self) -> None:
        super().__init__(
            "This project has no survey yet. Import one, a row a respondent: "
            "qualcode import PROJECT answers.csv"
        )


class UnknownSurveyQuestionError(QualcodeError):
    """No survey asks that."""

    def __init__(self, name: str, nearest: str | None) -> None:
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        super().__init__(
            f"No survey asks “{name}”.{hint} qualcode survey PROJECT lists the questions."
        )


class AmbiguousQuestionError(QualcodeError):
    """Several questions go by that name."""

    def __init__(self, name: str, numbers: list[str]) -> None:
        super().__init__(
            f"“{name}” could be {len(numbers)} questions. Say which: {', '.join(numbers)}."
        )


class OpenQuestionError(QualcodeError):
    """A table was asked of words."""

    def __init__(self, question: str) -> None:
        super().__init__(
            f"“{question}” was answered in people's own words: code them, and count the themes "
            "with qualcode prevalence --question. A table needs a closed question."
        )


class ClosedQuestionError(QualcodeError):
    """Themes were to be counted in answers that are no words."""

    def __init__(self, question: str) -> None:
        super().__init__(
            f"“{question}” is a closed question, with no words to speak of themes in. "
            "Its table: qualcode survey PROJECT QUESTION"
        )


class SeveralGroupsError(QualcodeError):
    """A table cannot be split by answers of which one respondent gives several."""

    def __init__(self, variable: str) -> None:
        super().__init__(
            f"“{variable}” has several answers a respondent, so its groups would overlap. "
            "Choose a question with one answer."
        )


class TakenFileError(QualcodeError):
    """A file stands where a list was to be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path.name} is there already, and was left as it is. Choose another name."
        )


class NoProposalsError(QualcodeError):
    """Passages were to be picked by suggestions, and there are none."""

    def __init__(self) -> None:
        super().__init__(
            "There are no suggestions to pick passages by. Make some: qualcode suggest PROJECT"
        )


class NoEncoderError(QualcodeError):
    """The folder of the encoder that the user named is not there."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The encoder that you named is not at {folder} any more. Put it back, name another "
            "(qualcode suggest PROJECT --encoder FOLDER), or do without (--encoder auto)."
        )
