"""What was read before a code had its present meaning: no “no”, and offered to be looked at again.

By the rule that counts go by: a turn is looked at for a code where all of it was read with the code
in its present meaning. A turn that was given the code since is asked of too: were it settled by
that alone, whoever speaks of a theme would come into its base sooner than whoever does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.measures import label_passages
from qualcode.project.counts.units import label_spans, list_spoken_turns, split_labels
from qualcode.store import Store
from qualcode.store.codebooks import list_stored_codes
from qualcode.store.codes import list_codes
from qualcode.store.codings import list_readings
from qualcode.store.sources import read_texts

_READ = "read"


@dataclass(frozen=True, slots=True)
class Unlooked:
    """A turn that a coder read when some codes were not yet there, or meant something else.

    `start` to `end` are its words in the source, `n` is its number there, `words` counts them;
    `codes` are the ids of those codes, in tree order, and `given` those of them that are on at
    least half of it in their present meaning.
    """

    source: str
    turn: str
    n: int
    start: int
    end: int
    words: int
    codes: tuple[str, ...]
    given: tuple[str, ...] = ()


def list_unlooked(store: Store, code: str | None, coder: str | None) -> Iterator[Unlooked]:
    """Yield the turns that one coder (by name), or all together, read before a code was as it is.

    With a `code` (by id), those for it alone. In reading order, by the sources' short names; only
    turns of those who take part.
    """
    gone = {one.code.id for one in list_stored_codes(store.conn) if not one.stands}
    codes = [one for one in list_codes(store.conn) if one.id not in gone and code in (None, one.id)]
    turns = list_spoken_turns(store)
    turns.sort(key=lambda one: (one.source.ref, one.source.id, one.turn.n))
    spans = [(one.turn.id, one.turn.source, one.turn.body, one.turn.end) for one in turns]
    readings = [
        (one.source, one.start, one.end, frozenset({_READ}))
        for one in list_readings(store.conn)
        if coder in (None, one.coder)
    ]
    was_read = label_passages(spans, [], readings, [_READ])[:, 0] == 0
    _, looked = split_labels(store, spans, codes, coder)
    said = label_spans(store, spans, codes, coder, present=True) == 1
    left = was_read[:, None] & ~looked
    rows = left.any(axis=1).nonzero()[0]
    texts = read_texts(store.conn) if len(rows) else {}
    for row in rows:
        turn = turns[int(row)].turn
        missing, given = (
            tuple(codes[int(column)].id for column in some.nonzero()[0])
            for some in (left[row], left[row] & said[row])
        )
        words = len(texts[turn.source][turn.body : turn.end].split())
        yield Unlooked(turn.source, turn.id, turn.n, turn.body, turn.end, words, missing, given)
