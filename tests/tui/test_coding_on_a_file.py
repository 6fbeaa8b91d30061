"""Coding by keys on a real project: stars, fitting, own words, notes, copying, many at once."""

import pytest
from typing_hands import settle, until, until_screen

from qualcode.model import Proposal
from qualcode.project import Project
from qualcode.project.suggesting.showing import When
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.code_all import CodeAll
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.search import Search
from qualcode_tui.dialogs.why import Why
from qualcode_tui.screens.quotations import Quotations
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.here import HereLine, HereList, HerePanel

TRANSCRIPT = """\
FACILITATOR: Thank you for coming. What does a usual week look like?

RUTH: I do the mornings and then I go to work. By the evening I am worn out.

OMAR: Same here. I have not had a day off since August. No day is mine.

RUTH: The group on a Tuesday is the one place where I can sit down.
"""
SURVEY = (
    "Respondent,What would help you most?\n"
    "R1,A day to myself\nR2,Somebody to talk to\nR3,\nR4,More money\n"
)
SMALL, LARGE = (80, 24), (150, 44)


@pytest.fixture
def project(tmp_path):
    """Ana's project of one source and three codes."""
    (tmp_path / "A-FG1.txt").write_text(TRANSCRIPT, encoding="utf-8")
    with Project.create(tmp_path / "study.qualcode", "ana") as made:
        (found,) = made.sources.import_files([tmp_path / "A-FG1.txt"])
        assert found.refused is None
        made.sources.rename(made.sources.find(found.ref).id, "A-FG1")
        made.codes.add("Breaks", definition="Time off.")
        made.codes.add("Peer support")
        made.codes.add("Work")
        yield made


def open_source(project, size=SMALL, ref="A-FG1"):
    return Workspace(project, ref).run_test(size=size)


def document(project):
    return project.sources.document(project.sources.find("A-FG1").id)


def words_of(project, one):
    return project.sources.texts()[one.source][one.start : one.end]


def coded(project):
    labels = {code.id: code.label for code in project.codes.list()}
    return sorted((words_of(project, one), labels[one.code]) for one in project.codings.of())


def code(project, words, label, coder=None):
    source = project.sources.find("A-FG1").id
    held, project._store.coder = project._store.coder, coder or project.coder
    span = project.codings.locate(source, words)
    coding = project.codings.apply(source, *span, project.codes.find(label).id)
    project._store.coder = held
    return coding


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


# Stars


async def test_a_star_is_put_on_the_turn_shown_and_taken_off_by_the_same_key(project):
    async with open_source(project) as pilot:
        await settle(pilot, "j", "j", "asterisk")
        (star,) = project.stars.of()
        assert words_of(project, star).startswith("Same here.")
        assert status(pilot) == "Starred turn 3: worth quoting. u undoes."
        assert str(pilot.app.screen.query_one(HereLine).render()).startswith("★")
        await settle(pilot, "asterisk")
        assert project.stars.of() == []
        await settle(pilot, "u")
        assert project.stars.of() == [star]


async def test_without_a_selection_the_coding_at_the_cursor_is_starred(project):
    coding = code(project, "I have not had a day off", "Breaks")
    async with open_source(project) as pilot:
        await settle(pilot, "j", "j", "full_stop", "asterisk")
        (star,) = project.stars.of()
        assert (star.start, star.end) == (coding.start, coding.end)
        assert project.codings.passages()[0].starred


# The ends of a coding


async def test_a_code_is_fitted_to_the_selected_words(project):
    code(project, "a day off", "Breaks")
    async with open_source(project) as pilot:
        await settle(pilot, "j", "j", "full_stop", "space", "R")
        assert coded(project) == [("I have not had a day off since August.", "Breaks")]
        assert status(pilot).startswith("“Breaks” is on 9 words of turn 3 now.")
        await settle(pilot, "u")
        assert coded(project) == [("a day off", "Breaks")]


async def test_with_nothing_selected_the_words_of_the_code_are_selected_to_be_adjusted(project):
    code(project, "a day off", "Breaks")
    code(project, "Same here. I have not had a day off", "Work")
    async with open_source(project) as pilot:
        await settle(pilot, "j", "j", "R", "shift+right", "shift+right", "R")
        assert ("Same here. I have not had a day off since August", "Work") in coded(project)
        assert ("a day off", "Breaks") in coded(project)


async def test_anothers_coding_is_fitted_only_after_a_yes(project):
    code(project, "a day off", "Breaks", coder="tom")
    async with open_source(project) as pilot:
        await settle(pilot, "j", "j", "full_stop", "space", "R")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "escape")
        assert coded(project) == [("a day off", "Breaks")]
        await settle(pilot, "R", "down", "enter")
        assert coded(project) == [("I have not had a day off since August.", "Breaks")]


async def test_enter_on_a_code_in_the_panel_selects_its_words(project):
    coding = code(project, "a day off", "Breaks")
    async with open_source(project, LARGE) as pilot:
        await settle(pilot, "j", "j")
        await settle(pilot, "tab", "tab", "enter")
        selected = pilot.app.reading.reader.selection
        assert (selected.start, selected.end) == (coding.start, coding.end)


