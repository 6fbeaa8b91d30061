"""Readings: which stretches a coder marked as read, with the codes as they stood."""

from qualcode.model import Origin, Reading, Selection, Span
from qualcode.project.codebook.standing import require_code
from qualcode.project.codebook.unlooked import Unlooked, list_unlooked
from qualcode.project.spans.selections import select
from qualcode.store import Store
from qualcode.store import codings as stored
from qualcode.store.act import Act
from qualcode.store.codes import joined_meanings, meaning_id, present_meanings
from qualcode.store.content import read_text
from qualcode.store.errors import AlreadyCodedError
from qualcode.store.outdated import list_outdated


class Readings:
    """What was read. Without it no silence is a no, and no count has a base."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, source: str | None = None) -> list[Reading]:
        """Return what was marked as read, in reading order."""
        return stored.list_readings(self._store.conn, source)

    def unlooked(self, code: str | None = None, *, coder: str | None = None) -> list[Unlooked]:
        """Return the turns that were read before a code was as it is now, in reading order.

        For one code (by id) or all, read by one coder (by name) or by all together. Such a turn is
        no “no” for the code: `look` says what was found there.
        """
        return list(list_unlooked(self._store, code, coder))

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

    def look(self, source: str, start: int, end: int, code: str, *, found: bool) -> None:
        """Say in one act that a stretch was looked at for one code (by id), and if it is there.

        Silence is then a “no” for this code, and says nothing of others. With `found` the stretch
        is coded too; AlreadyCodedError where the coder has the code on just these words. A coding
        of an earlier meaning stays, and holds again.
        """
        coder = self._store.require_coder()
        selection = select(self._store, source, start, end)
        text = read_text(self._store.conn, source) or ""
        label = require_code(self._store, code)
        there = found and stored.find_coding(self._store.conn, source, start, end, code, coder)
        if there and there.id not in list_outdated(self._store.conn):
            raise AlreadyCodedError(label)
        with self._store.act("look") as act:
            if found and not there:
                act.make(
                    "coding",
                    {
                        "source": source,
                        "selection": selection,
                        "code": code,
                        "origin": Origin.CODED,
                        "coder": act.coder,
                        "made": act.time,
                    },
                )
            meaning = keep_meaning(act, joined_meanings(act.conn, code))
            add_reading(act, source, text, start, end, meaning, [code])

    def unmark(self, source: str, start: int, end: int) -> None:
        """Say that the coder has not read `text[start:end]`; what was read around it stays read."""
        coder = self._store.require_coder()
        text = read_text(self._store.conn, source) or ""
        taken = Span(start, end)
        with self._store.act("unread") as act:
            for reading in stored.list_readings(self._store.conn, source, partly=True):
                span = Span(reading.start, reading.end)
                if reading.coder != coder or not span.overlaps(taken):
                    continue
                act.set("reading", reading.id, {"gone": True})
                meaning, only = stored.read_meaning(self._store.conn, reading.id)
                for left in (Span(span.start, start), Span(end, span.end)):
                    if len(left) > 0 and left.read(text).strip():
                        add_reading(act, source, text, left.start, left.end, meaning, only)


def add_reading(
    act: Act,
    source: str,
    text: str,
    start: int,
    end: int,
    meaning: str | None = None,
    only: list[str] | None = None,
) -> str:
    """Say within an act that a stretch was read, by default with the codes as they stand now.

    `only` are the codes (by id) that were looked for, where not all of them were.
    """
    if meaning is None:
        meaning = keep_meaning(act, present_meanings(act.conn))
    return act.make(
        "reading",
        {
            "source": source,
            "selection": Selection.of(text, start, end),
            "meaning": meaning,
            "only": only,
            "coder": act.coder,
            "made": act.time,
        },
    )


def keep_meaning(act: Act, meanings: dict[str, str]) -> str:
    """Say what codes mean now within an act, and return the id of that."""
    item = meaning_id(meanings)
    act.set("meaning", item, {"codes": meanings})
    return item
