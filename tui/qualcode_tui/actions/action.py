"""What an action is: a key, the words for it, and where it can be done."""

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding

_KEY_WORDS = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "full_stop": ".",
    "comma": ",",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "delete": "Del",
    "backspace": "⌫",
    "enter": "Enter",
}


class Group(StrEnum):
    """The headings of the help screen, in its order."""

    MOVE = "Move through the text"
    SELECT = "Select words"
    CODE = "Code"
    READ = "Keep track of reading"
    FIND = "Find and go"
    STEPS = "Go through a study"
    FILES = "Bring in files"
    RESULTS = "People, counts and quotations"
    SCREEN = "The screen"


class Scope(StrEnum):
    """Where an action can be done."""

    TEXT = "in the text"
    READING = "on the reading screen"
    STEP = "on the screens around the text"
    SOURCES = "on the list of sources"
    HOME = "on the home screen"
    FILES = "where files are chosen"
    PREVIEW = "where files are looked at"
    BOOKS = "where themes are chosen"
    PEOPLE = "on the list of people"
    COUNTS = "on the screen of counts"
    QUOTATIONS = "on the screen of quotations"
    APP = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    `id` is what a config file remaps, `keys` are in Textual's spelling, the first one shown;
    `label` has room in the footer, `help` is a sentence; `act` is the name of the method, without
    "action_", and its arguments.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    scope: Scope
    act: str

    @property
    def binding(self) -> Binding:
        """The key binding of the action."""
        return Binding(
            ",".join(self.keys), self.act, self.label, show=False, tooltip=self.help, id=self.id
        )

    @property
    def key_words(self) -> str:
        """The first key as people say it."""
        return say_key(self.keys[0])

    @property
    def all_key_words(self) -> str:
        """All keys as people say them."""
        return " or ".join(say_key(key) for key in self.keys)


def on_text(group: Group, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    """Return an action that is done in the text itself; `keys` are parted by blanks."""
    return Action(name, tuple(keys.split()), label, help_, group, Scope.TEXT, act)


def while_reading(group: Group, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    """Return an action of the reading screen; `keys` are parted by blanks."""
    return Action(name, tuple(keys.split()), label, help_, group, Scope.READING, act)


def say_key(key: str) -> str:
    """Return a key as people say it: "Ctrl+→", "Shift+↓", "Esc", "m"."""
    *modifiers, last = key.split("+")
    name = _KEY_WORDS.get(last, last if len(last) == 1 else last.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])
