"""From nothing to an open project: home, a new project, opening one, the invented study."""

from pathlib import Path

import pytest
from textual.widgets import Input, Static
from typing_hands import Typed, settle, until, until_screen

from qualcode.project import Project
from qualcode.project.demo import Demo
from qualcode.project.errors import FileExistsHereError
from qualcode.project.preferences import (
    read_coder,
    read_setting,
    recent_projects,
    remember_project,
    write_coder,
)
from qualcode_tui.actions import possible
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens import home, new_project
from qualcode_tui.screens.help import Help
from qualcode_tui.screens.home import Home
from qualcode_tui.screens.new_project import NewProject
from qualcode_tui.screens.open_project import OpenProject
from qualcode_tui.screens.steps import Steps
from qualcode_tui.widgets.bars import Hints, StatusBar
from qualcode_tui.widgets.browser import Browser
from qualcode_tui.widgets.rows import GoOn, Rows

SMALL, LARGE = (80, 24), (160, 50)


@pytest.fixture
def documents(tmp_path, monkeypatch):
    """The folder that stands for the user's documents, and where the program was started."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for module in (home, new_project):
        monkeypatch.setattr(module, "documents_folder", lambda: folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def file(documents):
    """A project of Ana's, closed."""
    path = documents / "maple.qualcode"
    Project.create(path, "Ana", "Maple carers").close()
    return path


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def rows(pilot):
    return pilot.app.screen.query_one(Rows)


# Home


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_home_offers_what_to_do_first_and_says_how(size, documents):
    async with Workspace().run_test(size=size) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, Home)
        assert [option.id for option in rows(pilot).options] == ["learn", "new", "open"]
        assert rows(pilot).here == "learn"
        assert "Enter" in status(pilot)
        keys = [hint.keys for _, hint in pilot.app.screen.query_one(Hints).fitting()]
        assert {"Enter", "q", "?"} <= set(keys)


async def test_the_project_that_was_open_last_is_highlighted_and_enter_opens_it(file):
    write_coder("Ana")
    remember_project(file.with_name("gone.qualcode"), "Gone")
    remember_project(file, "Maple carers")
    remember_project(file.with_name("lost.qualcode"), "Lost")
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert rows(pilot).here == "recent-1"
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Steps)
        assert pilot.app.project.title == "Maple carers"
        assert pilot.app.project.coder == "Ana"
        assert recent_projects()[0].path == file


async def test_a_project_that_is_gone_is_marked_refused_and_can_be_taken_off(file):
    remember_project(file.with_name("gone.qualcode"), "Gone")
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "end")
        assert "✗" in str(rows(pilot).highlighted_option.prompt)
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Home)
        assert "not there any more" in status(pilot)
        await settle(pilot, "x")
        assert recent_projects() == []
        assert "Took Gone off the list" in status(pilot)


async def test_what_cannot_be_opened_is_said_and_home_stays(file):
    write_coder("Ana")
    file.write_bytes(b"no project")
    remember_project(file, "Maple")
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Home)
        assert pilot.app.screen.query_one(StatusBar).has_class("-refused")


async def test_home_answers_the_mouse(documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot)
        row = rows(pilot)
        await pilot.click("#choices", offset=(3, row.region.height and 2))
        await settle(pilot)
        assert isinstance(pilot.app.screen, NewProject)


async def test_the_theme_is_kept_for_the_home_screen(documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "t")
        assert pilot.app.theme == "paper"
    assert read_setting("theme") == "paper"
    async with Workspace().run_test(size=SMALL) as pilot:
        assert pilot.app.theme == "paper"


async def test_help_on_home_says_first_what_can_be_done_there(documents):
    async with Workspace().run_test(size=LARGE) as pilot:
        await settle(pilot, "question_mark")
        assert isinstance(pilot.app.screen, Help)
        first = pilot.app.screen.found[: len(possible(Home.SCOPES))]
        assert "recent.forget" in {action.id for action in first}
        assert "code.pick" not in {action.id for action in first}


