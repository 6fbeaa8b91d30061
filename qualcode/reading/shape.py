"""What reading gives: a file as text with turns and speakers."""

from dataclasses import dataclass

from qualcode.model import CaseKind, Decoded, Form, Replaced, SourceKind


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
class ReadFile:
    """A file as it is to be imported.

    `kind` and `form` are guesses. `layout` names how the turns were cut, with a version
    ("labels/1"). `left_out` has one sentence for each sort of thing left out, changed or replaced.
    `file_hash` is BLAKE2b of the file's bytes, 32 hex digits.
    """

    decoded: Decoded
    kind: SourceKind
    form: Form
    layout: str
    turns: tuple[ReadTurn, ...]
    speakers: tuple[ReadSpeaker, ...]
    left_out: tuple[str, ...]
    file_hash: str


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
    survey: bool = False
