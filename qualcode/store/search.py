"""Full-text search over the words of turns as they are shown, filled by the store."""

import sqlite3
from collections.abc import Iterable

import regex

from qualcode.model.document import Hit

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
    row = conn.execute(
        "SELECT text.text, source.layout FROM source JOIN text ON text.id = source.id "
        "WHERE source.id = ?",
        (source,),
    ).fetchone()
    if row is None:
        return
    text, layout = row
    patches = conn.execute(
        'SELECT start, "end", words FROM patch WHERE source = ? ORDER BY start, made, id',
        (source,),
    ).fetchall()
    turns = conn.execute(
        'SELECT id, body, "end" FROM turn WHERE source = ? AND layout = ? ORDER BY n',
        (source, layout),
    )
    for turn, body, end in turns:
        mine = [patch for patch in patches if body <= patch[0] and patch[1] <= end]
        yield turn, apply_patches(text, body, end, mine)


def apply_patches(text: str, start: int, end: int, patches: Iterable[tuple[int, int, str]]) -> str:
    """Return `text[start:end]` with the patches in place; of two that overlap the first wins."""
    parts, at = [], start
    for first, last, words in patches:
        if first >= at:
            parts += [text[at:first], words]
            at = last
    return "".join([*parts, text[at:end]])


def search_turns(conn: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """Return the turns that hold all words of the query, best first.

    Each word stands for itself, so apostrophes, hyphens, AND and brackets are only text; words in
    double quotes must follow each other; the last word may be the beginning of a longer one.
    """
    terms = _terms(query)
    if not terms:
        return []
    rows = conn.execute(
        """SELECT turn_fts.source, turn_fts.turn, turn.n, turn.body, turn."end",
                  snippet(turn_fts, 0, '', '', '…', 24)
           FROM turn_fts JOIN turn ON turn.id = turn_fts.turn
           WHERE turn_fts MATCH ? ORDER BY rank, turn.source, turn.n LIMIT ?""",
        (" ".join(terms), limit),
    )
    return [Hit(*row) for row in rows]


def _terms(query: str) -> list[str]:
    words = [match.group().strip('"') for match in _WORD.finditer(query.replace("\0", " "))]
    spoken = [word for word in words if _ANY_WORD.search(word)]
    terms = ['"' + word.replace('"', '""') + '"' for word in spoken]
    if terms and not query.rstrip().endswith('"'):
        terms[-1] += "*"
    return terms
