"""A source, the turns people take in it, and the passages that codes are asked of."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What a source is, and stays marked as."""

    RECORDING = "recording"
    NOTES = "notes"
    SURVEY = "survey"
    REPORT = "report"


class Form(StrEnum):
    """How the people of a source were spoken with."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Source:
    """One imported document.

    `ref` is its short name in the study ("B-FG1"), `name` the file it came from, `site` the site
    where it took place or None, `added` the UTC time of its import in ISO 8601.
    """

    id: str
    ref: str
    name: str
    kind: SourceKind
    form: Form
    site: str | None
    added: str
    words: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One uninterrupted stretch of one voice: `start` is where its line begins, `body` the words.

    `text[start:body]` is the label and time as they stood in the file; `text[body:end]` is what
    was said. `case` is whose words they are, None for an author's or a document's own words.
    `time` is seconds from the start of the recording, None where none is given.
    """

    id: str
    source: str
    n: int
    start: int
    body: int
    end: int
    time: float | None
    case: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a turn that codes are asked of: a row of a named frame, never split again."""

    id: str
    source: str
    turn: str
    n: int
    start: int
    end: int
    text: str
