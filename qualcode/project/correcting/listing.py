"""The list of all corrections of a project: who said what is shown instead of what."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from qualcode.model import Document, Turn
from qualcode.model.shown import standing
from qualcode.reports.spreadsheet import guard
from qualcode.store import Store
from qualcode.store.corrections import Said, last_said, list_given, list_parts
from qualcode.store.people import list_cases
from qualcode.store.sources import find_turn, list_sources, read_document

NOBODY = "nobody"
_COLUMNS = ("source", "turn", "start", "end", "what", "in the file", "shown", "by", "time (UTC)")
# What a spreadsheet would take for the beginning of a formula.


class CorrectionKind(StrEnum):
    """What a correction corrects."""

    WORDS = "words"
    SPEAKER = "speaker"
    TWO_PEOPLE = "two people"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: `before` in the file, `after` as shown, words or participant codes.

    `source` is an id and `ref` its short name, `turn` the turn's name and `turn_id` its id. One of
    words that another correction covers is not `shown`.
    """

    id: str
    kind: CorrectionKind
    source: str
    ref: str
    turn: str
    turn_id: str
    start: int
    end: int
    before: str
    after: str
    coder: str
    time: str
    shown: bool = True


def list_corrections(store: Store, source: str | None = None) -> list[Correction]:
    """Return the corrections of one source (by id), or of all, in reading order."""
    conn = store.conn
    documents = {
        one.id: read_document(conn, one.id)
        for one in list_sources(conn)
        if source in (None, one.id)
    }
    found = [one for document in documents.values() for one in _words(store, document)]
    found += [*_speakers(store, documents), *_parts(store, documents)]
    return sorted(found, key=lambda one: (one.ref, one.source, one.start, one.end, one.kind))


def format_corrections(corrections: Iterable[Correction]) -> str:
    """Return corrections as CSV, in which no cell can run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in corrections:
        texts = (guard(one.before), guard(one.after))
        writer.writerow(
            [one.ref, one.turn, one.start, one.end, one.kind, *texts, one.coder, one.time]
        )
    return out.getvalue()


def _words(store: Store, document: Document) -> Iterator[Correction]:
    shown = {patch.id for patch in standing(document.patches, document.turns)}
    for patch in document.patches:
        turn = find_turn(document.turns, patch.start)
        said = last_said(store.conn, "patch", patch.id)
        yield Correction(
            patch.id,
            CorrectionKind.WORDS,
            patch.source,
            document.source.ref,
            turn.name if turn else "",
            turn.id if turn else "",
            patch.start,
            patch.end,
            document.text[patch.start : patch.end],
            patch.words,
            said.coder,
            said.time,
            patch.id in shown,
        )


def _speakers(store: Store, documents: dict[str, Document]) -> Iterator[Correction]:
    codes = _codes(store)
    for one in list_given(store.conn):
        document = documents.get(one.source)
        turn = next((t for t in document.turns if t.id == one.id), None) if document else None
        if document is None or turn is None:
            continue
        said = last_said(store.conn, "voice", one.id)
        names = codes.get(one.before, NOBODY), codes.get(one.now, NOBODY)
        yield _of_turn(CorrectionKind.SPEAKER, one.id, document, turn, names, said)


def _parts(store: Store, documents: dict[str, Document]) -> Iterator[Correction]:
    codes = _codes(store)
    for one in list_parts(store.conn):
        document = documents.get(one.source)
        if document is None:
            continue
        at = next(n for n, turn in enumerate(document.turns) if turn.id == one.id)
        turn, before = document.turns[at], document.turns[at - 1]
        said = last_said(store.conn, "part", one.id)
        names = codes.get(before.case, NOBODY), codes.get(one.case, NOBODY)
        yield _of_turn(CorrectionKind.TWO_PEOPLE, one.id, document, turn, names, said)


def _of_turn(
    kind: CorrectionKind,
    item: str,
    document: Document,
    turn: Turn,
    names: tuple[str, str],
    said: Said,
) -> Correction:
    """Return a correction of who speaks in a turn, from one participant code to another."""
    source = document.source
    place = (turn.name, turn.id, turn.body, turn.end)
    return Correction(item, kind, source.id, source.ref, *place, *names, said.coder, said.time)


def _codes(store: Store) -> dict[str | None, str]:
    return {case.id: case.code for case in list_cases(store.conn)}
