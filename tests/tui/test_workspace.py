"""The workspace, driven by keys and the mouse as a researcher would, at two sizes."""

from collections import Counter

import pytest
from fake_project import FakeProject
from scenes import make_document
from typing_hands import Typed, settle, until

from qualcode.model import Coding, Proposal, Span
from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.search import Search
from qualcode_tui.screens.help import Help
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.sources import Sources
from qualcode_tui.screens.steps import Steps
from qualcode_tui.themes import THEMES
from qualcode_tui.widgets.bars import Hints, StatusBar
from qualcode_tui.widgets.codebook import CodebookPanel, CodeList
from qualcode_tui.widgets.here import HereList, HerePanel
from qualcode_tui.widgets.reader import Reader
from qualcode_tui.widgets.rows import GoOn, Rows

SMALL, LARGE = (80, 24), (160, 50)


@pytest.fixture
def project():
    return FakeProject()


@pytest.fixture
def open_at(project):
    """Start the workspace on a source: `async with open_at(size) as pilot`."""

    def start(size=SMALL, source="A-FG1"):
        return Workspace(project, source).run_test(size=size)

    return start


def reader_of(pilot) -> Reader:
    return pilot.app.reading.reader


def words_selected(pilot):
    reader = reader_of(pilot)
    span = reader.selection
    return None if span is None else reader.edges.text[span.start : span.end]


def coded_words(project):
    document = project.documents[0]
    return [(document.text[c.start : c.end], c.code) for c in project.held]


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def words_of(project, turn):
    document = project.documents[0]
    return document.text[document.turns[turn].body : document.turns[turn].end]


