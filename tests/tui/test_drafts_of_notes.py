"""A note that is not saved yet is kept, whatever becomes of the window."""

import pytest
from test_lists import place, project  # noqa: F401 - the study is a fixture
from textual.widgets import TextArea
from typing_hands import settle, until, until_screen

from qualcode_tui.app import Workspace
from qualcode_tui.dialogs import note
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar

WORDS = "What a week this must have been for her."


@pytest.fixture(autouse=True)
def without_a_second(monkeypatch):
    monkeypatch.setattr(note, "_SECOND", 0.01)


def read(project):  # noqa: F811 - the study is a fixture
    return Workspace(project, place(project, "mornings")[0]).run_test(size=(80, 24))


async def begin_note(pilot):
    await until_screen(pilot, Reading)
    await settle(pilot, "w")
    if not isinstance(pilot.app.screen, NoteDialog):
        await settle(pilot, "enter")
    await until_screen(pilot, NoteDialog)


def drafts(project):  # noqa: F811 - the study is a fixture
    return [row[0] for row in project._store.conn.execute("SELECT text FROM draft")]


async def test_words_that_were_being_typed_when_the_window_went_are_back(project):  # noqa: F811
    async with read(project) as pilot:
        await begin_note(pilot)
        pilot.app.focused.insert(WORDS)
        await pilot.pause()
    assert drafts(project) == [WORDS]
    assert WORDS not in [one.text for one in project.notes.list()]
    async with read(project) as pilot:
        await begin_note(pilot)
        assert pilot.app.screen.query_one(TextArea).text == WORDS
        said = pilot.app.screen.query_one(StatusBar).sentence
        assert said == "Your unsaved words are back. Ctrl+S saves them."
        await settle(pilot, "ctrl+s")
        assert WORDS in [one.text for one in project.notes.list()]
        assert drafts(project) == []


async def test_they_are_kept_while_they_are_typed(project):  # noqa: F811
    async with read(project) as pilot:
        await begin_note(pilot)
        pilot.app.focused.insert(WORDS)
        await pilot.pause()
        await until(pilot, lambda: drafts(project) == [WORDS])


async def test_escape_drops_them_only_when_it_is_confirmed(project):  # noqa: F811
    async with read(project) as pilot:
        await begin_note(pilot)
        pilot.app.focused.insert(WORDS)
        await settle(pilot, "escape")
        await until(pilot, lambda: drafts(project) == [WORDS])
        await settle(pilot, "escape")
        assert drafts(project) == []
