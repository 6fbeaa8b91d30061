"""Reading corrections of the transcript: words, speakers, and turns of several people."""

import sqlite3
from dataclasses import dataclass

from qualcode.store.projection import changes_of


@dataclass(frozen=True, slots=True)
class Said:
    """Who last said something of a thing, by name, and when (UTC, ISO 8601)."""

    coder: str
    time: str


@dataclass(frozen=True, slots=True)
class GivenTurn:
    """A turn that was given to somebody: the case (None: nobody) before and now."""

    id: str
    source: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class TurnPart:
    """A place in an imported turn from which on somebody else speaks; `id` is the part's turn."""

    id: str
    source: str
    turn: str
    at: int
    case: str | None


def list_given(conn: sqlite3.Connection) -> list[GivenTurn]:
    """Return the turns that belong to somebody else than their label says."""
    rows = conn.execute(
        """SELECT voice.id, turn.source, before.target, now.target FROM voice
           JOIN turn ON turn.id = voice.id
           JOIN source ON source.id = turn.source AND source.layout = turn.layout
           LEFT JOIN speaker ON speaker.id = turn.speaker
           LEFT JOIN same_case AS before ON before."case" = speaker."case"
           LEFT JOIN same_case AS now ON now."case" = voice."case"
           ORDER BY source.ref, turn.source, turn.n"""
    )
    return [GivenTurn(*row) for row in rows]


def list_parts(conn: sqlite3.Connection) -> list[TurnPart]:
    """Return the places in which turns are split, in reading order."""
    rows = conn.execute(
        """SELECT part.id, turn.source, turn.id, part.at, same_case.target FROM part
           JOIN turn ON turn.id = part.turn AND turn.body < part.at AND part.at < turn."end"
           JOIN source ON source.id = turn.source AND source.layout = turn.layout
           LEFT JOIN same_case ON same_case."case" = part."case"
           ORDER BY source.ref, turn.source, turn.n, part.at"""
    )
    return [TurnPart(*row) for row in rows]


def last_said(conn: sqlite3.Connection, entity: str, item: str) -> Said:
    """Return who last said something of a thing that is live."""
    change = [one for one in changes_of(conn, entity, item) if one.counts][-1]
    row = conn.execute("SELECT name FROM coder WHERE id = ?", (change.coder,)).fetchone()
    return Said(row[0] if row else "somebody", change.time)