# Home


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_without_a_place_the_steps_come_first_then_the_sources(project, size):
    async with Workspace(project).run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, Steps)
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Sources)
        await settle(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert pilot.app.reading.bench.document.source.ref == "B-IV1"


async def test_an_empty_project_says_what_to_do(project):
    project.documents = []
    async with Workspace(project).run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert pilot.app.screen.query_one(Rows).here == "files"
        await settle(pilot, "down", "down", "enter")
        assert "Press n to add some" in status(pilot)
        assert pilot.app.screen.query_one(GoOn).label == "Add files"


async def test_s_goes_home_and_enter_back_to_the_same_place(open_at):
    async with open_at() as pilot:
        await settle(pilot, "j", "j")
        caret = reader_of(pilot).caret
        await settle(pilot, "s")
        assert isinstance(pilot.app.screen, Sources)
        await settle(pilot, "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert reader_of(pilot).caret == caret


async def test_the_place_is_kept_and_opened_again(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "j", "j", "j")
        await settle(pilot, "ctrl+q")
    assert project.kept["position"] == project.documents[0].turns[3].body
    async with Workspace(project).run_test(size=SMALL) as pilot:
        await pilot.pause()
        assert isinstance(pilot.app.screen, Reading)
        assert reader_of(pilot).turn == 3


# Moving and selecting


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_turns_sentences_words_and_lines_are_stepped_through(project, open_at, size):
    turns = project.documents[0].turns
    async with open_at(size) as pilot:
        reader = reader_of(pilot)
        assert reader.caret == turns[0].body
        await settle(pilot, "j")
        assert reader.caret == turns[1].body
        await settle(pilot, "right", "right")
        assert reader.edges.text[reader.caret :].startswith("the mornings")
        await settle(pilot, "full_stop")
        assert reader.edges.text[reader.caret :].startswith("By the evening")
        await settle(pilot, "comma", "k")
        assert reader.caret == turns[0].body
        await settle(pilot, "ctrl+end")
        assert reader.turn == 6
        await settle(pilot, "up")
        assert reader.turn == 5


async def test_shift_and_arrows_extend_by_words_and_escape_lets_go(open_at):
    async with open_at() as pilot:
        await settle(pilot, "j", "shift+right", "shift+right", "shift+right")
        assert words_selected(pilot) == "I do the"
        await settle(pilot, "shift+left")
        assert words_selected(pilot) == "I do"
        await settle(pilot, "escape")
        assert words_selected(pilot) is None
        assert isinstance(pilot.app.screen, Reading)


async def test_space_selects_the_sentence_then_the_turn_then_nothing(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "j", "space")
        assert words_selected(pilot) == "I do the mornings, and then I go to work."
        await settle(pilot, "space")
        assert words_selected(pilot) == words_of(project, 1)
        await settle(pilot, "space")
        assert words_selected(pilot) is None


async def test_a_selection_may_run_over_several_turns(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "J", "J")
        selection = reader_of(pilot).selection
        turns = project.documents[0].turns
        assert selection == Span(turns[0].body, turns[1].end)
        await settle(pilot, "K")
        assert words_selected(pilot) == words_of(project, 0)


async def test_shift_down_ends_at_the_edge_of_a_word(open_at):
    async with open_at() as pilot:
        await settle(pilot, "j", "shift+down")
        assert words_selected(pilot).split()[-1].isalpha()


async def test_extending_over_joined_emoji_never_splits_them(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, *"jjjjj")
        seen = set()
        for _ in range(9):
            await settle(pilot, "shift+right")
            seen.add(words_selected(pilot))
        family = "👩🏽‍🦽‍➡️"
        assert any(words.endswith(family) for words in seen)
        assert not any("👩" in words and family not in words for words in seen)


# The mouse


async def drag(pilot, start, end):
    await pilot.mouse_down("#reader", offset=start)
    await pilot.hover("#reader", offset=end)
    await pilot.mouse_up("#reader", offset=end)
    await pilot.pause()


async def test_dragging_selects_what_was_dragged_over(open_at):
    async with open_at() as pilot:
        left = reader_of(pilot).page.columns.left
        await drag(pilot, (left, 1), (left + 5, 1))
        assert words_selected(pilot) == "Thank"


async def test_two_clicks_select_the_word_and_three_the_turn(project, open_at):
    async with open_at() as pilot:
        left = reader_of(pilot).page.columns.left
        await pilot.double_click("#reader", offset=(left + 7, 1))
        await pilot.pause()
        assert words_selected(pilot) == "you"
        await pilot.triple_click("#reader", offset=(left + 20, 1))
        await pilot.pause()
        assert words_selected(pilot) == words_of(project, 0)


async def test_a_click_moves_the_caret_and_lets_go(open_at):
    async with open_at() as pilot:
        reader = reader_of(pilot)
        await settle(pilot, "space")
        await pilot.click("#reader", offset=(reader.page.columns.left + 6, 1))
        await pilot.pause()
        assert reader.selection is None
        assert reader.edges.text[reader.caret :].startswith("you all")


async def test_a_wide_character_is_one_place_for_the_mouse(open_at):
    async with open_at(LARGE) as pilot:
        reader = reader_of(pilot)
        layout, left = reader.page, reader.page.columns.left
        at = reader.edges.text.index("漢字")
        cell = left + layout.column_of(at)
        row = layout.line_at(at) - reader.scroll_offset.y
        for x, expected in ((cell, at), (cell + 1, at), (cell + 2, at + 1)):
            await pilot.click("#reader", offset=(x, row))
            await pilot.pause()
            assert reader.caret == expected


async def test_a_hint_at_the_foot_can_be_clicked(open_at):
    async with open_at() as pilot:
        hints = pilot.app.screen.query_one(Hints)
        at = next(x for x, hint in hints.fitting() if hint.press == "space")
        await pilot.click(Hints, offset=(at, 0))
        await pilot.pause()
        assert words_selected(pilot) is not None


# Coding


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_enter_a_few_letters_and_enter_code_the_turn(project, open_at, size):
    async with open_at(size) as pilot:
        await settle(pilot, "j", "j", "enter")
        assert isinstance(pilot.app.screen, Picker)
        await settle(pilot, *"brea", "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert coded_words(project) == [(words_of(project, 2), "code-breaks")]
        assert status(pilot) == "Coded “Breaks” on turn 3. u undoes."


async def test_a_selection_is_coded_alone(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "j", "space", "c", Typed("night"), "enter")
        assert coded_words(project) == [("I do the mornings, and then I go to work.", "code-sleep")]
        assert words_selected(pilot) == "I do the mornings, and then I go to work."


async def test_where_nothing_fits_the_picker_offers_a_new_theme_and_makes_none_unasked(
    project, open_at
):
    async with open_at() as pilot:
        await settle(pilot, "enter", Typed("zebra"))
        (row,) = pilot.app.screen.query_one("#found").options
        assert str(row.prompt) == "  + a new theme: zebra"
        await settle(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, Picker)
        assert coded_words(project) == []


async def test_a_name_that_a_theme_has_already_is_not_offered_as_a_new_one(open_at):
    async with open_at() as pilot:
        await settle(pilot, "enter", Typed("BREAKS"))
        options = pilot.app.screen.query_one("#found").options
        assert not any("new theme" in str(option.prompt) for option in options)


async def test_a_selection_shows_which_number_gives_which_code_where_no_codebook_is_seen(open_at):
    async with open_at(SMALL) as pilot:
        await settle(pilot, "enter", Typed("money"), "enter", "j", "enter", Typed("work"), "enter")
        await settle(pilot, "j", "space")
        assert "1 Money  2 Work" in status(pilot)


async def test_esc_at_a_narrowed_codebook_is_said_to_list_all_codes_again(open_at):
    async with open_at(SMALL) as pilot:
        await settle(pilot, "b", *"finan")
        assert pilot.app.screen.query_one(Hints).hints[-1].words == "all codes again"
        await settle(pilot, "escape")
        assert pilot.app.screen.query_one(Hints).hints[-1].words == "back to the text"


async def test_tab_in_the_picker_gives_several_codes(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "enter", Typed("money"), "tab", Typed("work"), "tab")
        assert isinstance(pilot.app.screen, Picker)
        await settle(pilot, "escape")
        assert [code for _, code in coded_words(project)] == ["code-money", "code-work"]


async def test_quick_keys_and_repeat_give_recent_codes(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "enter", Typed("money"), "enter", "j", "enter", Typed("work"), "enter")
        await settle(pilot, "j", "1", "j", "2", "j", "r")
        assert [code.removeprefix("code-") for _, code in coded_words(project)] == [
            "money", "work", "money", "work", "work",
        ]  # fmt: skip


async def test_a_quick_key_without_a_code_says_so(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "7")
        assert "number 7" in status(pilot)
        assert project.held == []


async def test_a_refusal_is_shown_as_its_sentence(project, open_at):
    project.coder = None
    async with open_at() as pilot:
        await settle(pilot, "enter", Typed("work"), "enter")
        assert status(pilot) == "Say who you are with --coder before you code."


async def test_the_codebook_is_filtered_by_typing_and_enter_codes(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "b", *"finan", "enter")
        assert [code for _, code in coded_words(project)] == ["code-money"]
        await settle(pilot, "escape")
        assert pilot.app.screen.query_one(CodebookPanel).filter_text == ""
        await settle(pilot, "escape")
        assert reader_of(pilot).has_focus


async def test_a_branch_of_the_codebook_folds_and_unfolds(open_at):
    async with open_at(LARGE) as pilot:
        codes = pilot.app.screen.query_one(CodeList)
        await settle(pilot, "b")
        shown = codes.option_count
        await settle(pilot, "left")
        assert codes.option_count == shown - 2
        await settle(pilot, "right")
        assert codes.option_count == shown


async def test_a_click_on_a_code_looks_and_a_second_click_codes(project, open_at):
    async with open_at(LARGE) as pilot:
        await pilot.click(CodeList, offset=(5, 3))
        await pilot.pause()
        assert project.held == []
        await pilot.click(CodeList, offset=(5, 3))
        await pilot.pause()
        assert [code for _, code in coded_words(project)] == ["code-money"]


async def test_undo_and_redo_take_back_and_give_again(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "enter", Typed("work"), "enter", "u")
        assert project.held == []
        assert "Undone: coded." in status(pilot)
        await settle(pilot, "U")
        assert len(project.held) == 1
        await settle(pilot, "u", "u")
        assert "nothing of yours to undo" in status(pilot)


async def test_x_removes_the_only_code_and_asks_where_there_are_several(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "enter", Typed("work"), "enter", "x")
        assert project.held == []
        await settle(pilot, "enter", Typed("work"), "enter", "enter", Typed("money"), "enter", "x")
        assert isinstance(pilot.app.screen, Choose)
        await settle(pilot, "down", "enter")
        assert [code for _, code in coded_words(project)] == ["code-work"]


async def test_a_code_is_removed_in_the_panel_of_codes_here(project, open_at):
    async with open_at(LARGE) as pilot:
        await settle(pilot, "enter", Typed("work"), "enter")
        pilot.app.screen.query_one(HereList).focus()
        await settle(pilot, "x")
        assert project.held == []


# Reading


async def test_m_marks_the_turn_and_goes_on_to_the_next_unread(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "m")
        turn = project.documents[0].turns[0]
        assert [(r.start, r.end) for r in project.read] == [(turn.body, turn.end)]
        assert reader_of(pilot).turn == 1
        assert status(pilot) == "Marked turn 1 as read. u undoes."
        await settle(pilot, "down")
        assert "Enter codes" in status(pilot)


async def test_n_and_p_go_to_unread_turns_only(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "j", "m", "k", "k")
        assert reader_of(pilot).turn == 0
        await settle(pilot, "n")
        assert reader_of(pilot).turn == 2
        await settle(pilot, "p")
        assert reader_of(pilot).turn == 0
        await settle(pilot, "p")
        assert status(pilot) == "No turn before this one is unread."


async def test_after_the_last_turn_it_is_said_what_is_unread_before_it():
    project = FakeProject()
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        turns = len(pilot.app.reading.bench.edges.turns)
        await settle(pilot, *["j"] * (turns - 1), "m")
        assert f"Unread before it: {turns - 1} turns. p goes there." in status(pilot)
        await settle(pilot, "p")
        assert pilot.app.reading.reader.turn == turns - 2
        await settle(pilot, *["k"] * turns, *["m"] * (turns - 1))
        assert "All of it is read; h leads on." in status(pilot)


async def test_a_turn_can_be_marked_unread_again(project, open_at):
    async with open_at() as pilot:
        await settle(pilot, "m", "k", "M")
        assert project.read == []


# Search


async def test_search_lists_turns_of_all_sources_and_enter_goes_there(open_at):
    async with open_at() as pilot:
        await settle(pilot, "slash", Typed("sister"))
        assert isinstance(pilot.app.screen, Search)
        await settle(pilot, "down", "enter")
        assert pilot.app.reading.bench.document.source.ref == "B-IV1"
        assert reader_of(pilot).turn == 4


async def test_enter_searches_at_once(open_at):
    async with open_at() as pilot:
        await settle(pilot, "slash", Typed("sister"), "enter")
        assert isinstance(pilot.app.screen, Reading)
        assert reader_of(pilot).turn == 4


# What is shown


async def test_suggestions_stand_beside_the_passage_and_are_not_codings(project, open_at):
    source, turn = project.documents[0].source.id, project.documents[0].turns[0]
    project.proposals = [
        Proposal("p", source, turn.body, turn.end, "code-breaks", 0.8, 1, likely=True, model="m")
    ]
    async with open_at(LARGE) as pilot:
        reader = reader_of(pilot)
        strip = reader.render_line(1 - reader.scroll_offset.y)
        assert "┊" in strip.text
        assert "likely: Breaks" in strip.text
        assert project.held == []
        await settle(pilot)
        assert pilot.app.screen.query_one(HerePanel).items == tuple(project.proposals)


async def test_a_coding_has_a_stripe_and_its_label_and_overlaps_are_underlined(project, open_at):
    source, turn = project.documents[0].source.id, project.documents[0].turns[2]
    project._apply(source, turn.body, turn.end, "code-breaks")
    project._apply(source, turn.body, turn.body + 4, "code-work")
    async with open_at(LARGE) as pilot:
        reader = reader_of(pilot)
        row = reader.page.line_at(turn.body) - reader.scroll_offset.y
        strip = reader.render_line(row)
        underlined = "".join(s.text for s in strip if s.style and s.style.underline)
        assert underlined == "Same"
        assert "┣" in strip.text
        assert "┃" in strip.text


async def test_in_high_contrast_one_coding_is_seen_without_colour(project, open_at):
    source, turn = project.documents[0].source.id, project.documents[0].turns[2]
    project._apply(source, turn.body, turn.body + 4, "code-breaks")
    async with open_at() as pilot:
        pilot.app.theme = "contrast"
        await pilot.pause()
        reader = reader_of(pilot)
        row = reader.page.line_at(turn.body) - reader.scroll_offset.y
        underlined = [s.text for s in reader.render_line(row) if s.style and s.style.underline]
        assert underlined == ["Same"]


async def test_every_line_of_the_screen_is_as_wide_as_the_reader(open_at):
    async with open_at() as pilot:
        reader = reader_of(pilot)
        for row in range(reader.size.height):
            assert reader.render_line(row).cell_length == reader.scrollable_content_region.width


@pytest.mark.usefixtures("quick_to_look")
async def test_the_work_of_another_window_appears_by_itself(project, open_at):
    async with open_at(LARGE) as pilot:
        turn = project.documents[0].turns[0]
        project.held.append(
            Coding("c1", turn.source, turn.body, turn.end, "code-work", "ben", "coded", "2026")
        )
        project.version += 1
        here = pilot.app.screen.query_one(HereList)
        await until(pilot, lambda: "c1" in [row.id for row in here.options])


async def test_resizing_keeps_the_place(open_at):
    async with open_at(LARGE) as pilot:
        await settle(pilot, *"jjjj", "right", "right")
        reader = reader_of(pilot)
        caret = reader.caret
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        row = reader.page.line_at(caret) - reader.scroll_offset.y
        assert reader.caret == caret
        assert 0 <= row < reader.size.height


async def test_the_panels_give_way_to_a_line_where_there_is_no_room(open_at):
    async with open_at(SMALL) as pilot:
        screen = pilot.app.screen
        assert not screen.query_one(HerePanel).display
        assert not screen.query_one("#panels").display
        assert screen.query_one("#here-line").display
        await settle(pilot, "b")
        assert screen.query_one("#panels").display
        await settle(pilot, "escape")
        assert not screen.query_one("#panels").display


async def test_t_goes_through_the_themes_and_comes_back(open_at):
    async with open_at() as pilot:
        first = pilot.app.theme
        seen = []
        for _ in THEMES:
            await settle(pilot, "t")
            seen.append(pilot.app.theme)
        assert Counter(seen) == Counter(list(THEMES))
        assert seen[-1] == first


async def test_question_mark_shows_every_key(open_at):
    async with open_at() as pilot:
        await settle(pilot, "question_mark")
        assert isinstance(pilot.app.screen, Help)
        await settle(pilot, "escape")
        assert isinstance(pilot.app.screen, Reading)


async def test_hints_say_words_when_some_are_selected_and_turn_when_not(open_at):
    async with open_at() as pilot:
        hints = pilot.app.screen.query_one(Hints)
        assert "code turn" in [hint.words for _, hint in hints.fitting()]
        await settle(pilot, "space")
        assert "code words" in [hint.words for _, hint in hints.fitting()]


@pytest.mark.parametrize("width", [40, 80, 160])
async def test_the_last_hint_is_always_there(open_at, width):
    async with open_at((width, 24)) as pilot:
        placed = pilot.app.screen.query_one(Hints).fitting()
        assert placed[-1][1].words == "all keys"
        ends = [x + len(hint.keys) + 1 + len(hint.words) for x, hint in placed]
        assert all(end < start for end, (start, _) in zip(ends, placed[1:], strict=False))
        assert ends[-1] <= width


async def test_a_source_with_no_turns_and_a_turn_with_no_words_do_no_harm(project, open_at):
    project.documents = [
        make_document([]),
        make_document([("A-P1", 0, ""), ("A-P1", 1, "Yes.")], ref="B-IV1"),
    ]
    async with open_at() as pilot:
        await settle(pilot, "down", "j", "right", "shift+right", "space", "m", "enter", "x", "n")
        await pilot.click("#reader", offset=(10, 2))
        await settle(pilot, "s", "down", "enter")
        await settle(pilot, "down", "up", "enter", "m", "space", "right")
        assert reader_of(pilot).turn == 1
        assert project.held == []
