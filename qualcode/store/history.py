"""Undo, redo, and the history of a project that can be read."""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from qualcode.store.entities import BY_NAME, SELECTING
from qualcode.store.errors import (
    DecidedProposalError,
    NothingToRedoError,
    NothingToUndoError,
    NotUndoableError,
    NotUndoneError,
    RestingWorkError,
    UnknownItemError,
    WithdrawalStandsError,
)
from qualcode.store.naming import Things
from qualcode.store.projection import items_of, lost_without
from qualcode.store.store import Store, coder_id
from qualcode.store.telling import describe_act

# A withdrawal cannot be taken back, an export has left the house, and an undo is taken back by a
# redo rather than by another undo.
_NOT_UNDOABLE = ("withdraw", "export", "undo", "redo")
_NOT_LISTED = ", ".join(f"'{kind}'" for kind in _NOT_UNDOABLE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as the history shows it; `live` is False while it is switched off.

    `what` is what it touched, in words. Of an undo, or a redo, that is what the act touched that it
    is about in the end, and `about` is that act's kind.
    """

    id: str
    time: str
    coder: str
    kind: str
    live: bool
    undoes: str | None
    what: str
    about: str = ""


def undo(store: Store) -> Entry:
    """Switch off the coder's latest live act and return it.

    Raises NothingToUndoError, DecidedProposalError, and RestingWorkError where other people's work
    would go with it; `revert` does it all the same.
    """
    coder = store.require_coder()
    target = store.conn.execute(
        f"""SELECT id FROM event WHERE coder = ? AND kind NOT IN ({_NOT_LISTED})
            AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id)
            ORDER BY lamport DESC, session DESC, seq DESC LIMIT 1""",
        (coder_id(coder),),
    ).fetchone()
    if target is None:
        raise NothingToUndoError(coder)
    _refuse_withdrawal(store.conn, coder_id(coder), target[0])
    _refuse_decided(store.conn, target[0])
    resting = _work_on(store.conn, target[0])
    resting.pop(coder, None)
    if resting:
        raise RestingWorkError(target[0], resting)
    return _switch(store, "undo", target[0])


def redo(store: Store) -> Entry:
    """Take back the coder's latest undo and return the act that is live again.

    After new work there is nothing to redo, as in every editor; `revert` reaches any act.
    """
    coder = store.require_coder()
    last = store.conn.execute(
        f"""SELECT id, undoes FROM event AS undo WHERE coder = ? AND kind = 'undo'
            AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = undo.id)
            AND NOT EXISTS (
                SELECT 1 FROM event AS later WHERE later.coder = undo.coder
                AND later.kind NOT IN ({_NOT_LISTED})
                AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = later.id)
                AND (later.lamport, later.session, later.seq)
                  > (undo.lamport, undo.session, undo.seq))
            ORDER BY lamport DESC, session DESC, seq DESC LIMIT 1""",
        (coder_id(coder),),
    ).fetchone()
    if last is None:
        raise NothingToRedoError(coder)
    _switch(store, "redo", last[0])
    return read_entry(store.conn, last[1])


def revert(store: Store, event: str) -> Entry:
    """Switch off any one act, whoever did it and however long ago, and return it.

    What other people said of the same fields since then stays.
    """
    row = store.conn.execute("SELECT kind FROM event WHERE id = ?", (event,)).fetchone()
    if row is None:
        raise UnknownItemError("act", event)
    if row[0] in ("withdraw", "export"):
        raise NotUndoableError(row[0])
    return _switch(store, "undo", event)


def read_history(
    conn: sqlite3.Connection, coder: str | None = None, limit: int = 50, skip: int = 0
) -> list[Entry]:
    """Return the latest acts, newest first, of one coder (by name) or of all.

    The newest `skip` of them are passed over.
    """
    rows = conn.execute(
        """SELECT id FROM event WHERE ?1 IS NULL OR coder = ?1
           ORDER BY lamport DESC, session DESC, seq DESC LIMIT ?2 OFFSET ?3""",
        (None if coder is None else coder_id(coder), limit, skip),
    ).fetchall()
    return [read_entry(conn, row[0]) for row in rows]


def count_acts(conn: sqlite3.Connection, coder: str | None = None) -> int:
    """Count the acts of one coder (by name), or of all."""
    (acts,) = conn.execute(
        "SELECT count(*) FROM event WHERE ?1 IS NULL OR coder = ?1",
        (None if coder is None else coder_id(coder),),
    ).fetchone()
    return int(acts)


def find_kind(conn: sqlite3.Connection, entity: str, item: str, field: str) -> str | None:
    """Return the kind of the act that said a field last; None where none that counts did."""
    row = conn.execute(
        """SELECT event.kind FROM change JOIN event ON event.id = change.event
           WHERE change.entity = ? AND change.id = ? AND change.field = ?
             AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id)
           ORDER BY event.lamport DESC, event.session DESC, event.seq DESC LIMIT 1""",
        (entity, item, field),
    ).fetchone()
    return str(row[0]) if row else None


def bring_back(store: Store, event: str) -> Entry:
    """Take back whatever undoes an act, and return the act; raises NotUndoneError."""
    undos = store.conn.execute(
        """SELECT id FROM event WHERE undoes = ?
           AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id)""",
        (event,),
    ).fetchall()
    if not undos:
        raise NotUndoneError
    for (undo_id,) in undos:
        _switch(store, "redo", undo_id)
    return read_entry(store.conn, event)


def find_resting(store: Store, event: str) -> dict[str, int]:
    """Count, by name of coder, what would go with an act if it were undone: codings, stars, notes.

    What the act itself made is not counted.
    """
    return _work_on(store.conn, event)


def read_entry(conn: sqlite3.Connection, event: str) -> Entry:
    """Return one act as the history shows it."""
    row = conn.execute(
        """SELECT event.id, event.time, event.coder, event.kind, dead.event IS NULL, event.undoes
           FROM event LEFT JOIN dead ON dead.event = event.id WHERE event.id = ?""",
        (event,),
    ).fetchone()
    if row is None:
        raise UnknownItemError("act", event)
    name = conn.execute("SELECT name FROM coder WHERE id = ?", (row[2],)).fetchone()
    coder = str(name[0]) if name else "somebody"
    point = _point_of(conn, event)
    about = conn.execute("SELECT kind FROM event WHERE id = ?", (point,)).fetchone()
    return Entry(
        row[0],
        row[1],
        coder,
        row[3],
        bool(row[4]),
        row[5],
        describe_act(conn, point),
        str(about[0]) if about and point != event else "",
    )


def find_place_of(conn: sqlite3.Connection, event: str) -> tuple[str, int, int] | None:
    """Return the first words that an act is about: source (by id), start and end.

    None where it is about none, or its source is no longer there.
    """
    rows = conn.execute(
        "SELECT entity, id FROM change WHERE event = ? GROUP BY entity, id ORDER BY min(n)",
        (_point_of(conn, event),),
    ).fetchall()
    things = Things(conn, event)
    for entity, item in rows:
        source = things.field(entity, item, "source")
        place = things.field(entity, item, "selection") if entity in SELECTING else None
        if not source or not place:
            continue
        if conn.execute("SELECT 1 FROM source WHERE id = ?", (source,)).fetchone():
            return source, place[0], place[1]
    return None


def list_sources_of(conn: sqlite3.Connection, event: str) -> list[str]:
    """Return the ids of the sources that an act is about, or the act that it undoes."""
    rows = conn.execute(
        """SELECT DISTINCT json_extract(value, '$') FROM change
           WHERE event = ? AND field = 'source' AND value IS NOT NULL""",
        (_point_of(conn, event),),
    ).fetchall()
    return [str(row[0]) for row in rows if row[0]]


def _point_of(conn: sqlite3.Connection, event: str) -> str:
    """Return the act that an undo, or a redo of one, is about in the end."""
    passed = [event]
    while True:
        row = conn.execute("SELECT undoes FROM event WHERE id = ?", (passed[-1],)).fetchone()
        if row is None or row[0] is None or row[0] in passed:
            return passed[-1]
        passed.append(row[0])


def _refuse_withdrawal(conn: sqlite3.Connection, coder: str, target: str) -> None:
    """Raise WithdrawalStandsError where a withdrawal is later than what undo would reach."""
    later = conn.execute(
        """SELECT 1 FROM event AS withdrawal JOIN event AS target ON target.id = ?2
           WHERE withdrawal.coder = ?1 AND withdrawal.kind = 'withdraw'
             AND (withdrawal.lamport, withdrawal.session, withdrawal.seq)
               > (target.lamport, target.session, target.seq)""",
        (coder, target),
    ).fetchone()
    if later:
        raise WithdrawalStandsError(describe_act(conn, target), target)


def _refuse_decided(conn: sqlite3.Connection, target: str) -> None:
    """Raise DecidedProposalError where an act made a proposal that was answered since."""
    decided = conn.execute(
        """SELECT request.answer, coalesce(coder.name, 'somebody'), request.told FROM change
           JOIN request ON request.id = change.id
           LEFT JOIN coder ON coder.id = request.answered_by
           WHERE change.event = ? AND change.entity = 'request' AND change.field = 'kind'
             AND request.answer IS NOT NULL LIMIT 1""",
        (target,),
    ).fetchone()
    if decided:
        answer, by, told = decided
        raise DecidedProposalError(answer, by, told or "a change of the codes", target)


def _switch(store: Store, kind: str, target: str) -> Entry:
    with store.act(kind, undoes=target):
        pass
    return read_entry(store.conn, target)


def _work_on(conn: sqlite3.Connection, event: str) -> dict[str, int]:
    """Count what people did, by name, that rests on an act and would go with it."""
    lost: Counter[str] = Counter()
    for entity, item in lost_without(conn, event) - items_of(conn, [event]):
        if not any(field.name == "coder" for field in BY_NAME[entity].fields):
            continue
        row = conn.execute(
            f"""SELECT coder.name FROM "{entity}" JOIN coder ON coder.id = "{entity}".coder
                WHERE "{entity}".id = ?""",
            (item,),
        ).fetchone()
        lost.update(row or ())
    return dict(lost)
