"""The one registry of actions: what can be done, with which key, and the words for it.

Key bindings, the line of keys at the foot, the help screen and the command palette are all made
from this table, so that none of them can say what another does not.
"""

from collections.abc import Collection, Iterable

from textual.binding import BindingType

from qualcode_tui.action import Action, Group, Scope
from qualcode_tui.step_actions import STEP_ACTIONS


def _move(name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(f"move.{name}", tuple(keys.split()), label, help_, Group.MOVE, Scope.TEXT, act)


def _select(name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(
        f"select.{name}", tuple(keys.split()), label, help_, Group.SELECT, Scope.TEXT, act
    )


def _reading(group: Group, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    return Action(name, tuple(keys.split()), label, help_, group, Scope.READING, act)


ACTIONS: tuple[Action, ...] = (
    _move("up", "up", "line(-1)", "Line up", "Go one line up."),
    _move("down", "down", "line(1)", "Line down", "Go one line down."),
    _move("left", "left", "step('word', False)", "Word back", "Go to the word before."),
    _move("right", "right", "step('word', True)", "Word on", "Go to the next word."),
    _move(
        "sentence-on",
        "full_stop ctrl+right",
        "step('sentence', True)",
        "Sentence on",
        "Go to the next sentence.",
    ),
    _move(
        "sentence-back",
        "comma ctrl+left",
        "step('sentence', False)",
        "Sentence back",
        "Go to the start of the sentence, then to the one before.",
    ),
    _move("turn-on", "j ctrl+down", "step('turn', True)", "Next turn", "Go to the next turn."),
    _move(
        "turn-back",
        "k ctrl+up",
        "step('turn', False)",
        "Turn before",
        "Go to the start of the turn, then to the one before.",
    ),
    _move("page-down", "pagedown", "page(1)", "Page down", "Go one screen down."),
    _move("page-up", "pageup", "page(-1)", "Page up", "Go one screen up."),
    _move(
        "line-start", "home", "edge_of_line(False)", "Line start", "Go to the start of the line."
    ),
    _move("line-end", "end", "edge_of_line(True)", "Line end", "Go to the last word of the line."),
    _move("top", "ctrl+home", "edge_of_text(False)", "Top", "Go to the first turn."),
    _move("bottom", "ctrl+end", "edge_of_text(True)", "Bottom", "Go to the last turn."),
    _select(
        "grow",
        "space",
        "grow",
        "Select sentence",
        "Select the sentence; press again for the whole turn, and again to let go.",
    ),
    _select("word-on", "shift+right", "extend('word', True)", "Add word", "Select a word more."),
    _select(
        "word-back",
        "shift+left",
        "extend('word', False)",
        "Drop word",
        "Select a word less, or a word before.",
    ),
    _select("line-down", "shift+down", "extend_line(1)", "Add line", "Select a line more."),
    _select("line-up", "shift+up", "extend_line(-1)", "Drop line", "Select a line less."),
    _select(
        "sentence-on",
        "greater_than_sign ctrl+shift+right",
        "extend('sentence', True)",
        "Add sentence",
        "Select to the end of the sentence, then a sentence more.",
    ),
    _select(
        "sentence-back",
        "less_than_sign ctrl+shift+left",
        "extend('sentence', False)",
        "Drop sentence",
        "Select a sentence less, or a sentence before.",
    ),
    _select(
        "turn-on",
        "J ctrl+shift+down",
        "extend('turn', True)",
        "Add turn",
        "Select to the end of the turn, then a turn more.",
    ),
    _select(
        "turn-back",
        "K ctrl+shift+up",
        "extend('turn', False)",
        "Drop turn",
        "Select a turn less, or a turn before.",
    ),
    _reading(
        Group.CODE,
        "code.pick",
        "enter c",
        "pick",
        "Code",
        "Choose a code for the selected words, or for the whole turn if none are selected.",
    ),
    _reading(
        Group.CODE,
        "code.repeat",
        "r",
        "repeat",
        "Same code again",
        "Give the selected words, or the turn, the code that was used last.",
    ),
    *(
        _reading(
            Group.CODE,
            f"code.quick-{n}",
            str(n),
            f"quick({n})",
            f"Recent code {n}",
            f"Give the selected words, or the turn, the code with the number {n}.",
        )
        for n in range(1, 10)
    ),
    _reading(
        Group.CODE,
        "code.remove",
        "x delete",
        "remove",
        "Remove code",
        "Take a code off the words at the cursor; asks which where there are several, and once "
        "more where it is another coder's.",
    ),
    _reading(
        Group.CODE,
        "suggestion.accept",
        "a",
        "accept",
        "Accept suggestion",
        "Make a code that is suggested here a coding of your own; asks which where there are "
        "several.",
    ),
    _reading(
        Group.CODE,
        "suggestion.reject",
        "z",
        "reject",
        "Reject suggestion",
        "Say no to a code that is suggested here; it is not proposed again.",
    ),
    _reading(Group.CODE, "undo", "u ctrl+z", "undo", "Undo", "Undo the last thing you did."),
    _reading(
        Group.CODE, "redo", "U ctrl+r ctrl+y", "redo", "Redo", "Do again what was undone last."
    ),
    _reading(
        Group.READ,
        "read.mark",
        "m",
        "mark",
        "Mark read",
        "Mark the turn, or the selected words, as read and go on to the next unread turn.",
    ),
    _reading(
        Group.READ,
        "read.unmark",
        "M",
        "unmark",
        "Mark unread",
        "Mark the turn, or the selected words, as not read.",
    ),
    _reading(
        Group.READ, "read.next", "n", "unread(True)", "Next unread", "Go to the next unread turn."
    ),
    _reading(
        Group.READ,
        "read.previous",
        "p",
        "unread(False)",
        "Unread before",
        "Go to the unread turn before this one.",
    ),
    _reading(
        Group.FIND,
        "search",
        "slash ctrl+f",
        "app.search",
        "Search",
        "Search the words of every source, and go to what is found.",
    ),
    _reading(
        Group.FIND,
        "sources",
        "s",
        "app.sources",
        "Sources",
        "Go to the list of sources and progress.",
    ),
    _reading(
        Group.SCREEN,
        "back",
        "escape",
        "back",
        "Let go",
        "Let go of the selection, or go from a panel back to the text, or home.",
    ),
    _reading(
        Group.SCREEN,
        "codebook",
        "b",
        "codebook",
        "Codebook",
        "Go to the codebook, and back to the text.",
    ),
    *STEP_ACTIONS,
    Action(
        "home",
        ("h",),
        "Home of the study",
        "Go to the steps of the study, from wherever you are.",
        Group.SCREEN,
        Scope.APP,
        "app.home",
    ),
    Action(
        "panel.next",
        ("tab",),
        "Next panel",
        "Go from the text to the codebook, to the codes here, and back to the text.",
        Group.SCREEN,
        Scope.APP,
        "app.focus_next",
    ),
    Action(
        "theme",
        ("t",),
        "Light or dark",
        "Change between dusk, paper and high contrast.",
        Group.SCREEN,
        Scope.APP,
        "app.next_theme",
    ),
    Action(
        "help",
        ("question_mark", "f1"),
        "All keys",
        "Show every key and what it does.",
        Group.SCREEN,
        Scope.APP,
        "app.help",
    ),
    Action(
        "palette",
        ("ctrl+p",),
        "Commands",
        "Find anything that can be done by typing its name.",
        Group.SCREEN,
        Scope.APP,
        "app.command_palette",
    ),
    Action(
        "quit",
        ("ctrl+q", "q"),
        "Leave",
        "Leave the workspace. Everything is saved already.",
        Group.SCREEN,
        Scope.APP,
        "app.quit",
    ),
)

_BY_ID = {action.id: action for action in ACTIONS}


def find_action(name: str) -> Action:
    """Return the action with an id. Raises KeyError where there is none."""
    return _BY_ID[name]


def bindings(scope: Scope) -> list[BindingType]:
    """Return the key bindings of every action of a scope."""
    return [action.binding for action in ACTIONS if action.scope is scope]


def possible(scopes: Collection[Scope]) -> list[Action]:
    """Return the actions that can be done on a screen with these scopes, and everywhere."""
    return [action for action in ACTIONS if action.scope in {*scopes, Scope.APP}]


def in_groups(actions: Iterable[Action] = ACTIONS) -> list[tuple[Group, list[Action]]]:
    """Return the actions under the headings of the help screen."""
    listed = list(actions)
    return [(group, [a for a in listed if a.group is group]) for group in Group]
