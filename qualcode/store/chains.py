"""Whether the chains of a journal verify, and whether they still hold a head seen before."""

import sqlite3
from collections.abc import Iterable, Iterator

from qualcode.store.journal import ChangeRow, EventRow, SessionRow, hash_session, verify_event


def verify_chains(conn: sqlite3.Connection) -> Iterator[str]:
    """Yield one sentence for each session whose chain does not verify."""
    for row in conn.execute("SELECT * FROM session ORDER BY id").fetchall():
        problem = _verify_session(conn, SessionRow(*row))
        if problem is not None:
            yield problem
    lost = """
        SELECT session.id, parent.value FROM session, json_each(session.parents) AS parent
        WHERE NOT EXISTS (SELECT 1 FROM event
                          WHERE event.id || ':' || event.hash = parent.value) ORDER BY 1, 2"""
    for session, head in conn.execute(lost):
        yield f"Session {session} began from {head.split(':')[0]}, which is not what it was."
    # Each act counts one on from the latest known, so no count can run ahead of the acts there are.
    ahead = "SELECT id FROM event WHERE lamport > (SELECT count(*) FROM event) ORDER BY id LIMIT 1"
    for (event,) in conn.execute(ahead):
        yield f"Act {event} claims to be later than all acts together allow."
    strays = "SELECT count(*) FROM change WHERE event NOT IN (SELECT id FROM event)"
    (count,) = conn.execute(strays).fetchone()
    if count:
        yield f"{count} changes belong to no act."


def missing_heads(conn: sqlite3.Connection, heads: Iterable[str]) -> Iterator[str]:
    """Yield those of the heads ("session.seq:hash") that this journal no longer holds.

    A chain proves nothing alone, since whoever alters an act could compute all later hashes anew:
    only a head that was printed or kept elsewhere can show that.
    """
    for head in heads:
        event, _, expected = head.partition(":")
        row = conn.execute("SELECT hash FROM event WHERE id = ?", (event,)).fetchone()
        if row is None or row[0] != expected:
            yield head


def _verify_session(conn: sqlite3.Connection, session: SessionRow) -> str | None:
    prev, lamport = hash_session(session), 0
    rows = conn.execute("SELECT * FROM event WHERE session = ? ORDER BY seq", (session.id,))
    for seq, row in enumerate(rows.fetchall(), 1):
        event = EventRow(*row)
        if event.seq != seq:
            return f"Act {session.id}.{seq} is missing."
        if event.lamport <= lamport:
            return f"Act {event.id} claims to be older than the act before it."
        changes = conn.execute("SELECT * FROM change WHERE event = ? ORDER BY n", (event.id,))
        problem = verify_event(event, [ChangeRow(*change) for change in changes], prev)
        if problem is not None:
            return f"{problem[0].upper()}{problem[1:]}."
        prev, lamport = event.hash, event.lamport
    return None