# A new project


async def test_three_answers_make_a_project_and_its_steps_are_shown(documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, NewProject)
        await settle(pilot, Typed("Maple"), "enter", Typed("Ana"), "enter")
        path = documents / "Maple.qualcode"
        where = pilot.app.screen.query_one("#where", Static)
        assert str(path) in str(where.render())
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Steps)
        assert rows(pilot).here == "files"
        assert path.exists()
    assert read_coder() == "Ana"
    with Project.open(path) as project:
        assert (project.title, project.coders.list()) == ("Maple", ["Ana"])
    assert not list(documents.glob("*-wal"))


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        (("", "Ana", None), "title", "A study needs a name"),
        (("Maple", " ", None), "coder", "needs a name to appear under"),
        (("Maple", "Ana", "somewhere"), "folder", "Type one folder"),
        (("maple", "Ana", None), "title", "a project of this name"),
        (("Maple", "Ana", "FILE"), "folder", "That is a file"),
    ],
)
async def test_a_wrong_answer_is_said_beside_its_question_and_nothing_is_made(
    file, answers, field, said
):
    folder = str(file) if answers[2] == "FILE" else answers[2] or str(file.parent)
    async with Workspace().run_test(size=LARGE) as pilot:
        await settle(pilot, "down", "enter")
        for name, answer in zip(("title", "coder", "folder"), (*answers[:2], folder), strict=True):
            pilot.app.screen.query_one(f"#{name}", Input).value = answer
        pilot.app.screen.action_go_on()
        await settle(pilot)
        assert isinstance(pilot.app.screen, NewProject)
        assert said in str(pilot.app.screen.query_one(f"#{field}-wrong", Static).render())
        assert pilot.app.focused.id == field
    assert [one.name for one in file.parent.glob("*.qualcode")] == [file.name]


async def test_a_question_without_its_answer_is_not_passed_by_enter(documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "enter", "enter")
        assert pilot.app.focused.id == "title"
        assert "A study needs a name" in str(
            pilot.app.screen.query_one("#title-wrong", Static).render()
        )
        await settle(pilot, Typed("Maple"), "enter")
        assert pilot.app.focused.id == "coder"


async def test_everything_is_only_called_ready_when_it_is(documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "enter", "tab", "tab")
        assert pilot.app.focused.id == "folder"
        assert status(pilot) == "Enter makes the project, once each question has its answer."
        pilot.app.screen.query_one("#title", Input).value = "Maple"
        pilot.app.screen.query_one("#coder", Input).value = "Ana"
        await settle(pilot)
        assert status(pilot).startswith("Everything is ready")


async def test_a_folder_that_is_synced_is_warned_of_before_anything_is_made(documents):
    async with Workspace().run_test(size=LARGE) as pilot:
        await settle(pilot, "down", "enter")
        pilot.app.screen.query_one("#folder", Input).value = str(documents / "OneDrive")
        await settle(pilot)
        risk = str(pilot.app.screen.query_one("#risk", Static).render())
        assert "OneDrive" in risk
        assert "copy a project half-written" in risk


async def test_down_from_the_last_question_reaches_the_bar_that_makes_it(documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "enter", "tab", "tab", "tab")
        assert isinstance(pilot.app.focused, GoOn)
        await settle(pilot, "enter")
        assert pilot.app.focused.id == "title"


async def test_escape_goes_back_home_and_makes_nothing(documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "enter", Typed("Maple"), "escape")
        assert isinstance(pilot.app.screen, Home)
    assert list(documents.iterdir()) == []


# Opening a project


async def test_a_project_is_found_in_its_folder_and_opened(file):
    write_coder("Ana")
    (file.parent / "notes.txt").touch()
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "down", "enter")
        assert isinstance(pilot.app.screen, OpenProject)
        browser = pilot.app.screen.query_one(Browser)
        assert [path.name for path in browser.paths] == ["maple.qualcode"]
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Steps)


