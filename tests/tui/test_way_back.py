"""From a passage back to the list that it was opened from: the same row, the same filter."""

import gc
import weakref

import pytest
from test_lists import place, project, run, status  # noqa: F401 - the study is a fixture
from typing_hands import Typed, settle, until

from qualcode_tui.app import Workspace
from qualcode_tui.dialogs.search import Search
from qualcode_tui.screens.codebook import Book, Passages
from qualcode_tui.screens.history import History
from qualcode_tui.screens.notes import Notes
from qualcode_tui.screens.people import People, Person
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.steps import Steps
from qualcode_tui.screens.tidy import Tidy


def is_on(pilot, kind):
    screen = pilot.app.screen
    if not isinstance(screen, kind) or not screen.is_mounted:
        return False
    if isinstance(screen, Reading):
        return screen.query("#reader") and "goes back" in status(pilot)
    return getattr(screen, "rows", True)


async def go(pilot, key, kind):
    """Press a key and wait for the screen that it leads to."""
    await pilot.press(key)
    await until(pilot, lambda: is_on(pilot, kind))
    return pilot.app.screen


@pytest.fixture
def study(project):  # noqa: F811 - the study is a fixture
    """The study with notes of two sorts and two passages of one code."""
    project.notes.add("selection", place(project, "mornings")[0], "shifts", (80, 90))
    project.codings.apply(*place(project, "go to work"), project.codes.find("Breaks").id)
    return project


@pytest.mark.parametrize("key", ["escape", "backspace"])
async def test_the_notes_are_come_back_to_at_the_same_row_with_the_same_filter(study, key):
    async with run(study) as pilot:
        await settle(pilot)
        notes = await go(pilot, "N", Notes)
        await settle(pilot, "slash", Typed("when"), "enter")
        row = notes.here.id
        await go(pilot, "enter", Reading)
        assert status(pilot).endswith("Esc goes back to the notes.")
        back = await go(pilot, key, Notes)
        assert (back.words, back.here.id, len(back.shown)) == ("when", row, 1)


async def test_escape_lets_go_of_a_selection_first_and_backspace_goes_back_at_once(study):
    async with run(study) as pilot:
        await settle(pilot)
        await go(pilot, "N", Notes)
        reading = await go(pilot, "enter", Reading)
        await settle(pilot, "shift+right", "escape")
        assert pilot.app.screen is reading
        assert reading.reader.selection is None
        await settle(pilot, "shift+right")
        await go(pilot, "backspace", Notes)


async def test_the_passages_of_a_code_lead_to_the_codebook_they_were_opened_from(study):
    async with run(study) as pilot:
        await settle(pilot)
        book = await go(pilot, "B", Book)
        passages = await go(pilot, "enter", Passages)
        await settle(pilot, "down")
        row = passages.here.id
        await go(pilot, "enter", Reading)
        assert await go(pilot, "escape", Passages) is passages
        assert passages.here.id == row
        assert await go(pilot, "escape", Book) is book


async def test_what_was_done_in_the_text_is_seen_on_the_list(study):
    async with run(study) as pilot:
        await settle(pilot)
        await go(pilot, "B", Book)
        await go(pilot, "enter", Passages)
        await go(pilot, "enter", Reading)
        await settle(pilot, "x")
        back = await go(pilot, "escape", Passages)
        assert [one.id for one in study.codings.of()] == [row.id for row in back.rows]
        assert len(back.rows) == 1


async def test_a_page_leads_back_to_the_list_of_people_that_was_narrowed(study):
    async with run(study) as pilot:
        await settle(pilot)
        people = await go(pilot, "P", People)
        await settle(pilot, "slash", Typed("person"), "enter", "end")
        row = people.here.id
        page = await go(pilot, "enter", Person)
        page.stand_on(next(one.id for one in page.rows if one.id.startswith("place:")))
        await go(pilot, "enter", Reading)
        assert await go(pilot, "backspace", Person) is page
        back = await go(pilot, "escape", People)
        assert (back.words, back.here.id) == ("person", row)


async def test_a_loose_end_is_come_back_to_from_a_page_and_from_the_codebook(study):
    async with run(study) as pilot:
        await settle(pilot)
        for sort, kind in (("no role", Person), ("code without a definition", Book)):
            ends = await go(pilot, "T", Tidy)
            row = next(one.id for one in ends.rows if one.cells[0] == sort)
            ends.stand_on(row)
            await go(pilot, "enter", kind)
            await go(pilot, "escape", Tidy)
            assert ends.here.id == row


async def test_a_source_that_is_opened_from_the_list_of_sources_leads_back_to_no_other(study):
    async with run(study) as pilot:
        await settle(pilot)
        await go(pilot, "N", Notes)
        reading = await go(pilot, "enter", Reading)
        await settle(pilot, "s", "enter")
        await until(pilot, lambda: pilot.app.screen is reading)
        assert reading.way_back is None
        await settle(pilot, "backspace")
        assert pilot.app.screen is reading
        assert status(pilot).startswith("No list led here.")


