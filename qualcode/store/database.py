"""Opening a project file, and closing it so that one file is left."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from qualcode.store.errors import (
    NewerProjectError,
    NoProjectError,
    NotAProjectError,
    ProjectBusyError,
    ProjectDamagedError,
    ProjectExistsError,
    ProjectUnwritableError,
    StoreError,
)
from qualcode.store.folder import FolderRisk, assess_folder
from qualcode.store.migrations import APPLICATION_ID, migrations
from qualcode.store.projection import rebuild
from qualcode.store.schema import VIEWS, create_statements, derived_tables, fingerprint
from qualcode.store.search import fill_search

BUSY_SECONDS = 10.0
_PRIMARY = 0xFF  # SQLite's extended codes keep the primary one in their lowest byte
_UNWRITABLE = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
)


def create_database(path: Path) -> Database:
    """Make an empty project file and return it open."""
    if path.exists():
        raise ProjectExistsError(path)
    if not path.parent.is_dir():
        raise ProjectUnwritableError(path, "its folder does not exist")
    with translate_errors(path):
        conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            db = _settle(conn, path)
            _prepare(db, path)
            # The file itself says what it is from the first moment, not only its log.
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except BaseException:
            conn.close()
            path.unlink(missing_ok=True)
            raise
    return db


def open_database(path: Path) -> Database:
    """Open a project file, brought to the present schema, or say why not."""
    if path.is_dir():
        raise NotAProjectError(path)
    if not path.is_file():
        raise NoProjectError(path)
    with translate_errors(path):
        conn = sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            _must_be_project(conn, path)
            db = _settle(conn, path)
            _prepare(db, path)
        except BaseException:
            conn.close()
            raise
    return db


def copy_to_memory(path: Path) -> sqlite3.Connection:
    """Return a copy of another project in memory, at the present schema; the file is only read."""
    if not path.is_file():
        raise NoProjectError(path)
    with translate_errors(path):
        file = _open_to_read(path)
        memory = sqlite3.connect(":memory:", isolation_level=None)
        try:
            _must_be_project(file, path)
            file.backup(memory)
            _prepare(Database(memory, recursive_triggers=False, execute_plugins=False), path)
        except BaseException:
            memory.close()
            raise
        finally:
            file.close()
    return memory


def open_copy(path: Path) -> Database:
    """Return a project that cannot be written where it stands, as a copy in memory."""
    return Database(copy_to_memory(path), recursive_triggers=False, execute_plugins=False)


def _open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that is only read, wherever it stands.

    SQLite keeps a log beside a file even to read it. Where the folder allows none, the file can be
    read as it is while there is no log with newer words.
    """
    uri = f"{path.resolve().as_uri()}?mode=ro"
    file = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
    try:
        file.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        file.close()
        log = path.with_name(f"{path.name}-wal")
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        if code not in _UNWRITABLE or (log.is_file() and log.stat().st_size):
            raise
        return sqlite3.connect(f"{uri}&immutable=1", uri=True)
    except sqlite3.DatabaseError:
        # No database at all: whoever looks for a project in it says so.
        return file
    return file


def close_database(db: Database) -> None:
    """Fold the write-ahead log in, so that a closed project is one file, and close."""
    with contextlib.suppress(sqlite3.OperationalError):
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


@contextlib.contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the first statement; commit all, or leave all as it was.

    A deferred transaction that reads first fails at its first write whenever another process wrote
    in between, whatever the time-out: hence IMMEDIATE.
    """
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    try:
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into the sentences of this package."""
    try:
        yield
    except sqlite3.Error as error:
        named = name_error(path, error)
        if named is None:
            raise
        raise named from error
    except UnicodeDecodeError as error:  # of what SQLite says, where it names a broken schema
        raise ProjectDamagedError(path) from error


def name_error(path: Path, error: sqlite3.Error) -> StoreError | None:
    """Return the sentence for what SQLite says of the file, None where the file is not at fault."""
    said = str(error)
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ProjectBusyError(path)
    if code in _UNWRITABLE:
        return ProjectUnwritableError(path, said)
    # Bytes that are no text are found in Python's own half of the module, which gives no code.
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "decode to UTF-8" in said:
        return ProjectDamagedError(path)
    return None


def _must_be_project(conn: sqlite3.Connection, path: Path) -> None:
    """Raise NotAProjectError before anything of the file is touched."""
    try:
        (found,) = conn.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise NotAProjectError(path) from None
        raise
    if found != APPLICATION_ID:
        raise NotAProjectError(path)


def _settle(conn: sqlite3.Connection, path: Path) -> Database:
    """Set how the connection writes, by what the folder allows."""
    risk: FolderRisk | None = assess_folder(path)
    if risk is None:
        conn.execute("PRAGMA journal_mode = WAL")
    else:
        # The write-ahead log needs memory shared by all writers, which such folders lack. The lock
        # is let go after each act: the workspace opens the file again for work beside the screen.
        conn.execute("PRAGMA journal_mode = DELETE")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA secure_delete = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    return Database(conn, recursive_triggers=False, execute_plugins=False)


def _prepare(db: Database, path: Path) -> None:
    ours = {step.name for step in migrations.pending(Database(memory=True))}
    if not {step.name for step in migrations.applied(db)} <= ours:
        raise NewerProjectError(path)
    pending = migrations.pending(db)
    if pending:
        migrations.apply(db)
    (stored,) = db.conn.execute("PRAGMA user_version").fetchone()
    if stored != fingerprint():
        remake_derived(db.conn)


def remake_derived(conn: sqlite3.Connection) -> None:
    """Drop all that follows from content and journal, and make it again."""
    conn.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(conn):
            for kind, name in conn.execute(
                "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'table')"
            ).fetchall():
                if (kind == "view" and name in VIEWS) or name in derived_tables():
                    conn.execute(f'DROP {kind} "{name}"')
            conn.execute("DROP INDEX IF EXISTS change_reference")
            for statement in create_statements():
                conn.execute(statement)
            rebuild(conn)
            fill_search(conn)
            conn.execute(f"PRAGMA user_version = {fingerprint()}")
    finally:
        conn.execute("PRAGMA foreign_keys = ON")
