"""Which codings were made before their code had its present meaning.

A meaning is what `codes.present_meanings` says: definition, include, exclude. What it was when a
coding was made follows from the acts that stand, in their order in the journal. A code that another
was joined into means for that other's codings what it meant when they were joined, or later.
"""

import json
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from typing import TypeAlias

_CHANGES = """
    SELECT event.lamport, event.session, event.seq, change.id, change.field, change.value
    FROM change JOIN event ON event.id = change.event
    WHERE change.entity = '{entity}' AND change.field IN ({fields})
      AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id) {more}
    ORDER BY event.lamport, event.session, event.seq, change.n
"""
_CODES = """AND change.id IN (SELECT id FROM code)"""
_CODINGS = """AND change.id IN (SELECT coding.id FROM coding
    JOIN code_tree ON code_tree.code = coding.code
    WHERE coding.code = ?1 OR code_tree.target = ?1)"""

Order: TypeAlias = tuple[int, str, int]
"""The place of an act among all acts: lamport, session, seq."""
_Meaning: TypeAlias = tuple[tuple[str, str], ...]


def list_outdated(conn: sqlite3.Connection) -> frozenset[str]:
    """Return the codings (by id) made before their code had its present meaning.

    A coding that was sorted after its code was split counts as made then.
    """
    meanings, joined = _read_codes(conn)
    later = {code for code, told in meanings.items() if len({said for _, said in told}) > 1}
    found: set[str] = set()
    for code in later:
        for item, applied, made in _list_made(conn, code):
            since = max(made, joined.get(applied, made)) if applied != code else made
            told = meanings[code]
            then = told[max(bisect_right([order for order, _ in told], since) - 1, 0)][1]
            if then != told[-1][1]:
                found.add(item)
    return frozenset(found)


def _read_codes(
    conn: sqlite3.Connection,
) -> tuple[dict[str, list[tuple[Order, _Meaning]]], dict[str, Order]]:
    """Return the meanings of each code, each with the act that gave it, and when it was joined."""
    query = _CHANGES.format(
        entity="code", fields="'definition', 'include', 'exclude', 'into'", more=_CODES
    )
    fields: defaultdict[str, dict[str, str]] = defaultdict(dict)
    meanings: defaultdict[str, list[tuple[Order, _Meaning]]] = defaultdict(list)
    joined: dict[str, Order] = {}
    for lamport, session, seq, code, field, value in conn.execute(query):
        order = (lamport, session, seq)
        if field == "into":
            joined[code] = order
            continue
        fields[code][field] = (json.loads(value) if value else None) or ""
        told = tuple(sorted((name, said) for name, said in fields[code].items() if said))
        # An act gives its fields one by one: what they say together is its meaning.
        if meanings[code] and meanings[code][-1][0] == order:
            meanings[code].pop()
        meanings[code].append((order, told))
    return meanings, joined


def _list_made(conn: sqlite3.Connection, code: str) -> list[tuple[str, str, Order]]:
    """Return each coding with a code, or one joined into it: id, code as applied, latest act."""
    query = _CHANGES.format(entity="coding", fields="'code', 'split'", more=_CODINGS)
    made = {
        item: (lamport, session, seq)
        for lamport, session, seq, item, _, _ in conn.execute(query, (code,))
    }
    applied: dict[str, str] = dict(conn.execute("SELECT id, code FROM coding"))
    return [(item, applied[item], order) for item, order in made.items()]
