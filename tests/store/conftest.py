"""Fixtures of the store's tests."""

import contextlib
import sqlite3

import pytest
from studies import make_store


@pytest.fixture
def store(tmp_path):
    """A project with one interview, two codes and no coding, written by Asha."""
    made = make_store(tmp_path / "study.qualcode")
    yield made
    with contextlib.suppress(sqlite3.ProgrammingError):  # a test may have closed it
        made.close()


@pytest.fixture
def source(store):
    """The id of its only source."""
    return store.conn.execute("SELECT id FROM source").fetchone()[0]
