"""What the project refuses is a sentence in the status line; a fault shows nobody's words."""

import sqlite3
from functools import partialmethod

import pytest
from fake_project import FakeProject, RefusedError
from typing_hands import until

import qualcode_tui
from qualcode.project import Project
from qualcode.store.errors import ProjectBusyError
from qualcode_tui.app import Workspace
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.sources import Sources
from qualcode_tui.widgets.bars import StatusBar

pytestmark = pytest.mark.usefixtures("quick_to_look")

SAID = "Another program is writing to the project. Close it there and try again."


class Refusing:
    """Refuses whatever is asked of it once it is told to."""

    def __init__(self, answer, error):
        self.answer, self.error, self.refuses = answer, error, False

    def __call__(self, *args, **kwargs):
        if self.refuses:
            raise self.error
        return self.answer(*args, **kwargs)


@pytest.fixture
def project():
    return FakeProject()


def refuse(owner, name, error=None):
    refusing = Refusing(getattr(owner, name), error or RefusedError(SAID))
    setattr(owner, name, refusing)
    return refusing


def busy():
    """What SQLite itself says while another program holds the file."""
    try:
        locked = sqlite3.connect("file:locked?mode=memory&cache=shared", uri=True)
        other = sqlite3.connect("file:locked?mode=memory&cache=shared", uri=True, timeout=0)
        locked.executescript("CREATE TABLE one (a); BEGIN EXCLUSIVE; INSERT INTO one VALUES (1);")
        other.execute("SELECT * FROM one")
    except sqlite3.Error as error:
        return error
    finally:
        locked.close()
        other.close()
    raise AssertionError


def refusal(pilot):
    bar = pilot.app.screen.query_one(StatusBar)
    return bar.sentence if bar.has_class("-refused") else None


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_refusal_while_looking_out_for_others_is_said_and_reading_goes_on(project, size):
    async with Workspace(project, "A-FG1").run_test(size=size) as pilot:
        await pilot.pause()
        looking = refuse(project, "data_version")
        looking.refuses = True
        await until(pilot, lambda: refusal(pilot) == SAID)
        looking.refuses = False
        await pilot.press("j")
        await until(pilot, lambda: refusal(pilot) is None)
        assert pilot.app.reading.reader.turn == 1


async def test_a_place_that_cannot_be_kept_is_said_once_and_tried_again_at_the_next(project):
    async with Workspace(project, "A-FG1").run_test() as pilot:
        turns = project.documents[0].turns
        await until(pilot, lambda: project.kept is not None)
        keeping = refuse(project.place, "set")
        keeping.refuses = True
        await pilot.press("j")
        await until(pilot, lambda: refusal(pilot) == SAID)
        keeping.refuses = False
        await pilot.press("j")
        await until(pilot, lambda: project.kept["position"] == turns[2].body)
        assert refusal(pilot) is None


async def test_a_source_that_cannot_be_opened_leaves_the_list_open(project):
    async with Workspace(project).run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        opening = refuse(project.codings, "of")
        opening.refuses = True
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Sources)
        assert refusal(pilot) == SAID
        opening.refuses = False
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Reading)


async def test_a_second_source_that_cannot_be_opened_leaves_the_first_as_it_was(project):
    async with Workspace(project, "A-FG1").run_test() as pilot:
        await pilot.pause()
        await pilot.press("s")
        refuse(project.readings, "of").refuses = True
        await pilot.press("down", "enter")
        await pilot.pause()
        assert refusal(pilot) == SAID
        assert pilot.app.reading.bench.document.source.ref == "A-FG1"
        assert pilot.app.reading.bench.edges.text == project.documents[0].text


@pytest.mark.parametrize("name", ["list", "progress"])
async def test_sources_that_cannot_be_listed_are_said(project, name):
    refuse(project.sources, name).refuses = True
    async with Workspace(project).run_test() as pilot:
        await pilot.pause()
        assert refusal(pilot) == SAID


