"""Going about in the reader by keys, and selecting by keys and mouse."""

import pytest
from fake_project import FakeProject
from scenes import make_document
from textual.events import MouseMove
from typing_hands import Typed, settle, until

from qualcode.model import Coding, Proposal, Span, Star
from qualcode_tui.app import Workspace
from qualcode_tui.bench.workbench import Workbench
from qualcode_tui.widgets.bars import StatusBar, TopBar
from qualcode_tui.widgets.reader import Reader

SMALL = (80, 24)
LONG = [
    (f"A-FG1-P{n % 3 or 'F'}", 20 * n, f"Turn {n} begins. " + "We wait and we wait. " * (4 + n % 9))
    for n in range(1, 31)
]


@pytest.fixture
def project():
    return FakeProject()


@pytest.fixture
def turns(project):
    return project.documents[0].turns


def code(project, turn, label="Breaks", coder="ana", start=0, length=12):
    body = project.documents[0].turns[turn].body + start
    coding = Coding(
        f"c{len(project.held)}",
        project.documents[0].source.id,
        body,
        body + length,
        f"code-{label.lower()}",
        coder,
        "coded",
        f"2026-01-01T09:00:{len(project.held):02}Z",
    )
    project.held.append(coding)
    return coding


def propose(project, turn, label="Breaks"):
    one = project.documents[0].turns[turn]
    project.proposals.append(
        Proposal(f"p{turn}", one.source, one.body, one.end, f"code-{label.lower()}", 0.7, 1,
                 likely=True, model="m")
    )  # fmt: skip


def reader_of(pilot) -> Reader:
    return pilot.app.reading.reader


def status(pilot):
    return pilot.app.screen.query_one(StatusBar).sentence


def selected(pilot):
    reader = reader_of(pilot)
    return reader.selection and reader.edges.text[reader.selection.start : reader.selection.end]


async def test_g_goes_to_a_turn_and_refuses_one_that_is_not_there(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "g", Typed("80"), "enter")
        assert "There is no turn 80" in status(pilot)
        await settle(pilot, "backspace", "backspace", Typed("0:45"), "enter")
        assert reader_of(pilot).turn == 3
        assert status(pilot) == "This is turn 4."


async def test_brackets_follow_the_code_at_the_cursor_to_both_ends(project, turns):
    code(project, 1)
    code(project, 1, "Money", length=30)
    code(project, 4)
    code(project, 4, "Money", start=20)
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        reader = reader_of(pilot)
        await settle(pilot, "right_square_bracket")
        assert reader.caret == turns[1].body
        assert status(pilot) == "“Money”: passage 1 of 2, turn 2."
        await settle(pilot, "right_square_bracket")
        assert reader.caret == turns[4].body + 20
        await settle(pilot, "right_square_bracket")
        assert reader.caret == turns[4].body + 20
        assert status(pilot) == (
            "There is no passage of “Money” after this one in this source. No other source has one."
        )
        await settle(pilot, "left_square_bracket")
        assert reader.caret == turns[1].body


async def test_braces_go_to_turns_with_no_coding_of_ones_own(project):
    code(project, 1)
    code(project, 2, coder="tom")
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        visited = []
        for _ in range(5):
            await settle(pilot, "right_curly_bracket")
            visited.append(reader_of(pilot).turn)
        assert visited == [2, 4, 5, 6, 6]
        assert status(pilot).startswith("Every turn after this one is coded.")
        await settle(pilot, "left_curly_bracket")
        assert status(pilot) == "Nothing is coded in turn 6 yet."


async def test_parentheses_go_to_suggestions(project):
    propose(project, 2)
    propose(project, 5)
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "right_parenthesis")
        assert reader_of(pilot).turn == 2
        assert status(pilot).startswith("Suggestion 1 of 2: likely: Breaks.")
        await settle(pilot, "right_parenthesis", "left_parenthesis")
        assert reader_of(pilot).turn == 2
        await settle(pilot, "left_parenthesis")
        assert status(pilot) == "Nothing is suggested before this place."


async def test_f_goes_from_hit_to_hit_of_the_last_search(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "f")
        assert status(pilot) == "Nothing was searched for yet. / searches."
        await settle(pilot, "slash", Typed("you"), "enter")
        assert (reader_of(pilot).turn, selected(pilot)) == (0, "you")
        await settle(pilot, "f")
        assert status(pilot) == "Hit 2 of 3, turn 1."
        await settle(pilot, "f")
        assert status(pilot) == "Hit 3 of 3, turn 4."
        assert selected(pilot) == "you"
        await settle(pilot, "f")
        assert (
            status(pilot)
            == "This is the last of 3 hits in this source. ⌫ goes back to what was found."
        )
        await settle(pilot, "F", "F")
        assert reader_of(pilot).turn == 0


