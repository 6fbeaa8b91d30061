"""Reading sources, their turns, and who speaks in them."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from qualcode.model.coding import Patch
from qualcode.model.document import Document
from qualcode.model.nearest import nearest_name
from qualcode.model.shown import Shown
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
    return Document(found, text, tuple(list_turns(conn, source)), tuple(list_patches(conn, source)))


def list_patches(conn: sqlite3.Connection, source: str) -> list[Patch]:
    """Return the corrections of a source's words in order; of those of one place, the latest first.

    Only those that `shown.standing` gives are shown.
    """
    rows = conn.execute(
        """SELECT patch.id, source, start, "end", words, coder.name FROM patch
           JOIN coder ON coder.id = patch.coder WHERE source = ?
           ORDER BY start, made DESC, patch.id""",
        (source,),
    )
    return [Patch(*row) for row in rows]


def read_shown(conn: sqlite3.Connection, source: str) -> Shown:
    """Return the words of a source as they are shown; raises UnknownItemError."""
    return Shown.of(read_document(conn, source))


def list_turns(conn: sqlite3.Connection, source: str | None = None) -> list[Turn]:
    """Return the turns of one source, or of all, in order, each with whose it is.

    A turn that was split is there in its parts, the first under its own id.
    """
    some = (
        "ORDER BY ref, source, n, part" if source is None else "WHERE source = ? ORDER BY n, part"
    )
    rows = conn.execute(
        f'SELECT id, source, n, start, body, "end", time, "case", part FROM turns {some}',
        () if source is None else (source,),
    )
    return [Turn(*row) for row in rows]


def list_imported_turns(conn: sqlite3.Connection, source: str) -> list[Turn]:
    """Return the turns of a source as they were imported, whole, and without whose they are."""
    rows = conn.execute(
        """SELECT turn.id, turn.source, turn.n, turn.start, turn.body, turn."end", turn.time, NULL
           FROM source JOIN turn ON turn.source = source.id AND turn.layout = source.layout
           WHERE source.id = ? ORDER BY turn.n""",
        (source,),
    )
    return [Turn(*row) for row in rows]


def find_turn(turns: Sequence[Turn], offset: int) -> Turn | None:
    """Return which of one source's turns, in order, an offset is in; labels belong to the turn."""
    at = bisect_right(turns, offset, key=lambda turn: turn.start) - 1
    return turns[at] if at >= 0 and offset < turns[at].end else None


def list_turns_to_read(conn: sqlite3.Connection) -> list[Turn]:
    """Return the turns of all sources without the questions of surveys.

    Those are headings: nobody says them, and nobody need read them.
    """
    surveys = {item for (item,) in conn.execute("SELECT id FROM source WHERE kind = 'survey'")}
    return [one for one in list_turns(conn) if one.case is not None or one.source not in surveys]


def measure_progress(conn: sqlite3.Connection, coder: str) -> dict[str, float]:
    """Return, by source, the share (0 to 1) of its turns' characters that a coder (id) read."""
    read: dict[str, list[Span]] = {}
    for source, start, end in conn.execute(
        'SELECT source, start, "end" FROM reading WHERE coder = ? AND only IS NULL', (coder,)
    ):
        read.setdefault(source, []).append(Span(start, end))
    bodies: dict[str, list[Span]] = {}
    # The questions of a survey are headings, which nobody need read.
    for source, start, end in conn.execute(
        'SELECT source, body, "end" FROM turns WHERE "case" IS NOT NULL '
        "OR source NOT IN (SELECT id FROM source WHERE kind = 'survey')"
    ):
        if source in read:
            bodies.setdefault(source, []).append(Span(start, end))
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
