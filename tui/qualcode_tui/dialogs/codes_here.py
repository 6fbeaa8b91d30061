"""All codes on a passage in a list, for screens with no room for the panel beside the text."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.widgets.bars import Hint, Hints
from qualcode_tui.widgets.pointed import PointedList


class CodesHere(Dialog[tuple[str, int] | None]):
    """Rows of what is on some words. It gives back what to do, "open" or "remove", and with which.

    `codings` of the rows, the first ones, are codings, and the others what is suggested.
    """

    BINDINGS = [
        Binding("escape,tab", "dismiss(None)", "Close", show=False),
        Binding("x,delete,backspace", "remove", "Remove", show=False),
    ]
    DEFAULT_CSS = """
    CodesHere {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 84; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & OptionList { height: auto; max-height: 16; border: none; background: $surface; }
        & Hints { dock: none; margin-top: 1; background: $surface; }
    }
    """

    def __init__(self, place: str, rows: Sequence[Content], codings: int) -> None:
        super().__init__()
        self._place, self._rows, self._codings = place, rows, codings

    def compose(self) -> ComposeResult:
        """Put the rows under the name of the place."""
        with Vertical(classes="box") as box:
            box.border_title = f"Codes here: {self._place}"
            yield PointedList(*(Option(row) for row in self._rows))
            yield Hints()

    def on_mount(self) -> None:
        """Highlight the first row."""
        self.query_one(OptionList).highlighted = 0

    @on(OptionList.OptionHighlighted)
    def _say_keys(self, event: OptionList.OptionHighlighted) -> None:
        is_coding = event.option_index < self._codings
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", "another code" if is_coding else "why", "enter"),
                Hint("x", "remove" if is_coding else "reject", "x"),
                Hint("↑↓", "move", "down"),
                Hint("Esc", "close", "escape"),
            )
        )

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(("open", event.option_index))

    def action_remove(self) -> None:
        """Give back the highlighted row, to be taken away."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(("remove", at))
