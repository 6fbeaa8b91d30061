"""Keys that a user configured: what counts, what is refused, and that every screen says them."""

import ast
import re
from itertools import combinations
from pathlib import Path

import pytest
from fake_project import FakeProject
from test_actions import SCREENS
from typing_hands import settle

import qualcode_tui
from qualcode.project.preferences import Entry, read_table, write_setting
from qualcode_tui.actions import ACTIONS, find_action, key_of, possible
from qualcode_tui.actions.action import Scope, use_keys
from qualcode_tui.actions.keys import read_key, say_key
from qualcode_tui.actions.page import write_example
from qualcode_tui.actions.remapping import remap, share_a_screen
from qualcode_tui.app import Workspace
from qualcode_tui.screens.help import Help
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar


@pytest.fixture(autouse=True)
def usual_keys():
    """Whatever a test configured, the next one begins with the usual keys."""
    yield
    use_keys({})


@pytest.fixture
def configure(settings):
    """Return a function that writes the configuration file."""

    def write(words):
        (settings / "config.toml").write_text(words, encoding="utf-8")

    return write


def asked(*pairs):
    """Return what remapping these pairs of an action and its keys gives."""
    wanted = [Entry(name, value, line) for line, (name, value) in enumerate(pairs, 2)]
    return remap(wanted, ACTIONS)


# What is written in the file


def test_names_count_with_and_without_quotation_marks_and_have_their_lines(configure):
    configure(
        'coder = "Ana"\n\n[keys]\n"code.pick" = "g"\nread.mark = ["f2", "m"]\n\n[other]\na=1\n'
    )
    assert read_table("keys") == [Entry("code.pick", "g", 4), Entry("read.mark", ["f2", "m"], 5)]


def test_to_keep_a_setting_leaves_the_keys_alone(configure):
    configure('[keys]\n"code.pick" = "g"\n')
    write_setting("theme", "paper")
    assert [entry.value for entry in read_table("keys")] == ["g"]


def test_a_file_that_is_not_there_or_has_no_table_changes_nothing(configure):
    assert read_table("keys") == []
    configure('keys = "none"\n')
    assert read_table("keys") == []


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("?", "question_mark"),
        ("Ctrl+S", "ctrl+s"),
        ("PgUp", "pageup"),
        ("Esc", "escape"),
        ("shift+a", "A"),
        ("shift+ctrl+right", "ctrl+shift+right"),
        ("comma", "comma"),
        ("[", "left_square_bracket"),
        ("é", "é"),
        ("F5", "f5"),
    ],
)
def test_keys_are_read_as_people_write_them(written, spelt):
    assert read_key(written) == spelt


@pytest.mark.parametrize(
    "written",
    ["", " ", "ctrl+i", "ctrl+m", "shift+enter", "ctrl+shift+s", "f99", "return key", "ox", "a b"],
)
def test_what_no_terminal_sends_by_itself_is_no_key(written):
    assert read_key(written) is None


def test_every_key_of_the_registry_can_be_written_by_its_name_and_as_it_is_said():
    keys = {key for action in ACTIONS for key in action.usual_keys}
    assert {key: read_key(key) for key in keys} == {key: key for key in keys}
    # A comma parts two keys, so it is written by its name alone.
    for key in keys - {"comma"}:
        assert read_key(say_key(key)) == key


# What is followed


@pytest.mark.parametrize("value", ["f2, ?", "f2,question_mark", ["f2", "?"]])
def test_several_keys_are_a_list_or_parted_by_commas(value):
    found = asked(("search", value), ("help", "f9"))
    assert found.refused == ()
    assert found.keys["search"] == ("f2", "question_mark")


def test_two_actions_can_change_places():
    found = asked(("read.next", "p"), ("read.previous", "n"))
    assert found.refused == ()
    assert found.keys == {"read.next": ("p",), "read.previous": ("n",)}


def test_screens_that_are_never_one_may_share_a_key():
    assert asked(("people.join", "f2"), ("read.mark", "f2")).refused == ()


