"""What eighty columns must still say: whose a coding is, how names end, what a search found."""

import pytest
from test_lists import place, project, run, status  # noqa: F401 - the study is a fixture
from textual.app import App
from textual.content import Content
from typing_hands import settle, until

from qualcode.model.words import close
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.codes_here import CodesHere
from qualcode_tui.dialogs.note import NoteDialog
from qualcode_tui.dialogs.which_code import WhichCode
from qualcode_tui.screens.codebook import Book, Proposals, Unlooks
from qualcode_tui.screens.reading import Reading
from qualcode_tui.text.cells import clip_middle, width_of
from qualcode_tui.text.matching import clip_around
from qualcode_tui.widgets.bars import StatusBar
from qualcode_tui.widgets.rows import GoOn


@pytest.mark.parametrize("width", [6, 9, 12])
def test_names_that_differ_at_their_end_are_told_apart_when_they_are_cut(width):
    cut = {clip_middle(f"FG-Harbour-P{n}", width) for n in range(1, 6)}
    assert len(cut) == 5
    assert all(width_of(name) <= width and "…" in name for name in cut)


def test_a_name_that_fits_is_whole():
    assert clip_middle("B-FG1-P3", 8) == "B-FG1-P3"


def test_what_was_found_stays_in_its_row_with_words_on_both_sides():
    words = "and then there was nobody to ask until the nurse from the ward rang us back that day"
    row = clip_around(words, "nurse", 30)
    assert "the nurse from" in row
    assert width_of(row) <= 30


def test_a_row_with_room_for_everything_is_left_as_it_is():
    assert clip_around("a nurse rang", "nurse", 30) == "a nurse rang"


@pytest.mark.parametrize(
    ("told", "closed"), [("2 Breaks", "2 Breaks."), ("It is “so.”", "It is “so.”"), ("", "")]
)
def test_words_that_another_sentence_follows_end_with_a_stop(told, closed):
    assert close(told) == closed


@pytest.fixture
def study(project):  # noqa: F811 - the study is a fixture
    """The study, in which the words about a day off have two themes."""
    project.codings.apply(*place(project, "not had a day off"), project.codes.find("Sleep").id)
    return project


async def open_turn(pilot, project, words):  # noqa: F811
    """Open the text at some words."""
    await pilot.pause()
    pilot.app.open_passage(*place(project, words))
    await until(pilot, lambda: isinstance(pilot.app.screen, Reading))
    await settle(pilot)


def labels_on(project, words):  # noqa: F811
    source, start, end = place(project, words)
    held = project.codings.of(source=source)
    codes = {code.id: code.label for code in project.codes.list()}
    return {codes[one.code] for one in held if one.start < end and start < one.end}


async def test_tab_lists_the_codes_here_and_x_takes_the_highlighted_one_off(study):
    async with run(study) as pilot:
        await open_turn(pilot, study, "a day off")
        await settle(pilot, "tab")
        await until(pilot, lambda: isinstance(pilot.app.screen, CodesHere))
        await settle(pilot, "x")
        await until(pilot, lambda: labels_on(study, "a day off") == {"Breaks"})


async def test_enter_in_the_codes_here_gives_the_passage_another_code(study):
    other = study.codes.add("Worry")
    async with run(study) as pilot:
        await open_turn(pilot, study, "a day off")
        await settle(pilot, "tab")
        await until(pilot, lambda: isinstance(pilot.app.screen, CodesHere))
        await settle(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhichCode))
        pilot.app.screen.dismiss(other.id)
        await until(pilot, lambda: labels_on(study, "a day off") == {"Breaks", "Worry"})


async def test_a_key_that_stands_beside_an_answer_chooses_it():
    chosen = []
    async with App().run_test() as pilot:
        answers = [Content("a  accept"), Content("z  reject")]
        pilot.app.push_screen(Choose("?", answers, keys=[["a"], ["z"]]), chosen.append)
        await pilot.pause()
        await pilot.press("q", "z")
        await pilot.pause()
    assert chosen == [1]


