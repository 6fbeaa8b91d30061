"""A file that another program holds: the screen goes on, and says so after a moment."""

import sqlite3
import threading
from time import monotonic

import pytest
from typing_hands import settle, until_screen

from qualcode.project import Project
from qualcode.store.errors import ProjectBusyError
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.widgets.bars import StatusBar


@pytest.fixture
def project(tmp_path):
    """Ana's project of one source and a code with the key 1."""
    (tmp_path / "A-INT1.txt").write_text(
        "RUTH: By the evening I am worn out.\n\nOMAR: So am I.\n", encoding="utf-8"
    )
    with Project.create(tmp_path / "study.qualcode", "ana") as made:
        (found,) = made.sources.import_files([tmp_path / "A-INT1.txt"])
        source = made.sources.find(found.ref).id
        breaks = made.codes.add("Breaks").id
        made.codings.apply(source, *made.codings.locate(source, "the evening"), breaks)
        yield made


@pytest.fixture
def held(project):
    """The file is held by another writer; what is returned lets it go."""
    holding, release = threading.Event(), threading.Event()

    def hold():
        conn = sqlite3.connect(project.path, isolation_level=None)
        conn.execute("BEGIN IMMEDIATE")
        holding.set()
        release.wait(30)
        conn.close()

    other = threading.Thread(target=hold)
    other.start()
    holding.wait(5)

    def let_go():
        release.set()
        other.join()

    yield let_go
    let_go()


def test_a_place_is_not_waited_for(project, held):
    began = monotonic()
    assert project.place.set({"position": 3}) is False
    assert monotonic() - began < 1
    held()
    assert project.place.set({"position": 4}) is True
    assert project.place.get() == {"position": 4}


def test_a_writer_is_patient_for_as_long_as_is_said(project, held):
    project.wait_at_most(0.1)
    began = monotonic()
    with pytest.raises(ProjectBusyError):
        project.codes.add("Work")
    assert monotonic() - began < 1


async def test_reading_goes_on_and_a_code_that_cannot_be_given_is_said(project, held):
    async with Workspace(project, project.sources.list()[0].ref).run_test() as pilot:
        await pilot.pause()
        project.wait_at_most(0.1)
        await pilot.press("j", "1")
        await pilot.pause()
        assert pilot.app.reading.reader.turn == 1
        said = pilot.app.screen.query_one(StatusBar)
        assert said.has_class("-refused")
        assert "Another program (perhaps qualcode in another window) is writing" in said.sentence
        assert len(project.codings.of()) == 1


async def test_a_note_that_cannot_be_saved_is_asked_for_again_with_all_its_words(project, held):
    async with Workspace(project, project.sources.list()[0].ref).run_test() as pilot:
        await pilot.pause()
        project.wait_at_most(0.1)
        await settle(pilot, "w")
        pilot.app.focused.insert("She said this before, in May.")
        await settle(pilot, "ctrl+s")
        await until_screen(pilot, NoteDialog)
        assert (
            "Another program (perhaps qualcode in another window) is writing"
            in pilot.app.screen.query_one(StatusBar).sentence
        )
        held()
        await settle(pilot, "ctrl+s")
        assert [one.text for one in project.notes.list()] == ["She said this before, in May."]


async def test_a_note_that_another_changed_meanwhile_is_not_written_over_unseen(project):
    source = project.sources.list()[0].id
    note = project.notes.add("source", source, "first words")
    async with Workspace(project, project.sources.list()[0].ref).run_test() as pilot:
        await settle(pilot, "N", "e")
        assert isinstance(pilot.app.screen, NoteDialog)
        with Project.open(project.path, "bo") as theirs:
            theirs.notes.edit(note, "bo's words")
        pilot.app.focused.insert(" and mine")
        await settle(pilot, "ctrl+s")
        assert [one.text for one in project.notes.list()] == ["bo's words"]
        said = pilot.app.screen.query_one(StatusBar).sentence
        assert "bo's words" in said
        await settle(pilot, "ctrl+s")
        assert [one.text for one in project.notes.list()] == ["first words and mine"]


async def test_the_screen_waits_two_seconds_and_no_longer(project):
    async with Workspace(project, project.sources.list()[0].ref).run_test():
        assert project._store.conn.execute("PRAGMA busy_timeout").fetchone() == (2000,)
