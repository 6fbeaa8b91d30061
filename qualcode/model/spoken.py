"""What a stretch of a source says, as it may be shown to anybody: no label of the file is in it."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from qualcode.model.document import Document
from qualcode.model.shown import Shown
from qualcode.model.source import Turn


def turns_in(turns: Sequence[Turn], start: int, end: int) -> list[Turn]:
    """Return which of one source's turns, in order, a stretch has words of."""
    first = max(0, bisect_right(turns, start, key=lambda turn: turn.start) - 1)
    found = []
    for turn in turns[first:]:
        if turn.start >= end:
            break
        if turn.end > start and turn.body < end:
            found.append(turn)
    return found


def say_words(
    document: Document,
    codes: Mapping[str, str],
    start: int,
    end: int,
    shown: Shown | None = None,
) -> str:
    """Return the words of a stretch, with corrections; over several turns a line for each.

    Each line stands under the participant code of who speaks, from `codes` by case id. The labels
    of the file are left out: they may be names. `shown` is the document's, where it is at hand.
    """
    shown = shown or Shown.of(document)
    turns = turns_in(document.turns, start, end)
    if not turns:
        return shown.read(start, end).strip()
    parts = []
    for turn in turns:
        words = shown.read(max(start, turn.body), min(end, turn.end)).strip()
        speaker = codes.get(turn.case or "") if len(turns) > 1 else None
        parts.append(f"{speaker}: {words}" if speaker else words)
    return "\n".join(parts)
