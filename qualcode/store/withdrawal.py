"""Withdrawal: a person's words are masked, and what was said about them erased, for good.

The act itself names only positions. Its effect is applied when it is made and again after every
union, and depends on nothing but the set of acts, so that no older copy brings words back and all
copies agree. An erased change keeps its digest: the chains still verify.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.model.ids import content_id
from qualcode.model.span import MASK, Span, mask, unite
from qualcode.model.text import hash_text
from qualcode.store.entities import SELECTING
from qualcode.store.errors import WithdrawnError
from qualcode.store.fold import is_selection
from qualcode.store.journal import encode
from qualcode.store.projection import rebuild
from qualcode.store.quoting import list_quoting, still_stands
from qualcode.store.schema import LOCAL
from qualcode.store.search import fill_search
from qualcode.store.store import Store

_ABOUT_PEOPLE = ("identity", "value", "consent", "presence")
# What holds words made of those it stands on goes where it shares any of them.
_HOLDING_WORDS = ("patch", "request")
_ERASABLE = tuple(dict.fromkeys((*SELECTING, *_ABOUT_PEOPLE, "note")))


@dataclass(frozen=True, slots=True)
class WithdrawalReport:
    """What a withdrawal did, and what people still have to see to.

    `mentions` are the places where the person's name still stands, `quoting` those that were made
    of their words, as a code called by what they said.
    """

    case: str
    turns: int
    sources: tuple[str, ...]
    erased: int
    exports: tuple[str, ...]
    mentions: tuple[str, ...]
    quoting: tuple[str, ...]


def withdraw(store: Store, case: str) -> WithdrawalReport:
    """Mask the words of a case (by id) and erase what is about it. There is no undo.

    Somebody who withdrew already withdraws again only where more words were given to them since,
    in a copy that did not know of it. Raises WithdrawnError.
    """
    conn = store.conn
    (code,) = conn.execute('SELECT code FROM "case" WHERE id = ?', (case,)).fetchone()
    cases = [
        row[0]
        for row in conn.execute('SELECT "case" FROM same_case WHERE target = ? ORDER BY 1', (case,))
    ]
    spans = _spans_of(conn, case)
    known = conn.execute('SELECT 1 FROM withdrawal WHERE "case" = ?', (case,)).fetchone()
    if known and not any(_still_reads(conn, source, some) for source, some in spans.items()):
        raise WithdrawnError(code)
    names = _names_of(conn, cases)
    turns = sum(len(some) for some in spans.values())
    quoting = list(list_quoting(conn, spans))
    with store.act("withdraw") as act:
        act.set(
            "withdrawal",
            content_id("withdrawal", case),
            {
                "case": case,
                "cases": cases,
                "spans": {
                    source: [[s.start, s.end] for s in some] for source, some in spans.items()
                },
                "coder": act.coder,
                "made": act.time,
            },
        )
    with store.transaction():
        erased = apply_withdrawals(conn)
    scrub(conn)
    return WithdrawalReport(
        code,
        turns,
        tuple(_refs(conn, spans)),
        erased,
        tuple(row[0] for row in conn.execute("SELECT file FROM export ORDER BY made")),
        tuple(_mentions(conn, names)),
        tuple(one.place for one in quoting if still_stands(conn, one)),
    )


def apply_withdrawals(conn: sqlite3.Connection) -> int:
    """Mask and erase, within the open transaction, all that the withdrawals in the journal ask.

    Idempotent. Rebuilds the projection and the search index, and clears what is local, where
    anything was changed. Returns the number of things erased or masked now.
    """
    spans, cases = _asked(conn)
    if not cases:
        return 0
    texts = _mask_texts(conn, spans)
    touched = sum(changed for _, changed in texts.values())
    masked = {source: text for source, (text, _) in texts.items()}
    touched += _redact_selections(conn, masked, spans)
    touched += _erase_people(conn, cases)
    touched += _erase_notes_on_turns(conn, spans)
    touched += _erase_the_rest(conn)
    rebuild(conn)
    conn.execute("DROP TABLE turn_fts")
    conn.execute(LOCAL["turn_fts"])
    fill_search(conn)
    for table in ("suggestion", "card", "place", "draft"):
        conn.execute(f"DELETE FROM {table}")
    return touched


def scrub(conn: sqlite3.Connection) -> None:
    """Leave no erased byte in the file or its log. Must stand outside a transaction."""
    conn.execute("VACUUM")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def withdrawn_spans(conn: sqlite3.Connection) -> dict[str, list[Span]]:
    """Return, by source, the spans that withdrawals mask."""
    return _asked(conn)[0]


def has_withdrawals(conn: sqlite3.Connection) -> bool:
    """Say whether anybody has withdrawn, also somebody who never spoke."""
    return bool(_asked(conn)[1])


def _asked(conn: sqlite3.Connection) -> tuple[dict[str, list[Span]], set[str]]:
    spans: dict[str, list[Span]] = {}
    cases: set[str] = set()
    rows = conn.execute(
        "SELECT field, value FROM change "
        "WHERE entity = 'withdrawal' AND field IN ('cases', 'spans') AND value IS NOT NULL"
    )
    for field, value in rows:
        said = json.loads(value)
        if field == "cases":
            cases |= set(said)
        else:
            for source, some in said.items():
                spans.setdefault(source, []).extend(Span(start, end) for start, end in some)
    return {source: unite(some) for source, some in spans.items()}, cases


def _mask_texts(
    conn: sqlite3.Connection, spans: dict[str, list[Span]]
) -> dict[str, tuple[str, bool]]:
    masked: dict[str, tuple[str, bool]] = {}
    for source, some in spans.items():
        row = conn.execute("SELECT text FROM text WHERE id = ?", (source,)).fetchone()
        if row is None:
            continue
        text = mask(row[0], some)
        masked[source] = (text, text != row[0])
        if text != row[0]:
            conn.execute(
                "UPDATE text SET text = ?, hash = ? WHERE id = ?", (text, hash_text(text), source)
            )
    return masked


def _redact_selections(
    conn: sqlite3.Connection, masked: dict[str, str], spans: dict[str, list[Span]]
) -> int:
    """Erase what lies in masked words; hash anew, without a salt, what only straddles them."""
    names = ", ".join(f"'{name}'" for name in SELECTING)
    rows = conn.execute(
        f"""SELECT DISTINCT place.event, place.n, place.entity, place.id, place.value,
                   json_extract(home.value, '$')
            FROM change AS place
            JOIN change AS home ON home.id = place.id AND home.entity = place.entity
                 AND home.field = 'source' AND home.value IS NOT NULL
            WHERE place.entity IN ({names}) AND place.field = 'selection'
              AND place.value IS NOT NULL"""
    ).fetchall()
    touched = 0
    for event, n, entity, item, value, source in rows:
        if source not in masked:
            continue
        selection = json.loads(value)
        if not is_selection(selection):
            continue
        start, end = int(selection[0]), int(selection[1])
        if not any(Span(start, end).overlaps(span) for span in spans[source]):
            continue
        words = masked[source][start:end]
        if entity in _HOLDING_WORDS or not any(character.isalnum() for character in words):
            touched += _erase(conn, entity, item)
            continue
        redacted = encode([start, end, hash_text(words)])
        touched += conn.execute(
            "UPDATE change SET value = ?1, salt = NULL WHERE event = ?2 AND n = ?3 "
            "AND (value != ?1 OR salt IS NOT NULL)",
            (redacted, event, n),
        ).rowcount
    return touched


def _erase_people(conn: sqlite3.Connection, cases: set[str]) -> int:
    touched = 0
    for case in sorted(cases):
        rows = conn.execute(
            f"""SELECT DISTINCT entity, id FROM change WHERE value = ?1
               AND ((entity IN {_ABOUT_PEOPLE} AND field = 'case')
                 OR (entity = 'note' AND field = 'about_id'))""",
            (encode(case),),
        ).fetchall()
        touched += sum(_erase(conn, entity, item) for entity, item in rows)
    return touched


def _erase_notes_on_turns(conn: sqlite3.Connection, spans: dict[str, list[Span]]) -> int:
    """Erase the notes on turns, and on parts of turns, whose words begin in masked ones."""
    rows = conn.execute(
        """SELECT note.id, turn.source, coalesce(json_extract(place.value, '$'), turn.body)
           FROM change AS note
           LEFT JOIN change AS part ON part.entity = 'part' AND part.field = 'turn'
             AND part.id = json_extract(note.value, '$') AND part.value IS NOT NULL
           LEFT JOIN change AS place ON place.entity = 'part' AND place.field = 'at'
             AND place.id = part.id AND place.value IS NOT NULL
           JOIN turn ON turn.id = coalesce(json_extract(part.value, '$'),
                                           json_extract(note.value, '$'))
           WHERE note.entity = 'note' AND note.field = 'about_id' AND note.value IS NOT NULL"""
    ).fetchall()
    notes = {
        note
        for note, source, at in rows
        if isinstance(at, int) and any(one.start <= at < one.end for one in spans.get(source, ()))
    }
    return sum(_erase(conn, "note", note) for note in sorted(notes))


def _erase_the_rest(conn: sqlite3.Connection) -> int:
    """Erase the later changes of what was erased, and the notes about it."""
    names = ", ".join(f"'{name}'" for name in _ERASABLE)
    touched = 0
    while True:
        rows = conn.execute(
            f"""SELECT DISTINCT entity, id FROM change AS kept
                WHERE entity IN ({names}) AND value IS NOT NULL
                  AND (EXISTS (SELECT 1 FROM change AS erased
                               WHERE erased.id = kept.id AND erased.entity = kept.entity
                                 AND erased.value IS NULL)
                    OR (kept.entity = 'note' AND kept.field = 'about_id'
                        AND EXISTS (SELECT 1 FROM change AS erased
                                    WHERE erased.id = json_extract(kept.value, '$')
                                      AND erased.entity IN ('coding', 'reading', 'patch', 'star')
                                      AND erased.value IS NULL)))"""
        ).fetchall()
        if not rows:
            return touched
        touched += sum(_erase(conn, entity, item) for entity, item in rows)


def _erase(conn: sqlite3.Connection, entity: str, item: str) -> int:
    cursor = conn.execute(
        "UPDATE change SET value = NULL, salt = NULL "
        "WHERE id = ? AND entity = ? AND (value IS NOT NULL OR salt IS NOT NULL)",
        (item, entity),
    )
    return min(1, cursor.rowcount)


def _spans_of(conn: sqlite3.Connection, case: str) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    rows = conn.execute(
        'SELECT source, start, "end" FROM turns WHERE "case" = ? ORDER BY source, n', (case,)
    )
    for source, start, end in rows:
        spans.setdefault(source, []).append(Span(start, end))
    return spans


def list_left_words(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (participant code, short name of a source) where words of who withdrew still stand."""
    rows = conn.execute(
        """SELECT people.code, turns.ref, turns.source, turns.start, turns."end" FROM people
           JOIN turns ON turns."case" = people.id WHERE people.withdrawn ORDER BY 1, 2, 4"""
    ).fetchall()
    left = [
        (code, ref)
        for code, ref, source, start, end in rows
        if _still_reads(conn, source, [Span(start, end)])
    ]
    return list(dict.fromkeys(left))


