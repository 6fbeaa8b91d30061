"""Reading splits: codes whose passages are sorted into others, and what is left to sort."""

import json
import sqlite3
from dataclasses import dataclass

from qualcode.model.coding import Coding


@dataclass(frozen=True, slots=True)
class Split:
    """A split of a code (by id) into others; `into` names only codes that stand."""

    id: str
    code: str
    into: tuple[str, ...]


_STANDING = """
    SELECT code.id FROM code JOIN code_tree ON code_tree.code = code.id
    WHERE code_tree.target = code.id AND coalesce(code.gone, 0) = 0
"""
# The first change of a split stands where its act does.
_SPLITS = """
    SELECT split.id, code_tree.target, split."into" FROM split
    JOIN code_tree ON code_tree.code = split.code
    JOIN change ON change.id = split.id AND change.entity = 'split' AND change.field = 'code'
    JOIN event ON event.id = change.event
    ORDER BY event.lamport, event.session, event.seq
"""
_UNSORTED = """
    SELECT coding.id, coding.source, coding.start, coding."end", code_tree.target, coder.name,
           coding.origin, coding.made
    FROM coding
    JOIN code_tree ON code_tree.code = coding.code
    JOIN coder ON coder.id = coding.coder
    JOIN source ON source.id = coding.source
    WHERE code_tree.target = ?1 AND (coding.split IS NULL OR coding.split <> ?2)
    ORDER BY source.ref, coding.source, coding.start, coding."end", coding.made, coding.id
"""


def list_splits(conn: sqlite3.Connection) -> list[Split]:
    """Return the latest split of each code that can still be sorted, oldest first."""
    standing = {str(row[0]) for row in conn.execute(_STANDING)}
    latest: dict[str, Split] = {}
    for item, code, into in conn.execute(_SPLITS):
        named = json.loads(into) if into else []
        ids = [str(one) for one in named] if isinstance(named, list) else []
        split = Split(item, code, tuple(one for one in ids if one in standing))
        latest.pop(code, None)
        if any(one != code for one in split.into):
            latest[code] = split
    return list(latest.values())


def find_sorted(conn: sqlite3.Connection, event: str) -> tuple[str, int]:
    """Return the label of the code that an act split, and how many passages were sorted from it.

    These fall back to the code when the act is undone. "" and 0 where it split none.
    """
    row = conn.execute(
        """SELECT code.label, count(DISTINCT coding.source || ' ' || coding.start || ' '
                                             || coding."end")
           FROM split JOIN code ON code.id = split.code
           JOIN coding ON coding.split = split.id AND coding.code <> split.code
           WHERE split.id IN (SELECT id FROM change WHERE event = ? AND entity = 'split')
           GROUP BY split.id""",
        (event,),
    ).fetchone()
    return (str(row[0]), int(row[1])) if row else ("", 0)


def list_unsorted(conn: sqlite3.Connection, split: Split) -> list[Coding]:
    """Return the codings that a split has not sorted yet, in reading order."""
    return [Coding(*row) for row in conn.execute(_UNSORTED, (split.code, split.id))]
