"""Importing one file as one act: text, turns, people, and a report's quotations."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.model import (
    CaseKind,
    QualcodeError,
    Quotation,
    Selection,
    SourceKind,
    content_id,
)
from qualcode.project.imported import ImportedFile
from qualcode.project.updating import update_known
from qualcode.project.values import printable, set_known
from qualcode.project.voices import Voice, name_quoted, name_speakers, tell_silent
from qualcode.reading import (
    ReadFile,
    ReadTurn,
    Study,
    StudySource,
    cut_report,
    expand,
    find_study,
    load_study,
    read,
)
from qualcode.store import Store
from qualcode.store.act import Act
from qualcode.store.content import (
    TurnRow,
    hash_turns,
    insert_text,
    insert_turns,
    source_id,
    speaker_id,
    turn_id,
)
from qualcode.store.errors import StoreError
from qualcode.store.people import list_refs_in_use

REPORT_LAYOUT = "report quotations/1"
_REF_LETTERS = {
    SourceKind.RECORDING: "T",
    SourceKind.NOTES: "N",
    SourceKind.SURVEY: "S",
    SourceKind.REPORT: "R",
}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files to import in order, and what the study says of them."""

    files: tuple[Path, ...]
    study: Study | None


def plan_import(store: Store, paths: Sequence[Path]) -> ImportPlan:
    """Find the files, and the study that describes them; write the study's title and words."""
    store.require_coder()
    where = find_study(paths)
    study = load_study(where) if where else None
    if study:
        settings = {"title": study.title, "site_word": study.site_word}
        with store.act("study") as act:
            act.set("project", "project", {k: v for k, v in settings.items() if v})
            for code, label in study.sites.items():
                act.set("site", content_id("site", code), {"code": code, "label": label})
    return ImportPlan(tuple(expand(paths)), study)


def import_file(
    store: Store,
    plan: ImportPlan,
    path: Path,
    *,
    encoding: str | None = None,
    quotations: bool = False,
) -> ImportedFile:
    """Import one file; a refusal of the file is part of what is returned, not raised."""
    described = plan.study.source_of(path) if plan.study else None
    labels = [person.label for person in described.people] if described else []
    try:
        file = read(path, encoding=encoding, labels=labels)
        return _write(store, described, path, file, quotations=quotations)
    except StoreError:
        raise  # the project is at fault, and no other file would fare better
    except QualcodeError as error:
        return ImportedFile(path, refused=str(error))


def _write(
    store: Store, described: StudySource | None, path: Path, file: ReadFile, *, quotations: bool
) -> ImportedFile:
    text = file.decoded.text
    source = source_id(text)
    found = _find_quotations(text) if quotations else []
    layout, turns = file.layout, file.turns
    if quotations:
        layout, turns = REPORT_LAYOUT, cut_report(text, [(q.start, q.end) for q in found])
    held = store.read_field("source", source, "layout")
    if held == layout or (held is not None and not quotations):
        if described:
            return update_known(store, described, path, file, source, held)
        ref = store.read_field("source", source, "ref")
        return ImportedFile(path, source, ref, known=True)
    silent = tell_silent(file, described, path.name) if described and not quotations else []
    left_out = (*file.left_out, *silent)
    with store.act("import") as act:
        kind = described.kind if described else _kind_of(file, quotations=quotations)
        ref = _choose_ref(store, source, described, kind)
        voices = (
            name_quoted(found, turns, source, layout, ref)
            if quotations
            else name_speakers(file, described, source, ref)
        )
        rows = _turn_rows(source, layout, turns, voices)
        words = sum(len(text[turn.body : turn.end].split()) for turn in turns)
        insert_text(store.conn, source, text)
        insert_turns(store.conn, rows)
        act.set(
            "source",
            source,
            {
                "ref": ref,
                "name": printable(path.name),
                "kind": kind,
                "form": described.form if described else file.form,
                "site": described.site if described else None,
                "layout": layout,
                "turns_hash": hash_turns(rows),
                "words": words,
                "file_hash": file.file_hash,
                "encoding": file.decoded.encoding,
                "newline": file.decoded.newline,
                "bom": int(file.decoded.bom),
                "left_out": list(left_out),
                "added": store.read_field("source", source, "added") or act.time,
            },
        )
        heard = {voice.first_turn: voice for voice in voices if voice}
        for voice in heard.values():
            _write_voice(act, source, layout, voice)
        for quotation in found:
            _write_quotation(act, source, layout, text, turns, quotation)
        act.reindex.add(source)
    people = sum(voice.case.kind is CaseKind.PERSON for voice in heard.values())
    return ImportedFile(path, source, ref, len(turns), words, people, len(found), left_out=left_out)


def _find_quotations(text: str) -> list[Quotation]:
    from qualcode.quotations import find_quotations  # noqa: PLC0415 - only reports need it

    return find_quotations(text)


def _kind_of(file: ReadFile, *, quotations: bool) -> SourceKind:
    return SourceKind.REPORT if quotations else file.kind


def _choose_ref(store: Store, source: str, described: StudySource | None, kind: SourceKind) -> str:
    """Return the study's own short name, the one it has already, or the next free number."""
    if described:
        return described.code
    held = store.read_field("source", source, "ref")
    if held:
        return held
    taken = list_refs_in_use(store.conn)
    letter, number = _REF_LETTERS[kind], 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


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


def _write_quotation(
    act: Act,
    source: str,
    layout: str,
    text: str,
    turns: Sequence[ReadTurn],
    quotation: Quotation,
) -> None:
    turn = next(turn for turn in turns if turn.body == quotation.start)
    act.set(
        "quotation",
        turn_id(source, layout, turn.start, turn.end),
        {
            "source": source,
            "selection": Selection.of(text, quotation.start, quotation.end),
            "attribution": quotation.attribution,
            "section": quotation.section,
            "heading": quotation.heading,
            "kind": quotation.kind,
            "confidence": quotation.confidence,
        },
    )
