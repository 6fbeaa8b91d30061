"""Reading what surveys asked, and who was there without a word."""

import sqlite3

from qualcode.model.survey import ColumnKind, Question


def list_questions(conn: sqlite3.Connection, source: str | None = None) -> list[Question]:
    """Return the questions of all surveys, or of one, in the order of their columns."""
    rows = conn.execute(
        """SELECT question.id, source, n, text, question.kind, start, "end" FROM question
           JOIN source ON source.id = question.source
           WHERE ?1 IS NULL OR source = ?1 ORDER BY source.ref, n, question.id""",
        (source,),
    )
    return [
        Question(item, where, n, text, ColumnKind(kind), start, end)
        for item, where, n, text, kind, start, end in rows
    ]


def list_present(conn: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (source, case) for everybody who was there and never speaks, joined cases as one."""
    return conn.execute(
        """SELECT DISTINCT presence.source, same_case.target FROM presence
           JOIN same_case ON same_case."case" = presence."case" ORDER BY 1, 2"""
    ).fetchall()
