"""Telling a damaged file from a fault of the program, after something broke while reading it."""

import sqlite3
from pathlib import Path

from qualcode.store.check import check_store
from qualcode.store.database import name_error
from qualcode.store.errors import ProjectDamagedError, StoreError

# What reading raises where a row is not what was written: a field that is no JSON, a name of a kind
# that does not exist, a NULL where a text should be.
_TRIPS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


def explain(conn: sqlite3.Connection, path: Path, error: BaseException) -> StoreError | None:
    """Return the sentence for an error met with the project open, None where it is not the file's.

    Where the error itself does not tell, the file is put to the proof.
    """
    named = name_error(path, error) if isinstance(error, sqlite3.Error) else None
    if named is not None or not isinstance(error, (sqlite3.Error, *_TRIPS)):
        return named
    try:
        unsound = any(finding.problem for finding in check_store(conn))
    except (sqlite3.Error, *_TRIPS):
        unsound = True
    return ProjectDamagedError(path) if unsound else None
