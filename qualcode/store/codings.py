"""Reading codings, readings, notes and verdicts."""

import sqlite3
from bisect import bisect_right
from dataclasses import dataclass

from qualcode.model.coding import Coding, Note, Proposal, Reading, Verdict
from qualcode.store.codes import known_codes
from qualcode.store.sources import list_turns, read_texts

_CODING = """
    SELECT coding.id, coding.source, coding.start, coding."end", code_tree.target, coder.name,
           coding.origin, coding.made
    FROM coding
    JOIN code_tree ON code_tree.code = coding.code
    JOIN coder ON coder.id = coding.coder
    JOIN source ON source.id = coding.source
    WHERE (?1 IS NULL OR coding.source = ?1)
      AND (?2 IS NULL OR code_tree.target = ?2)
      AND (?3 IS NULL OR coder.name = ?3)
    ORDER BY source.ref, coding.source, coding.start, coding."end", coding.made, coding.id
"""
# Every act of coding asks this, so it goes by the source's index and not through all codings.
_SAME_CODING = """
    SELECT coding.id, coding.source, coding.start, coding."end", code_tree.target, coder.name,
           coding.origin, coding.made
    FROM coding
    CROSS JOIN code_tree ON code_tree.code = coding.code
    CROSS JOIN coder ON coder.id = coding.coder
    WHERE coding.source = ?1 AND coding.start = ?2 AND coding."end" = ?3
      AND code_tree.target = ?4 AND coder.name = ?5
    ORDER BY coding.made, coding.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A coding with its words and all that a list of passages shows."""

    coding: Coding
    text: str
    path: str
    case: str | None


@dataclass(frozen=True, slots=True)
class KnownReading:
    """A stretch that was read, and the codes that the reader had in their present meaning."""

    source: str
    start: int
    end: int
    coder: str
    codes: frozenset[str]


def list_codings(
    conn: sqlite3.Connection,
    source: str | None = None,
    code: str | None = None,
    coder: str | None = None,
) -> list[Coding]:
    """Return codings in reading order, narrowed by source id, code id and coder's name."""
    return [Coding(*row) for row in conn.execute(_CODING, (source, code, coder))]


def list_coded_passages(
    conn: sqlite3.Connection,
    source: str | None = None,
    code: str | None = None,
    coder: str | None = None,
) -> list[CodedPassage]:
    """Return codings with their words, the path of their code, and who speaks where they begin."""
    texts = read_texts(conn)
    paths = dict(conn.execute("SELECT code, path FROM code_tree").fetchall())
    cases = _cases_by_turn(conn)
    passages = []
    for coding in list_codings(conn, source, code, coder):
        words = texts[coding.source][coding.start : coding.end]
        case = _case_at(cases.get(coding.source, []), coding.start, coding.end)
        passages.append(CodedPassage(coding, words, paths[coding.code], case))
    return passages


def find_coding(
    conn: sqlite3.Connection, source: str, start: int, end: int, code: str, coder: str
) -> Coding | None:
    """Return a coder's (by name) coding of exactly this passage with this code, if there is one."""
    row = conn.execute(_SAME_CODING, (source, start, end, code, coder)).fetchone()
    return None if row is None else Coding(*row)


def list_coders(conn: sqlite3.Connection) -> list[str]:
    """Return the names of all who did anything in the project, sorted."""
    return [str(name) for (name,) in conn.execute("SELECT name FROM coder ORDER BY name")]


def list_readings(conn: sqlite3.Connection, source: str | None = None) -> list[Reading]:
    """Return what was marked as read, in reading order."""
    rows = conn.execute(
        """SELECT reading.id, reading.source, start, "end", coder.name, made FROM reading
           JOIN coder ON coder.id = reading.coder WHERE ?1 IS NULL OR reading.source = ?1
           ORDER BY reading.source, start, "end", made, reading.id""",
        (source,),
    )
    return [Reading(*row) for row in rows]


def list_known_readings(conn: sqlite3.Connection) -> list[KnownReading]:
    """Return what was read, each with the codes for which silence there means no."""
    known = known_codes(conn)
    rows = conn.execute(
        """SELECT source, start, "end", coder.name, meaning FROM reading
           JOIN coder ON coder.id = reading.coder ORDER BY source, start, "end", reading.id"""
    )
    return [
        KnownReading(source, start, end, coder, known.get(meaning, frozenset()))
        for source, start, end, coder, meaning in rows
    ]


def list_notes(
    conn: sqlite3.Connection, about: str | None = None, about_id: str | None = None
) -> list[Note]:
    """Return notes, oldest first, narrowed by what they are about."""
    rows = conn.execute(
        """SELECT note.id, about, about_id, text, coder.name, made, start, "end" FROM note
           JOIN coder ON coder.id = note.coder
           WHERE (?1 IS NULL OR about = ?1) AND (?2 IS NULL OR about_id = ?2)
           ORDER BY made, note.id""",
        (about, about_id),
    )
    return [Note(*row) for row in rows]


def list_verdicts(conn: sqlite3.Connection) -> list[Verdict]:
    """Return what people said to suggestions, oldest first."""
    rows = conn.execute(
        """SELECT verdict.id, passage, code_tree.target, verdict, coder.name, made FROM verdict
           JOIN coder ON coder.id = verdict.coder
           JOIN code_tree ON code_tree.code = verdict.code ORDER BY made, verdict.id"""
    )
    return [Verdict(*row) for row in rows]


def list_proposals(conn: sqlite3.Connection, source: str | None = None) -> list[Proposal]:
    """Return the machine's suggestions that nobody has rejected, best first within a passage."""
    rows = conn.execute(
        """SELECT suggestion.passage, passage.source, passage.start, passage."end",
                  suggestion.code, probability, rank, likely, model
           FROM suggestion JOIN passage ON passage.id = suggestion.passage
           WHERE (?1 IS NULL OR passage.source = ?1)
             AND NOT EXISTS (SELECT 1 FROM verdict
                             WHERE verdict.passage = suggestion.passage
                               AND verdict.code = suggestion.code)
           ORDER BY passage.source, passage.n, rank""",
        (source,),
    )
    return [
        Proposal(passage, place, start, end, code, probability, rank, bool(likely), model)
        for passage, place, start, end, code, probability, rank, likely, model in rows
    ]


def _cases_by_turn(conn: sqlite3.Connection) -> dict[str, list[tuple[int, int, str | None]]]:
    turns: dict[str, list[tuple[int, int, str | None]]] = {}
    for turn in list_turns(conn):
        turns.setdefault(turn.source, []).append((turn.start, turn.end, turn.case))
    return turns


def _case_at(turns: list[tuple[int, int, str | None]], start: int, end: int) -> str | None:
    """Return whose turn a span begins in."""
    at = bisect_right(turns, start, key=lambda turn: turn[0]) - 1
    for first, last, case in turns[max(at, 0) :]:
        if first >= end:
            return None
        if last > start:
            return case
    return None
