"""Content: texts, turns, frames and passages. Written once; only a withdrawal ever changes it."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.model.ids import content_id
from qualcode.model.source import Passage
from qualcode.model.text import hash_text
from qualcode.store.journal import encode
from qualcode.store.sources import list_sources, read_shown


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn as it is stored: positions in the text, seconds, and the speaker's id or None."""

    id: str
    source: str
    layout: str
    n: int
    start: int
    body: int
    end: int
    time: float | None
    speaker: str | None


def source_id(text: str) -> str:
    """Return the id of the source with this text, the same in every project."""
    return content_id("source", hash_text(text))


def turn_id(source: str, layout: str, start: int, end: int) -> str:
    """Return a turn's id. It follows from positions, never from the words."""
    return content_id("turn", source, layout, start, end)


def speaker_id(source: str, layout: str, first_turn: int) -> str:
    """Return a speaker's id: the n of the first turn under the label, never the label."""
    return content_id("speaker", source, layout, first_turn)


def hash_turns(turns: Iterable[TurnRow]) -> str:
    """Return the hash by which a source's journal entry vouches for its turns."""
    rows = [[t.id, t.n, t.start, t.body, t.end, t.time, t.speaker] for t in turns]
    return hashlib.blake2b(encode(rows).encode(), digest_size=16).hexdigest()


def insert_text(conn: sqlite3.Connection, source: str, text: str) -> None:
    """Store a text once; one that is there already (perhaps masked) stays as it is."""
    conn.execute(
        "INSERT OR IGNORE INTO text (id, text, hash) VALUES (?, ?, ?)",
        (source, text, hash_text(text)),
    )


def insert_turns(conn: sqlite3.Connection, turns: Iterable[TurnRow]) -> None:
    """Store turns that are not there yet."""
    conn.executemany(
        "INSERT OR IGNORE INTO turn VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(t.id, t.source, t.layout, t.n, t.start, t.body, t.end, t.time, t.speaker) for t in turns],
    )


def read_text(conn: sqlite3.Connection, source: str) -> str | None:
    """Return the stored text of a source, None where there is none."""
    row = conn.execute("SELECT text FROM text WHERE id = ?", (source,)).fetchone()
    return None if row is None else str(row[0])


def has_words(conn: sqlite3.Connection, source: str, start: int, end: int) -> bool:
    """Say whether a span touches the words of any turn, and not labels and times alone."""
    row = conn.execute(
        """SELECT 1 FROM turn JOIN source ON source.id = turn.source
             AND source.layout = turn.layout
           WHERE turn.source = ? AND turn.body < ? AND turn."end" > ? LIMIT 1""",
        (source, end, start),
    ).fetchone()
    return row is not None


def frame_id(segmenter: str, version: str) -> str:
    """Return the id of the frame that a version of a segmenter cuts."""
    return content_id("frame", segmenter, version)


def insert_passages(
    conn: sqlite3.Connection, segmenter: str, version: str, passages: Sequence[Passage]
) -> str:
    """Store the passages of a frame that are not there yet; return the frame's id.

    A passage once stored is never split again, because draws and their chances refer to it.
    """
    frame = frame_id(segmenter, version)
    conn.execute(
        "INSERT OR IGNORE INTO frame (id, segmenter, version) VALUES (?, ?, ?)",
        (frame, segmenter, version),
    )
    conn.executemany(
        "INSERT OR IGNORE INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(p.id, frame, p.source, p.turn, p.n, p.start, p.end) for p in passages],
    )
    return frame


def read_passages(conn: sqlite3.Connection, frame: str) -> list[Passage]:
    """Return the passages of a frame in live sources, in order, with their words as shown."""
    shown = {source.id: read_shown(conn, source.id) for source in list_sources(conn)}
    rows = conn.execute(
        'SELECT passage.id, passage.source, passage.turn, passage.n, passage.start, passage."end" '
        "FROM passage JOIN source ON source.id = passage.source "
        "JOIN turn ON turn.id = passage.turn AND turn.layout = source.layout "
        "WHERE passage.frame = ? ORDER BY source.ref, source.id, passage.n",
        (frame,),
    )
    return [
        Passage(item, source, turn, n, start, end, shown[source].read(start, end))
        for item, source, turn, n, start, end in rows
    ]
