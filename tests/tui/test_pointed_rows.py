"""The row that Enter takes has a stripe beside it, in every list to choose from."""

import pytest
from pictures import lines_of
from textual.app import App
from textual.content import Content
from textual.widgets.option_list import Option
from typing_hands import until

from qualcode.model import Code
from qualcode_tui.actions import ACTIONS
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.which_code import WhichCode
from qualcode_tui.themes import THEMES
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.pointed import PointedList

CODES = [Code(name, name, name.title(), path=name.title()) for name in ("rest", "work", "choir")]


class Dialogs(App):
    """Nothing but a dialog."""

    def on_mount(self):
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = next(iter(THEMES))


def pointed(app):
    return [line for line in lines_of(app) if "▌" in line]


@pytest.mark.parametrize(
    "dialog",
    [
        lambda: Choose("Which?", [Content(code.label) for code in CODES]),
        lambda: WhichCode("Which?", CODES, {}),
    ],
    ids=["list", "list under a line"],
)
async def test_the_stripe_goes_with_the_arrows(dialog):
    async with Dialogs().run_test(size=(80, 24)) as pilot:
        pilot.app.push_screen(dialog())
        for label in ("Rest", "Work"):
            await until(pilot, lambda label=label: any(label in row for row in pointed(pilot.app)))
            (row,) = pointed(pilot.app)
            assert label in row
            await pilot.press("down")


class Two(App):
    def compose(self):
        yield PointedList(Option("one"))
        yield PointedList(Option("two"))

    def on_mount(self):
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = next(iter(THEMES))
        for rows in self.query(PointedList):
            rows.highlighted = 0


async def test_where_the_keys_go_elsewhere_the_stripe_is_thin():
    async with Two().run_test(size=(40, 12)) as pilot:
        await until(pilot, lambda: pointed(pilot.app))
        (row,) = pointed(pilot.app)
        (thin,) = [line for line in lines_of(pilot.app) if "▏" in line]
        assert ("one" in row, "two" in thin) == (True, True)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_hints_begin_with_a_small_letter(action):
    assert Hint.of(action.id).words[:1] == action.label[:1].lower()
