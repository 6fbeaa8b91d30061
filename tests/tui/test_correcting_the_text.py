"""Correcting on the reading screen, on a real project file: what is done is in the file."""

import pytest
from pictures import lines_of
from textual.widgets import OptionList
from typing_hands import until, until_screen

from qualcode.model import CaseKind
from qualcode.project import Project
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.correct_speaker import CorrectSpeaker
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar

TRANSCRIPT = """\
FACILITATOR: Thank you for coming.

RUTH: The count sill sent a form. Same here, they lost mine.

OMAR: I have not had a day off since August.
"""


@pytest.fixture
def project(tmp_path):
    """A project of one focus group; Ruth's turn is hers up to “form.”, then Omar's."""
    transcript = tmp_path / "A-FG1.txt"
    transcript.write_text(TRANSCRIPT, encoding="utf-8")
    with Project.create(tmp_path / "study.qualcode", "ana") as made:
        assert [one.refused for one in made.sources.import_files([transcript])] == [None]
        made.codes.add("Forms")
        yield made


def workspace(project):
    return Workspace(project, project.sources.list()[0].id).run_test(size=(80, 24))


def spoken(project):
    document = project.sources.document(project.sources.list()[0].id)
    codes = {case.id: case.code for case in project.people.list()}
    return [(one.name, codes.get(one.case)) for one in document.turns]


def said(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


async def test_selected_words_are_corrected_shown_and_taken_back(project):
    source = project.sources.list()[0].id
    at = TRANSCRIPT.index("count sill")
    coding = project.codings.apply(source, at, at + 5, project.codes.find("Forms").id)
    async with workspace(project) as pilot:
        await pilot.press("j", "right", "shift+right", "shift+right")
        await pilot.press("e", "enter", "ctrl+u", *"council", "enter")
        await pilot.pause()
        assert [one.words for one in project.patches.of(source)] == ["council"]
        assert said(pilot).startswith("“council” is now shown for “count sill”.")
        assert "‹council›" in pilot.app.reading.bench.shown.document.text
        (after,) = project.codings.of(source)
        assert (after.start, after.end) == (coding.start, coding.end)
        await pilot.press("e", "up", "enter")
        await pilot.pause()
        assert project.patches.of(source) == []
        await pilot.press("u")
        await pilot.pause()
        assert [one.words for one in project.patches.of(source)] == ["council"]


@pytest.mark.parametrize(("sign", "words"), [("[", "[00:07"), (".", "form")])
async def test_a_sign_before_a_word_is_part_of_what_is_corrected_and_one_after_it_is_not(
    tmp_path, sign, words
):
    file = tmp_path / "A-INT1.txt"
    file.write_text("RUTH: They sent a form. [00:07] And lost it.\n", encoding="utf-8")
    with Project.create(tmp_path / "study.qualcode", "ana") as project:
        list(project.sources.import_files([file]))
        async with workspace(project) as pilot:
            reading = await until_screen(pilot, Reading)
            text = reading.bench.document.text
            reading.reader.go(text.index(sign, text.index("form")))
            await pilot.press("e")
            choose = await until_screen(pilot, Choose)
            assert f"Correct the words “{words}”" in "\n".join(lines_of(choose.app))


async def test_the_word_at_the_cursor_can_be_hidden(project):
    async with workspace(project) as pilot:
        await pilot.press("j", "e", "enter", "backspace", "enter")
        await pilot.pause()
        (patch,) = project.patches.of(project.sources.list()[0].id)
        assert (TRANSCRIPT[patch.start : patch.end], patch.words) == ("The", "")
        assert said(pilot).startswith("“The” is hidden.")


async def test_a_turn_of_two_people_is_split_at_the_cursor_and_mended(project):
    async with workspace(project) as pilot:
        await pilot.press("j", "full_stop", "e", "down", "down", "enter", *"p2", "enter")
        await pilot.pause()
        assert spoken(project)[1:3] == [("turn 2", "T1-P1"), ("turn 2, second part", "T1-P2")]
        assert said(pilot).startswith("From “Same here, they lost mine.” on, turn 2 is T1-P2’s.")
        assert len(pilot.app.reading.bench.edges.turns) == 4
        await pilot.press("e", "up", "enter")
        await pilot.pause()
        assert spoken(project)[1:] == [("turn 2", "T1-P1"), ("turn 3", "T1-P2")]


async def test_a_turn_is_given_to_somebody_new_under_a_code_that_is_typed(project):
    async with workspace(project) as pilot:
        await pilot.press("j", "j", "e", "down", "enter", *"T1-P7", "enter")
        await pilot.pause()
        assert spoken(project)[2] == ("turn 3", "T1-P7")
        assert said(pilot).startswith("Turn 3 is now T1-P7’s.")
        await pilot.press("u")
        await pilot.pause()
        assert spoken(project)[2] == ("turn 3", "T1-P2")
        assert "T1-P7" not in [case.code for case in project.people.list()]


async def test_where_no_second_voice_can_begin_the_screen_says_what_to_do(project):
    async with workspace(project) as pilot:
        await pilot.press("j", "e", "down", "down", "enter")
        await pilot.pause()
        assert said(pilot).startswith("Go to the first word that the other person says")
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Choose)
        await pilot.press("escape")
        await pilot.pause()
        assert project.patches.list() == []


async def test_people_to_choose_from_stand_with_what_is_known_and_how_they_begin(project):
    ruth, omar = (case for case in project.people.list() if case.kind is CaseKind.PERSON)
    for name, value in (("role", "carer"), ("site", "Hillside"), ("age", "71")):
        project.people.set_value(ruth.id, name, value)
    async with workspace(project) as pilot:
        await pilot.press("j", "j", "e", "down", "enter")
        screen = await until_screen(pilot, CorrectSpeaker)
        await until(pilot, lambda: screen.query_one(OptionList).option_count)
        shown = "\n".join(lines_of(pilot.app))
        # The words that somebody is to be given, what is known of Ruth, and how she begins here.
        assert "“I have not had a day off since August.”" in shown
        assert ruth.code in shown
        assert "carer, site Hillside, age 71" in shown
        assert "speaks in 1 turn here: “The count sill sent" in shown
        # Names are kept apart: none is shown.
        assert "RUTH" not in shown
        assert omar.code not in [one.name for one in screen._found]
