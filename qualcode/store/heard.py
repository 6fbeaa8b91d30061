"""Where each person speaks, and how much they say there."""

import sqlite3
from dataclasses import dataclass

from qualcode.store.people import list_speakers
from qualcode.store.sources import list_turns, read_texts
from qualcode.store.surveys import list_present


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody (a case by id) says in a source: turns, words, and the first words' place.

    Somebody who was there without a word, or left a survey's open questions blank, has no turns,
    and the place is the beginning.
    """

    source: str
    case: str
    turns: int
    words: int
    start: int
    end: int
    first: str


def list_heard(conn: sqlite3.Connection, case: str | None = None) -> list[Heard]:
    """Return who is heard where, or where one of them is, in the order of the sources' names."""
    texts = read_texts(conn)
    found: dict[tuple[str, str], Heard] = {}
    for turn in list_turns(conn):
        if turn.case is None or case not in (None, turn.case):
            continue
        words = len(texts[turn.source][turn.body : turn.end].split())
        held = found.get((turn.source, turn.case))
        if held is None:
            first = texts[turn.source][turn.body : turn.end]
            held = Heard(turn.source, turn.case, 0, 0, turn.body, turn.end, first)
        found[turn.source, turn.case] = Heard(
            held.source,
            held.case,
            held.turns + 1,
            held.words + words,
            held.start,
            held.end,
            held.first,
        )
    for source, silent in (*list_speakers(conn), *list_present(conn)):
        if case in (None, silent):
            found.setdefault((source, silent), Heard(source, silent, 0, 0, 0, 0, ""))
    return list(found.values())
