"""What reading gives: a file as text with turns and speakers."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.model import CaseKind, ColumnKind, Decoded, Form, Replaced, SourceKind


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """One uninterrupted stretch of one voice, in code points of the text.

    `text[start:body]` is the label and time as they stand, `text[body:end]` what was said. `label`
    is the speaker's, spelt as in the list of speakers; None for a document's own words. `time` is
    seconds from the start of the recording, or None.
    """

    start: int
    body: int
    end: int
    time: float | None
    label: str | None


@dataclass(frozen=True, slots=True)
class ReadSpeaker:
    """A label of the file: a guess at what stands behind it, and `sure` when the guess is firm."""

    label: str
    kind: CaseKind
    turns: int
    first_words: str
    sure: bool


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A remark that somebody left in the margin of the file, on `text[start:end]`.

    `time` is when, ISO 8601, or None. `author` is the name the remark stands under, or None.
    """

    start: int
    end: int
    author: str | None
    time: str | None
    words: str


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a survey: its heading, what it is taken for, and what speaks for that.

    `answered` counts the cells with something in them, `blank` the others, `distinct` the
    different ones. `examples` are a few of them, none where the column is personal.
    """

    heading: str
    kind: ColumnKind
    answered: int
    blank: int
    distinct: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadRespondent:
    """A row of a survey: the label of its turns, and the closed answers by heading.

    A blank answer is not among them. Several choices stand in one value, "; " between them.
    """

    label: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A column with answers, the `n`th of the file from 1.

    The turns that answer an open one begin in `text[start:end]`; None for closed answers.
    """

    n: int
    heading: str
    kind: ColumnKind
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ReadSurvey:
    """What a survey holds beside its turns: every column, and every respondent, in file order."""

    columns: tuple[ReadColumn, ...]
    questions: tuple[ReadQuestion, ...]
    respondents: tuple[ReadRespondent, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it is to be imported.

    `kind` and `form` are guesses. `layout` names how the turns were cut, with a version
    ("labels/1"). `left_out` has one sentence for each sort of thing left out, changed or replaced.
    `file_hash` is BLAKE2b of the file's bytes, 32 hex digits. `unsure` has one sentence for each
    reason to doubt its letters, where turns begin or who speaks in them; `survey` is None for
    other files.
    """

    decoded: Decoded
    kind: SourceKind
    form: Form
    layout: str
    turns: tuple[ReadTurn, ...]
    speakers: tuple[ReadSpeaker, ...]
    left_out: tuple[str, ...]
    file_hash: str
    comments: tuple[ReadComment, ...] = ()
    survey: ReadSurvey | None = None
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A text with its turns, before anything is guessed from them.

    `replaced` lists the control characters that gave way when the text was rendered.
    """

    text: str
    layout: str
    turns: tuple[ReadTurn, ...]
    left_out: tuple[str, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    comments: tuple[ReadComment, ...] = ()
    survey: ReadSurvey | None = None
    unsure: tuple[str, ...] = ()
