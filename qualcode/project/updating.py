"""What a study file now says of a source that is in the project already."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.model import Case
from qualcode.model.case import CONSENT_QUESTIONS
from qualcode.project.imported import ImportedFile
from qualcode.project.values import set_known
from qualcode.project.voices import Voice, name_speakers, tell_silent
from qualcode.reading import ReadFile, StudySource, label_key
from qualcode.store import Store
from qualcode.store.content import speaker_id
from qualcode.store.sources import list_turns


def update_known(
    store: Store, described: StudySource, path: Path, file: ReadFile, source: str, layout: str
) -> ImportedFile:
    """Write what the study says of a source and of who speaks in it, as one act.

    Nothing is taken away that the study is silent about. Turns and participant codes stay as the
    first import made them, and so does a “no” to a question of consent.
    """
    told: list[str] = []
    voices: dict[str, Voice] = {}
    if layout == file.layout:
        told += tell_silent(file, described, path.name)
        spoken = name_speakers(file, described, source, described.code)
        voices = _find_held(store, file, spoken, source, layout)
        told += _tell_new_labels(file, described, voices, path.name)
    named = {label_key(person.label) for person in described.people}
    with store.act("study") as act:
        before = len(act)
        said = {
            "ref": described.code,
            "kind": described.kind,
            "form": described.form,
            "site": described.site,
        }
        act.set("source", source, {k: v for k, v in said.items() if v is not None})
        for item, voice in voices.items():
            case = voice.case
            if label_key(voice.name or "") in named:
                act.set("case", item, {"kind": case.kind})
                case, kept = _keep_refusals(store, item, case)
                told += kept
            set_known(act, item, case)
        updated = len(act) > before
    return ImportedFile(
        path, source, described.code, known=True, updated=updated, left_out=tuple(told)
    )


def _find_held(
    store: Store, file: ReadFile, spoken: Sequence[Voice | None], source: str, layout: str
) -> dict[str, Voice]:
    """Return the voices by the ids of the cases that the first import made of them.

    Other labels may count now than then, so the turns are matched by where they begin.
    """
    places = {turn.start: turn.n - 1 for turn in list_turns(store.conn, source)}
    held: dict[str, Voice] = {}
    for turn, voice in zip(file.turns, spoken, strict=True):
        if voice is None or voice in held.values() or turn.start not in places:
            continue
        speaker = speaker_id(source, layout, places[turn.start])
        if item := store.read_field("speaker", speaker, "case"):
            held[item] = voice
    return held


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
