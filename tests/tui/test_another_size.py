"""A terminal that takes another size while something is open: nothing that was seen is lost."""

import pytest
from textual.widgets import OptionList
from typing_hands import settle, until, until_screen

from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.correct_speaker import CorrectSpeaker
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.here import HereLine, HereList

SMALL, LARGE = (80, 24), (120, 35)
TRANSCRIPT = """\
FACILITATOR: Thank you for coming.

RUTH: They sent a form. I do the mornings.

OMAR: I have not had a day off since August.
"""


@pytest.fixture
def project(tmp_path):
    """A project of one focus group, whose first turn is coded, and of six codes."""
    (tmp_path / "A-FG1.txt").write_text(TRANSCRIPT, encoding="utf-8")
    with Project.create(tmp_path / "study.qualcode", "ana") as made:
        assert [one.refused for one in made.sources.import_files([tmp_path / "A-FG1.txt"])] == [
            None
        ]
        for label in ("Breaks", "Forms", "Money", "Nights", "Peers", "Work"):
            made.codes.add(label)
        source = made.sources.list()[0].id
        span = made.codings.locate(source, "Thank you for coming.")
        made.codings.apply(source, *span, made.codes.find("Forms").id)
        yield made


def workspace(project, size):
    return Workspace(project, project.sources.list()[0].id).run_test(size=size)


def here(reading, size):
    """What is said of the codes at the cursor, where it is said at this size."""
    if size == SMALL:
        return str(reading.query_one(HereLine).render())
    return "\n".join(str(option.prompt) for option in reading.query_one(HereList).options)


@pytest.mark.parametrize(("before", "after"), [(LARGE, SMALL), (SMALL, LARGE)])
@pytest.mark.parametrize("over", ["the text", "a dialog", "another screen"])
async def test_the_codes_at_the_cursor_are_told_at_the_new_size(project, before, after, over):
    async with workspace(project, before) as pilot:
        reading = await until_screen(pilot, Reading)
        await until(pilot, lambda: "Forms" in here(reading, before))
        if over == "a dialog":
            await settle(pilot, "enter")
            await until_screen(pilot, Picker)
        elif over == "another screen":
            pilot.app.action_sources()
            await until(pilot, lambda: pilot.app.screen is pilot.app.sources)
        await pilot.resize_terminal(*after)
        await settle(pilot)
        if over == "a dialog":
            await settle(pilot, "escape")
        elif over == "another screen":
            pilot.app.action_read()
        await until(pilot, lambda: pilot.app.screen is reading)
        await until(pilot, lambda: "Forms" in here(reading, after))


async def test_the_code_that_was_gone_to_stays_at_hand_in_the_picker(project):
    async with workspace(project, LARGE) as pilot:
        await until_screen(pilot, Reading)
        await settle(pilot, "enter")
        picker = await until_screen(pilot, Picker)
        codes = picker.query_one("#found", OptionList)
        await until(pilot, lambda: codes.option_count)
        await settle(pilot, "down", "down")
        wanted = codes.highlighted_option.id
        rows = list(codes.options)
        await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: codes.options and codes.options[0] is not rows[0])
        await settle(pilot)
        assert codes.highlighted_option.id == wanted


async def test_whoever_was_gone_to_stays_at_hand_and_typing_goes_to_the_first(project):
    async with workspace(project, LARGE) as pilot:
        await until_screen(pilot, Reading)
        await settle(pilot, "j", "e", "down", "enter")
        screen = await until_screen(pilot, CorrectSpeaker)
        people = screen.query_one(OptionList)
        await until(pilot, lambda: people.option_count)
        await settle(pilot, "down", "down")
        rows = list(people.options)
        await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: people.options and people.options[0] is not rows[0])
        await settle(pilot)
        assert people.highlighted == 2
        await settle(pilot, "z")
        # As many are found as there were: both are new, a person and a facilitator.
        await settle(pilot, "down", "y")
        assert len(screen._found) == 2
        assert people.highlighted == 0
