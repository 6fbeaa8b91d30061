"""Whose words a correction gives a turn to: somebody known, somebody new, or nobody."""

from dataclasses import dataclass
from typing import TypeAlias

from qualcode.model import CaseKind, content_id
from qualcode.project.correcting.errors import WithdrawnSpeakerError
from qualcode.project.intake.participants import ParticipantCodes
from qualcode.project.intake.values import set_value
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.errors import UnknownItemError
from qualcode.store.people import list_cases, list_codes_in_use
from qualcode.store.sources import read_source


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """Somebody whom the study does not have yet; without a code they get the source's next one."""

    code: str | None = None
    kind: CaseKind = CaseKind.PERSON


Speaker: TypeAlias = str | NewSpeaker | None
"""A case (by id), somebody new, or None: nobody's words, as a note of the transcriber's."""


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker with id and participant code, None for nobody; `new` where they are to be made."""

    id: str | None
    code: str | None
    new: NewSpeaker | None = None


def name_speaker(store: Store, source: str, turn: str, speaker: Speaker) -> NamedSpeaker:
    """Return who is to speak in a turn (by id) of a source.

    The id of somebody new follows from the turn. Raises UnknownItemError, WithdrawnSpeakerError,
    and TakenCodeError where somebody else has the code.
    """
    if speaker is None:
        return NamedSpeaker(None, None)
    if isinstance(speaker, str):
        case = next((one for one in list_cases(store.conn) if one.id == speaker), None)
        if case is None:
            raise UnknownItemError("participant", speaker)
        if case.withdrawn:
            raise WithdrawnSpeakerError(case.code)
        return NamedSpeaker(case.id, case.code)

    def identify(_: str, number: int) -> str:
        return content_id("case", turn, number)

    said = " ".join((speaker.code or "").split()) or None
    codes = ParticipantCodes(read_source(store.conn, source).ref, list_codes_in_use(store.conn))
    code, item = codes.give_new(speaker.kind, said, identify)
    return NamedSpeaker(item, code, speaker)


def write_new(store: Store, act: Act, source: str, speaker: NamedSpeaker) -> None:
    """Say within an act who somebody new is; they are of the source's site. Others stay."""
    if speaker.new is None or speaker.id is None:
        return
    act.set("case", speaker.id, {"code": speaker.code, "kind": speaker.new.kind})
    site = read_source(store.conn, source).site
    if site and speaker.new.kind is CaseKind.PERSON:
        set_value(act, speaker.id, "site", site)
