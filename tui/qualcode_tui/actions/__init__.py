"""The one registry of actions: what can be done, with which key, and the words for it.

Key bindings, the line of keys at the foot, the help screen and the command palette are all made
from this table, so that none of them can say what another does not. Each module of the package
holds the actions of one sort.
"""

import re
from collections.abc import Collection, Iterable

from textual.binding import BindingType

from qualcode_tui.actions.action import Action, Group, Scope
from qualcode_tui.actions.codebook import CODEBOOK
from qualcode_tui.actions.coding import CODING
from qualcode_tui.actions.correcting import CORRECTING
from qualcode_tui.actions.everywhere import EVERYWHERE
from qualcode_tui.actions.lists import LISTS
from qualcode_tui.actions.moving import MOVING
from qualcode_tui.actions.reading import READING
from qualcode_tui.actions.review import REVIEW
from qualcode_tui.actions.selecting import SELECTING
from qualcode_tui.actions.steps import STEP_ACTIONS
from qualcode_tui.actions.suggestions import SUGGESTIONS

ACTIONS: tuple[Action, ...] = (
    *MOVING,
    *SELECTING,
    *CODING,
    *CORRECTING,
    *SUGGESTIONS,
    *READING,
    *STEP_ACTIONS,
    *LISTS,
    *CODEBOOK,
    *REVIEW,
    *EVERYWHERE,
)

_NAMED = re.compile(r"\{([\w.-]+)\}")
_BY_ID = {action.id: action for action in ACTIONS}


def find_action(name: str) -> Action:
    """Return the action with an id. Raises KeyError where there is none."""
    return _BY_ID[name]


def key_of(name: str) -> str:
    """Return the key of an action as people say it, for sentences that name it: "n", "Esc"."""
    return find_action(name).key_words


def undoes() -> str:
    """Return how to take back what was just done on a screen around the text: "u undoes."."""
    return f"{key_of('step.undo')} undoes."


def name_keys(sentence: str) -> str:
    """Return a sentence with the key of each action that stands in it by id: "{step.next}"."""
    return _NAMED.sub(lambda named: key_of(named[1]), sentence)


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
