"""The registry of actions, and all that is made from it."""

from collections import Counter

import pytest
from fake_project import FakeProject, make_codes

from qualcode_tui.action import Scope, say_key
from qualcode_tui.actions import ACTIONS, bindings, find_action, in_groups
from qualcode_tui.app import Workspace
from qualcode_tui.fuzzy import find_codes
from qualcode_tui.screens.reading import Reading
from qualcode_tui.widgets.reader import Reader


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_key_a_label_and_a_sentence_of_help(action):
    assert action.keys
    assert action.label
    assert len(action.label) <= 20
    assert action.help.endswith(".")
    assert action.all_key_words


def test_no_two_actions_share_a_key_or_an_id():
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, n in keys.items() if n > 1] == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_done_where_it_says(action):
    name = action.act.partition("(")[0]
    if name.startswith("app."):
        assert hasattr(Workspace, f"action_{name.removeprefix('app.')}")
    else:
        owner = Reader if action.scope is Scope.TEXT else Reading
        assert hasattr(owner, f"action_{name}")


def test_every_action_is_in_one_group_and_bound_in_one_scope():
    assert sum(len(actions) for _, actions in in_groups()) == len(ACTIONS)
    assert sum(len(bindings(scope)) for scope in Scope) == len(ACTIONS)


async def test_the_command_palette_offers_every_action():
    from qualcode_tui.commands import Commands

    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        provider = Commands(pilot.app.screen)
        offered = {hit.text async for hit in provider.discover()}
    assert offered == {action.id for action in ACTIONS}


async def test_a_command_of_the_palette_is_done():
    from qualcode_tui.commands import Commands

    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        provider = Commands(pilot.app.screen)
        hits = {hit.text: hit async for hit in provider.discover()}
        await hits["move.turn-on"].command()
        await pilot.pause()
        assert pilot.app.reading.reader.turn == 1


async def test_a_key_can_be_remapped_by_the_id_of_its_action():
    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        pilot.app.set_keymap({"move.turn-on": "w"})
        await pilot.press("w")
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


def test_what_fits_nothing_finds_nothing():
    assert labels("zebra") == []
