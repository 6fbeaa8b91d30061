"""The things that an act speaks of, in the words that people have for them: from the journal alone.

An act that is undone has left no row, so nothing here asks the projection, save for codes.
"""

import json
import sqlite3
from typing import Any

_WORDS = 40
_VALUE = """
    SELECT change.value FROM change JOIN event ON event.id = change.event
    WHERE change.id = ?2 AND change.entity = ?1 AND change.field = ?3 AND change.value IS NOT NULL
    ORDER BY change.event = ?4 DESC,
             EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id),
             event.lamport DESC, event.session DESC, event.seq DESC LIMIT 1
"""
# What was said by then comes before what was said later, and of that the latest.
_VALUE_THEN = """
    SELECT change.value FROM change JOIN event ON event.id = change.event
    LEFT JOIN event AS act ON act.id = ?4
    WHERE change.id = ?2 AND change.entity = ?1 AND change.field = ?3 AND change.value IS NOT NULL
    ORDER BY change.event = ?4 DESC,
             EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id),
             (event.lamport, event.session, event.seq)
               > (act.lamport, act.session, act.seq),
             event.lamport DESC, event.session DESC, event.seq DESC LIMIT 1
"""
_TURNS = """
    SELECT min(turn.n), max(turn.n) FROM turn
    WHERE turn.source = ?1 AND turn.layout = ?2 AND turn.body < ?4 AND turn.end > ?3
"""
_IMPORTED_TURNS = """
    SELECT body, "end", NULL, EXISTS (SELECT 1 FROM part WHERE part.turn = turn.id) FROM turn
    WHERE source = ?1 AND layout = ?2 AND body < ?4 AND "end" > ?3 ORDER BY n
"""
_TURNS_NOW = """
    SELECT body, "end", (SELECT code FROM "case" WHERE "case".id = turns."case"), part FROM turns
    WHERE source = ?1 AND body < ?3 AND "end" > ?2 ORDER BY n, part
"""


class Things:
    """What one act (by the id of its event) speaks of."""

    def __init__(self, conn: sqlite3.Connection, event: str) -> None:
        self._conn, self._event = conn, event

    def field(self, entity: str, item: str, field: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return what the act says of a field, else what was said of it last; None for nothing.

        What a withdrawal has erased counts as never said, and what is undone only where nothing
        else was said.
        """
        return self._find(_VALUE, entity, item, field)

    def _find(self, query: str, *thing: str) -> Any:  # noqa: ANN401 - any JSON value
        row = self._conn.execute(query, (*thing, self._event)).fetchone()
        return json.loads(row[0]) if row else None

    def says(self, entity: str, item: str, field: str) -> bool:
        """Say whether the act itself gives a field a value."""
        return bool(
            self._conn.execute(
                "SELECT 1 FROM change WHERE event = ? AND entity = ? AND id = ? AND field = ?",
                (self._event, entity, item, field),
            ).fetchone()
        )

    def before(self, entity: str, item: str, field: str) -> Any:  # noqa: ANN401 - any JSON value
        """Return what a field was until the act said it anew, None where nothing was."""
        row = self._conn.execute(
            "SELECT was FROM change WHERE event = ? AND entity = ? AND id = ? AND field = ?",
            (self._event, entity, item, field),
        ).fetchone()
        for key in json.loads(row[0]) if row and row[0] else ():
            event, _, n = key.rpartition("/")
            held = self._conn.execute(
                "SELECT value FROM change WHERE event = ? AND n = ?", (event, n)
            ).fetchone()
            if held and held[0] is not None:
                return json.loads(held[0])
        return None

    def name(self, entity: str, item: str, field: str, otherwise: str) -> str:
        """Return what a thing is called in one of its fields."""
        return str(self.field(entity, item, field) or otherwise)

    def code(self, item: str | None) -> str:
        """Return the label that a code had when the act was done, in quotation marks."""
        label = self._find(_VALUE_THEN, "code", item, "label") if item else None
        return f"“{label}”" if label else "a code"

    def case(self, item: str | None) -> str:
        """Return the participant code of somebody."""
        return self.name("case", item or "", "code", "somebody")

    def source(self, entity: str, item: str) -> str:
        """Return the short name of the source that a thing stands in, "" where it is in none."""
        source = self.field(entity, item, "source")
        return self.name("source", source, "ref", "a source") if source else ""

    def turn(self, entity: str, item: str) -> str:
        """Return the turns of a selection in words: “turn 3”, “turns 3 to 9”; "" where none is."""
        source, place = self.field(entity, item, "source"), self.field(entity, item, "selection")
        return self._say_turns(source, *place[:2]) if source and place else ""

    def turn_by_id(self, source: str, turn: str) -> str:
        """Return a turn by its id as imported, of a source if it is unknown: “turn 3 of A-FG1”."""
        row = self._conn.execute("SELECT n, source FROM turn WHERE id = ?", (turn,)).fetchone()
        ref = self.name("source", row[1] if row else source, "ref", "a source")
        return f"turn {row[0]} of {ref}" if row else f"a turn of {ref}"

    def words(self, entity: str, item: str) -> str:
        """Return the beginning of the words of a selection in quotation marks, "" for none."""
        source, place = self.field(entity, item, "source"), self.field(entity, item, "selection")
        if not source or not place:
            return ""
        words = self._say_words(source, place[0], min(place[1], place[0] + 4 * _WORDS))
        return quote(words) if words.strip() else ""

    def _say_words(self, source: str, start: int, end: int) -> str:
        """Return words as `model.spoken.say_words` does, without reading all of the source."""
        layout = self.field("source", source, "layout")
        turns = self._conn.execute(_IMPORTED_TURNS, (source, layout, start, end)).fetchall()
        if len(turns) > 1 or any(is_split for *_, is_split in turns):
            # Whose words they are is known of a source that is there.
            turns = self._conn.execute(_TURNS_NOW, (source, start, end)).fetchall() or turns
        if not turns:
            return self._read(source, start, end)
        said = []
        for body, stop, code, _ in turns:
            words = self._read(source, max(start, body), min(end, stop))
            said.append(f"{code}: {words}" if code and len(turns) > 1 else words)
        return "\n".join(said)

    def _read(self, source: str, start: int, end: int) -> str:
        row = self._conn.execute(
            "SELECT substr(text, ?2, ?3) FROM text WHERE id = ?1", (source, start + 1, end - start)
        ).fetchone()
        return str(row[0]) if row else ""

    def _say_turns(self, source: str, start: int, end: int) -> str:
        layout = self.field("source", source, "layout")
        first, last = self._conn.execute(_TURNS, (source, layout, start, end)).fetchone()
        if first is None:
            return ""
        return f"turn {first}" if first == last else f"turns {first} to {last}"


def quote(words: str) -> str:
    """Return words on one line in quotation marks, a long stretch by its beginning."""
    line = " ".join(words.split())
    if len(line) > _WORDS:
        line = f"{line[:_WORDS].rpartition(' ')[0] or line[:_WORDS]}…"
    return f"“{line}”"