def test_moving_may_have_the_keys_that_move_in_lists():
    assert asked(("move.line-start", "f2"), ("move.top", "home")).refused == ()


# What is refused


def refused(*pairs):
    found = asked(*pairs)
    assert all(sentence.endswith((".", "?")) for sentence in found.refused)
    return found.refused


def test_an_unknown_name_is_refused_with_file_line_and_the_nearest(settings):
    (sentence,) = refused(("code.pik", "g"))
    assert sentence.startswith(f"{settings / 'config.toml'}, line 2: ")
    assert "did you mean “code.pick”?" in sentence


@pytest.mark.parametrize("value", [7, [1], "", " , ", [], True, ["f2", 3]])
def test_what_is_no_key_at_all_is_refused(value):
    (sentence,) = refused(("code.pick", value))
    assert "“code.pick”" in sentence


def test_a_key_that_no_terminal_sends_is_refused_and_the_action_keeps_its_own():
    found = asked(("code.repeat", "ctrl+i"), ("read.mark", "f2"))
    assert "“ctrl+i”" in found.refused[0]
    assert found.keys == {"read.mark": ("f2",)}


@pytest.mark.parametrize("key", ["enter", "escape", "down", "tab", "ctrl+q", "ctrl+p", "home"])
def test_keys_that_do_the_same_everywhere_are_not_given_to_others(key):
    (sentence,) = refused(("counts.save", key))
    assert "the same on every screen" in sentence


def test_a_key_that_another_action_of_the_screen_has_is_refused():
    found = asked(("code.repeat", "u"))
    assert found.keys == {}
    assert "“undo”" in found.refused[0]
    assert "stays on r" in found.refused[0]


def test_of_two_lines_that_want_one_key_the_first_counts():
    found = asked(("code.repeat", "f2"), ("read.mark", "f2"))
    assert found.keys == {"code.repeat": ("f2",)}
    assert ", line 3: “read.mark”" in found.refused[0]


def test_a_line_that_leans_on_a_refused_one_is_refused_too():
    found = asked(("undo", "ctrl+i"), ("code.repeat", "u"), ("read.mark", "f2"))
    assert found.keys == {"read.mark": ("f2",)}
    assert len(found.refused) == 2


def test_it_is_known_which_scopes_share_a_screen():
    together = [{*screen.SCOPES, Scope.APP} for screen in SCREENS]
    for pair in combinations(sorted(set().union(*together)), 2):
        really = any(set(pair) <= scopes for scopes in together)
        assert share_a_screen(*pair) == share_a_screen(*reversed(pair)) == really, pair


def test_the_example_with_every_line_put_in_is_followed_and_changes_nothing(configure, settings):
    example = write_example(settings / "config.toml")
    head, _, lines = example.partition("[keys]\n")
    configure(f"{head}[keys]\n" + lines.replace('\n#"', '\n"'))
    entries = read_table("keys")
    assert {entry.name for entry in entries} == {action.id for action in ACTIONS}
    found = remap(entries, ACTIONS)
    assert found.refused == ()
    assert found.keys == {action.id: action.usual_keys for action in ACTIONS}


# In the workspace

OWN = '[keys]\n"code.pick" = "f2"\n"move.turn-on" = "f3"\n"undo" = "f4"\n"select.grow" = "f5"\n'


