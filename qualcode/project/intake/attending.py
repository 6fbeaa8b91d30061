"""People who were present in a conversation and never speak."""

from dataclasses import dataclass, replace

from qualcode.model import Case, content_id
from qualcode.project.intake.participants import ParticipantCodes
from qualcode.project.intake.values import set_known
from qualcode.project.intake.voices import case_said, list_unheard
from qualcode.reading import ReadFile, StudyPerson, StudySource
from qualcode.store.act import Act


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there without a word: the case, and the name it is known by in the study."""

    case: Case
    name: str

    @property
    def told(self) -> str:
        """What to say of them; not for the journal, since it holds the name."""
        return f"“{self.name}” was present and never speaks: {self.case.code}."


def list_silent(file: ReadFile, described: StudySource | None) -> list[StudyPerson]:
    """Return the people of whom it is said that they were present, and who have no turn."""
    unheard = list_unheard(file, described) if described else []
    return [person for person in unheard if person.present]


def name_attendee(
    person: StudyPerson, site: str | None, source: str, codes: ParticipantCodes
) -> Attendee:
    """Give somebody whom the project does not have a participant code and an id.

    Raises TakenCodeError.

    The id follows from the source and the code, never from the name.
    """

    def identify(code: str, number: int) -> str:
        return content_id("case", source, "present", code, *([number] if number > 1 else []))

    code, item = codes.give_new(person.kind, person.code, identify)
    return Attendee(replace(case_said(person, site), id=item, code=code), person.label)


def write_attendee(act: Act, source: str, attendee: Attendee) -> None:
    """Say within an act that somebody was present in a source, and what is known of them."""
    case = attendee.case
    act.set("case", case.id, {"code": case.code, "kind": case.kind})
    if attendee.name:
        act.set("identity", case.id, {"case": case.id, "name": attendee.name})
    write_presence(act, source, case.id)
    set_known(act, case.id, case)


def write_presence(act: Act, source: str, case: str) -> None:
    """Say within an act that a case was present in a source without a word."""
    item = content_id("presence", source, case)
    act.set("presence", item, {"source": source, "case": case, "gone": False})
