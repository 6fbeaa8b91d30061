"""Importing one file as one act: text, turns, people, remarks, and a report's quotations."""

from collections.abc import Sequence
from pathlib import Path

from qualcode.model import CaseKind, QualcodeError, Quotation, Selection
from qualcode.project.intake.attending import list_silent, name_attendee, write_attendee
from qualcode.project.intake.commenting import write_comments
from qualcode.project.intake.imported import ImportedFile
from qualcode.project.intake.participants import ParticipantCodes
from qualcode.project.intake.planning import (
    REPORT_LAYOUT,
    ImportPlan,
    PreparedFile,
    choose_ref,
    prepare,
)
from qualcode.project.intake.surveying import write_survey
from qualcode.project.intake.updating import update_known
from qualcode.project.intake.values import set_known
from qualcode.project.intake.voices import Voice, name_quoted, name_speakers
from qualcode.reading import ReadTurn
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.content import (
    TurnRow,
    hash_turns,
    insert_text,
    insert_turns,
    speaker_id,
    turn_id,
)
from qualcode.store.errors import StoreError
from qualcode.store.people import list_codes_in_use


def import_file(
    store: Store,
    plan: ImportPlan,
    path: Path,
    *,
    encoding: str | None = None,
    quotations: bool = False,
) -> ImportedFile:
    """Import one file; a refusal of the file is part of what is returned, not raised."""
    try:
        prepared = prepare(store, plan, path, encoding=encoding, quotations=quotations)
        ref = choose_ref(store, plan, prepared)
        if prepared.known:
            return update_known(store, prepared, ref)
        return _write(store, prepared, ref)
    except StoreError:
        raise  # the project is at fault, and no other file would fare better
    except QualcodeError as error:
        return ImportedFile(path, refused=str(error))


def _write(store: Store, prepared: PreparedFile, ref: str) -> ImportedFile:
    file, source, layout = prepared.file, prepared.source, prepared.layout
    described, text = prepared.described, file.decoded.text
    people = described.people if described else ()
    codes = ParticipantCodes(ref, list_codes_in_use(store.conn), (one.code for one in people))
    quoted = layout == REPORT_LAYOUT
    with store.act("import") as act:
        voices = (
            name_quoted(prepared.found, prepared.turns, source, layout, codes)
            if quoted
            else name_speakers(file, described, source, codes)
        )
        site = described.site if described else None
        silent = [] if quoted else list_silent(file, described)
        attendees = [name_attendee(one, site, source, codes) for one in silent]
        rows = _turn_rows(source, layout, prepared.turns, voices)
        insert_text(store.conn, source, text)
        insert_turns(store.conn, rows)
        _write_source(store, act, prepared, ref, rows)
        heard = {voice.first_turn: voice for voice in voices if voice}
        for voice in heard.values():
            _write_voice(act, source, layout, voice)
        for attendee in attendees:
            write_attendee(act, source, attendee)
        blank = write_survey(act, prepared, codes)
        for quotation in prepared.found:
            _write_quotation(act, prepared, quotation)
        comments = write_comments(store, act, source, file)
        act.reindex.add(source)
    return ImportedFile(
        prepared.path,
        source,
        ref,
        len(prepared.said),
        prepared.words,
        sum(voice.case.kind is CaseKind.PERSON for voice in heard.values()) + blank,
        len(prepared.found),
        present=len(attendees),
        comments=comments,
        unsure=file.unsure,
        left_out=(*file.left_out, *prepared.absent, *(one.told for one in attendees)),
    )


def _write_source(
    store: Store, act: Act, prepared: PreparedFile, ref: str, rows: Sequence[TurnRow]
) -> None:
    file, described = prepared.file, prepared.described
    act.set(
        "source",
        prepared.source,
        {
            "ref": ref,
            "name": prepared.name,
            "kind": prepared.kind,
            "form": described.form if described else file.form,
            "site": described.site if described else None,
            "layout": prepared.layout,
            "turns_hash": hash_turns(rows),
            "words": prepared.words,
            "file_hash": file.file_hash,
            "encoding": file.decoded.encoding,
            "newline": file.decoded.newline,
            "bom": int(file.decoded.bom),
            "left_out": list(file.left_out),
            "added": store.read_field("source", prepared.source, "added") or act.time,
        },
    )


def _turn_rows(
    source: str, layout: str, turns: Sequence[ReadTurn], voices: Sequence[Voice | None]
) -> list[TurnRow]:
    return [
        TurnRow(
            turn_id(source, layout, turn.start, turn.end),
            source,
            layout,
            n,
            turn.start,
            turn.body,
            turn.end,
            turn.time,
            speaker_id(source, layout, voice.first_turn) if voice else None,
        )
        for n, (turn, voice) in enumerate(zip(turns, voices, strict=True), 1)
    ]


def _write_voice(act: Act, source: str, layout: str, voice: Voice) -> None:
    case = voice.case
    act.set("case", case.id, {"code": case.code, "kind": case.kind})
    if voice.name:
        act.set("identity", case.id, {"case": case.id, "name": voice.name})
    act.set(
        "speaker",
        speaker_id(source, layout, voice.first_turn),
        {"source": source, "case": case.id},
    )
    set_known(act, case.id, case)


def _write_quotation(act: Act, prepared: PreparedFile, quotation: Quotation) -> None:
    turn = next(turn for turn in prepared.turns if turn.body == quotation.start)
    text = prepared.file.decoded.text
    act.set(
        "quotation",
        turn_id(prepared.source, prepared.layout, turn.start, turn.end),
        {
            "source": prepared.source,
            "selection": Selection.of(text, quotation.start, quotation.end),
            "attribution": quotation.attribution,
            "section": quotation.section,
            "heading": quotation.heading,
            "kind": quotation.kind,
            "confidence": quotation.confidence,
        },
    )
