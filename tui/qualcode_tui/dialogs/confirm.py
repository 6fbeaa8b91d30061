"""Show what would be done, and ask whether to do it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.widgets.bars import Hint, Hints


class Confirm(Dialog[bool]):
    """Sentences under a title. It gives back whether they are agreed to."""

    BINDINGS = [
        Binding("escape", "dismiss(False)", "Cancel", show=False),
        Binding("enter", "dismiss(True)", "Agree", show=False),
    ]
    DEFAULT_CSS = """
    Confirm {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 92; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & VerticalScroll { height: auto; max-height: 16; scrollbar-size-vertical: 1; }
        & Static { height: auto; padding: 0 1; }
        & Hints { dock: none; margin-top: 1; background: $surface; }
    }
    """

    def __init__(self, title: str, sentences: Sequence[str], agree: str) -> None:
        super().__init__()
        self._title, self.sentences, self._agree = title, tuple(sentences), agree

    def compose(self) -> ComposeResult:
        """Put the sentences under the title."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            with VerticalScroll():
                for sentence in self.sentences:
                    yield Static(f"· {sentence}", markup=False)
            yield Hints()

    def on_mount(self) -> None:
        """Say how to agree."""
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", self._agree, "enter"),
                Hint("↑↓", "scroll", "down"),
                Hint("Esc", "change nothing", "escape"),
            )
        )
        self.query_one(VerticalScroll).focus()
