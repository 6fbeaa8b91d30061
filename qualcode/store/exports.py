"""Reading what left the project."""

import sqlite3


def list_exported(conn: sqlite3.Connection) -> set[str]:
    """Return the names of all files that left, as they were written down."""
    return {str(name) for (name,) in conn.execute('SELECT DISTINCT file FROM "export"')}
