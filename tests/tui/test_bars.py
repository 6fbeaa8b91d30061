"""What the bars of the workspace say where there is little room."""

from textual.app import App

from qualcode_tui.widgets.bars import StatusBar, TopBar

TITLE = "Evenings off in two towns, a study of breaks"


class OnlyABar(App):
    def compose(self):
        yield TopBar()


async def top_line(left, right, yields):
    async with OnlyABar().run_test(size=(60, 5)) as pilot:
        bar = pilot.app.query_one(TopBar)
        bar.show(left, right, yields)
        await pilot.pause()
        return str(bar.render()).split()


async def test_the_title_of_the_study_makes_room_for_what_is_on_the_screen():
    words = await top_line(f"{TITLE} · passages of Breaks", "3 passages", TITLE)
    assert words[-5:] == ["passages", "of", "Breaks", "3", "passages"]
    assert words[0] == "Evenings"


class OnlyAStatus(App):
    def compose(self):
        yield StatusBar()


async def test_a_sentence_that_is_too_long_for_its_lines_is_seen_to_go_on():
    async with OnlyAStatus().run_test(size=(40, 9)) as pilot:
        bar = pilot.app.query_one(StatusBar)
        await pilot.pause()
        bar.say("They rang at four and said nobody could come. " * 9)
        await pilot.pause()
        lines = str(bar.render()).splitlines()
        assert (len(lines), lines[-1][-1]) == (3, "…")
        bar.say("Saved.")
        assert str(bar.render()) == "Saved."


async def test_a_sentence_is_fitted_again_when_the_width_changes():
    async with OnlyAStatus().run_test(size=(200, 9)) as pilot:
        bar = pilot.app.query_one(StatusBar)
        await pilot.pause()
        bar.say("They rang at four and said nobody could come. " * 9)
        await pilot.resize_terminal(40, 9)
        await pilot.pause()
        assert str(bar.render()).endswith("…")
