"""A source, the turns people take in it, and the passages that codes are asked of."""

from dataclasses import dataclass
from enum import StrEnum

_ORDINALS = ("second", "third", "fourth", "fifth")


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
    `time` is seconds from the start of the recording, None where none is given. A turn that is
    several people's is split: its parts are turns of their own, with one `n`, and `part` from 1.
    """

    id: str
    source: str
    n: int
    start: int
    body: int
    end: int
    time: float | None
    case: str | None
    part: int = 1

    @property
    def name(self) -> str:
        """What the turn is called: “turn 14”, or “turn 14, second part”."""
        return name_turn(self.n, self.part)


def name_turn(n: int, part: int = 1) -> str:
    """Return what a turn is called: “turn 14”, and of one that was split “turn 14, second part”."""
    if part == 1:
        return f"turn {n}"
    known = part - 2 < len(_ORDINALS)
    return f"turn {n}, {_ORDINALS[part - 2]} part" if known else f"turn {n}, part {part}"


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