async def test_lists_that_nothing_leads_back_to_are_let_go_of(study):
    async with run(study) as pilot:
        await settle(pilot)
        for _ in range(3):
            await go(pilot, "B", Book)
            await go(pilot, "enter", Passages)
            await go(pilot, "enter", Reading)
        kept = [one for one in pilot.app._installed_screens if one.startswith("kept-")]
        assert len(kept) == len(pilot.app._kept) == 2
        await go(pilot, "h", Steps)
        pilot.app.leave_project()
        await until(pilot, lambda: not pilot.app._kept)


async def test_the_words_of_an_act_are_opened_from_the_history_which_is_come_back_to(study):
    async with run(study) as pilot:
        await settle(pilot)
        history = await go(pilot, "H", History)
        coded = next(row.id for row in history.rows if "“a day off”" in row.cells[2])
        history.stand_on(coded)
        reading = await go(pilot, "g", Reading)
        at = reading.reader.caret
        assert reading.reader.edges.text[at:].startswith("a day off")
        await go(pilot, "escape", History)
        assert history.here.id == coded


async def search(pilot, *words):
    await settle(pilot, "slash", *map(Typed, words))
    await until(pilot, lambda: pilot.app.screen.query_one("#hits").options)


async def test_the_found_words_are_selected_and_the_search_is_come_back_to_at_the_hit(study):
    async with run(study) as pilot:
        await settle(pilot)
        await go(pilot, "N", Notes)
        reading = await go(pilot, "enter", Reading)
        await search(pilot, "go to work")
        await go(pilot, "enter", Reading)
        chosen = reading.reader.selection
        assert reading.reader.edges.text[chosen.start : chosen.end] == "go to work"
        assert status(pilot).startswith("Enter codes 3 words of turn 2.")
        assert status(pilot).endswith("⌫ goes back to what was found.")
        assert status(pilot).count("goes back") == 1
        await settle(pilot, "backspace")
        dialog = pilot.app.screen
        assert isinstance(dialog, Search)
        await until(pilot, lambda: dialog.query_one("#hits").options)
        assert dialog.sought == "go to work"
        await settle(pilot, "escape", "escape")
        # The list that led to the text before the search is still there.
        await go(pilot, "backspace", Notes)


async def test_the_hit_that_was_opened_is_highlighted_when_the_search_is_come_back_to(study):
    async with run(study) as pilot:
        await settle(pilot)
        pilot.app.action_read()
        await until(pilot, lambda: pilot.app.screen is pilot.app.sources)
        await settle(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is pilot.app.reading)
        await search(pilot, "i")
        hits = pilot.app.screen.hits
        assert len(hits) > 2
        await go(pilot, "down", Search)
        await go(pilot, "enter", Reading)
        await settle(pilot, "backspace")
        dialog = pilot.app.screen
        await until(pilot, lambda: dialog.query_one("#hits").options)
        assert dialog.hits[dialog.query_one("#hits").highlighted] == hits[1]


async def test_a_list_that_was_come_back_to_leads_on_again_and_goes_when_it_is_left(study):
    async with run(study) as pilot:
        await settle(pilot)
        people = await go(pilot, "P", People)
        for _ in range(2):
            await go(pilot, "enter", Person)
            assert await go(pilot, "escape", People) is people
        await go(pilot, "escape", Steps)
        await until(pilot, lambda: not people.is_attached)


async def test_earlier_searches_are_not_held_in_memory_nor_gone_back_to(study):
    async with run(study) as pilot:
        await settle(pilot)
        await go(pilot, "N", Notes)
        await go(pilot, "enter", Reading)
        await search(pilot, "mornings")
        earlier = weakref.ref(pilot.app.screen)
        await go(pilot, "enter", Reading)
        await search(pilot, "go to work")
        await go(pilot, "enter", Reading)
        await until(pilot, lambda: gc.collect() >= 0 and earlier() is None)
        assert pilot.app.reading.way_back.before.name == "the notes"


async def test_the_search_is_gone_back_to_once_and_then_used_up(study):
    async with read(study) as pilot:
        await until(pilot, lambda: is_reading(pilot))
        for _ in range(2):
            await settle(pilot, "slash")
            await until(pilot, lambda: isinstance(pilot.app.screen, Search))
            await settle(pilot, Typed("work"), "enter")
            await until(pilot, lambda: is_on(pilot, Reading))
        await settle(pilot, "backspace")
        assert isinstance(pilot.app.screen, Search)
        await settle(pilot, "escape")
        assert is_reading(pilot)
        assert pilot.app.reading.way_back is None
        await settle(pilot, "escape", "escape", "backspace")
        assert is_reading(pilot)


async def test_a_search_that_is_closed_without_a_hit_uses_the_way_back_up_too(study):
    async with read(study) as pilot:
        await until(pilot, lambda: is_reading(pilot))
        await settle(pilot, "slash", Typed("work"), "enter")
        await until(pilot, lambda: is_on(pilot, Reading))
        await settle(pilot, "slash", "escape", "backspace")
        assert is_reading(pilot)


def read(project):  # noqa: F811 - the study is a fixture
    return Workspace(project, place(project, "mornings")[0]).run_test(size=(80, 24))


def is_reading(pilot):
    return isinstance(pilot.app.screen, Reading) and pilot.app.screen.is_mounted
