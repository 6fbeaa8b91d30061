"""Each screen at two sizes: what it holds, and a picture of it to compare with."""

import time
from pathlib import Path

import pytest
from pictured_study import Clock, Stopped, make_study, where, write_files
from textual.widgets import Input
from typing_hands import Typed, settle, until, until_screen

from qualcode.model import Span
from qualcode.project import Project
from qualcode.project.preferences import remember_project, write_coder
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.search import Search
from qualcode_tui.screens import home, new_project
from qualcode_tui.screens.add_files import AddFiles
from qualcode_tui.screens.books import Books
from qualcode_tui.screens.brought_in import BroughtIn
from qualcode_tui.screens.codebook import Book, Looking, Passages, Proposals, Sorting, Unlooks
from qualcode_tui.screens.counts import Counts, CountsTable
from qualcode_tui.screens.help import Help
from qualcode_tui.screens.history import History
from qualcode_tui.screens.home import Home
from qualcode_tui.screens.new_project import NewProject
from qualcode_tui.screens.notes import Notes
from qualcode_tui.screens.people import People, Person
from qualcode_tui.screens.preview import Preview
from qualcode_tui.screens.quotations import Quotations
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.review import DrawnPassages, Review
from qualcode_tui.screens.sources import Sources
from qualcode_tui.screens.steps import Steps
from qualcode_tui.screens.tidy import Tidy
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.file_lines import FileRows
from qualcode_tui.widgets.rows import GoOn, Rows