async def test_a_note_window_opens_without_a_warning(study):
    async with run(study) as pilot:
        await pilot.pause()
        pilot.app.push_screen(NoteDialog("A note", "on turn 3"))
        await pilot.pause()
        assert not pilot.app.screen.query_one(StatusBar).has_class("-refused")


async def test_n_does_what_the_bar_of_the_codebook_was_drawn_with(study):
    async with run(study) as pilot:
        await pilot.pause()
        pilot.app.action_codebook()
        await until(pilot, lambda: isinstance(pilot.app.screen, Book) and pilot.app.screen.codes)
        book = pilot.app.screen
        book.proposals, book.unlooked = 0, type(book.unlooked)({next(iter(book.codes)): 2})
        book._say_what_is_next()
        assert book.query_one(GoOn).label.startswith("Look for 1 code")
        book.proposals = 1
        book.action_go_on()
        await until(pilot, lambda: isinstance(pilot.app.screen, Unlooks | Proposals))
        assert isinstance(pilot.app.screen, Unlooks)
        await settle(pilot, "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, Book))


async def test_a_sentence_more_lets_go_of_nothing_after_the_other_end_was_taken(study):
    async with run(study) as pilot:
        await open_turn(pilot, study, "With a fall")
        await settle(pilot, "space", "o", "greater_than_sign")
        reader = pilot.app.reading.reader
        text = study.sources.document(pilot.app.reading.source).text
        assert text[reader.selection.start : reader.selection.end].startswith("With a fall. I")


@pytest.fixture
def survey(project, tmp_path):  # noqa: F811 - the study is a fixture
    """The study with a survey: one open question that two people answered."""
    path = tmp_path / "answers.csv"
    path.write_text(
        "id,What would help you most in an ordinary week?\n"
        "1,Somebody who comes every Tuesday and stays until the evening.\n"
        "2,A number that somebody answers when the night is at its worst.\n",
        encoding="utf-8",
    )
    (done,) = project.sources.import_files([path])
    assert done.source is not None, done.refused
    return done


async def test_the_questions_of_a_survey_are_headings_that_nobody_need_read(project, survey):  # noqa: F811
    document = project.sources.document(survey.source)
    assert survey.turns == len(document.turns) - 1
    for turn in document.turns[1:]:
        project.readings.mark(survey.source, turn.body, turn.end)
    assert project.sources.overview()[survey.source].turns == survey.turns
    assert project.sources.progress("Ana")[survey.source] == 1.0
    async with run(project) as pilot:
        await pilot.pause()
        pilot.app.open_passage(survey.source, 0, 0)
        await until(pilot, lambda: isinstance(pilot.app.screen, Reading))
        await settle(pilot)
        bench = pilot.app.reading.bench
        assert bench.share_read() == 1.0
        assert bench.unread_turn(2, forward=False) is None
        assert pilot.app.reading.reader.page.share_read(0) == " "


def test_a_codebook_that_came_with_qualcode_has_no_file_until_it_was_saved_as_one(
    project,  # noqa: F811
    tmp_path,
):
    project.codes.load_bundled()
    assert not project.exporting.has_codebook_file()
    (book, *_) = project.exporting.list_codebooks()
    project.exporting.save_codebook(tmp_path / "ours.yaml", codebook=book)
    assert project.exporting.has_codebook_file()


async def test_codebooks_are_saved_apart_and_the_question_says_how_large_each_is(project):  # noqa: F811
    project.codes.load_bundled()
    async with run(project) as pilot:
        await pilot.pause()
        pilot.app.action_codebook()
        await until(pilot, lambda: isinstance(pilot.app.screen, Book) and pilot.app.screen.codes)
        pilot.app.screen.action_save()
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        options = pilot.app.screen.query_one("PointedList").options
        said = [str(option.prompt) for option in options]
        assert any("2 codes" in one for one in said)
        assert said[-1].startswith("Both")
