"""Full-text search over the words of turns as they are shown, filled by the store."""

import sqlite3
from collections.abc import Iterable, Iterator

import regex

from qualcode.model.document import Hit
from qualcode.model.shown import Shown
from qualcode.store.errors import UnknownItemError
from qualcode.store.sources import read_document

_WORD = regex.compile(r'"[^"]*"|\S+')
_ANY_WORD = regex.compile(r"\w")


def fill_search(conn: sqlite3.Connection, source: str | None = None) -> None:
    """Index the shown words of one source, or of all, anew."""
    if source is None:
        conn.execute("DELETE FROM turn_fts")
        conn.execute("DELETE FROM search_range")
        sources = [row[0] for row in conn.execute("SELECT id FROM source")]
    else:
        held = conn.execute("SELECT first, last FROM search_range WHERE source = ?", (source,))
        for first, last in held.fetchall():
            conn.execute("DELETE FROM turn_fts WHERE rowid BETWEEN ? AND ?", (first, last))
        conn.execute("DELETE FROM search_range WHERE source = ?", (source,))
        sources = [source]
    for one in sources:
        _index_source(conn, one)


def _index_source(conn: sqlite3.Connection, source: str) -> None:
    (last,) = conn.execute("SELECT coalesce(max(last), 0) FROM search_range").fetchone()
    rows = [
        (last + place, words, turn, source)
        for place, (turn, words) in enumerate(shown_words(conn, source), 1)
    ]
    if rows:
        conn.executemany(
            "INSERT INTO turn_fts (rowid, words, turn, source) VALUES (?, ?, ?, ?)", rows
        )
        conn.execute(
            "INSERT INTO search_range (source, first, last) VALUES (?, ?, ?)",
            (source, rows[0][0], rows[-1][0]),
        )


def shown_words(conn: sqlite3.Connection, source: str) -> Iterable[tuple[str, str]]:
    """Yield (turn, words) for the live turns of a source, with its patches in place."""
    try:
        document = read_document(conn, source)
    except UnknownItemError:
        return
    shown = Shown.of(document)
    for turn in document.turns:
        yield turn.id, shown.read(turn.body, turn.end)


def search_turns(conn: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """Return the turns that hold all words of the query, best first.

    Each word stands for itself, so apostrophes, hyphens, AND and brackets are only text; words in
    double quotes must follow each other; the last word may be the beginning of a longer one.
    """
    terms = _terms(query)
    if not terms:
        return []
    rows = conn.execute(
        """SELECT turn_fts.turn, snippet(turn_fts, 0, '', '', '…', 24)
           FROM turn_fts LEFT JOIN part ON part.id = turn_fts.turn
           JOIN turn ON turn.id = coalesce(part.turn, turn_fts.turn)
           WHERE turn_fts MATCH ? ORDER BY rank, turn.source, turn.n, part.at LIMIT ?""",
        (" ".join(terms), limit),
    ).fetchall()
    return [hit for turn, snippet in rows for hit in _read_hits(conn, turn, snippet)]


def _read_hits(conn: sqlite3.Connection, turn: str, snippet: str) -> Iterator[Hit]:
    rows = conn.execute('SELECT source, n, body, "end", part FROM turns WHERE id = ?', (turn,))
    for source, n, body, end, part in rows:
        yield Hit(source, turn, n, body, end, snippet, part)


def _terms(query: str) -> list[str]:
    words = [match.group().strip('"') for match in _WORD.finditer(query.replace("\0", " "))]
    spoken = [word for word in words if _ANY_WORD.search(word)]
    terms = ['"' + word.replace('"', '""') + '"' for word in spoken]
    if terms and not query.rstrip().endswith('"'):
        terms[-1] += "*"
    return terms
