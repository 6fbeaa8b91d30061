"""What somebody says of a file before it is brought in: the guesses, and what they make of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from qualcode.model import CaseKind, ColumnKind, Form, SourceKind
from qualcode_tui.advice import say_here

if TYPE_CHECKING:
    from qualcode.project.intake.previewing import FilePreview
    from qualcode.reading import StudySource

_Choice = TypeVar("_Choice", bound=StrEnum)

KIND_WORDS = {
    SourceKind.RECORDING: "a recording",
    SourceKind.NOTES: "somebody's notes",
    SourceKind.SURVEY: "answers to a survey",
    SourceKind.REPORT: "a published report",
}
FORM_WORDS = {
    Form.INTERVIEW: "an interview",
    Form.FOCUS_GROUP: "a focus group",
    Form.OTHER: "neither",
}
SPEAKER_WORDS = {
    CaseKind.PERSON: "person",
    CaseKind.FACILITATOR: "facilitator",
    CaseKind.SEVERAL: "several people",
    CaseKind.UNKNOWN: "unknown",
}
COLUMN_WORDS = {
    ColumnKind.OPEN: "open: words to code",
    ColumnKind.CLOSED: "closed: one choice",
    ColumnKind.SEVERAL: "several choices",
    ColumnKind.ID: "who answers",
    ColumnKind.PERSONAL: "personal: left out",
    ColumnKind.LEFT_OUT: "left out",
}
_TAKEN = ("yes", "no, leave it out")
ENCODINGS = ("", "utf-8", "windows-1252", "mac-roman", "utf-16", "iso-8859-15", "windows-1250")


class State(StrEnum):
    """How a file stands: its sign in the list."""

    READY = "✓"
    UNSURE = "?"
    REFUSED = "✗"
    LEFT_OUT = "–"


class Sort(StrEnum):
    """What a line of the preview says something of."""

    TAKEN = "bring it in"
    NAME = "short name"
    KIND = "what it is"
    FORM = "how they spoke"
    SITE = "site"
    ENCODING = "encoding"
    SPEAKER = "speaker"
    COLUMN = "column"


_CHOICES: Mapping[Sort, Sequence[str]] = {
    Sort.TAKEN: _TAKEN,
    Sort.KIND: list(KIND_WORDS.values()),
    Sort.FORM: list(FORM_WORDS.values()),
    Sort.SPEAKER: list(SPEAKER_WORDS.values()),
    Sort.COLUMN: list(COLUMN_WORDS.values()),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said of a file: what of, its value in words, and what speaks for it.

    `key` is the label of a speaker or the heading of a column, else empty. `typed` says that the
    value is typed, not chosen from a few.
    """

    sort: Sort
    key: str
    value: str
    sure: bool = True
    count: int = 0
    words: str = ""
    typed: bool = False


