"""Every key and what it does, from the registry of actions: this screen's first, then the rest."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from textwrap import wrap

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode_tui.actions import ACTIONS, find_action, in_groups, key_of, possible
from qualcode_tui.actions.action import Action, Scope
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.widgets.bars import Hint, Hints

_READING = (
    "Read with the arrow keys. {pick} codes the turn, or the words you have selected; {grow} "
    "selects a sentence. With the mouse: drag to select, click twice for a word, three times for "
    "a turn. All is saved as you go, and {undo} undoes.\n"
    "In the margin a stripe is a code, and a dotted one is only suggested. Words between ‹ and › "
    "are a correction of the transcript. "
    "Beside a speaker ○ is unread, ◐ partly read, ✓ read."
)
_AROUND = (
    "Go with the arrow keys, choose with Enter, go back with Esc; or use the mouse. The bar above "
    "the last lines offers what comes next, and {next} does it. {home} leads to the steps of the "
    "study from everywhere. All is saved as you go.\n"
    "The reading screen has more keys: they are further down here."
)
_QUICK = "code.quick-"
_KEYS, _NARROWEST = 22, 20
_SHARED = {Scope.STEP, Scope.LIST}  # what many screens have comes after a screen's own keys
_Part = str | tuple[str, str]


class Help(Dialog[None]):
    """The help screen. Typing narrows it down to the keys and sentences with these words."""

    BINDINGS = [Binding("enter,question_mark,f1", "dismiss(None)", "Close", show=False)]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        & > VerticalScroll {
            width: 100%; max-width: 92; height: 1fr; margin: 1 2;
            background: $surface; border: round $border; padding: 0 2;
            scrollbar-size-vertical: 1;
        }
        & Static { height: auto; }
        & Hints { background: $surface; }
    }
    """

    def __init__(self, scopes: Collection[Scope]) -> None:
        super().__init__()
        self._scopes = scopes
        self.sought = ""

    def compose(self) -> ComposeResult:
        """Put what can be done into a box that scrolls."""
        with VerticalScroll(classes="box"):
            yield Static(id="listed")
        yield Hints()

    def on_mount(self) -> None:
        """Say how to find something and how to leave, and let the arrows scroll."""
        self.query_one(VerticalScroll).focus()
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap the sentences anew."""
        self.call_after_refresh(self._lay_out)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed for what is sought; Esc takes it back, and then closes."""
        if event.key == "escape":
            if self.sought:
                self._seek("")
            else:
                self.dismiss(None)
        elif event.key == "backspace":
            self._seek(self.sought[:-1])
        elif event.is_printable and event.character and event.key != "question_mark":
            self._seek((self.sought + event.character).lstrip())
        else:
            return
        event.stop()
        event.prevent_default()

    @property
    def found(self) -> list[Action]:
        """The actions that are listed: this screen's, then the others."""
        here = possible(self._scopes)
        rest = [action for action in ACTIONS if action not in here]
        return [action for action in [*here, *rest] if self._fits(action)]

    def _seek(self, words: str) -> None:
        self.sought = words
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._lay_out()

    def _fits(self, action: Action) -> bool:
        said = f"{action.all_key_words} {action.label} {action.help} {action.group}".casefold()
        return all(word in said for word in self.sought.casefold().split())

    def _lay_out(self) -> None:
        box = self.query_one(VerticalScroll)
        box.border_title = f"Find › {self.sought}▏" if self.sought else "What you can do"
        listed = self.query_one("#listed", Static)
        listed.update(Content.assemble(*self._parts(max(_NARROWEST, listed.size.width - _KEYS))))
        self.query_one(Hints).set_hints(
            (
                Hint("↑↓", "scroll", "down"),
                Hint("a–z", "find", "down"),
                Hint("Esc", "all again" if self.sought else "close", "escape"),
            )
        )

    def _parts(self, room: int) -> Iterator[_Part]:
        """Yield the introduction, and the keys under their headings."""
        if not self.sought:
            yield self._introduction()
        found = self.found
        own = {*self._scopes} - _SHARED
        for scopes in (own, _SHARED & {*self._scopes}, {Scope.APP}):
            for group, actions in in_groups(action for action in found if action.scope in scopes):
                yield from _section(group, actions, room)
        here = [action for action in found if action.scope in {*self._scopes, Scope.APP}]
        for scope in Scope:
            actions = [action for action in found if action not in here and action.scope is scope]
            yield from _section(f"{scope[0].upper()}{scope[1:]}", actions, room)
        if not found:
            yield f"No key does that. {key_of('palette')} finds what can be done by its name."

    def _introduction(self) -> str:
        names = {"pick": "code.pick", "grow": "select.grow", "undo": "undo", "home": "home"}
        said = _READING if Scope.READING in self._scopes else _AROUND
        keys = {name: key_of(action) for name, action in names.items()}
        return said.format(**keys, next=key_of("step.next")) + "\n"


def _section(heading: str, actions: Sequence[Action], room: int) -> Iterator[_Part]:
    if not actions:
        return
    yield ("\n" if heading else "")
    yield (f"{heading}\n", "bold $primary")
    for keys, help_ in _rows(actions):
        sides = [wrap(side, width) for side, width in ((keys, _KEYS - 2), (help_, room))]
        for n in range(max(map(len, sides))):
            left, right = (side[n] if n < len(side) else "" for side in sides)
            yield (f"{left:<{_KEYS}}", "$accent")
            yield f"{right}\n"


def _rows(actions: Iterable[Action]) -> Iterator[tuple[str, str]]:
    """Yield keys and help; the nine quick keys are one row, unless they are sought or remapped."""
    listed = list(actions)
    quick = [action for action in listed if action.id.startswith(_QUICK)]
    together = len(quick) > 1 and not any(action.is_remapped for action in quick)
    for action in listed:
        if action not in quick or not together:
            yield action.all_key_words, action.help
        elif action is quick[0]:
            first, last = find_action(f"{_QUICK}1").key_words, find_action(f"{_QUICK}9").key_words
            yield (
                f"{first} to {last}",
                "Give the words the code that has this number in the codebook.",
            )
