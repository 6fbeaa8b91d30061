"""Who speaks in a file, under which participant code, before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.model import Case, CaseKind, Quotation, QuotationKind, content_id
from qualcode.model.nearest import nearest_name
from qualcode.project.intake.errors import UnheardPersonError
from qualcode.project.intake.participants import ParticipantCodes
from qualcode.project.intake.respondents import sign_of, with_answers
from qualcode.reading import (
    ReadFile,
    ReadSpeaker,
    ReadTurn,
    StudyPerson,
    StudySource,
    label_key,
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a file: the case, the place of their first turn, and the name."""

    case: Case
    first_turn: int
    name: str | None


def name_speakers(
    file: ReadFile, described: StudySource | None, source: str, codes: ParticipantCodes
) -> list[Voice | None]:
    """Return whose each turn is, in the order of the turns.

    What is said of a label goes before the guess. Ids follow from the source and the place of the
    first turn, never from a name. A respondent of a survey has their closed answers as variables,
    and a code that ends in their own id where that is short and plain. Raises TakenCodeError.
    """
    known = {label_key(person.label): person for person in described.people} if described else {}
    guessed = {label_key(speaker.label): speaker for speaker in file.speakers}
    site = described.site if described else None
    register = _Register(source, file.layout, codes)
    if file.survey:
        _enter_respondents(register, file, known, site)
    voices: list[Voice | None] = []
    for place, turn in enumerate(file.turns):
        if turn.label is None:
            voices.append(None)
            continue
        # Ids of respondents are told apart to the letter.
        key = turn.label if file.survey else label_key(turn.label)
        case = _case_of(known.get(label_key(turn.label)), guessed.get(label_key(turn.label)), site)
        voices.append(register.enter(key, case, place, turn.label))
    return voices


def _enter_respondents(
    register: "_Register", file: ReadFile, known: Mapping[str, StudyPerson], site: str | None
) -> None:
    """Give the respondents of a survey who have a turn their codes, in the order of the file."""
    first: dict[str, int] = {}
    for place, turn in enumerate(file.turns):
        if turn.label is not None:
            first.setdefault(turn.label, place)
    for respondent in file.survey.respondents if file.survey else ():
        label = respondent.label
        if label in first:
            said = known.get(label_key(label))
            case = case_said(said, site) if said else Case("", "", CaseKind.PERSON, site=site)
            case = with_answers(case, respondent.answers)
            register.enter(label, case, first[label], label, sign_of(label))


def list_unheard(file: ReadFile, described: StudySource) -> list[StudyPerson]:
    """Return the people who are named and have no turn in the file."""
    heard = {label_key(speaker.label) for speaker in file.speakers}
    if file.survey:
        heard |= {label_key(respondent.label) for respondent in file.survey.respondents}
    return [person for person in described.people if label_key(person.label) not in heard]


def tell_absent(file: ReadFile, described: StudySource, name: str) -> list[str]:
    """Return a sentence for each unheard person of whom nobody says that they were present.

    Raises UnheardPersonError where a label that the study does not name is much like theirs.
    """
    named = {label_key(person.label) for person in described.people}
    others = [s.label for s in file.speakers if label_key(s.label) not in named]
    absent = [person.label for person in list_unheard(file, described) if not person.present]
    for label in absent:
        # “P01” and “P02” are much alike, and never one mistaken for the other.
        alike = [other for other in others if _digits(other) == _digits(label)]
        if near := nearest_name(label, alike):
            raise UnheardPersonError(name, label, near)
    return [f"study.yaml names “{label}”, who does not speak in {name}." for label in absent]


def _digits(label: str) -> list[str]:
    return [character for character in label if character.isdecimal()]


def name_quoted(
    found: Iterable[Quotation],
    turns: Sequence[ReadTurn],
    source: str,
    layout: str,
    codes: ParticipantCodes,
) -> list[Voice | None]:
    """Return whose each turn of a report is: a voice for each attribution.

    Nothing printed can tell how many people stand behind an attribution, so it is an unknown
    voice, save for somebody who tells a story of their own under a name.
    """
    quoted = {quotation.start: quotation for quotation in found}
    register = _Register(source, layout, codes)
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

    def __init__(self, source: str, layout: str, codes: ParticipantCodes) -> None:
        self._source = source
        self._layout = layout
        self._codes = codes
        self._voices: dict[str, Voice] = {}

    def enter(
        self, key: str, case: Case, place: int, name: str | None, sign: str | None = None
    ) -> Voice:
        """Return the voice under the key, made from the case where it is new.

        Without a code said, the one that ends in a sign of its own goes before the next free one.
        """
        if key not in self._voices:
            item = content_id("case", self._source, self._layout, place)
            code = self._codes.give_own(case, item, sign)
            self._voices[key] = Voice(replace(case, id=item, code=code), place, name)
        return self._voices[key]


def _case_of(said: StudyPerson | None, guessed: ReadSpeaker | None, site: str | None) -> Case:
    if said:
        return case_said(said, site)
    return Case("", "", guessed.kind if guessed else CaseKind.UNKNOWN, site=site)


def case_said(said: StudyPerson, site: str | None) -> Case:
    """Return what is said of somebody as a case, without an id yet."""
    known = dict(said.variables)
    return Case("", said.code or "", said.kind, said.role, site, known, said.consent)
