"""Readings: which stretches a coder marked as read, with the codes as they stood."""

from qualcode.model import Reading, Selection, Span
from qualcode.project.selections import select
from qualcode.store import Store
from qualcode.store import codings as stored
from qualcode.store.act import Act
from qualcode.store.codes import meaning_id, present_meanings
from qualcode.store.content import read_text


class Readings:
    """What was read. Without it no silence is a no, and no count has a base."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, source: str | None = None) -> list[Reading]:
        """Return what was marked as read, in reading order."""
        return stored.list_readings(self._store.conn, source)

    def mark(self, source: str, start: int, end: int) -> Reading:
        """Mark `text[start:end]` of a source as read with the codes as they stand now."""
        selection = select(self._store, source, start, end)
        text = read_text(self._store.conn, source) or ""
        with self._store.act("read") as act:
            item = add_reading(act, source, text, selection.start, selection.end)
        return Reading(item, source, start, end, self._store.coder or "", act.time)

    def mark_all(self, source: str) -> Reading:
        """Mark a whole source (by id) as read with the codes as they stand now."""
        return self.mark(source, 0, len(read_text(self._store.conn, source) or ""))

    def unmark(self, source: str, start: int, end: int) -> None:
        """Say that the coder has not read `text[start:end]`; what was read around it stays read."""
        coder = self._store.require_coder()
        text = read_text(self._store.conn, source) or ""
        taken = Span(start, end)
        with self._store.act("unread") as act:
            for reading in self.of(source):
                span = Span(reading.start, reading.end)
                if reading.coder != coder or not span.overlaps(taken):
                    continue
                act.set("reading", reading.id, {"gone": True})
                meaning = self._store.read_field("reading", reading.id, "meaning")
                for left in (Span(span.start, start), Span(end, span.end)):
                    if len(left) > 0 and left.read(text).strip():
                        add_reading(act, source, text, left.start, left.end, meaning)


def add_reading(
    act: Act, source: str, text: str, start: int, end: int, meaning: str | None = None
) -> str:
    """Say within an act that a stretch was read, by default with the codes as they stand now."""
    if meaning is None:
        meanings = present_meanings(act.conn)
        meaning = meaning_id(meanings)
        act.set("meaning", meaning, {"codes": meanings})
    return act.make(
        "reading",
        {
            "source": source,
            "selection": Selection.of(text, start, end),
            "meaning": meaning,
            "coder": act.coder,
            "made": act.time,
        },
    )
