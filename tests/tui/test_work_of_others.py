"""What the workspace does with other people's codings: shows whose they are, and asks first."""

import pytest
from fake_project import FakeProject
from typing_hands import settle

from qualcode.model import Coding
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar, TopBar
from qualcode_tui.widgets.here import HereLine, HereList

SMALL, LARGE = (80, 24), (160, 50)


@pytest.fixture
def project():
    """Ana's project, in which Asha has coded the first turn."""
    project = FakeProject()
    turn = project.documents[0].turns[0]
    project.held = [
        Coding("by-asha", turn.source, turn.body, turn.end, "code-work", "Asha", "coded", "2026")
    ]
    return project


def code_first_turn(project, code):
    turn = project.documents[0].turns[0]
    return project._apply(turn.source, turn.body, turn.end, code).id


def left(project):
    return [coding.id for coding in project.held]


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def question(pilot):
    assert isinstance(pilot.app.screen, Choose)
    return str(pilot.app.screen.query_one(".box").border_title)


# Removing


@pytest.mark.parametrize("answer", ["enter", "escape"])
async def test_anothers_coding_stays_unless_somebody_says_yes(project, answer):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "x")
        assert question(pilot) == "This is Asha's coding. Remove it all the same?"
        await settle(pilot, answer)
        assert left(project) == ["by-asha"]


async def test_anothers_coding_is_removed_after_a_yes(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "x", "down", "enter")
        assert left(project) == []
        assert status(pilot) == "Removed “Work” from turn 1. u undoes."


async def test_ones_own_coding_is_offered_first_and_removed_without_a_question(project):
    own = code_first_turn(project, "code-breaks")
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "x", "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert own not in left(project)
        assert left(project) == ["by-asha"]


async def test_anothers_coding_chosen_among_several_is_asked_about_too(project):
    code_first_turn(project, "code-breaks")
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "x", "down", "enter")
        assert question(pilot).startswith("This is Asha's coding.")
        await settle(pilot, "enter")
        assert len(left(project)) == 2


async def test_ones_own_coding_elsewhere_in_the_turn_is_offered_too(project):
    turn = project.documents[0].turns[0]
    own = project._apply(turn.source, turn.body + 10, turn.body + 20, "code-breaks").id
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "x", "enter")
        assert own not in left(project)


async def test_the_panel_of_codes_here_asks_too(project):
    async with Workspace(project, "A-FG1").run_test(size=LARGE) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(HereList).focus()
        await settle(pilot, "x")
        assert question(pilot).startswith("This is Asha's coding.")


# Counting


def top(pilot):
    return str(pilot.app.screen.query_one(TopBar).render())


async def test_the_header_says_how_many_codings_there_are_and_how_many_are_yours(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "1 coding, 0 yours" in top(pilot)
        assert "turn 1 of 7" in top(pilot)
        await settle(pilot, "1", "enter", *"money", "enter")
        assert "2 codings, 1 yours" in top(pilot)


async def test_without_a_coder_no_coding_is_yours(project):
    project.coder = None
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot)
        assert "1 coding ·" in top(pilot)


@pytest.mark.parametrize(("coder", "heading"), [("ana", "yours"), (None, "codings")])
async def test_the_list_of_sources_says_whose_codings_it_counts(project, coder, heading):
    project.coder = coder
    async with Workspace(project).run_test(size=SMALL) as pilot:
        await pilot.pause()
        pilot.app.action_sources()
        await pilot.pause()
        assert heading in str(pilot.app.screen.query_one("#columns").render()).split()


# Where there is little room


async def test_what_has_no_room_on_the_line_of_codes_is_counted_in_words(project):
    for code in ("code-time-for-oneself", "code-peer-support", "code-breaks", "code-sleep"):
        code_first_turn(project, code)
    async with Workspace(project, "A-FG1").run_test(size=(50, 24)) as pilot:
        await settle(pilot)
        line = str(pilot.app.screen.query_one(HereLine).render()).rstrip()
        shown = sum(code.label in line for code in project.book)
        assert line.endswith(f"+{5 - shown} more")
        assert 0 < shown < 5


async def test_where_codes_have_no_room_the_line_says_which_key_lists_them(project):
    for code in ("code-time-for-oneself", "code-peer-support", "code-breaks", "code-sleep"):
        code_first_turn(project, code)
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot)
        line = str(pilot.app.screen.query_one(HereLine).render()).rstrip()
        assert line.endswith("more: Tab")


async def test_a_long_label_on_the_line_of_codes_is_cut_and_not_left_out(project):
    code_first_turn(project, "code-breaks")
    async with Workspace(project, "A-FG1").run_test(size=(18, 24)) as pilot:
        await settle(pilot)
        line = str(pilot.app.screen.query_one(HereLine).render()).rstrip()
        assert line.startswith("■ W")
        assert line.endswith("+1 more")


# Keys that used to surprise


async def test_escape_with_nothing_selected_stays_and_says_where_keys_lead(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "j", "space", "escape", "escape")
        assert isinstance(pilot.app.screen, Reading)
        assert status(pilot) == "h goes to the steps of the study, s to the sources; q leaves."


async def test_ctrl_c_says_that_all_is_saved_and_how_to_leave(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "s", "ctrl+c")
        said = [notice.message for notice in pilot.app._notifications]
        assert said == ["Everything is saved. Press q to leave."]


async def test_m_shifted_on_a_turn_not_read_writes_nothing_and_says_so(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, *"jjM")
        assert status(pilot) == "Turn 3 was not marked as read."
        await settle(pilot, "shift+right", "shift+right", "M")
        assert status(pilot) == "2 words of turn 3 were not marked as read."
        assert project.done == []
