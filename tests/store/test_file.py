"""The project file: strict, one file when closed, safe where it stands, and readable by others."""

import sqlite3
import threading
from pathlib import Path

import pytest
from studies import add_coding, make_store, state

from qualcode.store import Store
from qualcode.store.backup import back_up
from qualcode.store.check import check_store
from qualcode.store.database import transaction
from qualcode.store.errors import (
    NewerProjectError,
    NoProjectError,
    NotAProjectError,
    ProjectDamagedError,
    ProjectExistsError,
)
from qualcode.store.folder import assess_folder
from qualcode.store.page import write_page
from qualcode.store.projection import differences

ROOT = Path(__file__).resolve().parents[2]


def test_every_table_is_strict_and_foreign_keys_are_on(store):
    rows = store.conn.execute(
        "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main' "
        "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%'"
    ).fetchall()
    assert rows
    assert [name for name, strict in rows if not strict] == []
    assert store.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_what_is_confirmed_is_on_the_disk(store):
    assert store.conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert store.conn.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_closed_project_is_one_file(tmp_path):
    make_store(tmp_path / "a.qualcode").close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.qualcode"]


def test_a_backup_of_an_open_project_holds_all_that_was_confirmed(store, source, tmp_path):
    add_coding(store, source, 0, 3, "work")
    back_up(store, tmp_path / "copy.qualcode")
    copy = Store.open(tmp_path / "copy.qualcode")
    assert state(copy) == state(store)
    assert list(check_store(copy.conn)) == []
    copy.close()


def test_a_backup_replaces_nothing(store, tmp_path):
    (tmp_path / "copy.qualcode").write_text("precious")
    with pytest.raises(ProjectExistsError):
        back_up(store, tmp_path / "copy.qualcode")


def test_what_is_no_project_is_said_to_be_none(tmp_path):
    with pytest.raises(NoProjectError):
        Store.open(tmp_path / "nothing.qualcode")
    (tmp_path / "letter.qualcode").write_text("Dear all")
    with pytest.raises(NotAProjectError):
        Store.open(tmp_path / "letter.qualcode")
    other = sqlite3.connect(tmp_path / "other.qualcode")
    other.execute("CREATE TABLE x (y)")
    other.close()
    with pytest.raises(NotAProjectError):
        Store.open(tmp_path / "other.qualcode")


def test_a_file_cut_short_is_said_to_be_damaged(tmp_path):
    path = tmp_path / "a.qualcode"
    make_store(path).close()
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(ProjectDamagedError):
        Store.open(path)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path):
    path = tmp_path / "a.qualcode"
    make_store(path).close()
    conn = sqlite3.connect(path)
    conn.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('qualcode', 'm999_from_the_future', '')"
    )
    conn.commit()
    conn.close()
    before = path.read_bytes()
    with pytest.raises(NewerProjectError):
        Store.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("fixture", sorted((ROOT / "tests/fixtures/schema").glob("*.qualcode")))
def test_a_file_of_an_older_version_opens_with_all_its_codings(fixture, tmp_path):
    path = tmp_path / fixture.name
    path.write_bytes(fixture.read_bytes())
    store = Store.open(path, "Asha")
    assert [one for one in check_store(store.conn) if one.problem] == []
    assert store.conn.execute("SELECT count(*) FROM codings").fetchone() == (2,)
    store.close()


def test_there_is_a_file_of_the_present_schema_for_later_versions_to_open():
    assert list((ROOT / "tests/fixtures/schema").glob("m001*.qualcode"))


def test_tables_that_follow_from_the_journal_are_made_again_when_their_form_changes(
    store, source, tmp_path
):
    add_coding(store, source, 0, 3, "work")
    before = state(store)
    store.conn.execute("DROP TABLE coding")
    store.conn.execute("PRAGMA user_version = 1")
    again = Store.open(tmp_path / "study.qualcode", "Asha")
    assert state(again) == before
    assert list(differences(again.conn)) == []
    again.close()


def test_the_schema_page_is_the_schema():
    assert (ROOT / "docs/schema.md").read_text(encoding="utf-8") == write_page()


def test_views_can_be_read_with_sqlite_alone(store, source, tmp_path):
    add_coding(store, source, 28, 40, "work")
    conn = sqlite3.connect(tmp_path / "study.qualcode")
    for view in ("sources", "people", "turns", "codes", "codings"):
        assert conn.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0
    conn.close()


@pytest.mark.parametrize(
    ("folder", "what"),
    [
        ("OneDrive - Council", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Trust - SharePoint", "SharePoint"),
    ],
)
def test_a_synced_folder_is_named_and_gets_no_shared_log(tmp_path, folder, what):
    place = tmp_path / folder
    place.mkdir(parents=True)
    store = make_store(place / "a.qualcode")
    assert store.risk
    assert store.risk.what == what
    assert store.conn.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    beside = Store.open(store.path, "Asha")
    with beside.act("rename") as act:
        act.set("code", "work", {"label": "Jobs"})
    with store.act("rename") as act:
        act.set("code", "work", {"definition": "Paid"})
    beside.close()
    assert store.read_field("code", "work", "label") == "Jobs"
    store.close()
    assert [path.name for path in place.iterdir()] == ["a.qualcode"]


def test_a_network_drive_is_told_by_its_file_system(tmp_path):
    from qualcode.store.folder import _linux_file_system

    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda / ext4 rw 0 0\nserver:/x /team\\040drive nfs4 rw 0 0\n")
    assert _linux_file_system(Path("/team drive/a.qualcode"), mounts) == "nfs4"
    assert _linux_file_system(Path("/home/a.qualcode"), mounts) == "ext4"
    assert assess_folder(tmp_path / "a.qualcode") is None


def test_two_processes_write_in_turn_and_see_each_other(store, source, tmp_path):
    other = Store.open(tmp_path / "study.qualcode", "Tom")
    version = store.data_version()
    add_coding(other, source, 0, 3, "work")
    assert store.data_version() != version
    add_coding(store, source, 5, 8, "work")
    assert store.conn.execute("SELECT count(*) FROM codings").fetchone() == (2,)
    lamports = [row[0] for row in store.conn.execute("SELECT lamport FROM event ORDER BY lamport")]
    assert lamports == list(range(1, len(lamports) + 1))
    other.close()


def test_a_writer_waits_for_another_instead_of_failing(store, source, tmp_path):
    holding, release = threading.Event(), threading.Event()

    def hold():
        conn = sqlite3.connect(tmp_path / "study.qualcode", isolation_level=None)
        with transaction(conn):
            holding.set()
            release.wait(5)
        conn.close()

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(5)
    threading.Timer(0.2, release.set).start()
    add_coding(store, source, 0, 3, "work")
    other.join()
    assert store.conn.execute("SELECT count(*) FROM coding").fetchone() == (1,)