# Own words


async def test_a_theme_in_their_own_words_is_made_and_given_after_a_look(project):
    async with open_source(project) as pilot:
        await settle(pilot, "j", "full_stop", *["shift+right"] * 7, "v")
        await settle(pilot, "enter")
        assert coded(project) == [("By the evening I am worn out", "By the evening I am worn out")]
        await settle(pilot, "u", "u")
        assert coded(project) == []
        assert [one.label for one in project.codes.list()] == ["Breaks", "Peer support", "Work"]


async def test_where_the_label_is_taken_that_theme_is_offered(project):
    async with open_source(project) as pilot:
        await settle(pilot, "j", *["right"] * 9, "shift+right", "v")
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "enter")
        assert coded(project) == [("work", "Work")]


# The picker


async def test_the_picker_names_codes_by_label_and_shows_examples_of_this_study(project):
    work = project.codes.find("Work").slug
    project.codes.redefine(project.codes.find("Breaks").id, exclude=f"Paid hours (use {work}).")
    code(project, "I can sit down", "Breaks")
    async with open_source(project, LARGE) as pilot:
        await settle(pilot, "j", "enter", *"brea")
        told = str(pilot.app.screen.query_one("#meaning").render())
        assert "(use “Work”)" in told
        assert "“I can sit down”" in told


async def test_no_example_is_of_the_words_at_hand(project):
    code(project, "I can sit down", "Breaks")
    async with open_source(project, LARGE) as pilot:
        await settle(pilot, "j", "j", "j", "enter", *"brea")
        assert "sit down" not in str(pilot.app.screen.query_one("#meaning").render())


async def test_a_new_theme_can_stand_under_the_highlighted_one(project):
    async with open_source(project) as pilot:
        await settle(pilot, "j", "enter", *"brea", "ctrl+n")
        await settle(pilot, "enter", "enter")
        assert project.codes.find("brea").parent == project.codes.find("Breaks").id


# Notes


async def test_a_note_is_written_shown_changed_and_deleted(project):
    async with open_source(project) as pilot:
        await settle(pilot, "j", "j", "w", *"Ask", "enter", *"Omar", "ctrl+s")
        (note,) = project.notes.list()
        assert note.text == "Ask\nOmar"
        assert "Ask Omar" in str(pilot.app.screen.query_one(HereLine).render())
        await settle(pilot, "w", "down", "enter", *"!", "ctrl+s")
        assert project.notes.list()[0].text == "Ask\nOmar!"
        await settle(pilot, "w", "down", "enter", *["backspace"] * 9, "ctrl+s", "ctrl+s")
        assert project.notes.list() == []


async def test_escape_asks_only_where_something_was_typed(project):
    async with open_source(project) as pilot:
        await settle(pilot, "w", "escape")
        assert isinstance(pilot.app.screen, Reading)
        await settle(pilot, "w", "x", "escape")
        assert isinstance(pilot.app.screen, NoteDialog)
        await settle(pilot, "escape")
        assert isinstance(pilot.app.screen, Reading)
        assert project.notes.list() == []


async def test_a_note_is_opened_and_deleted_from_the_panel_of_what_is_here(project):
    turn = document(project).turns[0]
    project.notes.add("turn", turn.id, "Good start.")
    async with open_source(project, LARGE) as pilot:
        await settle(pilot)
        pilot.app.screen.query_one(HereList).focus()
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, NoteDialog)
        await settle(pilot, "escape", "x")
        assert project.notes.list() == []
        assert pilot.app.screen.query_one(HerePanel).items == ()


# Copying


async def test_a_passage_is_copied_with_who_said_it(project):
    async with open_source(project) as pilot:
        await settle(pilot, "j", "y")
        words, who, consent = pilot.app.clipboard.split("\n")
        assert words.startswith("“I do the mornings")
        assert who == "— T1-P1 (A-FG1, turn 2)"
        assert consent == "[Consent to be quoted is not recorded.]"
        assert status(pilot).startswith("Copied turn 2, with who said it.")
        await settle(pilot, "j", "ctrl+c")
        assert "Same here" in pilot.app.clipboard


# Many at once


async def test_all_hits_of_a_search_are_coded_in_one_step_after_a_look(project):
    async with open_source(project) as pilot:
        await settle(pilot, "C", *"day")
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, CodeAll)
        assert [one.words for one in pilot.app.screen.stretches] == [
            "I have not had a day off since August.",
            "No day is mine.",
        ]
        await settle(pilot, "down", "space", "enter")
        assert isinstance(pilot.app.screen, Picker)
        await settle(pilot, *"brea", "enter")
        assert coded(project) == [("I have not had a day off since August.", "Breaks")]
        assert status(pilot) == "Coded “Breaks” on 1 passage. u undoes all of it."


async def test_whole_turns_can_be_coded_instead_and_what_has_the_code_is_said(project):
    turn = document(project).turns[2]
    whole = document(project).text[turn.body : turn.end]
    code(project, whole, "Breaks")
    async with open_source(project) as pilot:
        await settle(pilot, "slash", *"day")
        assert isinstance(pilot.app.screen, Search)
        await settle(pilot, "ctrl+o")
        await settle(pilot, "w", "enter", *"brea", "enter")
        assert coded(project) == [(whole, "Breaks")]
        assert "1 passage had it from you already" in status(pilot)


