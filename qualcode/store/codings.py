"""Reading codings, stars, readings, notes and verdicts."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from qualcode.model.coding import Coding, Note, Proposal, Reading, Star, Verdict
from qualcode.model.shown import Shown
from qualcode.model.span import Span
from qualcode.model.spoken import say_words, turns_in
from qualcode.store.codes import known_codes
from qualcode.store.sources import read_document

_CODING = """
    SELECT coding.id, coding.source, coding.start, coding."end", code_tree.target, coder.name,
           coding.origin, coding.made
    FROM coding
    JOIN code_tree ON code_tree.code = coding.code
    JOIN coder ON coder.id = coding.coder
    JOIN source ON source.id = coding.source
    WHERE (?1 IS NULL OR coding.source = ?1)
      AND (?2 IS NULL OR code_tree.target = ?2)
      AND (?3 IS NULL OR coder.name = ?3)
    ORDER BY source.ref, coding.source, coding.start, coding."end", coding.made, coding.id
"""
_ONE_CODING = """
    SELECT coding.id, coding.source, coding.start, coding."end", code_tree.target, coder.name,
           coding.origin, coding.made
    FROM coding
    CROSS JOIN code_tree ON code_tree.code = coding.code
    CROSS JOIN coder ON coder.id = coding.coder
    WHERE coding.id = ?
"""
# Every act of coding asks this, so it goes by the source's index and not through all codings.
_SAME_CODING = """
    SELECT coding.id, coding.source, coding.start, coding."end", code_tree.target, coder.name,
           coding.origin, coding.made
    FROM coding
    CROSS JOIN code_tree ON code_tree.code = coding.code
    CROSS JOIN coder ON coder.id = coding.coder
    WHERE coding.source = ?1 AND coding.start = ?2 AND coding."end" = ?3
      AND code_tree.target = ?4 AND coder.name = ?5
    ORDER BY coding.made, coding.id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A coding with its words and all that a list of passages shows.

    `text` is shown, with corrections, and over several turns each under who speaks; `imported` is
    what stands at its positions. `cases` are all whose words are in it, in the order in which they
    speak. It is starred where somebody's star shares at least half of the shorter one's words.
    """

    coding: Coding
    text: str
    path: str
    cases: tuple[str, ...]
    starred: bool = False
    imported: str = ""

    @property
    def case(self) -> str | None:
        """Who speaks first in it."""
        return self.cases[0] if self.cases else None


@dataclass(frozen=True, slots=True)
class KnownReading:
    """A stretch that was read, and the codes that the reader had in their present meaning."""

    source: str
    start: int
    end: int
    coder: str
    codes: frozenset[str]


def list_codings(
    conn: sqlite3.Connection,
    source: str | None = None,
    code: str | None = None,
    coder: str | None = None,
) -> list[Coding]:
    """Return codings in reading order, narrowed by source id, code id and coder's name."""
    if source is not None and code is None and coder is None:
        return _list_codings_of(conn, source)
    return [Coding(*row) for row in conn.execute(_CODING, (source, code, coder))]


def _list_codings_of(conn: sqlite3.Connection, source: str) -> list[Coding]:
    """Return all codings of a source. Thousands of joins would take longer than all the rest."""
    targets = dict(conn.execute("SELECT code, target FROM code_tree").fetchall())
    names = dict(conn.execute("SELECT id, name FROM coder").fetchall())
    rows = conn.execute(
        """SELECT start, "end", made, id, code, coder, origin FROM coding
           WHERE source = ?1 AND EXISTS (SELECT 1 FROM source WHERE id = ?1)""",
        (source,),
    ).fetchall()
    # By one number first: what is nearly in order is quickly put in order by all.
    rows.sort(key=itemgetter(0))
    rows.sort()
    return [
        Coding(item, source, start, end, targets[code], names[coder], origin, made)
        for start, end, made, item, code, coder, origin in rows
        if code in targets and coder in names
    ]


def read_coding(conn: sqlite3.Connection, coding: str) -> Coding | None:
    """Return a coding (by id) as it stands, None where there is none any more."""
    row = conn.execute(_ONE_CODING, (coding,)).fetchone()
    return Coding(*row) if row else None