SIZES = [(80, 24), (160, 50)]
pytestmark = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@pytest.fixture(autouse=True)
def same_hour(monkeypatch):
    """Every act at its own minute, seen from one hour two days later, in one zone."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    monkeypatch.setattr("qualcode.store.clock.datetime", Clock)
    monkeypatch.setattr("qualcode.project.preferences.datetime", Clock)
    monkeypatch.setattr("qualcode_tui.text.when.datetime", Stopped)
    monkeypatch.setattr(Input, "cursor_blink", False)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Somebody's own folder, said as ~, with a study in it that comes from two files."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    folder = tmp_path / "Documents"
    write_files(folder / "maple")
    monkeypatch.setattr(home, "documents_folder", lambda: folder)
    # The whole path is shown there, which is another one in each run.
    monkeypatch.setattr(new_project, "documents_folder", lambda: Path("Documents"))
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def study(desk):
    """The study, open for Ana."""
    path = desk / "maple.qualcode"
    make_study(path, desk / "maple")
    with Project.open(path, "Ana") as project:
        yield project


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def rows(pilot):
    return pilot.app.screen.query_one(Rows)


async def test_the_way_in(size, desk, looks):
    write_coder("Ana")
    Clock.begin()
    remember_project(Path("/studies/lost.qualcode"), "A study that is gone")
    async with Workspace().run_test(size=size) as pilot:
        await until_screen(pilot, Home)
        assert rows(pilot).here == "learn"
        await looks(pilot, "home")
        await settle(pilot, "down", "enter")
        await until_screen(pilot, NewProject)
        await settle(pilot, Typed("Maple carers"), "enter")
        assert pilot.app.focused.value == "Ana"
        await looks(pilot, "new-project")


async def test_files_come_in(size, desk, looks):
    with Project.create(desk / "maple.qualcode", "Ana", "Maple carers") as project:
        async with Workspace(project).run_test(size=size) as pilot:
            await until_screen(pilot, Steps)
            assert rows(pilot).here == "files"
            await looks(pilot, "steps-of-an-empty-study")
            await settle(pilot, "enter")
            await until_screen(pilot, AddFiles)
            await settle(pilot, "space")
            assert pilot.app.screen.query_one(GoOn).label == "Look at 1 folder"
            await looks(pilot, "add-files")
            await settle(pilot, "n")
            preview = await until_screen(pilot, Preview)
            await until(pilot, lambda: not preview.reading)
            assert [choice.taken for choice in preview.choices] == [True, True, False]
            assert pilot.app.screen.query_one(FileRows).has_focus
            await looks(pilot, "preview")
            assert project.sources.list() == []
            await settle(pilot, "n")
            await until_screen(pilot, BroughtIn)
            assert len(project.sources.list()) == 2
            await looks(pilot, "brought-in")
            await settle(pilot, "n")
            await until_screen(pilot, Books)
            assert project.codes.list() == []
            await looks(pilot, "books")


async def test_the_screens_around_the_text(size, study, looks):
    async with Workspace(study).run_test(size=size) as pilot:
        workspace = pilot.app
        await until_screen(pilot, Steps)
        assert rows(pilot).here == "read"
        await looks(pilot, "steps")
        workspace.action_sources()
        await until_screen(pilot, Sources)
        assert len(rows(pilot).options) == 2
        await looks(pilot, "sources")
        workspace.action_people()
        await until_screen(pilot, People)
        assert len(rows(pilot).options) == len(study.people.list())
        await looks(pilot, "people")
        ruth = next(case for case in study.people.list() if case.code.endswith("P1"))
        workspace.open_person(ruth.id)
        await until_screen(pilot, Person)
        await looks(pilot, "person")
        workspace.action_notes()
        await until_screen(pilot, Notes)
        assert len(rows(pilot).options) == len(study.notes.list()) == 1
        await looks(pilot, "notes")
        workspace.action_history()
        await until_screen(pilot, History)
        assert len(rows(pilot).options) == study.history.count()
        await looks(pilot, "history")
        workspace.action_tidy()
        await until_screen(pilot, Tidy)
        assert len(rows(pilot).options) > 0
        await looks(pilot, "tidy-up")


async def test_the_codebook_and_what_comes_of_it(size, study, looks):
    async with Workspace(study).run_test(size=size) as pilot:
        workspace = pilot.app
        await until_screen(pilot, Steps)
        workspace.action_codebook()
        await until_screen(pilot, Book)
        await looks(pilot, "codebook")
        alone = study.codes.find("Being left alone with it")
        workspace.open_passages(alone.id)
        await until_screen(pilot, Passages)
        assert len(rows(pilot).options) == len(study.codings.passages(code=alone.id)) == 2
        await looks(pilot, "passages")
        workspace.action_counts()
        await until_screen(pilot, Counts)
        await until(pilot, lambda: pilot.app.screen.query_one(CountsTable).display)
        await looks(pilot, "counts")
        workspace.action_quotations()
        await until_screen(pilot, Quotations)
        await until(pilot, lambda: len(rows(pilot).options) > 0)
        assert sum(pilot.app.screen.counts.values()) == len(study.codings.of())
        await looks(pilot, "quotations")
        await settle(pilot, "question_mark")
        assert isinstance(pilot.app.screen, Help)
        await looks(pilot, "help")
        await settle(pilot, *"undo")
        assert pilot.app.screen.sought == "undo"
        await looks(pilot, "help-sought")


async def test_what_a_changed_codebook_leaves_to_do(size, study, looks):
    alone = study.codes.find("Being left alone with it")
    one, other = study.codes.split(alone.id, ["Left by services", "Left by family"])
    async with Workspace(study).run_test(size=size) as pilot:
        workspace = pilot.app
        await until_screen(pilot, Steps)
        workspace.open_sorting(alone.id)
        sorting = await until_screen(pilot, Sorting)
        assert [code.id for code in sorting.into] == [one.id, other.id]
        assert len(sorting.left) == 2
        await looks(pilot, "sorting")
        workspace.action_unlooked()
        await until_screen(pilot, Unlooks)
        assert len(rows(pilot).options) == 2
        await looks(pilot, "unlooked")
        workspace.open_looking(other.id)
        looking = await until_screen(pilot, Looking)
        assert len(looking.left) > 0
        await looks(pilot, "looking")
        study.codes.lock()
        workspace.open_proposals()
        await until_screen(pilot, Proposals)
        await looks(pilot, "proposals")


async def test_suggestions_judged_and_drawn_passages_coded(size, study, looks):
    with Project.open(study.path, "Tom") as other:
        other.readings.unmark(*where(study, "Nobody. I ring and ring."))
    study.samples.draw(2, seed="7")
    async with Workspace(study).run_test(size=size) as pilot:
        workspace = pilot.app
        await until_screen(pilot, Steps)
        workspace.action_review()
        review = await until_screen(pilot, Review)
        assert [one.probability for one in review.queue.here] == [0.83]
        await until(pilot, lambda: review.reasons)
        await looks(pilot, "review")
        workspace.action_drawn()
        drawn = await until_screen(pilot, DrawnPassages)
        assert drawn.passage is not None
        await looks(pilot, "drawn")


async def test_reading_and_coding(size, study, looks):
    group = study.sources.list()[0]
    async with Workspace(study, group.id).run_test(size=size) as pilot:
        reading = await until_screen(pilot, Reading)
        reader = reading.reader
        assert (reader.turn, reader.selection) == (0, None)
        assert len(reading.bench.codings) == 4
        await looks(pilot, "reading")
        _, start, end = where(study, "I do the mornings and then I go to work.")
        reader.go(start)
        await settle(pilot, "space")
        assert reader.selection == Span(start, end)
        await looks(pilot, "reading-selected")
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Picker)
        await settle(pilot, *"alo")
        await looks(pilot, "picker")
        await settle(pilot, "escape", "escape")
        _, start, _ = where(study, "a day off since August")
        reader.go(start)
        await settle(pilot)
        assert len(reading.bench.codings_in(Span(start, start + 1))) == 2
        await looks(pilot, "reading-overlaps")
        reader.go(where(study, "Nobody. I ring")[1])
        await settle(pilot)
        assert len(reading.bench.proposals_in(reading.target)) == 1
        await looks(pilot, "reading-suggestions")
        await settle(pilot, "b")
        await looks(pilot, "reading-codebook")
        await settle(pilot, "escape", "slash")
        assert isinstance(pilot.app.screen, Search)
        await settle(pilot, *"nobody")
        await looks(pilot, "search")
        assert len(study.codings.of()) == 5