async def test_all_answers_to_a_question_are_coded_in_one_step(project, tmp_path):
    (tmp_path / "S1.csv").write_text(SURVEY, encoding="utf-8")
    (found,) = project.sources.import_files([tmp_path / "S1.csv"])
    assert found.refused is None
    async with open_source(project, ref=found.ref) as pilot:
        await settle(pilot, "C", "down", "enter")
        assert isinstance(pilot.app.screen, CodeAll)
        await settle(pilot, "enter", *"peer", "enter")
        assert [words for words, _ in coded(project)] == [
            "A day to myself",
            "More money",
            "Somebody to talk to",
        ]
        await settle(pilot, "u")
        assert coded(project) == []


# Suggestions


@pytest.fixture
def suggested(project):
    """Turn 3 has a suggestion, which anybody is shown."""
    project.codes.add("Day off", definition="A day off. I have not had a day off since August.")
    project.suggestions.refit()
    project.suggestions.show_when(When.ALWAYS)
    return project


def proposals_at(project, turn):
    where = document(project).turns[turn]
    return [one for one in project.suggestions.of() if where.body <= one.start < where.end]


async def test_why_shows_what_speaks_for_a_suggestion_and_takes_the_verdict(suggested):
    assert proposals_at(suggested, 2)
    async with open_source(suggested) as pilot:
        await settle(pilot, "j", "j", "i")
        if isinstance(pilot.app.screen, Choose):
            await settle(pilot, "enter")
        why = pilot.app.screen
        assert isinstance(why, Why)
        await until(pilot, lambda: why.explanation is not None)
        assert {"day", "off", "August"} & set(why.explanation.words)
        assert "August" in str(why.query_one("#words").render())
        await settle(pilot, "a")
        assert [label for _, label in coded(suggested)] == ["Day off"]


async def test_a_suggestion_is_accepted_as_another_code_in_one_step(suggested):
    before = proposals_at(suggested, 2)
    async with open_source(suggested) as pilot:
        await settle(pilot, "j", "j", "A")
        if isinstance(pilot.app.screen, Choose):
            await settle(pilot, "enter")
        await settle(pilot, *"brea", "enter")
        assert [label for _, label in coded(suggested)] == ["Breaks"]
        assert "rejected “Day off” there" in status(pilot)
        assert len(proposals_at(suggested, 2)) == len(before) - 1
        await settle(pilot, "u")
        assert coded(suggested) == []
        assert proposals_at(suggested, 2) == before


async def test_where_suggestions_are_off_it_is_said_why_and_a_key_turns_them_on(suggested):
    suggested.suggestions.show_when(When.AFTER_THREE)
    async with open_source(suggested) as pilot:
        await settle(pilot)
        assert "Suggestions come after your first 3 sources" in status(pilot)
        assert pilot.app.reading.bench.proposals == []
        await settle(pilot, "j", "a")
        assert "I changes that." in status(pilot)
        await settle(pilot, "I", "down", "enter")
        assert pilot.app.reading.bench.proposals
        assert suggested.codings.of() == []


async def test_what_the_coder_codes_alike_is_no_longer_suggested_and_comes_back(suggested):
    (first, *_) = [
        one for one in proposals_at(suggested, 2) if one.code == suggested.codes.find("Day off").id
    ]
    async with open_source(suggested) as pilot:
        await settle(pilot, "j", "j", "enter", *"day off", "enter")
        bench = pilot.app.reading.bench
        assert first not in bench.proposals
        await settle(pilot, "x")
        assert [one for one in bench.proposals if isinstance(one, Proposal) and one == first]


# Two at one file


@pytest.mark.usefixtures("quick_to_look")
async def test_what_somebody_else_codes_appears_without_a_restart(project):
    async with open_source(project) as pilot:
        await settle(pilot)
        with Project.open(project.path, "tom") as other:
            source = other.sources.find("A-FG1").id
            span = other.codings.locate(source, "worn out")
            other.codings.apply(source, *span, other.codes.find("Work").id)
            other.stars.add(source, *span)
        bench = pilot.app.reading.bench
        await until(pilot, lambda: bench.codings and bench.stars)
        assert [one.coder for one in bench.codings] == ["tom"]
        assert [one.coder for one in bench.stars] == ["tom"]


# Stars and quotations


async def test_quotations_can_be_of_starred_passages_only(project):
    code(project, "I have not had a day off since August.", "Breaks")
    coding = code(project, "I do the mornings and then I go to work.", "Work")
    project.stars.add(coding.source, coding.start, coding.end)
    async with open_source(project) as pilot:
        await pilot.pause()
        pilot.app.action_quotations()
        screen = await until_screen(pilot, Quotations)
        await until(pilot, lambda: len(screen.counts) == 2)
        await settle(pilot, "asterisk")
        await until(pilot, lambda: list(screen.counts) == [project.codes.find("Work").id])
        assert "1 passage with a star" in status(pilot)