def list_coded_passages(
    conn: sqlite3.Connection,
    source: str | None = None,
    code: str | None = None,
    coder: str | None = None,
) -> list[CodedPassage]:
    """Return codings with their words, the path of their code, and all who speak there."""
    return show_codings(conn, list_codings(conn, source, code, coder))


def show_codings(conn: sqlite3.Connection, codings: Sequence[Coding]) -> list[CodedPassage]:
    """Return these codings with their words, code path and speakers, in the same order."""
    sources = {coding.source for coding in codings}
    documents = {one: read_document(conn, one) for one in sources}
    shown = {one: Shown.of(document) for one, document in documents.items()}
    paths = dict(conn.execute("SELECT code, path FROM code_tree").fetchall())
    names = dict(conn.execute('SELECT id, code FROM "case"').fetchall())
    stars = {one: [Span(star.start, star.end) for star in list_stars(conn, one)] for one in sources}
    passages = []
    for coding in codings:
        document, place = documents[coding.source], (coding.start, coding.end)
        words = say_words(document, names, *place, shown[coding.source])
        imported = document.text[coding.start : coding.end]
        heard = (turn.case for turn in turns_in(document.turns, *place))
        cases = tuple(dict.fromkeys(case for case in heard if case))
        starred = is_starred(Span(coding.start, coding.end), stars[coding.source])
        passages.append(CodedPassage(coding, words, paths[coding.code], cases, starred, imported))
    return passages


def find_coding(
    conn: sqlite3.Connection, source: str, start: int, end: int, code: str, coder: str
) -> Coding | None:
    """Return a coder's (by name) coding of exactly this passage with this code, if there is one."""
    row = conn.execute(_SAME_CODING, (source, start, end, code, coder)).fetchone()
    return None if row is None else Coding(*row)


def list_codes_used(conn: sqlite3.Connection, coder: str) -> list[str]:
    """Return the code (by id) of each coding by a coder (by name), oldest first."""
    targets = dict(conn.execute("SELECT code, target FROM code_tree").fetchall())
    rows = conn.execute(
        """
        SELECT code FROM coding WHERE coder = (SELECT id FROM coder WHERE name = ?)
        ORDER BY made, id
        """,
        (coder,),
    )
    return [targets[code] for (code,) in rows if code in targets]


def list_stars(
    conn: sqlite3.Connection, source: str | None = None, coder: str | None = None
) -> list[Star]:
    """Return stars in reading order, narrowed by source id and coder's name."""
    rows = conn.execute(
        """SELECT star.id, star.source, star.start, star."end", coder.name, star.made FROM star
           JOIN coder ON coder.id = star.coder JOIN source ON source.id = star.source
           WHERE (?1 IS NULL OR star.source = ?1) AND (?2 IS NULL OR coder.name = ?2)
           ORDER BY source.ref, star.source, star.start, star."end", star.made, star.id""",
        (source, coder),
    )
    return [Star(*row) for row in rows]


def is_starred(span: Span, stars: Iterable[Span]) -> bool:
    """Say whether a star shares at least half of the shorter one's code points with a stretch."""
    return any(2 * span.intersect(star) >= min(len(span), len(star)) for star in stars)


def list_coders_in(conn: sqlite3.Connection, source: str) -> list[str]:
    """Return the names of all who coded or read in a source (by id), sorted."""
    rows = conn.execute(
        """SELECT name FROM coder
           WHERE EXISTS (SELECT 1 FROM coding WHERE source = ?1 AND coding.coder = coder.id)
              OR EXISTS (SELECT 1 FROM reading WHERE source = ?1 AND reading.coder = coder.id)
           ORDER BY name""",
        (source,),
    )
    return [str(name) for (name,) in rows]


def list_coders(conn: sqlite3.Connection) -> list[str]:
    """Return the names of all who did anything in the project, sorted."""
    return [str(name) for (name,) in conn.execute("SELECT name FROM coder ORDER BY name")]


def list_readings(
    conn: sqlite3.Connection, source: str | None = None, *, partly: bool = False
) -> list[Reading]:
    """Return what was marked as read, in reading order.

    A stretch that was looked at again for some codes alone is left out, unless `partly`.
    """
    rows = conn.execute(
        f"""SELECT reading.id, reading.source, start, "end", coder.name, made FROM reading
           JOIN coder ON coder.id = reading.coder
           WHERE (?1 IS NULL OR reading.source = ?1) {"" if partly else "AND only IS NULL"}
           ORDER BY reading.source, start, "end", made, reading.id""",
        (source,),
    )
    return [Reading(*row) for row in rows]


