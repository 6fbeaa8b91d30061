"""What is now said of a source that is in the project already."""

from dataclasses import replace

from qualcode.model import Case
from qualcode.model.case import CONSENT_QUESTIONS
from qualcode.project.errors import TakenCodeError
from qualcode.project.intake.attending import list_silent, name_attendee, write_attendee
from qualcode.project.intake.commenting import write_comments
from qualcode.project.intake.imported import ImportedFile
from qualcode.project.intake.participants import ParticipantCodes
from qualcode.project.intake.planning import PreparedFile
from qualcode.project.intake.surveying import tell_other_file, update_survey
from qualcode.project.intake.values import set_known
from qualcode.project.intake.voices import Voice, case_said, name_speakers
from qualcode.reading import ReadFile, StudyPerson, StudySource, label_key
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.content import speaker_id
from qualcode.store.people import list_attendees, list_codes_in_use, list_withdrawn
from qualcode.store.sources import list_turns


def update_known(store: Store, prepared: PreparedFile, ref: str) -> ImportedFile:
    """Write what is said of a source and of who was there, and new remarks, as one act.

    Nothing is taken away that nobody speaks of. Turns stay as the first import made them, and so
    do participant codes for which no other is said, and a “no” to a question of consent.
    """
    described = prepared.described
    with store.act("study" if described else "import") as act:
        before = len(act)
        told = _describe(store, act, prepared, described, ref) if described else []
        comments = write_comments(store, act, prepared.source, prepared.file)
        updated = len(act) > before
    return ImportedFile(
        prepared.path,
        prepared.source,
        ref,
        known=True,
        updated=updated,
        comments=comments,
        left_out=(*prepared.absent, *told, *tell_other_file(store, prepared)),
    )


def find_held(store: Store, prepared: PreparedFile) -> dict[str, Voice]:
    """Return the voices of the file by the ids of the cases that the first import made of them.

    Other labels may count now than then, so the turns are matched by where they begin.
    """
    file, source = prepared.file, prepared.source
    if prepared.held != file.layout:
        return {}
    spoken = name_speakers(file, prepared.described, source, ParticipantCodes("", {}))
    places = {turn.start: turn.n - 1 for turn in list_turns(store.conn, source)}
    held: dict[str, Voice] = {}
    found: set[int] = set()
    for turn, voice in zip(file.turns, spoken, strict=True):
        if voice is None or voice.first_turn in found or turn.start not in places:
            continue
        speaker = speaker_id(source, file.layout, places[turn.start])
        if item := store.read_field("speaker", speaker, "case"):
            held[item] = voice
            found.add(voice.first_turn)
    return held


def _describe(
    store: Store, act: Act, prepared: PreparedFile, described: StudySource, ref: str
) -> list[str]:
    """Say what is said of a source and its people; return what is to be told of it."""
    said = {
        "ref": ref,
        "kind": described.kind,
        "form": described.form,
        "site": described.site,
    }
    act.set("source", prepared.source, {k: v for k, v in said.items() if v is not None})
    if prepared.held != prepared.file.layout:
        return []
    voices = find_held(store, prepared)
    told = _tell_new_labels(prepared.file, described, voices, prepared.path.name)
    named = {label_key(person.label): person for person in described.people}
    for item, voice in voices.items():
        person = named.get(label_key(voice.name or ""))
        case = replace(voice.case, code=person.code or "" if person else "")
        told += _say_of(store, act, item, case, named=person is not None)
    update_survey(store, act, prepared)
    return told + _bring_silent(store, act, prepared, described, ref)


def _say_of(store: Store, act: Act, item: str, case: Case, *, named: bool) -> list[str]:
    """Say what is known of a case under an id, its kind and code only where it is named."""
    if item in list_withdrawn(store.conn):
        return []
    told: list[str] = []
    if named:
        if case.code and list_codes_in_use(store.conn).get(case.code.casefold(), item) != item:
            raise TakenCodeError(case.code)
        act.set("case", item, {"kind": case.kind} | ({"code": case.code} if case.code else {}))
        case, told = _keep_refusals(store, item, case)
    set_known(act, item, case)
    return told


def _bring_silent(
    store: Store, act: Act, prepared: PreparedFile, described: StudySource, ref: str
) -> list[str]:
    """Say of those who were present without a word what is said of them, whoever is new too."""
    names = list_attendees(store.conn, prepared.source)
    held = {label_key(name): item for item, name in names.items() if name}
    told: list[str] = []
    new: list[StudyPerson] = []
    for person in list_silent(prepared.file, described):
        item = held.get(label_key(person.label))
        if item:
            case = case_said(person, described.site)
            told += _say_of(store, act, item, case, named=True)
        else:
            new.append(person)
    if new and not all(list_withdrawn(store.conn).values()):
        return told + [_tell_perhaps_withdrawn(person.label) for person in new]
    codes = ParticipantCodes(
        ref, list_codes_in_use(store.conn), (one.code for one in described.people)
    )
    for person in new:
        attendee = name_attendee(person, described.site, prepared.source, codes)
        write_attendee(act, prepared.source, attendee)
        told.append(attendee.told)
    return told


def _tell_perhaps_withdrawn(label: str) -> str:
    return (
        f"“{label}” was not brought in: somebody who never spoke has withdrawn, and it cannot be "
        "told whether it is them. If it is not, add them with qualcode people PROJECT --read."
    )


def _tell_new_labels(
    file: ReadFile, described: StudySource, voices: dict[str, Voice], name: str
) -> list[str]:
    """Return a sentence for each label that opened no turn when the file was first imported."""
    held = {label_key(voice.name or "") for voice in voices.values()}
    heard = {label_key(speaker.label) for speaker in file.speakers}
    return [
        f"“{person.label}” opened no turn of {name} when it was first imported, and the turns stay "
        "as they are."
        for person in described.people
        if label_key(person.label) in heard - held
    ]


def _keep_refusals(store: Store, item: str, case: Case) -> tuple[Case, list[str]]:
    """Return the case without a “yes” to what is refused in the project, and say so."""
    refused = [
        question
        for question in CONSENT_QUESTIONS
        if getattr(case.consent, question) == "yes"
        and store.read_field("consent", item, question) == "no"
    ]
    code = store.read_field("case", item, "code")
    told = [
        f"study.yaml says “yes” to {question} for {code}; the “no” in the project stays."
        for question in refused
    ]
    consent = replace(case.consent, **dict.fromkeys(refused))
    return replace(case, consent=consent), told