async def test_a_remapped_key_acts_the_usual_one_no_longer_and_every_place_says_it(configure):
    from qualcode_tui.commands import Commands

    configure(OWN)
    project = FakeProject()
    async with Workspace(project, "A-FG1").run_test(size=(160, 50)) as pilot:
        await pilot.pause()
        await settle(pilot, "j")
        assert pilot.app.reading.reader.turn == 0
        await settle(pilot, "f3")
        assert pilot.app.reading.reader.turn == 1
        status = pilot.app.screen.query_one(StatusBar).sentence
        assert status.startswith("F2 codes the whole of turn 2")
        assert "F5 selects a sentence" in status
        hints = {hint.words: hint.keys for hint in pilot.app.screen.query_one(Hints).hints}
        assert (hints["code turn"], hints["undo"]) == ("F2", "F4")
        offered = [hit.display async for hit in Commands(pilot.app.screen).discover()]
        assert "Next turn  (F3)" in [str(one) for one in offered]
        await settle(pilot, "f5", "f2", "enter")
        assert "F4 undoes." in pilot.app.screen.query_one(StatusBar).sentence
        assert len(project.held) == 1
        await settle(pilot, "u")
        assert len(project.held) == 1
        await settle(pilot, "f4")
        assert project.held == []
        await settle(pilot, "question_mark")
        assert isinstance(pilot.app.screen, Help)
        said = str(pilot.app.screen.query_one("#listed").render())
        assert "F2 codes the turn" in said
        assert "F3 " in said


async def test_the_last_hint_clicked_presses_the_remapped_key(configure):
    configure('[keys]\nhelp = "f9"\n')
    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert Hint.of("help").press == "f9"
        await pilot.click(Hints, offset=(77, 0))
        await pilot.pause()
        assert isinstance(pilot.app.screen, Help)


async def test_what_is_refused_is_told_at_the_start_and_the_rest_counts(configure):
    configure('[keys]\n"code.pik" = "g"\n"move.turn-on" = "f3"\n')
    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (told,) = [notice.message for notice in pilot.app._notifications]
        assert "line 2: there is no action “code.pik”" in told
        await settle(pilot, "f3")
        assert pilot.app.reading.reader.turn == 1


async def test_a_file_that_cannot_be_read_is_told_with_its_line_and_all_keys_are_usual(configure):
    configure('[keys]\n"code.pick" = g\n')
    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        (told,) = [notice.message for notice in pilot.app._notifications]
        assert "config.toml is not read" in told
        assert "line 2" in told
    assert key_of("code.pick") == "Enter"


async def test_help_is_searched_by_typing_and_has_the_keys_of_other_screens_last():
    async with Workspace(FakeProject(), "A-FG1").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await settle(pilot, "question_mark")
        helping = pilot.app.screen
        here = {action.id for action in possible((Scope.TEXT, Scope.READING))}
        assert {action.id for action in helping.found[: len(here)]} == here
        assert len(helping.found) == len(ACTIONS)
        await settle(pilot, *"undo the")
        assert helping.sought == "undo the"
        assert find_action("undo") in helping.found
        assert len(helping.found) < 5
        await settle(pilot, "escape")
        assert len(helping.found) == len(ACTIONS)
        await settle(pilot, "escape")
        assert pilot.app.screen is pilot.app.reading


def test_no_hint_is_made_before_the_keys_are_known():
    folder = Path(qualcode_tui.__file__).parent
    early = [
        f"{path.name}:{node.lineno}"
        for path in folder.rglob("*.py")
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if not isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"Hint.of", "Hint.both", "Hint.span", "key_of"}
    ]
    assert early == []


# A sentence that presses or does something by a letter: “Press n to”, “u undoes”.
_LITERAL = re.compile(
    r"(?:^|[\s(“])(?:[Pp]ress (?:[b-zB-Z/]|Ctrl\+\w)(?=[\s.,;)]|$)"
    r"|(?:[b-zB-HJ-Z/]|Ctrl\+\w) [a-z]+s\b)|▸ n"
)


def sentences_of(path):
    """Yield the texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_no_sentence_of_a_screen_names_a_key_but_by_its_action():
    """Dialogs may: their keys are their own, and fixed."""
    folder = Path(qualcode_tui.__file__).parent
    modules = [p for p in folder.rglob("*.py") if not {"actions", "dialogs"} & set(p.parts)]
    named = [
        f"{path.name}: {sentence}"
        for path in modules
        for sentence in sentences_of(path)
        if _LITERAL.search(sentence)
    ]
    assert named == []
