"""Leaving: screens that wait unseen are taken apart with the rest, and look for nothing then."""

import pytest
from test_another_size import project, workspace  # noqa: F401 - the study is a fixture
from typing_hands import settle, until

from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.screens.codebook import Book, Passages
from qualcode_tui.screens.steps import Steps


@pytest.fixture
def always_looking(monkeypatch):
    """Every screen looks for the work of others all the time."""
    monkeypatch.setattr("qualcode_tui.screens.reading.desk._LOOKS_PER_SECOND", 1500)
    for module in ("list_rows", "codebook.tree"):
        monkeypatch.setattr(f"qualcode_tui.screens.{module}._SINCE", 1 / 1500)


@pytest.mark.usefixtures("always_looking")
@pytest.mark.parametrize("attempt", range(3))
async def test_nothing_goes_wrong_when_it_is_left_from_a_list_over_kept_ones(
    project,  # noqa: F811 - the study is a fixture
    attempt,
):
    async with workspace(project, (80, 24)) as pilot:
        await settle(pilot)
        pilot.app.action_codebook()
        await until(pilot, lambda: isinstance(pilot.app.screen, Book) and pilot.app.screen.codes)
        await settle(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Passages))
    assert pilot.app.fault is None


async def test_a_dialog_that_opens_while_it_is_left_is_not_missed(
    project,  # noqa: F811 - the study is a fixture
):
    async with workspace(project, (80, 24)) as pilot:
        await settle(pilot)
        dialog = Ask("What is it called?", "A name.")
        pilot.app.push_screen(dialog)
        dialog.remove()
        await settle(pilot)
    assert pilot.app.fault is None
    assert not dialog.children


async def test_a_screen_that_is_gone_before_it_was_drawn_anew_is_not_missed(
    project,  # noqa: F811 - the study is a fixture
):
    async with workspace(project, (80, 24)) as pilot:
        await pilot.app.show(Steps())
        await settle(pilot)
        steps = pilot.app.screen
        steps.on_resize()
        await steps.remove_children()
        await settle(pilot)
    assert pilot.app.fault is None
