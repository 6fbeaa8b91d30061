"""The registry of actions, and all that is made from it."""

import importlib
import pkgutil
from collections import Counter

import pytest
from fake_project import FakeProject, make_codes
from textual.screen import Screen

from qualcode.model import Code
from qualcode_tui import screens
from qualcode_tui.actions import ACTIONS, bindings, find_action, in_groups, possible
from qualcode_tui.actions.action import Scope, say_key
from qualcode_tui.app import Workspace
from qualcode_tui.bench.fuzzy import find_codes
from qualcode_tui.screens.home import Home
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.reader import Reader


def every_screen():
    """Return every screen that has actions of its own scopes, wherever its module is."""
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        importlib.import_module(module.name)
    found, left = [], [Screen]
    while left:
        one = left.pop()
        left += one.__subclasses__()
        if not one.__subclasses__() and hasattr(one, "SCOPES") and "_tui." in one.__module__:
            found.append(one)
    return sorted(found, key=lambda screen: screen.__qualname__)


SCREENS = every_screen()


def test_every_action_has_a_key_a_label_and_a_sentence_of_help():
    for action in ACTIONS:
        assert action.keys, action.id
        assert 0 < len(action.label) <= 20, action.id
        assert action.help.endswith("."), action.id
        assert action.all_key_words, action.id


def test_no_two_actions_share_an_id():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_two_actions_of_a_screen_share_a_key():
    for screen in SCREENS:
        keys = Counter(key for action in possible(screen.SCOPES) for key in action.keys)
        assert [key for key, n in keys.items() if n > 1] == [], screen


def test_every_scope_belongs_to_a_screen():
    assert {scope for screen in SCREENS for scope in screen.SCOPES} | {Scope.APP} == set(Scope)


def test_every_action_can_be_done_where_it_says():
    for action in ACTIONS:
        name = action.act.partition("(")[0]
        owners = [screen for screen in SCREENS if action.scope in screen.SCOPES]
        if name.startswith("app."):
            owners = [Workspace]
        elif action.scope is Scope.TEXT:
            owners = [Reader]
        assert owners, action.id
        without = [one for one in owners if not hasattr(one, f"action_{name.removeprefix('app.')}")]
        assert without == [], action.id


def test_every_action_is_in_one_group_and_bound_in_one_scope():
    assert sum(len(actions) for _, actions in in_groups()) == len(ACTIONS)
    assert sum(len(bindings(scope)) for scope in Scope) == len(ACTIONS)


async def offered_on(workspace):
    from qualcode_tui.commands import Commands

    async with workspace.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        return {hit.text async for hit in Commands(pilot.app.screen).discover()}


async def test_the_command_palette_offers_every_action_of_the_reading_screen():
    offered = await offered_on(Workspace(FakeProject(), "A-FG1"))
    assert offered == {action.id for action in possible(Reading.SCOPES)}


async def test_the_command_palette_offers_what_can_be_done_on_the_home_screen():
    offered = await offered_on(Workspace())
    assert offered == {action.id for action in possible(Home.SCOPES)}
    assert "recent.forget" in offered
    assert "code.pick" not in offered


async def test_a_command_of_the_palette_is_done():
    from qualcode_tui.commands import Commands

    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        provider = Commands(pilot.app.screen)
        hits = {hit.text: hit async for hit in provider.discover()}
        await hits["move.turn-on"].command()
        await pilot.pause()
        assert pilot.app.reading.reader.turn == 1


@pytest.mark.parametrize(
    ("key", "said"),
    [("ctrl+right", "Ctrl+→"), ("escape", "Esc"), ("J", "J"), ("greater_than_sign", ">")],
)
def test_keys_are_said_as_people_say_them(key, said):
    assert say_key(key) == said


def test_an_action_is_found_by_its_id():
    assert find_action("undo").keys[0] == "u"


# Finding codes


def labels(query, recent=()):
    return [code.label for code in find_codes(query, make_codes(), recent)]


def test_nothing_typed_gives_every_code_the_last_used_first():
    found = labels("", ["code-work", "code-sleep"])
    assert found[:2] == ["Work", "Sleep"]
    assert found[2:] == ["Time for oneself", "Breaks", "Money", "Peer support"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("brea", "Breaks"),
        ("respite", "Breaks"),
        ("holliday", "Breaks"),
        ("peer suport", "Peer support"),
        ("SUPPORT", "Peer support"),
        ("allow", "Money"),
        ("oneself", "Time for oneself"),
    ],
)
def test_codes_are_found_by_label_other_label_keyword_and_rough_spelling(query, first):
    assert labels(query)[0] == first


def test_a_name_like_that_of_the_theme_above_finds_nothing_under_it():
    above = Code(id="help", slug="help", label="Getting help", path="Getting help")
    below = Code(
        id="face", slug="face", label="A new face", path="Getting help › A new face", parent="help"
    )
    assert find_codes("Getting there", [above, below]) == []
    assert find_codes("Getting help", [above, below]) == [above, below]


def test_what_fits_nothing_finds_nothing():
    assert labels("zebra") == []
