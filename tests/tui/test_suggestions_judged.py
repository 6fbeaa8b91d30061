"""Suggestions accepted and rejected in the workspace, by keys."""

import pytest
from fake_project import FakeProject
from typing_hands import settle

from qualcode.model import Proposal
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.widgets.bars import Hints, StatusBar


@pytest.fixture
def project():
    """Turn 3 has one suggestion, turn 5 has two, of which the second is likelier."""
    project = FakeProject()
    source = project.documents[0].source.id
    turns = project.documents[0].turns

    def propose(turn, code, probability):
        place = (f"passage-{turn}", source, turns[turn].body, turns[turn].end)
        return Proposal(*place, code, probability, 1, likely=probability > 0.5, model="m")

    project.proposals = [
        propose(2, "code-breaks", 0.8),
        propose(4, "code-money", 0.3),
        propose(4, "code-peer-support", 0.9),
    ]
    return project


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def codes(project):
    return [(coding.code, coding.origin) for coding in project.held]


async def test_a_makes_the_only_suggestion_a_coding_and_says_so(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, *"jja")
        assert codes(project) == [("code-breaks", "accepted suggestion")]
        assert status(pilot) == "Accepted “Breaks” on turn 3: it is your coding now. u undoes."
        assert pilot.app.reading.bench.last_used[0] == "code-breaks"
        await settle(pilot, "a")
        assert status(pilot) == "No code is suggested here."


async def test_z_rejects_a_suggestion_which_goes_and_codes_nothing(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, *"jjz")
        assert codes(project) == []
        assert status(pilot) == "Rejected “Breaks” on turn 3: it is not proposed again. u undoes."
        here = pilot.app.reading
        assert here.bench.proposals_in(here.target) == []


@pytest.mark.parametrize("known", [True, False])
async def test_beside_suggestions_of_a_source_unlike_what_was_learned_it_says_so(project, known):
    line = "Site B is unlike what was learned (9 of 20 passages): trust its suggestions less."
    project.unlike = {project.documents[0].source.id: line} if known else {"elsewhere": line}
    async with Workspace(project, "A-FG1").run_test(size=(160, 50)) as pilot:
        assert status(pilot).endswith(line) is known
        await settle(pilot, *"jj")
        here = pilot.app.reading.query_one("#here-list")
        rows = [str(here.get_option_at_index(n).prompt) for n in range(here.option_count)]
        assert any("unlike what was learned" in row for row in rows) is known


@pytest.mark.parametrize("key", ["a", "z"])
async def test_undo_brings_the_suggestion_back(project, key):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, "j", "j", key, "u")
        assert codes(project) == []
        here = pilot.app.reading
        assert [p.code for p in here.bench.proposals_in(here.target)] == ["code-breaks"]


async def test_where_several_are_suggested_the_likeliest_is_offered_first(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, *"jjjja")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "enter")
        assert codes(project) == [("code-peer-support", "accepted suggestion")]
        await settle(pilot, "z")
        assert "Rejected “Money”" in status(pilot)


async def test_escape_from_the_choice_judges_nothing(project):
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, *"jjjjz", "escape")
        assert project.judged == []


async def test_without_a_coder_accepting_is_refused_in_a_sentence(project):
    project.coder = None
    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, *"jja")
        assert status(pilot) == "Say who you are with --coder before you code."
        assert codes(project) == []


async def test_the_keys_are_shown_only_where_something_is_suggested(project):
    def shown(pilot):
        return [hint.words for _, hint in pilot.app.screen.query_one(Hints).fitting()]

    async with Workspace(project, "A-FG1").run_test(size=(80, 24)) as pilot:
        await settle(pilot, "j")
        assert "accept" not in shown(pilot)
        await settle(pilot, "j")
        assert {"accept", "reject", "code turn", "mark read"} <= set(shown(pilot))
        assert "a accepts a suggested code" in status(pilot)
