"""The frame: all passages of a project, and whose words each of them is."""

from collections.abc import Iterable, Mapping, Sequence

from qualcode.model import Case, CaseKind, Passage, SourceKind, Turn
from qualcode.store import Store
from qualcode.store.content import frame_id, insert_passages, read_passages
from qualcode.store.people import list_cases
from qualcode.store.sources import (
    find_turn,
    list_imported_turns,
    list_sources,
    list_turns,
    read_document,
)


def cut_frame(store: Store) -> list[Passage]:
    """Cut every source into passages, store what is new, and return those of the present frame.

    Facilitators' words and a document's own are context only; a survey answer is one passage. A
    turn that was split is cut as it was imported: passages are drawn, and never cut again.
    """
    from qualcode.suggest import SEGMENTER, VERSION, cut_passages  # noqa: PLC0415 - loads spaCy

    cases = {case.id: case for case in list_cases(store.conn)}
    new: list[Passage] = []
    for source in list_sources(store.conn):
        document = read_document(store.conn, source.id)
        # Beside people's turns, nobody's words are a title, a note of the transcriber's or a
        # survey's question; where nobody is named, they are all there is.
        printed = source.kind is SourceKind.REPORT or any(turn.case for turn in document.turns)
        heard = [
            turn for turn in document.turns if not _is_context(turn.case, cases, printed=printed)
        ]
        imported = list_imported_turns(store.conn, source.id)
        skip = {turn.id for turn in imported} - {
            turn.id for turn in imported if any(turn.n == one.n for one in heard)
        }
        new += [
            passage
            for passage in cut_passages(
                document.text, imported, skip, whole=source.kind is SourceKind.SURVEY
            )
            if any(one.body < passage.end and passage.start < one.end for one in heard)
        ]
    frame = frame_id(SEGMENTER, VERSION)
    ids = {passage.id for passage in new}
    kept = read_passages(store.conn, frame)
    # A project that can only be read is counted, too: nothing is written where all is there.
    if ids - {passage.id for passage in kept}:
        with store.transaction():
            insert_passages(store.conn, SEGMENTER, VERSION, new)
        kept = read_passages(store.conn, frame)
    return [passage for passage in kept if passage.id in ids]


def turns_where(store: Store, passages: Iterable[Passage]) -> dict[str, Turn]:
    """Return, by passage, the turn or part of one in which it begins."""
    turns: dict[str, list[Turn]] = {}
    for turn in list_turns(store.conn):
        turns.setdefault(turn.source, []).append(turn)
    found = {one.id: find_turn(turns.get(one.source, ()), one.start) for one in passages}
    return {passage: turn for passage, turn in found.items() if turn}


def cases_where(store: Store, passages: Sequence[Passage]) -> list[Case | None]:
    """Return who speaks where each passage begins, None where nobody is named."""
    cases = {case.id: case for case in list_cases(store.conn)}
    turns = turns_where(store, passages)
    speaking = [turns.get(one.id) for one in passages]
    return [cases.get(turn.case or "") if turn else None for turn in speaking]


def group_by_speaker(
    store: Store, passages: Sequence[Passage], speaking: Sequence[Case | None]
) -> list[str]:
    """Return what each passage is left out with: its conversation, or of a survey its respondent.

    Conversations in which one person is heard are one, so that nobody is learned from and judged by
    at once; unless that makes one of them all.
    """
    kinds = {source.id: source.kind for source in list_sources(store.conn)}
    own = [
        (case.id if case else one.turn) if kinds[one.source] is SourceKind.SURVEY else one.source
        for one, case in zip(passages, speaking, strict=True)
    ]
    joined = {name: name for name in own}

    def follow(name: str) -> str:
        while joined[name] != name:
            name = joined[name]
        return name

    first: dict[str, str] = {}
    for name, case in zip(own, speaking, strict=True):
        if case is not None:
            joined[follow(name)] = follow(first.setdefault(case.id, name))
    together = [follow(name) for name in own]
    return together if len(set(together)) > 1 else own


def _is_context(case: str | None, cases: Mapping[str, Case], *, printed: bool) -> bool:
    if case is None:
        return printed
    return case in cases and (cases[case].kind is CaseKind.FACILITATOR or cases[case].withdrawn)
