"""Failures of what a user asks of a project, each with its own sentence."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

from qualcode.model import QualcodeError
from qualcode.model.case import CONSENT_QUESTIONS
from qualcode.model.words import count

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


class UnheardPersonError(QualcodeError):
    """The study file names somebody who does not speak in a file, and somebody like them does."""

    def __init__(self, file: str, label: str, near: str) -> None:
        super().__init__(
            f"study.yaml says that “{label}” speaks in {file}; nobody does. Did you mean “{near}”? "
            f"If “{label}” was there and said nothing, add “present: true” to them."
        )


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


class EditedMeanwhileError(QualcodeError):
    """A note has other words than those that somebody meant to change."""

    def __init__(self, stands: str) -> None:
        words = shorten(stands, _SHOWN, placeholder=" …")
        super().__init__(
            f"This note was changed meanwhile, and reads now: “{words}”. Nothing was changed. "
            "Save once more to put your words in its place."
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


class NoSuchLabelError(QualcodeError):
    """None of the files has a speaker, or a column, of that name."""

    def __init__(self, what: str, name: str, nearest: str | None) -> None:
        hint = f" Did you mean “{nearest}”?" if nearest else ""
        super().__init__(f"None of these files has a {what} “{name}”.{hint} Nothing was imported.")


class EmptyRefError(QualcodeError):
    """A source needs a short name."""

    def __init__(self) -> None:
        super().__init__("A source needs a short name, as A-FG1. Nothing was changed.")


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


class NotDrawnError(QualcodeError):
    """An estimate for what nobody read needs a random draw."""

    def __init__(self, by: str | None, others: Sequence[str]) -> None:
        if others:
            drawn = " and ".join(f"by {one}" for one in others)
            super().__init__(
                f"The passages were drawn {drawn}, and tell nothing by {by}. Draw some: "
                f"qualcode sample PROJECT 100 --by {by}"
            )
            return
        super().__init__(
            "No passages were drawn at random. What somebody chose to code, whole transcripts "
            "included, cannot stand for what nobody read. Draw some: qualcode sample PROJECT 100"
        )


class UnreadDrawError(QualcodeError):
    """The first passage of a random draw has not been read, or what was read has a gap there."""

    def __init__(self, stratum: str | None, coded: int) -> None:
        where = "" if stratum is None else f" of “{stratum}”"
        told = (
            f" {coded} of those drawn hold codings without a reading, as imported codings do: "
            "silence around them is no “no”. Mark them as read once somebody has."
            if coded
            else ""
        )
        super().__init__(
            f"The first passage drawn{where} has not been read with the theme as it is now. "
            "Only passages read in the order of the draw, without a gap, are a random sample."
            f"{told} Read them in that order: qualcode sample PROJECT --queue"
        )


class OutgrownDrawError(QualcodeError):
    """There are more passages in the sources of a draw than when it was made."""

    def __init__(self, stratum: str, then: int, now: int) -> None:
        where = "" if stratum == "all" else f" of “{stratum}”"
        super().__init__(
            f"There were {then} passages{where} when the draw was made, and now there are {now}: "
            "some had no chance to be drawn. Draw again with the same seed; what was read counts."
        )


class OneConversationError(QualcodeError):
    """All that was drawn and read is of one conversation."""

    def __init__(self, drawn: int, group: str | None = None) -> None:
        where = "" if group is None else f" of “{group}”"
        super().__init__(
            f"What was drawn{where} and read with the theme as it is now, "
            f"{count(drawn, 'passage')}, comes from one conversation, which cannot stand for "
            "others. Read on in the order of the draw, or draw more."
        )


class GroupNotDrawnError(QualcodeError):
    """A group that has passages, and none of those drawn and read."""

    def __init__(self, by: str, group: str, size: int) -> None:
        super().__init__(
            f"None of the {size} passages of {by} “{group}” was drawn and read, so nothing is "
            f"known of them. Draw some from each: qualcode sample PROJECT 100 --by {by}"
        )


class PeopleNotDrawnError(QualcodeError):
    """A share of people was asked of passages."""

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"A share of {unit} cannot be had from drawn passages: passages were drawn, and one "
            f"who says much is drawn more often than one who says little. Count {unit} without "
            "--assisted, or ask for passages."
        )
