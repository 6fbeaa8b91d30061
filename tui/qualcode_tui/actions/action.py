"""What an action is: a key, the words for it, and where it can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding

from qualcode_tui.actions.keys import say_key, say_keys

_CHANGED: dict[str, tuple[str, ...]] = {}


class Group(StrEnum):
    """The headings of the help screen, in its order."""

    MOVE = "Move through the text"
    SELECT = "Select words"
    CODE = "Code"
    REVIEW = "Judge suggestions, code what was drawn"
    READ = "Keep track of reading"
    FIND = "Find and go"
    STEPS = "Go through a study"
    CODEBOOK = "Keep the codebook"
    LISTS = "Work with a list"
    FILES = "Bring in files"
    RESULTS = "People, counts and quotations"
    SCREEN = "The screen"


class Scope(StrEnum):
    """Where an action can be done."""

    TEXT = "in the text"
    READING = "on the reading screen"
    STEP = "on the screens around the text"
    LIST = "on every list"
    SOURCES = "on the list of sources"
    HOME = "on the home screen"
    FILES = "where files are chosen"
    PREVIEW = "where files are looked at"
    BOOKS = "where themes are chosen"
    PEOPLE = "on the list of people"
    PERSON = "on the page of a person"
    NOTES = "on the list of notes"
    HISTORY = "in the history"
    TIDY = "on the list of loose ends"
    CODEBOOK = "on the codebook screen"
    SORTING = "where the passages of a split code are sorted"
    LOOKING = "where turns are looked at again"
    PASSAGES = "on the passages of a code"
    PROPOSALS = "on the list of proposals"
    REVIEW = "where suggestions are judged"
    DRAWN = "where drawn passages are coded"
    COUNTS = "on the screen of counts"
    CLOSED = "on a table of answers"
    QUOTATIONS = "on the screen of quotations"
    APP = "everywhere"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    `id` is what a config file remaps; `usual_keys` are in Textual's spelling, the first one shown,
    and count where nothing else is configured; `label` has room in the footer, `help` is a
    sentence; `act` is the name of the method, without "action_", and its arguments.
    """

    id: str
    usual_keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    scope: Scope
    act: str

    @property
    def binding(self) -> Binding:
        """The key binding of the action, before anything is remapped."""
        keys = ",".join(self.usual_keys)
        return Binding(keys, self.act, self.label, show=False, tooltip=self.help, id=self.id)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that do it now: those that are configured, else the usual ones."""
        return _CHANGED.get(self.id, self.usual_keys)

    @property
    def is_remapped(self) -> bool:
        """Whether its keys are others than the usual ones."""
        return self.keys != self.usual_keys

    @property
    def key_words(self) -> str:
        """The first key as people say it."""
        return say_key(self.keys[0])

    @property
    def all_key_words(self) -> str:
        """All keys as people say them."""
        return say_keys(self.keys)


def on_text(group: Group, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    """Return an action that is done in the text itself; `keys` are parted by blanks."""
    return Action(name, tuple(keys.split()), label, help_, group, Scope.TEXT, act)


def while_reading(group: Group, name: str, keys: str, act: str, label: str, help_: str) -> Action:
    """Return an action of the reading screen; `keys` are parted by blanks."""
    return Action(name, tuple(keys.split()), label, help_, group, Scope.READING, act)


def use_keys(changed: Mapping[str, tuple[str, ...]]) -> None:
    """Let actions be done by these keys from now on, by id; all others by their usual ones.

    The registry is the same for the whole program, and so are its keys.
    """
    _CHANGED.clear()
    _CHANGED.update(changed)
