"""Reading sources, their turns, and who speaks in them."""

import sqlite3
from collections.abc import Iterable

from qualcode.model.coding import Patch
from qualcode.model.document import Document
from qualcode.model.nearest import nearest_name
from qualcode.model.source import Form, Source, SourceKind, Turn
from qualcode.model.span import Span, unite
from qualcode.store.errors import AmbiguousItemError, UnknownItemError

_SOURCE = "SELECT id, ref, name, kind, form, site, added, words FROM source"


def list_sources(conn: sqlite3.Connection) -> list[Source]:
    """Return the sources in the order of their short names."""
    return [_source(row) for row in conn.execute(f"{_SOURCE} ORDER BY ref, name, id")]


def read_source(conn: sqlite3.Connection, source: str) -> Source:
    """Return one source by id; raises UnknownItemError."""
    row = conn.execute(f"{_SOURCE} WHERE id = ?", (source,)).fetchone()
    if row is None:
        raise UnknownItemError("source", source)
    return _source(row)


def find_source(conn: sqlite3.Connection, name: str) -> Source:
    """Return the source with this short name, id or file name; the error names the nearest."""
    sources = list_sources(conn)
    for fits in (
        [one for one in sources if name == one.id],
        [one for one in sources if name.casefold() == one.ref.casefold()],
        [one for one in sources if name == one.name],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise AmbiguousItemError("source", name, [one.id for one in fits])
    nearest = nearest_name(name, [one.ref for one in sources])
    nearest = nearest or nearest_name(name, [one.name for one in sources])
    raise UnknownItemError("source", name, nearest)


def read_texts(conn: sqlite3.Connection) -> dict[str, str]:
    """Return the text of every live source, by id."""
    rows = conn.execute("SELECT source.id, text FROM source JOIN text ON text.id = source.id")
    return dict(rows.fetchall())


def read_document(conn: sqlite3.Connection, source: str) -> Document:
    """Return a source with its text, turns in order, and corrections."""
    found = read_source(conn, source)
    (text,) = conn.execute("SELECT text FROM text WHERE id = ?", (source,)).fetchone()
    patches = conn.execute(
        """SELECT patch.id, source, start, "end", words, coder.name FROM patch
           JOIN coder ON coder.id = patch.coder WHERE source = ? ORDER BY start, made, patch.id""",
        (source,),
    )
    return Document(
        found, text, tuple(list_turns(conn, source)), tuple(Patch(*row) for row in patches)
    )


def list_turns(conn: sqlite3.Connection, source: str | None = None) -> list[Turn]:
    """Return the turns of one source, or of all, in order, each with whose it is."""
    rows = conn.execute(
        """SELECT turn.id, turn.source, turn.n, turn.start, turn.body, turn."end", turn.time,
                  same_case.target
           FROM source JOIN turn ON turn.source = source.id AND turn.layout = source.layout
           LEFT JOIN speaker ON speaker.id = turn.speaker
           LEFT JOIN voice ON voice.id = turn.id
           LEFT JOIN same_case ON same_case."case" = coalesce(voice."case", speaker."case")
           WHERE ?1 IS NULL OR source.id = ?1
           ORDER BY source.ref, source.id, turn.n""",
        (source,),
    )
    return [Turn(*row) for row in rows]


def measure_progress(conn: sqlite3.Connection, coder: str) -> dict[str, float]:
    """Return, by source, the share (0 to 1) of its turns' characters that a coder (id) read."""
    read: dict[str, list[Span]] = {}
    for source, start, end in conn.execute(
        'SELECT source, start, "end" FROM reading WHERE coder = ?', (coder,)
    ):
        read.setdefault(source, []).append(Span(start, end))
    bodies: dict[str, list[Span]] = {}
    for turn in list_turns(conn):
        bodies.setdefault(turn.source, []).append(Span(turn.body, turn.end))
    return {
        source: _share(bodies.get(source, []), read.get(source, []))
        for (source,) in conn.execute("SELECT id FROM source")
    }


def _share(bodies: Iterable[Span], read: Iterable[Span]) -> float:
    wanted, seen = unite(bodies), unite(read)
    total = sum(len(span) for span in wanted)
    both, at = 0, 0
    for span in seen:
        while at < len(wanted) and wanted[at].end <= span.start:
            at += 1
        ahead = at
        while ahead < len(wanted) and wanted[ahead].start < span.end:
            both += span.intersect(wanted[ahead])
            ahead += 1
    return both / total if total else 0.0


def _source(row: tuple[str, str, str, str, str, str | None, str, int]) -> Source:
    item, ref, name, kind, form, site, added, words = row
    return Source(item, ref, name, SourceKind(kind), Form(form), site, added, words)
