"""Reading cases: who speaks, what is known of them, what they agreed to."""

import sqlite3
from collections.abc import Iterator

from qualcode.model.case import CONSENT_QUESTIONS, Case, CaseKind, Consent
from qualcode.model.nearest import nearest_name
from qualcode.store.errors import AmbiguousItemError, UnknownItemError


def list_cases(conn: sqlite3.Connection) -> list[Case]:
    """Return all cases that stand for themselves, by participant code."""
    variables: dict[str, dict[str, str]] = {}
    for case, name, value in conn.execute(
        """SELECT same_case.target, variable.name, value.value FROM value
           JOIN variable ON variable.id = value.variable
           JOIN same_case ON same_case."case" = value."case"
           ORDER BY same_case.target = value."case", variable.name"""
    ):
        variables.setdefault(case, {})[name] = value
    questions = ", ".join(f"consent_{name}" for name in CONSENT_QUESTIONS)
    rows = conn.execute(
        f"SELECT id, code, kind, withdrawn, {questions} FROM people ORDER BY code, id"
    )
    return [
        Case(
            id=item,
            code=code,
            kind=CaseKind(kind),
            role=variables.get(item, {}).get("role"),
            site=variables.get(item, {}).get("site"),
            variables=variables.get(item, {}),
            consent=Consent(*answers),
            withdrawn=bool(withdrawn),
        )
        for item, code, kind, withdrawn, *answers in rows
    ]


def find_case(conn: sqlite3.Connection, name: str) -> Case:
    """Return the case with this participant code or id; the error names the nearest."""
    cases = list_cases(conn)
    fits = [one for one in cases if name == one.id or name.casefold() == one.code.casefold()]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise AmbiguousItemError("participant", name, [one.id for one in fits])
    raise UnknownItemError("participant", name, nearest_name(name, [one.code for one in cases]))


def list_joined(conn: sqlite3.Connection, case: str) -> list[str]:
    """Return the ids of all cases that are this one, itself included."""
    rows = conn.execute('SELECT "case" FROM same_case WHERE target = ? ORDER BY 1', (case,))
    return [row[0] for row in rows]


def list_targets(conn: sqlite3.Connection) -> dict[str, str]:
    """Return, by the id of every case, the id of the one it turned out to be: mostly its own."""
    return dict(conn.execute('SELECT "case", target FROM same_case').fetchall())


def list_names(conn: sqlite3.Connection) -> dict[str, str]:
    """Return the names kept apart, by case id. They are for the people sheet and nothing else."""
    return dict(conn.execute('SELECT "case", name FROM identity').fetchall())


def list_labels(conn: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return (name kept apart, short name of a source, case) for all who speak, joined as one."""
    return conn.execute(
        """SELECT DISTINCT identity.name, source.ref, same_case.target FROM speaker
           JOIN source ON source.id = speaker.source
           JOIN identity ON identity."case" = speaker."case"
           JOIN same_case ON same_case."case" = speaker."case" ORDER BY 1, 2, 3"""
    ).fetchall()


def list_attendees(conn: sqlite3.Connection, source: str) -> dict[str, str | None]:
    """Return the cases that are present in a source without a word, and their names kept apart."""
    rows = conn.execute(
        """SELECT presence."case", identity.name FROM presence
           LEFT JOIN identity ON identity."case" = presence."case" WHERE presence.source = ?
           ORDER BY 1""",
        (source,),
    )
    return dict(rows.fetchall())


def list_withdrawn(conn: sqlite3.Connection) -> dict[str, bool]:
    """Return the ids of all cases that withdrew, and whether each has a label anywhere."""
    rows = conn.execute(
        """SELECT one.value, EXISTS (SELECT 1 FROM speaker WHERE speaker."case" = one.value)
           FROM withdrawal, json_each(withdrawal.cases) AS one"""
    )
    return {item: bool(speaks) for item, speaks in rows}


def list_codes_in_use(conn: sqlite3.Connection) -> dict[str, str]:
    """Return the case id of every participant code, in small letters, joined cases included."""
    rows = conn.execute('SELECT code, id FROM "case" ORDER BY id')
    return {code.casefold(): item for code, item in rows}


def list_refs_in_use(conn: sqlite3.Connection) -> set[str]:
    """Return the short names of all sources, so that a new one can differ."""
    return {row[0] for row in conn.execute("SELECT ref FROM source")}


def list_speakers(conn: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield (source, case) for each person who has a label, or speaks, in a source."""
    yield from conn.execute(
        """SELECT speaker.source, same_case.target FROM speaker
           JOIN same_case ON same_case."case" = speaker."case"
           UNION SELECT source, "case" FROM turns WHERE "case" IS NOT NULL ORDER BY 1, 2"""
    )