def _still_reads(conn: sqlite3.Connection, source: str, spans: Iterable[Span]) -> bool:
    (text,) = conn.execute("SELECT text FROM text WHERE id = ?", (source,)).fetchone()
    return any(set(span.read(text)) - {MASK, "\n"} for span in spans)


def _names_of(conn: sqlite3.Connection, cases: Iterable[str]) -> list[str]:
    names = []
    for case in cases:
        row = conn.execute('SELECT name FROM identity WHERE "case" = ?', (case,)).fetchone()
        if row is not None:
            names.append(str(row[0]))
    return names


def _refs(conn: sqlite3.Connection, sources: Iterable[str]) -> list[str]:
    rows = [
        conn.execute("SELECT ref FROM source WHERE id = ?", (source,)).fetchone()
        for source in sources
    ]
    return sorted(row[0] for row in rows if row is not None)


def _mentions(conn: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """Return where the person's name still stands: other people's turns, notes, codes."""
    places = set()
    for name in names:
        if MASK in name:
            continue
        like = f"%{name}%"
        for ref, n in conn.execute("SELECT ref, n FROM turns WHERE words LIKE ?", (like,)):
            places.add(f"{ref}, turn {n}")
        for (label,) in conn.execute("SELECT label FROM code WHERE label LIKE ?", (like,)):
            places.add(f"code “{label}”")
        for (note,) in conn.execute("SELECT id FROM note WHERE text LIKE ?", (like,)):
            places.add(f"note {note}")
        said = "SELECT id FROM request WHERE why LIKE ?1 OR fields LIKE ?1 OR because LIKE ?1"
        for (request,) in conn.execute(said, (like,)):
            places.add(f"proposal {request[:8]}")
        for (source,) in conn.execute("SELECT ref FROM source WHERE name LIKE ?", (like,)):
            places.add(f"the file name of {source}")
    return sorted(places)
