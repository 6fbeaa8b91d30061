"""Show that something slow is being done, and how far it is."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from qualcode_tui.dialogs.dialog import Dialog

_LINES = 8


class Wait(Dialog[None]):
    """The latest lines of what is being done. It goes away by itself."""

    DEFAULT_CSS = """
    Wait {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 72; height: auto;
            background: $surface; border: round $border; padding: 1 2;
        }
        & Static { height: auto; min-height: 1; color: $reader-muted; }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self.lines: list[str] = []

    def compose(self) -> ComposeResult:
        """Put the lines under the title."""
        with Vertical(classes="box") as box:
            box.border_title = f"{self._title} …"
            yield Static("One moment.", markup=False)

    def report(self, line: str) -> None:
        """Show one more line of what is being done."""
        self.lines.append(line)
        if self.is_mounted:
            self.query_one(Static).update("\n".join(self.lines[-_LINES:]))