@dataclass(slots=True)
class FileChoice:
    """A file with all that is said of it.

    `settled` holds the labels that somebody has settled; `looked` says that they looked it over.
    `own` says that qualcode wrote the file.
    """

    preview: "FilePreview"
    taken: bool = True
    encoding: str = ""
    said: "StudySource | None" = None
    settled: set[str] = field(default_factory=set)
    looked: bool = False
    own: bool = False

    @classmethod
    def of(cls, preview: "FilePreview", encoding: str = "", *, own: bool = False) -> "FileChoice":
        """Begin with the guesses.

        A text that the project holds already is not taken again, and what qualcode wrote itself
        (`own`) only where somebody says so.
        """
        taken = preview.refused is None and preview.known is None and not own
        return cls(preview, taken, encoding, preview.described, own=own)

    def take_over(self, before: "FileChoice") -> None:
        """Take over what was said of the same file before, where it still holds the same.

        A short name that nobody typed is the next free one, and may be another now.
        """
        if before.said is None or self.said is None or not _holds_the_same(self, before):
            return
        guessed = before.preview.described
        typed = guessed is None or before.said.code != guessed.code
        code = before.said.code if typed else self.said.code
        self.said = replace(before.said, code=code)
        self.taken, self.encoding = before.taken, before.encoding
        self.settled, self.looked = set(before.settled), before.looked

    @property
    def name(self) -> str:
        """The file's name as it can be shown."""
        return self.preview.path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    @property
    def state(self) -> State:
        """Whether it can come in, and whether a look is due."""
        if self.preview.refused is not None:
            return State.REFUSED
        if not self.taken:
            return State.LEFT_OUT
        unsure = not self.looked and (self.preview.unsure or self._open_labels())
        return State.UNSURE if unsure else State.READY

    @property
    def what(self) -> str:
        """What the file is, in a word or two."""
        if self.said is None:
            return ""
        if self.said.kind is SourceKind.RECORDING and self.said.form is not Form.OTHER:
            return str(self.said.form)
        return str(self.said.kind)

    def lines(self) -> list[Line]:
        """Return all that can be said of the file, what matters most first."""
        said = self.said
        if said is None:
            return [self._encoding_line()] if self.asks_encoding else []
        lines = [
            Line(Sort.TAKEN, "", _TAKEN[not self.taken]),
            Line(Sort.NAME, "", said.code, typed=True),
            Line(Sort.KIND, "", KIND_WORDS[said.kind]),
        ]
        if said.kind is SourceKind.RECORDING:
            lines.append(Line(Sort.FORM, "", FORM_WORDS[said.form]))
        lines.append(Line(Sort.SITE, "", said.site or "not said", typed=True))
        survey = self.preview.survey
        if survey:
            return lines + [
                Line(
                    Sort.COLUMN,
                    column.heading,
                    COLUMN_WORDS[said.columns.get(column.heading, column.kind)],
                    count=column.answered,
                    words=" · ".join(column.examples),
                )
                for column in survey.columns
            ]
        kinds = {person.label: person.kind for person in said.people}
        return lines + [
            Line(
                Sort.SPEAKER,
                one.label,
                SPEAKER_WORDS[kinds.get(one.label, one.kind)],
                one.sure or one.label in self.settled,
                one.turns,
                one.first_words,
            )
            for one in self.preview.speakers
        ]

    @property
    def asks_encoding(self) -> bool:
        """Whether the file was refused for bytes that could not be made out."""
        refused = self.preview.refused or ""
        return bool(self.encoding) or "encoding" in refused.casefold()

    def change(self, line: Line, by: int) -> None:
        """Take something for the next of what it can be, or for the one before."""
        said = self.said
        if line.sort is Sort.ENCODING:
            at = ENCODINGS.index(self.encoding) if self.encoding in ENCODINGS else 0
            self.encoding = ENCODINGS[(at + by) % len(ENCODINGS)]
        if said is None:
            return
        match line.sort:
            case Sort.TAKEN:
                self.taken = not self.taken
            case Sort.KIND:
                self.said = replace(said, kind=_next(said.kind, KIND_WORDS, by))
            case Sort.FORM:
                self.said = replace(said, form=_next(said.form, FORM_WORDS, by))
            case Sort.COLUMN:
                kind = _next(said.columns[line.key], COLUMN_WORDS, by)
                self.said = replace(said, columns={**said.columns, line.key: kind})
            case Sort.SPEAKER:
                self._change_speaker(said, line, by)

    def choices(self, line: Line) -> tuple[list[str], int]:
        """Return all that something can be taken for, in words, and the place of what it is now."""
        words = _CHOICES.get(line.sort, ())
        return list(words), words.index(line.value) if line.value in words else 0

    def type(self, line: Line, words: str) -> None:
        """Say a short name or a site as typed; a blank site is none."""
        if self.said is None:
            return
        if line.sort is Sort.SITE:
            self.said = replace(self.said, site=words or None)
        elif line.sort is Sort.NAME and words:
            self.said = replace(self.said, code=words)

    def settle(self) -> None:
        """Take all guesses of the file as they stand."""
        self.looked = True
        self.settled |= {one.label for one in self.preview.speakers}

    def sentences(self) -> list[tuple[str, str]]:
        """Return what is to be known of the file: (sign, sentence), what is worst first."""
        one = self.preview
        told = [("✗", say_here(one.refused))] if one.refused else []
        if one.known:
            told.append(("–", f"The project holds this text already, as {one.known}."))
        if self.own:
            told.append(("–", "qualcode wrote this file, so it is no source unless you say so."))
        told += [("?", say_here(sentence)) for sentence in one.unsure]
        told += [("–", say_here(sentence)) for sentence in one.left_out]
        if one.comments:
            remarks = "1 remark" if one.comments == 1 else f"{one.comments} remarks"
            told.append(("+", f"{remarks} in the margin come in as notes."))
        named = " ".join(one.unsure)
        if open_labels := [label for label in self._open_labels() if label not in named]:
            told.append(("?", f"Not sure who is behind: {', '.join(open_labels)}. Have a look."))
        return told

    def _open_labels(self) -> list[str]:
        return [
            one.label
            for one in self.preview.speakers
            if not one.sure and one.label not in self.settled
        ]

    def _encoding_line(self) -> Line:
        return Line(Sort.ENCODING, "", self.encoding or "not known: ← → tries one", sure=False)

    def _change_speaker(self, said: "StudySource", line: Line, by: int) -> None:
        self.settled.add(line.key)
        people = tuple(
            replace(person, kind=_next(person.kind, SPEAKER_WORDS, by))
            if person.label == line.key
            else person
            for person in said.people
        )
        self.said = replace(said, people=people)


def find_shared_names(choices: Iterable[FileChoice]) -> list[str]:
    """Return the short names that several of the files that are taken would have."""
    codes = [one.said.code for one in choices if one.taken and one.said]
    return sorted({code for code in codes if codes.count(code) > 1})


def by_encoding(choices: Sequence[FileChoice]) -> list[tuple[str, list[FileChoice]]]:
    """Return the files that are taken, in runs of one encoding, in their order."""
    runs: list[tuple[str, list[FileChoice]]] = []
    for one in choices:
        if not one.taken:
            continue
        if not runs or runs[-1][0] != one.encoding:
            runs.append((one.encoding, []))
        runs[-1][1].append(one)
    return runs


def _holds_the_same(one: FileChoice, other: FileChoice) -> bool:
    """Say whether two looks at a file found the same in it."""
    first, second = (
        (look.path, look.turns, look.words, look.speakers, look.survey, look.refused)
        for look in (one.preview, other.preview)
    )
    return first == second


def _next(value: _Choice, among: Iterable[_Choice], by: int) -> _Choice:
    choices = list(among)
    return choices[(choices.index(value) + by) % len(choices)]