async def test_a_search_that_cannot_begin_is_said(project):
    async with Workspace(project, "A-FG1").run_test() as pilot:
        await pilot.pause()
        refuse(project.sources, "list").refuses = True
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Reading)
        assert refusal(pilot) == SAID


async def test_an_act_whose_result_cannot_be_read_is_said(project):
    async with Workspace(project, "A-FG1").run_test() as pilot:
        await pilot.pause()
        await pilot.press("m")
        refuse(project.codings, "of").refuses = True
        await pilot.press("u")
        await pilot.pause()
        assert refusal(pilot) == SAID


async def test_a_refusal_stands_until_the_reader_moves_on(project):
    async with Workspace(project, "A-FG1").run_test() as pilot:
        await pilot.pause()
        refuse(project.sources, "list").refuses = True
        await pilot.press("j", "slash")
        await until(pilot, lambda: refusal(pilot) == SAID)
        await pilot.press("j")
        await until(pilot, lambda: refusal(pilot) is None)


def drive(monkeypatch, keys, started=lambda: None):
    """Run the workspace as the command does, but without a terminal, and press keys."""

    async def press(pilot):
        await pilot.pause()
        started()
        await pilot.press(*keys)
        while pilot.app._running and pilot.app._exception is None:
            await pilot.pause(0.01)

    headless = partialmethod(Workspace.run, headless=True, size=(100, 30), auto_pilot=press)
    monkeypatch.setattr(Workspace, "run", headless)


def test_leaving_is_never_held_up_by_a_place_that_cannot_be_kept(project, monkeypatch, capsys):
    keeping = refuse(project.place, "set")
    # Not kept, and told of, before the way out.
    monkeypatch.setattr("qualcode_tui.screens.reading.desk._LOOKS_PER_SECOND", 1 / 3600)

    def start():
        keeping.refuses = True

    drive(monkeypatch, ["j", "ctrl+q"], start)
    qualcode_tui.run(project, "A-FG1")
    assert SAID.split(".", maxsplit=1)[0] in capsys.readouterr().err.replace("\n", " ")


@pytest.mark.parametrize(
    ("part", "name", "keys"),
    [
        (None, "data_version", []),
        ("place", "set", ["j"]),
        ("codings", "apply", ["enter", "enter"]),
        ("search", "turns", ["slash", "t", "e", "enter"]),
        ("sources", "overview", ["s"]),
    ],
)
def test_a_fault_is_raised_plain_and_shows_nobodys_words(
    project, monkeypatch, capfd, part, name, keys
):
    fault = refuse(getattr(project, part) if part else project, name, ZeroDivisionError("oh"))

    def start():
        fault.refuses = True

    drive(monkeypatch, keys, start)
    with pytest.raises(ZeroDivisionError):
        qualcode_tui.run(project, "A-FG1")
    written = "".join(capfd.readouterr())
    assert "Traceback" not in written
    assert "council" not in written
    assert "locals" not in written


def test_a_fault_while_starting_is_raised_too(project, monkeypatch, capfd):
    refuse(project.people, "by_id", ZeroDivisionError("oh")).refuses = True
    drive(monkeypatch, [])
    with pytest.raises(ZeroDivisionError):
        qualcode_tui.run(project, "A-FG1")
    assert "Traceback" not in "".join(capfd.readouterr())


def test_what_sqlite_says_of_the_file_is_named_by_the_project_on_the_way_out(
    tmp_path, monkeypatch, capfd
):
    path = tmp_path / "days.qualcode"
    Project.create(path, "ana").close()
    drive(monkeypatch, [])
    with (
        pytest.raises(ProjectBusyError, match=r"days\.qualcode"),
        Project.open(path, "ana") as opened,
    ):
        refuse(opened, "data_version", busy()).refuses = True
        qualcode_tui.run(opened)
    assert "Traceback" not in "".join(capfd.readouterr())
