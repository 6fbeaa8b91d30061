"""The proof that a project is sound: every span reads what was coded, every chain verifies."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.model.ids import content_id
from qualcode.model.shown import standing
from qualcode.model.span import MASK, Span
from qualcode.model.text import hash_text
from qualcode.store.chains import missing_heads, verify_chains
from qualcode.store.conflicts import describe_conflict, describe_lost, list_conflicts
from qualcode.store.content import TurnRow, hash_turns, turn_id
from qualcode.store.entities import SELECTING
from qualcode.store.projection import differences, find_dead
from qualcode.store.search import shown_words
from qualcode.store.sources import find_turn, list_sources, read_document
from qualcode.store.tree import lost_edges
from qualcode.store.withdrawal import has_withdrawals, list_left_words, withdrawn_spans


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found. A `problem` is a fault; a notice is for people to decide."""

    check: str
    sentence: str
    problem: bool = True


def check_store(conn: sqlite3.Connection, heads: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield all that is wrong with a project, and what waits for a decision.

    `heads` are chain heads printed or kept earlier, which the journal must still hold.
    """
    of_file = {
        "file": _check_file,
        "passages": _check_passages,
        "projection": _check_projection,
        "search": _check_search,
    }
    yield from check_words(conn)
    yield from _run(conn, of_file)
    try:
        for head in missing_heads(conn, heads):
            yield Finding("heads", f"The journal no longer holds the head {head}.")
        for sentence in _list_notices(conn):
            yield Finding("decide", sentence, problem=False)
    except (sqlite3.DatabaseError, ValueError, TypeError) as error:
        yield Finding("decide", f"What waits for a decision cannot be listed: {error}.")


def check_words(conn: sqlite3.Connection) -> Iterator[Finding]:
    """Yield what is wrong with texts, turns, spans, chains and erasures: what a merge relies on."""
    of_words = {
        "chains": verify_chains,
        "text": _check_texts,
        "turns": _check_turns,
        "spans": _check_spans,
        "erasures": _check_erasures,
    }
    yield from _run(conn, of_words)


def _run(
    conn: sqlite3.Connection, proofs: Mapping[str, Callable[[sqlite3.Connection], Iterator[str]]]
) -> Iterator[Finding]:
    for name, proof in proofs.items():
        try:
            for sentence in proof(conn):
                yield Finding(name, sentence)
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            # A proof that trips over what it finds has found something.
            yield Finding(name, f"The proof of “{name}” could not be finished: {error}.")


def _check_file(conn: sqlite3.Connection) -> Iterator[str]:
    for (said,) in conn.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield f"SQLite finds the file unsound: {said}."
    for table, _, parent, _ in conn.execute("PRAGMA foreign_key_check").fetchall():
        yield f"A row of “{table}” refers to a row of “{parent}” that is not there."


def _check_texts(conn: sqlite3.Connection) -> Iterator[str]:
    withdrawn = withdrawn_spans(conn)
    for source, text, stored in conn.execute("SELECT id, text, hash FROM text"):
        found = hash_text(text)
        if found != stored:
            yield f"The text of source {source} is not the text that was stored."
        elif source in withdrawn:
            shown = [span.read(text) for span in withdrawn[source]]
            if any(set(words) - {MASK, "\n"} for words in shown):
                yield f"Words of somebody who withdrew still stand in source {source}."
        elif content_id("source", found) != source:
            yield f"The text of source {source} is not the text that was imported."
    missing = "SELECT ref FROM source WHERE id NOT IN (SELECT id FROM text)"
    for (ref,) in conn.execute(missing):
        yield f"The text of {ref} is missing."


def _check_turns(conn: sqlite3.Connection) -> Iterator[str]:
    lengths = dict(conn.execute("SELECT id, length(text) FROM text"))
    vouched = {
        source: (ref, layout, turns_hash)
        for source, ref, layout, turns_hash in conn.execute(
            "SELECT id, ref, layout, turns_hash FROM source"
        )
    }
    for source, (ref, layout, turns_hash) in vouched.items():
        rows = conn.execute(
            "SELECT * FROM turn WHERE source = ? AND layout = ? ORDER BY n", (source, layout)
        )
        turns = [TurnRow(*row) for row in rows]
        if hash_turns(turns) != turns_hash:
            yield f"The turns of {ref} are not those that were imported."
        at = 0
        for turn in turns:
            if not at <= turn.start <= turn.body <= turn.end <= lengths.get(source, 0):
                yield f"Turn {turn.n} of {ref} is out of its place."
            if turn.id != turn_id(source, layout, turn.start, turn.end):
                yield f"Turn {turn.n} of {ref} is not what its id says."
            at = turn.end


def _check_passages(conn: sqlite3.Connection) -> Iterator[str]:
    rows = conn.execute(
        """SELECT count(*), source.ref FROM passage
           JOIN turn ON turn.id = passage.turn LEFT JOIN source ON source.id = passage.source
           WHERE passage.start < turn.body OR passage."end" > turn."end"
              OR passage.start >= passage."end" OR passage.source != turn.source
           GROUP BY passage.source"""
    )
    for count, ref in rows:
        yield f"{count} passages of {ref} do not lie in their turns."


def _check_spans(conn: sqlite3.Connection) -> Iterator[str]:
    texts = dict(conn.execute("SELECT id, text FROM text"))
    refs = dict(conn.execute("SELECT id, ref FROM source"))
    for entity in SELECTING:
        rows = conn.execute(
            # What only mentions words, as a note, stays while their source is undone.
            f'SELECT id, source, start, "end", words_hash FROM "{entity}" '
            "WHERE start IS NOT NULL AND source IS NOT NULL"
        )
        for item, source, start, end, words_hash in rows:
            text = texts.get(source, "")
            if not 0 <= start < end <= len(text):
                yield f"A {entity} ({item}) lies outside the text of {refs.get(source)}."
            elif hash_text(text[start:end]) != words_hash:
                yield (
                    f"A {entity} ({item}) no longer reads what it read: "
                    f"{refs.get(source)}, {start} to {end}."
                )


def _check_erasures(conn: sqlite3.Connection) -> Iterator[str]:
    """Check that only what a withdrawal explains was erased or hashed anew."""
    withdrawn, anybody = withdrawn_spans(conn), has_withdrawals(conn)
    rows = conn.execute(
        """SELECT bare.event, bare.n, bare.field, bare.value,
                  (SELECT json_extract(home.value, '$') FROM change AS home
                   WHERE home.id = bare.id AND home.entity = bare.entity
                     AND home.field = 'source' AND home.value IS NOT NULL LIMIT 1)
           FROM change AS bare WHERE bare.salt IS NULL"""
    )
    for event, n, field, value, source in rows:
        if value is None:
            explained = anybody
        else:
            explained = field == "selection" and _straddles(value, withdrawn.get(source, []))
        if not explained:
            yield f"Change {event}/{n} ({field}) was erased, and no withdrawal explains it."


def _straddles(value: str, spans: list[Span]) -> bool:
    start, end, _ = json.loads(value)
    return any(Span(start, end).overlaps(span) for span in spans)


def _check_projection(conn: sqlite3.Connection) -> Iterator[str]:
    dead = [row[0] for row in conn.execute("SELECT event FROM dead ORDER BY event")]
    if dead != find_dead(conn):
        yield "The list of acts that are switched off is not what the journal says."
    for entity, item in differences(conn):
        yield f"The {entity} {item} is not what the journal says."


def _check_search(conn: sqlite3.Connection) -> Iterator[str]:
    indexed: dict[str, dict[str, str]] = {}
    for source, turn, words in conn.execute("SELECT source, turn, words FROM turn_fts"):
        indexed.setdefault(source, {})[turn] = words
    for source, ref in conn.execute("SELECT id, ref FROM source").fetchall():
        if indexed.pop(source, {}) != dict(shown_words(conn, source)):
            yield f"The search index of {ref} does not hold the words that are shown."
    if indexed:
        yield "The search index holds words of sources that are not in the project."
    try:
        conn.execute("INSERT INTO turn_fts (turn_fts) VALUES ('integrity-check')")
    except sqlite3.OperationalError:
        return  # SQLite asks the index by a write, which this file or its folder does not allow
    except sqlite3.DatabaseError:
        yield "The search index is damaged."


def _list_notices(conn: sqlite3.Connection) -> Iterator[str]:
    for conflict in list_conflicts(conn):
        yield describe_conflict(conn, conflict)
    for edge in lost_edges(conn):
        yield describe_lost(conn, edge)
    yield from _list_hidden(conn)
    for code, ref in list_left_words(conn):
        yield (
            f"{code} has withdrawn, and words that were given to them since in another copy still "
            f"stand in {ref}. Withdraw them once more: qualcode withdraw PROJECT {code}"
        )
    same = conn.execute(
        """SELECT "case".code, count(*) FROM "case"
           JOIN same_case ON same_case."case" = "case".id AND same_case.target = "case".id
           GROUP BY "case".code HAVING count(*) > 1"""
    )
    for code, count in same:
        yield f"{count} people carry the participant code {code}. Give one of them another."
    for ref, count in conn.execute(
        "SELECT ref, count(*) FROM source GROUP BY ref HAVING count(*) > 1"
    ):
        yield f"{count} sources are called {ref}. Give one of them another name."


def _list_hidden(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield the corrections that others cover, or that lie where a turn was split."""
    for source in list_sources(conn):
        document = read_document(conn, source.id)
        shown = standing(document.patches, document.turns)
        held = {patch.id for patch in shown}
        for patch in document.patches:
            turn = find_turn(document.turns, patch.start)
            where = f"{turn.name} of {source.ref}" if turn else source.ref
            over = [one for one in shown if one.start < patch.end and patch.start < one.end]
            if patch.id in held or any(
                (one.start, one.end, one.words) == (patch.start, patch.end, patch.words)
                for one in over
            ):
                continue
            stands = ", ".join(f"“{one.words}” ({one.coder})" for one in over)
            yield f"The correction “{patch.words}” ({patch.coder}) in {where} is not shown: " + (
                f"{stands} stands there. Take one of them back."
                if over
                else "somebody else speaks from its middle on. Take one of the two back."
            )
