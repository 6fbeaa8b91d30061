"""A project that cannot be written where it stands is read there, and says so before any work."""

import importlib.metadata  # noqa: F401 - loaded while the interpreter's own files can be read
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from studies import make_store

from qualcode.store import Store
from qualcode.store.backup import back_up
from qualcode.store.database import copy_to_memory
from qualcode.store.errors import (
    NoProjectError,
    ProjectUnwritableError,
    ReadingOnlyError,
)
from qualcode.store.local import write_place
from qualcode.store.merge import merge
from qualcode.store.sources import list_sources

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="rights of folders are told otherwise there"
)
_NOBODY = 65534


@pytest.fixture
def folder():
    """A folder that anybody may look into."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


@pytest.fixture
def lock_away():
    """Take the right to write from a folder and all in it, also from whoever may do everything."""
    locked = []

    def lock(folder):
        for path in (*folder.iterdir(), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        locked.append(folder)
        if os.geteuid() == 0:
            os.seteuid(_NOBODY)

    yield lock
    if os.getuid() == 0:
        os.seteuid(0)
    for folder in locked:
        folder.chmod(0o755)


@pytest.fixture
def shelf(folder, lock_away):
    """The path of a project in a folder that cannot be written."""
    make_store(folder / "study.qualcode").close()
    lock_away(folder)
    return folder / "study.qualcode"


def test_it_opens_and_everything_can_be_read(shelf):
    store = Store.open(shelf, "Asha")
    assert store.reading_only
    assert [one.ref for one in list_sources(store.conn)] == ["A-INT1"]
    assert store.coder is None
    store.close()
    assert [path.name for path in shelf.parent.iterdir()] == ["study.qualcode"]


def test_whatever_would_be_lost_is_refused_with_where_to_work_instead(shelf):
    store = Store.open(shelf, "Asha")
    with pytest.raises(ReadingOnlyError, match="copy it to a folder of your own"):
        store.require_coder()
    with pytest.raises(ReadingOnlyError), store.act("rename", coder="Asha"):
        pytest.fail("the act was begun")
    with pytest.raises(ReadingOnlyError):
        write_place(store, "asha", {})
    store.close()


def test_a_backup_of_it_is_a_project_that_can_be_written(tmp_path, shelf):
    store = Store.open(shelf, "Asha")
    if os.getuid() == 0:
        os.seteuid(0)
    back_up(store, tmp_path / "copy.qualcode")
    store.close()
    copy = Store.open(tmp_path / "copy.qualcode", "Asha")
    assert not copy.reading_only
    with copy.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
    copy.close()


def test_it_is_merged_from_where_it_stands(folder, lock_away):
    theirs = folder / "theirs"
    theirs.mkdir()
    mine = make_store(folder / "mine.qualcode")
    back_up(mine, theirs / "study.qualcode")
    store = Store.open(theirs / "study.qualcode", "Tom")
    with store.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
    store.close()
    lock_away(theirs)
    other = copy_to_memory(theirs / "study.qualcode")
    other.close()
    if os.getuid() == 0:
        os.seteuid(0)
    assert merge(mine, theirs / "study.qualcode").acts == 1
    mine.close()


def test_one_whose_log_holds_newer_words_is_refused(folder, lock_away):
    store = make_store(folder / "study.qualcode")
    store.conn.execute("PRAGMA wal_autocheckpoint = 0")
    with store.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
    left = {path.name: path.read_bytes() for path in folder.iterdir() if "-shm" not in path.name}
    store.close()
    for name, content in left.items():
        (folder / name).write_bytes(content)
    assert (folder / "study.qualcode-wal").stat().st_size
    lock_away(folder)
    with pytest.raises(ProjectUnwritableError):
        Store.open(folder / "study.qualcode", "Asha")


def test_what_is_not_there_is_said_not_to_be(shelf):
    with pytest.raises(NoProjectError):
        Store.open(shelf.with_name("other.qualcode"))


def test_a_full_disk_leaves_the_project_as_it_was(tmp_path):
    store = make_store(tmp_path / "study.qualcode")
    (pages,) = store.conn.execute("PRAGMA page_count").fetchone()
    store.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ProjectUnwritableError, match="space left"), store.act("rename") as act:
        act.set("code", "work", {"definition": "x" * 100_000})
    store.conn.execute(f"PRAGMA max_page_count = {2 * pages}")
    with store.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
    rows = store.conn.execute("SELECT label, definition FROM code WHERE id = 'work'").fetchone()
    assert rows == ("Jobs", "Paid work")
    store.close()
