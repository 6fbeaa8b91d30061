"""Every key and what it does, from the registry of actions."""

from collections.abc import Collection, Iterator, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode_tui.actions import in_groups, possible
from qualcode_tui.actions.action import Action, Scope
from qualcode_tui.widgets.bars import Hint, Hints

_INTRODUCTION = (
    "Read with the arrow keys. Enter codes the turn, or the words you have selected; Space "
    "selects a sentence. With the mouse: drag to select, click twice for a word, three times for "
    "a turn. All is saved as you go, and u undoes.\n"
    "In the margin a stripe is a code, and a dotted one is only suggested. Words between ‹ and › "
    "are a correction of the transcript. "
    "Beside a speaker ○ is unread, ◐ partly read, ✓ read."
)
_AROUND = (
    "Go with the arrow keys, choose with Enter, go back with Esc; or use the mouse. The bar above "
    "the last lines offers what comes next, and n does it. h leads to the steps of the study from "
    "everywhere. All is saved as you go.\n"
    "The reading screen has more keys: press ? there."
)
_QUICK = "code.quick-"


class Help(ModalScreen[None]):
    """The help screen."""

    BINDINGS = [
        Binding("escape,enter,question_mark,f1,q", "dismiss(None)", "Close", show=False),
    ]
    DEFAULT_CSS = """
    Help {
        align: center middle;
        & > VerticalScroll {
            width: 100%; max-width: 92; height: 100%; margin: 1 2;
            background: $surface; border: round $border; padding: 0 2;
            scrollbar-size-vertical: 1;
        }
        & Static { height: auto; }
        & Horizontal { height: auto; }
        & .keys { width: 24; padding: 0 1 0 2; color: $accent; }
        & .does { width: 1fr; }
        & Hints { background: $surface; }
    }
    """

    def __init__(self, scopes: Collection[Scope]) -> None:
        super().__init__()
        self._scopes = scopes

    def compose(self) -> ComposeResult:
        """Put the keys under their headings."""
        reads = Scope.READING in self._scopes
        with VerticalScroll(classes="box") as box:
            box.border_title = "What you can do"
            yield Static(Content(_INTRODUCTION if reads else _AROUND))
            for group, actions in in_groups(possible(self._scopes)):
                if not actions:
                    continue
                yield Static(Content.styled(f"\n{group}", "bold $primary"))
                for keys, help_ in _rows(actions):
                    with Horizontal():
                        yield Static(Content(keys), classes="keys")
                        yield Static(Content(help_), classes="does")
        yield Hints()

    def on_mount(self) -> None:
        """Say how to leave, and let the arrows scroll."""
        self.query_one(Hints).set_hints(
            (Hint("↑↓", "scroll", "down"), Hint("Esc", "close", "escape"))
        )
        self.query_one(VerticalScroll).focus()


def _rows(actions: Sequence[Action]) -> Iterator[tuple[str, str]]:
    """Yield keys and help; the nine quick keys are one row."""
    for action in actions:
        if not action.id.startswith(_QUICK):
            yield action.all_key_words, action.help
        elif action.id == f"{_QUICK}1":
            yield "1 to 9", "Give the words the code that has this number in the codebook."