def read_meaning(conn: sqlite3.Connection, reading: str) -> tuple[str, list[str] | None]:
    """Return the meaning (by id) of a reading, and the codes that alone were looked for."""
    row = conn.execute("SELECT meaning, only FROM reading WHERE id = ?", (reading,)).fetchone()
    meaning, only = row or ("", None)
    return str(meaning), json.loads(only) if only else None


def list_known_readings(conn: sqlite3.Connection) -> list[KnownReading]:
    """Return what was read, each with the codes for which silence there means no."""
    known = known_codes(conn)
    rows = conn.execute(
        """SELECT source, start, "end", coder.name, meaning FROM reading
           JOIN coder ON coder.id = reading.coder ORDER BY source, start, "end", reading.id"""
    )
    return [
        KnownReading(source, start, end, coder, known.get(meaning, frozenset()))
        for source, start, end, coder, meaning in rows
    ]


def list_refusals(conn: sqlite3.Connection) -> list[KnownReading]:
    """Return the passages of which somebody said “no” to a suggestion, each with that code.

    Another code given instead is a “no” too. Where the code means something else by now, nothing is
    known any more.
    """
    known = known_codes(conn)
    rows = conn.execute(
        """SELECT source, start, "end", coder.name, meaning, code_tree.target FROM verdict
           JOIN coder ON coder.id = verdict.coder
           JOIN code_tree ON code_tree.code = verdict.code
           WHERE verdict != 'accepted' ORDER BY source, start, "end", verdict.id"""
    )
    return [
        KnownReading(source, start, end, coder, known.get(meaning, frozenset()) & {code})
        for source, start, end, coder, meaning, code in rows
    ]


def list_notes(
    conn: sqlite3.Connection, about: str | None = None, about_id: str | None = None
) -> list[Note]:
    """Return notes, oldest first, narrowed by what they are about."""
    rows = conn.execute(
        """SELECT note.id, about, about_id, text, coder.name, made, start, "end" FROM note
           JOIN coder ON coder.id = note.coder
           WHERE (?1 IS NULL OR about = ?1) AND (?2 IS NULL OR about_id = ?2)
           ORDER BY made, note.id""",
        (about, about_id),
    )
    return [Note(*row) for row in rows]


def list_verdicts(conn: sqlite3.Connection) -> list[Verdict]:
    """Return what people said to suggestions, oldest first."""
    rows = conn.execute(
        """SELECT verdict.id, passage, code_tree.target, verdict, coder.name, made, instead.target
           FROM verdict JOIN coder ON coder.id = verdict.coder
           JOIN code_tree ON code_tree.code = verdict.code
           LEFT JOIN code_tree AS instead ON instead.code = verdict.chosen
           ORDER BY made, verdict.id"""
    )
    return [Verdict(*row) for row in rows]


def list_proposals(conn: sqlite3.Connection, source: str | None = None) -> list[Proposal]:
    """Return the machine's suggestions that nobody has judged, best first within a passage.

    What was said of a code, or is suggested, counts for the code that it was joined into. A code
    that is gone is not suggested.
    """
    judged = set(
        conn.execute(
            """SELECT verdict.source, verdict.start, verdict."end", code_tree.target FROM verdict
               JOIN code_tree ON code_tree.code = verdict.code
               WHERE ?1 IS NULL OR verdict.source = ?1""",
            (source,),
        )
    )
    rows = conn.execute(
        """SELECT suggestion.passage, passage.source, passage.start, passage."end",
                  code_tree.target, probability, rank, likely, model
           FROM suggestion JOIN passage ON passage.id = suggestion.passage
           JOIN code_tree ON code_tree.code = suggestion.code
           JOIN code ON code.id = code_tree.target
           WHERE (?1 IS NULL OR passage.source = ?1) AND coalesce(code.gone, 0) = 0
           ORDER BY passage.source, passage.n, rank""",
        (source,),
    )
    proposals: dict[tuple[str, str], Proposal] = {}
    for passage, place, start, end, code, probability, rank, likely, model in rows:
        if (place, start, end, code) not in judged:
            one = Proposal(passage, place, start, end, code, probability, rank, bool(likely), model)
            proposals.setdefault((passage, code), one)
    return list(proposals.values())
