"""Who speaks in a file, under which participant code, before anything is written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qualcode.model import Case, CaseKind, Quotation, QuotationKind, content_id
from qualcode.model.nearest import nearest_name
from qualcode.project.errors import UnheardPersonError
from qualcode.reading import (
    ReadFile,
    ReadSpeaker,
    ReadTurn,
    StudyPerson,
    StudySource,
    label_key,
)

_LETTERS = {
    CaseKind.PERSON: "P",
    CaseKind.FACILITATOR: "F",
    CaseKind.SEVERAL: "G",
    CaseKind.UNKNOWN: "U",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a file: the case, the place of their first turn, and the name."""

    case: Case
    first_turn: int
    name: str | None


def name_speakers(
    file: ReadFile, described: StudySource | None, source: str, ref: str
) -> list[Voice | None]:
    """Return whose each turn is, in the order of the turns.

    What the study says of a label goes before the guess. Ids follow from the source and the place
    of the first turn, never from a name.
    """
    known = {label_key(person.label): person for person in described.people} if described else {}
    guessed = {label_key(speaker.label): speaker for speaker in file.speakers}
    site = described.site if described else None
    register = _Register(source, file.layout, ref)
    voices: list[Voice | None] = []
    for place, turn in enumerate(file.turns):
        if turn.label is None:
            voices.append(None)
            continue
        key = label_key(turn.label)
        case = _case_of(known.get(key), guessed.get(key), site)
        voices.append(register.enter(key, case, place, turn.label))
    return voices


def tell_silent(file: ReadFile, described: StudySource, name: str) -> list[str]:
    """Return a sentence for each person of the study who does not speak in the file of that name.

    Raises UnheardPersonError where a label that the study does not name is much like theirs.
    """
    named = {label_key(person.label) for person in described.people}
    heard = {label_key(speaker.label) for speaker in file.speakers}
    others = [s.label for s in file.speakers if label_key(s.label) not in named]
    silent = [person.label for person in described.people if label_key(person.label) not in heard]
    for label in silent:
        # “P01” and “P02” are much alike, and never one mistaken for the other.
        alike = [other for other in others if _digits(other) == _digits(label)]
        if near := nearest_name(label, alike):
            raise UnheardPersonError(name, label, near)
    return [f"study.yaml names “{label}”, who does not speak in {name}." for label in silent]


def _digits(label: str) -> list[str]:
    return [character for character in label if character.isdecimal()]


def name_quoted(
    found: Iterable[Quotation], turns: Sequence[ReadTurn], source: str, layout: str, ref: str
) -> list[Voice | None]:
    """Return whose each turn of a report is: a voice for each attribution.

    Nothing printed can tell how many people stand behind an attribution, so it is an unknown
    voice, save for somebody who tells a story of their own under a name.
    """
    quoted = {quotation.start: quotation for quotation in found}
    register = _Register(source, layout, ref)
    voices: list[Voice | None] = []
    for place, turn in enumerate(turns):
        quotation = quoted.get(turn.body)
        if quotation is None:
            voices.append(None)
            continue
        name = quotation.attribution if quotation.kind is QuotationKind.TESTIMONY else None
        kind = CaseKind.PERSON if name else CaseKind.UNKNOWN
        case = Case("", "", kind, quotation.role)
        voices.append(register.enter(quotation.attribution or "", case, place, name))
    return voices


class _Register:
    """Gives each new voice of a file its id and participant code."""

    def __init__(self, source: str, layout: str, ref: str) -> None:
        self._source = source
        self._layout = layout
        self._ref = ref
        self._voices: dict[str, Voice] = {}
        self._numbers: Counter[CaseKind] = Counter()

    def enter(self, key: str, case: Case, place: int, name: str | None) -> Voice:
        """Return the voice under the key, made from the case where it is new."""
        if key not in self._voices:
            self._numbers[case.kind] += 1
            code = f"{self._ref}-{_LETTERS[case.kind]}{self._numbers[case.kind]}"
            item = content_id("case", self._source, self._layout, place)
            self._voices[key] = Voice(replace(case, id=item, code=code), place, name)
        return self._voices[key]


def _case_of(described: StudyPerson | None, guessed: ReadSpeaker | None, site: str | None) -> Case:
    if described:
        known = dict(described.variables)
        return Case("", "", described.kind, described.role, site, known, described.consent)
    return Case("", "", guessed.kind if guessed else CaseKind.UNKNOWN, site=site)