async def test_o_shows_only_ones_own_codings_and_the_top_says_so(project):
    code(project, 1)
    code(project, 4, "Money", coder="tom")
    async with Workspace(project, "A-FG1").run_test(size=(120, 40)) as pilot:
        await settle(pilot, "O")
        margin = reader_of(pilot).page.margin
        assert [mark.label for mark in margin.marks] == ["Breaks"]
        assert "only yours shown" in str(pilot.app.screen.query_one(TopBar).content)
        bench, whole = pilot.app.reading.bench, Span(0, 10**6)
        assert [coding.coder for coding in bench.codings_in(whole)] == [bench.coder]
        await settle(pilot, "O")
        assert len(margin.marks) == 2
        assert len(bench.codings_in(whole)) == 2


async def test_o_hides_the_stars_and_notes_of_others_too():
    project = FakeProject()
    bench = Workbench(project)
    bench.open(project.documents[0].source.id)
    bench.stars = [Star(who, "A-FG1", 3, 9, who, "2026-03-02") for who in ("tom", bench.coder)]
    assert len(bench.stars_in(Span(0, 20))) == len(bench.signs()) == 2
    bench.only_mine = True
    assert [one.coder for one in bench.stars_in(Span(0, 20))] == [bench.coder]
    assert len(bench.signs()) == 1


async def test_after_a_move_the_whole_turn_is_in_view_where_it_fits():
    project = FakeProject()
    project.documents[0] = make_document(LONG)
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        reader = reader_of(pilot)
        for _ in range(20):
            await settle(pilot, "j")
            top, height = reader.scroll_offset.y, reader.size.height
            layout = reader.page.layout
            assert top <= layout.header_of(reader.turn)
            assert layout.last_of(reader.turn) < top + height


async def test_of_a_turn_longer_than_the_screen_the_start_is_in_view():
    project = FakeProject()
    talk = [*LONG[:3], ("A-FG1-P1", 90, "We wait and we wait. " * 150), *LONG[3:]]
    project.documents[0] = make_document(talk)
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        reader = reader_of(pilot)
        await settle(pilot, "j", "j", "j")
        top, height = reader.scroll_offset.y, reader.size.height
        header = reader.page.layout.header_of(3)
        assert top <= header < top + height / 3


# Selecting


async def test_o_lets_the_other_end_grow_and_shrink_with_the_same_keys(project):
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot, "j", "right", "right", *["shift+right"] * 3)
        assert selected(pilot) == "the mornings, and"
        await settle(pilot, "o", "shift+left")
        assert selected(pilot) == "do the mornings, and"
        await settle(pilot, "shift+right", "shift+right")
        assert selected(pilot) == "mornings, and"
        await settle(pilot, "o", "shift+right")
        assert selected(pilot) == "mornings, and then"


async def press(pilot, at, *, ctrl=False, shift=False):
    await pilot.mouse_down("#reader", offset=at, control=ctrl, shift=shift)


async def drag_to(pilot, at):
    await pilot.hover("#reader", offset=at)


async def let_go(pilot, at):
    await pilot.mouse_up("#reader", offset=at)
    await pilot.pause()


@pytest.fixture
async def at_words(project):
    """The reader, and the place of some words of the second turn on the screen."""
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot)
        reader = reader_of(pilot)

        def place(words):
            at = reader.edges.text.index(words)
            page = reader.page
            row = page.line_at(at) - reader.scroll_offset.y
            return page.columns.left + page.column_of(at), row

        yield pilot, place


async def test_a_drag_after_two_presses_goes_by_words(at_words):
    pilot, place = at_words
    (x, y), (to_x, to_y) = place("ornings"), place("en I go")
    await pilot.click("#reader", offset=(x, y))
    await press(pilot, (x, y))
    await drag_to(pilot, (to_x, to_y))
    await let_go(pilot, (to_x, to_y))
    assert selected(pilot) == "mornings, and then"


async def test_a_drag_with_ctrl_goes_by_words_backward_too(at_words):
    pilot, place = at_words
    start, end = place("en I go"), place("ornings")
    await press(pilot, start, ctrl=True)
    await drag_to(pilot, end)
    await let_go(pilot, end)
    assert selected(pilot) == "mornings, and then"


async def test_shift_and_a_press_take_the_selection_up_to_there(at_words):
    pilot, place = at_words
    await pilot.click("#reader", offset=place("mornings"))
    await press(pilot, place(" then"), shift=True)
    await let_go(pilot, place(" then"))
    assert selected(pilot) == "mornings, and"


async def test_a_drag_beyond_the_edge_scrolls_and_goes_on_selecting():
    project = FakeProject()
    project.documents[0] = make_document(LONG)
    async with Workspace(project, "A-FG1").run_test(size=SMALL) as pilot:
        await settle(pilot)
        reader = reader_of(pilot)
        await press(pilot, (20, 3))
        below = reader.size.height + 1
        x, y = reader.region.offset
        reader.post_message(
            MouseMove(reader, 20, below, 0, 1, 1, False, False, False, x + 20, y + below)
        )
        await until(pilot, lambda: reader.selection.end > reader.page.offset_at(below, 0))
        assert reader.scroll_offset.y > 0
        await let_go(pilot, (20, 10))
        rested = reader.scroll_offset.y
        # Three more steps of the scrolling, if it were to go on.
        await pilot.pause(0.15)
        assert reader.scroll_offset.y == rested