async def test_folders_are_gone_through_with_enter_and_backspace(file):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "down", "enter", "backspace")
        browser = pilot.app.screen.query_one(Browser)
        assert browser.folder == file.parent.parent
        assert browser.entry.path == file.parent
        await settle(pilot, "enter")
        assert browser.folder == file.parent


async def test_a_pasted_path_opens_a_project_and_a_wrong_one_is_refused(file, tmp_path):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "down", "down", "enter", "slash")
        pilot.app.focused.value = str(tmp_path / "nothing")
        await settle(pilot, "enter")
        assert "Nothing is at" in status(pilot)
        pilot.app.focused.value = f"'{file}'"
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Steps)


# The steps, without a name and with another


async def test_without_a_name_the_name_comes_first_and_is_kept(file):
    remember_project(file, "Maple")
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        assert pilot.app.project.coder is None
        assert rows(pilot).here == "name"
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Ask)
        await settle(pilot, "enter")
        assert "Type a name" in status(pilot)
        await settle(pilot, Typed("Ben"), "enter")
        await until(pilot, lambda: pilot.app.project and pilot.app.project.coder == "Ben")
        assert isinstance(pilot.app.screen, Steps)
        assert rows(pilot).here == "files"
    assert read_coder() == "Ben"


async def test_escape_leaves_the_study_and_closes_its_file(file):
    write_coder("Ana")
    remember_project(file, "Maple")
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        assert list(file.parent.glob("*-wal"))
        await settle(pilot, "escape")
        assert isinstance(pilot.app.screen, Home)
        assert pilot.app.project is None
        assert not list(file.parent.glob("*-wal"))
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Steps)


async def test_a_project_that_was_handed_in_is_left_open_for_whoever_did(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project).run_test(size=SMALL) as pilot:
            await settle(pilot, "escape")
            assert isinstance(pilot.app.screen, Home)
        assert project.title == "Maple carers"


# The invented study


@pytest.fixture
def made(monkeypatch, file):
    """Folders in which the example was made, without the time that it takes."""
    folders = []

    def run_demo(folder, report, *, force=False):
        if folder.name == "refused":
            raise FileExistsHereError(folder)
        report("1. Making a project")
        folder.mkdir(parents=True)
        path = folder / "demo.qualcode"
        Project.create(path, "Guest", "Invented").close()
        folders.append(folder)
        return Demo(path, "site", "", None, {})

    monkeypatch.setattr(home, "run_demo", run_demo)
    return folders


async def test_the_example_is_made_in_a_folder_that_is_confirmed_and_then_opened(made, documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Ask)
        assert made == []
        await settle(pilot, "enter")
        await until_screen(pilot, Steps)
        assert pilot.app.project.title == "Invented"
        assert pilot.app.project.coder == "Guest"
    assert made == [documents / "qualcode-example"]


async def test_an_example_that_is_there_is_opened_again_or_a_fresh_one_made(made, documents):
    first = documents / "qualcode-example"
    home.run_demo(first, lambda _: None)
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "down", "enter", "enter")
        await until_screen(pilot, Steps)
        assert pilot.app.project.path.parent == documents / "qualcode-example-2"
        await settle(pilot, "escape", "home", "enter", "enter")
        await until_screen(pilot, Steps)
        assert pilot.app.project.path.parent == first
    assert len(made) == 2


async def test_an_example_that_is_refused_is_said_and_home_stays(made, documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        pilot.app.focused.value = str(documents / "refused")
        await settle(pilot, "enter")
        await until_screen(pilot, Home)
        await until(pilot, lambda: "exists already" in status(pilot))


async def test_a_relative_folder_is_not_taken_for_the_example(made, documents):
    async with Workspace().run_test(size=SMALL) as pilot:
        await settle(pilot, "enter")
        pilot.app.focused.value = str(Path("here"))
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Ask)
        assert "Type one folder" in status(pilot)
