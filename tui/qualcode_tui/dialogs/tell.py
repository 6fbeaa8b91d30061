"""Tell what was done: sentences to read, and one key to go on."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qualcode_tui.actions import find_action
from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.widgets.bars import Hint, Hints


class Tell(Dialog[bool]):
    """Sentences under a title. It gives back whether to go on: Esc stays."""

    BINDINGS = [
        Binding("enter,space", "dismiss(True)", "Go on", show=False),
        Binding("escape", "dismiss(False)", "Close", show=False),
    ]
    DEFAULT_CSS = """
    Tell {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 84; height: auto;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & VerticalScroll { height: auto; max-height: 26; scrollbar-size-vertical: 1; }
        &.-short VerticalScroll { max-height: 16; }
        & Static { height: auto; padding: 0 1 1 1; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(self, title: str, sentences: Sequence[str], stay: str = "") -> None:
        super().__init__()
        self._title, self.sentences, self._stay = title, tuple(sentences), stay

    def compose(self) -> ComposeResult:
        """Put the sentences under the title."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            with VerticalScroll():
                for sentence in self.sentences:
                    yield Static(sentence, markup=False)
            yield Hints()

    def on_mount(self) -> None:
        """Say how to go on."""
        stay = (Hint("Esc", self._stay, "escape"),) if self._stay else ()
        self.query_one(Hints).set_hints((Hint("Enter", "go on", "enter"), *stay))
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """Go on by the key of the bar below too, where that is what comes next."""
        if self._stay and event.key in find_action("step.next").keys:
            event.stop()
            self.dismiss(True)
