"""A key does something to what was seen when it was pressed, and to nothing that came since."""

import pytest
from textual.events import Key
from typing_hands import settle, until, until_screen

from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.codebook import Passages
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.here import HereList, HerePanel

LARGE = (160, 50)


@pytest.fixture
def project(tmp_path):
    """Ana's project of a source in which she gave the first turn two codes, and Tom one."""
    file = tmp_path / "A-INT1.txt"
    file.write_text("RUTH: By the evening I am worn out.\n\nOMAR: So am I.\n", encoding="utf-8")
    path = tmp_path / "study.qualcode"
    with Project.create(path, "Ana") as made:
        assert [one.refused for one in made.sources.import_files([file])] == [None]
        for label in ("Breaks", "Nights", "Work"):
            made.codes.add(label)
        put(made, "Breaks")
        put(made, "Nights")
        with Project.open(path, "Tom") as tom:
            put(tom, "Work")
        yield made


@pytest.fixture
def other(project):
    """The same project in another window of Ana's."""
    with Project.open(project.path, "Ana") as opened:
        yield opened


def put(project, label):
    source = project.sources.list()[0].id
    span = project.codings.locate(source, "By the evening I am worn out.")
    return project.codings.apply(source, *span, project.codes.find(label).id)


def the_coding(project, label):
    (one,) = project.codings.of(code=project.codes.find(label).id)
    return one


def labels(project):
    names = {code.id: code.label for code in project.codes.list()}
    return sorted(names[coding.code] for coding in project.codings.of())


def said(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


async def stand_on(pilot, project, label):
    """Go to the list of codes here, and to the coding with a code."""
    reading = await until_screen(pilot, Reading)
    here = reading.query_one(HereList)
    here.focus()
    panel = reading.query_one(HerePanel)
    await until(pilot, lambda: len(panel.items) == 3)
    here.highlighted = panel.items.index(the_coding(project, label))
    await until(pilot, lambda: panel.item == the_coding(project, label))
    return panel


async def test_x_after_a_removal_elsewhere_leaves_the_next_coding_alone(project, other):
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=LARGE) as pilot:
        panel = await stand_on(pilot, project, "Breaks")
        other.codings.remove(the_coding(other, "Breaks").id)
        await until(pilot, lambda: len(panel.items) == 2)
        await settle(pilot, "x")
        assert labels(project) == ["Nights", "Work"]
        assert said(pilot).startswith("“Breaks” was taken off or changed meanwhile")
        # An arrow goes to what is there, and x takes that off again.
        await settle(pilot, "down", "x")
        await until(pilot, lambda: labels(project) == ["Work"])


async def test_x_on_a_coding_that_is_gone_before_it_is_shown_says_so(project, other):
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=LARGE) as pilot:
        panel = await stand_on(pilot, project, "Breaks")
        item = panel.item
        other.codings.remove(item.id)
        panel.post_message(HerePanel.Remove(item))
        await until(pilot, lambda: "taken off these words meanwhile" in said(pilot))
        assert labels(project) == ["Nights", "Work"]


async def test_x_on_a_coding_that_was_recoded_elsewhere_does_nothing(project, other):
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=LARGE) as pilot:
        panel = await stand_on(pilot, project, "Breaks")
        other.codings.recode(the_coding(other, "Breaks").id, other.codes.find("Work").id)
        await until(pilot, lambda: panel.item is None)
        await settle(pilot, "x")
        assert labels(project) == ["Nights", "Work", "Work"]


async def test_after_a_removal_of_ones_own_the_next_is_at_hand_once_it_is_drawn(project):
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=LARGE) as pilot:
        panel = await stand_on(pilot, project, "Breaks")
        pressed_before = Key("x", "x")
        await settle(pilot, "x")
        await until(pilot, lambda: labels(project) == ["Nights", "Work"])
        await until(pilot, lambda: panel.item == the_coding(project, "Nights"))
        pilot.app.post_message(pressed_before)
        await pilot.pause()
        assert labels(project) == ["Nights", "Work"]
        await settle(pilot, "x")
        await until(pilot, lambda: labels(project) == ["Work"])


async def test_a_yes_to_what_was_recoded_meanwhile_removes_nothing(project, other):
    source = project.sources.list()[0].id
    async with Workspace(project, source).run_test(size=LARGE) as pilot:
        await stand_on(pilot, project, "Work")
        await settle(pilot, "x")
        await until_screen(pilot, Choose)
        other.codings.recode(the_coding(other, "Work").id, other.codes.find("Nights").id)
        await settle(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Reading))
        assert said(pilot).startswith("“Work” is “Nights” meanwhile")
        assert labels(project) == ["Breaks", "Nights", "Nights"]


async def test_a_yes_in_the_list_of_passages_is_for_the_passage_as_it_was_seen(project, other):
    async with Workspace(project).run_test(size=LARGE) as pilot:
        await pilot.pause()
        pilot.app.open_passages(project.codes.find("Work").id)
        await until_screen(pilot, Passages)
        await settle(pilot, "x")
        await until_screen(pilot, Choose)
        other.codings.remove(the_coding(other, "Work").id)
        await settle(pilot, "down", "enter")
        await until(pilot, lambda: "taken off these words meanwhile" in said(pilot))
        assert labels(project) == ["Breaks", "Nights"]
