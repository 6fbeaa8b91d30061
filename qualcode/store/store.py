"""A project file, open: reading through its connection, writing by acts only."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from qualcode import __version__
from qualcode.model.ids import content_id
from qualcode.store.act import Act, Writer, chain_heads, new_act, write_act
from qualcode.store.database import (
    close_database,
    create_database,
    open_copy,
    open_database,
    transaction,
    translate_errors,
)
from qualcode.store.errors import (
    NoCoderError,
    ProjectUnwritableError,
    ReadingOnlyError,
    StoreError,
)
from qualcode.store.folder import FolderRisk, assess_folder
from qualcode.store.lock import refuse_locked


class Store:
    """One open project file. A store belongs to one thread.

    `coder` is the name under which acts are written; a store without one refuses to write.
    """

    def __init__(
        self, db: Database, path: Path, coder: str | None, *, reading_only: bool = False
    ) -> None:
        self.db = db
        self.path = path
        self.coder = None if reading_only else coder
        self.reading_only = reading_only
        self._writers: dict[str, Writer] = {}

    @classmethod
    def create(cls, path: Path, coder: str | None = None) -> "Store":
        """Make a project file; raises ProjectExistsError where something stands there."""
        return cls(create_database(path), path, coder)

    @classmethod
    def open(cls, path: Path, coder: str | None = None) -> "Store":
        """Open a project file; raises a StoreError that says what is wrong with it.

        One that cannot be written where it stands is opened for reading only, without a coder.
        """
        try:
            return cls(open_database(path), path, coder)
        except ProjectUnwritableError as refusal:
            try:
                copy = open_copy(path)
            except StoreError:
                raise refusal from None
            return cls(copy, path, None, reading_only=True)

    def close(self) -> None:
        """Leave one file and let go of it."""
        with translate_errors(self.path):
            close_database(self.db)

    @property
    def conn(self) -> sqlite3.Connection:
        """The connection, for this package's reading functions."""
        return self.db.conn

    @property
    def risk(self) -> FolderRisk | None:
        """What is unsafe about the folder the project is in."""
        return assess_folder(self.path)

    @property
    def heads(self) -> list[str]:
        """The heads that vouch for the journal: a later `check` can hold the file to them."""
        return chain_heads(self.conn)

    def data_version(self) -> int:
        """Return a number that differs after another process has written."""
        return int(self.conn.execute("PRAGMA data_version").fetchone()[0])

    def require_coder(self) -> str:
        """Return the name under which work is written; raises NoCoderError where there is none."""
        self._refuse_reading_only()
        if not self.coder:
            raise NoCoderError
        return self.coder

    def read_field(self, entity: str, item: str, field: str) -> str | None:
        """Return one text field of a live row, None where there is none."""
        query = f'SELECT "{field}" FROM "{entity}" WHERE id = ?'
        row = self.conn.execute(query, (item,)).fetchone()
        return None if row is None or row[0] is None else str(row[0])

    def read_setting(self, name: str) -> str | None:
        """Return a setting of the project itself."""
        return self.read_field("project", "project", name)

    def wait_at_most(self, seconds: float) -> None:
        """Refuse a write after so many seconds in which another holds the file."""
        self.conn.execute(f"PRAGMA busy_timeout = {round(1000 * seconds)}")

    @contextlib.contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Refuse at once what another holds the file for, instead of waiting."""
        (before,) = self.conn.execute("PRAGMA busy_timeout").fetchone()
        self.wait_at_most(0)
        try:
            yield
        finally:
            self.wait_at_most(before / 1000)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock for what is no act: union, masking, local tables."""
        self._refuse_reading_only()
        with translate_errors(self.path), transaction(self.conn):
            yield

    @contextlib.contextmanager
    def act(
        self, kind: str, *, undoes: str | None = None, coder: str | None = None
    ) -> Iterator[Act]:
        """Gather one act and commit it; on any failure the project is as it was.

        An act that says nothing new writes nothing. `coder` overrides the store's own, for work
        that is brought in under the name of whoever did it.
        """
        self._refuse_reading_only()
        name = coder or self.require_coder()
        writer = self._writers.get(name) or Writer(coder_id(name), f"qualcode {__version__}")
        before = (writer.seq, writer.head)
        try:
            with translate_errors(self.path), transaction(self.conn):
                act = new_act(self.conn, kind, coder_id(name), undoes)
                act.set("coder", coder_id(name), {"name": name})
                known = len(act) == 0
                yield act
                if len(act) > (0 if known else 1) or undoes is not None:
                    refuse_locked(act, name)
                    write_act(self.conn, writer, act)
                    self._writers[name] = writer
        except BaseException:
            writer.seq, writer.head = before
            raise

    def _refuse_reading_only(self) -> None:
        if self.reading_only:
            raise ReadingOnlyError(self.path)


def coder_id(name: str) -> str:
    """Return the id of the coder with this name."""
    return content_id("coder", name)
