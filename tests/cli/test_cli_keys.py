"""The verb that prints keys, and the page of the documentation that it writes."""

import json
import tomllib
from pathlib import Path

import pytest

from qualcode_tui.actions import ACTIONS
from qualcode_tui.actions.action import use_keys

PAGE = Path(__file__).resolve().parents[2] / "docs" / "keys.md"


@pytest.fixture(autouse=True)
def usual_keys():
    yield
    use_keys({})


@pytest.fixture
def configured(home):
    (home / "config.toml").write_text('[keys]\n"code.pick" = "f2"\n', encoding="utf-8")
    return home / "config.toml"


def test_every_action_is_printed_with_its_keys_and_its_name(qualcode):
    told = qualcode("keys")
    assert told.code == 0
    lines = told.out.splitlines()
    for action in ACTIONS:
        assert any(
            line.startswith(f"{action.all_key_words} ") and line.split()[-1] == action.id
            for line in lines
        )
    assert "usually" not in told.out


def test_a_remapped_action_is_marked_with_its_usual_keys(qualcode, configured):
    told = qualcode("keys")
    assert told.code == 0
    marked = [line for line in told.out.splitlines() if "Enter or c" in line]
    assert [line.split()[0] for line in marked] == ["F2"]


def test_what_is_refused_is_told_and_leaves_with_3(qualcode, configured):
    configured.write_text('[keys]\n"code.pik" = "f2"\n', encoding="utf-8")
    told = qualcode("keys")
    assert told.code == 3
    assert f"{configured}, line 2: there is no action “code.pik”" in told.err
    assert "code.pick" in told.out


def test_json_has_every_action_and_says_which_are_remapped(qualcode, configured):
    rows = json.loads(qualcode("keys", "--json").out)
    assert [row["id"] for row in rows] == [action.id for action in ACTIONS]
    assert [row["id"] for row in rows if row["remapped"]] == ["code.pick"]
    (pick,) = [row for row in rows if row["remapped"]]
    assert (pick["keys"], pick["usual_keys"]) == (["f2"], ["enter", "c"])


def test_the_example_is_a_configuration_that_changes_nothing_yet(qualcode, home):
    told = qualcode("keys", "--example")
    assert tomllib.loads(told.out) == {"keys": {}}
    assert str(home / "config.toml") in told.out
    assert all(f'#"{action.id}" = ' in told.out for action in ACTIONS)


def test_the_page_of_keys_is_the_one_that_is_generated(qualcode, configured):
    assert PAGE.read_text(encoding="utf-8") == qualcode("keys", "--markdown").out
