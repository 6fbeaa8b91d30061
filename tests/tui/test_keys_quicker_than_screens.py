"""Keys that are pressed before the screen they are meant for is there."""

import pytest
from typing_hands import until, until_screen

from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.screens.codebook import Book
from qualcode_tui.screens.steps import Steps


@pytest.fixture
def file(tmp_path):
    """A project of one source and one code, closed."""
    transcript = tmp_path / "A-INT1.txt"
    transcript.write_text("RUTH: By the evening I am worn out.\n", encoding="utf-8")
    path = tmp_path / "study.qualcode"
    with Project.create(path, "Ana") as project:
        assert [one.refused for one in project.sources.import_files([transcript])] == [None]
        project.codes.add("Breaks")
    return path


async def test_a_dialog_that_comes_before_a_wanted_screen_goes_and_leaves_nothing_behind(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project, project.sources.list()[0].id).run_test() as pilot:
            app = pilot.app
            app.action_codebook()
            app.push_screen(Ask("A dialog of the screen that is being left", ""))
            await until_screen(pilot, Book)
            assert app.reading not in app.screen_stack


async def test_a_study_is_opened_under_another_name_whatever_was_pressed_before(file):
    with Project.open(file, "Ana") as project:
        async with Workspace(project, project.sources.list()[0].id).run_test() as pilot:
            app = pilot.app
            app.action_codebook()
            app.push_screen(Ask("A dialog of the screen that is being left", ""))
            await until_screen(pilot, Book)
            app.action_home()
            await until_screen(pilot, Steps)
            app.reopen("Ben")
            await until(pilot, lambda: app.project.coder == "Ben")
