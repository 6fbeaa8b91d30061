"""Notes with where they lead: the thing each is about, the words it stands by, and who speaks."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model import Note, Turn
from qualcode.project.noted.subjects import name_subjects
from qualcode.store import Store
from qualcode.store.codings import list_codings
from qualcode.store.people import list_targets
from qualcode.store.sources import list_turns, read_texts


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note, the name of what it is about, and its place.

    `name` is empty where the thing is gone. `source` is None where the note is about no place in a
    text; otherwise `words` are those from `start` to `end` in it, empty for a note on the source
    as a whole. `case` is the person it is about, or whose words it stands by.
    """

    note: Note
    name: str
    source: str | None = None
    start: int = 0
    end: int = 0
    words: str = ""
    case: str | None = None


def place_notes(store: Store, notes: Iterable[Note]) -> list[PlacedNote]:
    """Return notes with where each leads, in their order."""
    listed = list(notes)
    if not listed:
        return []
    conn = store.conn
    names, texts = name_subjects(store, listed), read_texts(conn)
    targets = list_targets(conn)
    turns: dict[str, list[Turn]] = {}
    spans: dict[tuple[str, str], tuple[str, int, int]] = {}
    for turn in list_turns(conn):
        turns.setdefault(turn.source, []).append(turn)
        spans["turn", turn.id] = (turn.source, turn.body, turn.end)
    if any(note.about == "coding" for note in listed):
        spans |= {("coding", c.id): (c.source, c.start, c.end) for c in list_codings(conn)}
    placed = []
    for note in listed:
        name = names.get(note.id, "")
        place = spans.get((note.about, note.about_id))
        if note.about == "selection" and note.start is not None and note.end is not None:
            place = (note.about_id, note.start, note.end)
        if place is not None and place[0] in texts:
            source, start, end = place
            case = _speaker(turns.get(source, []), start)
            words = texts[source][start:end]
            placed.append(PlacedNote(note, name, source, start, end, words, case))
        elif note.about == "source" and note.about_id in texts:
            placed.append(PlacedNote(note, name, note.about_id))
        else:
            case = targets.get(note.about_id) if note.about == "case" else None
            placed.append(PlacedNote(note, name, case=case))
    return placed


def _speaker(turns: list[Turn], start: int) -> str | None:
    at = bisect_right(turns, start, key=lambda turn: turn.start) - 1
    return turns[at].case if at >= 0 and start < turns[at].end else None
