"""Ask for one of several things."""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.widgets.bars import Hint, Hints
from qualcode_tui.widgets.pointed import PointedList


class Choose(Dialog[int | None]):
    """A list to choose from, beginning on `now`. It gives back the index chosen, or None.

    `keys` are those that choose each answer, in Textual's spelling, where they are shown beside it.
    """

    BINDINGS = [Binding("escape", "dismiss(None)", "Cancel", show=False)]
    DEFAULT_CSS = """
    Choose {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 72; height: auto; max-height: 80%;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & OptionList { height: auto; max-height: 14; border: none; background: $surface; }
        & Hints { dock: none; margin-top: 1; background: $surface; }
    }
    """

    def __init__(
        self,
        question: str,
        answers: Sequence[Content],
        now: int = 0,
        keys: Sequence[Sequence[str]] = (),
    ) -> None:
        super().__init__()
        self._question, self._answers, self._now = question, answers, now
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Put the answers under the question."""
        with Vertical(classes="box") as box:
            box.border_title = self._question
            yield PointedList(*(Option(answer) for answer in self._answers))
            yield Hints()

    def on_mount(self) -> None:
        """Highlight the answer that holds now."""
        self.query_one(OptionList).highlighted = self._now
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", "choose", "enter"),
                Hint("↑↓", "move", "down"),
                Hint("Esc", "change nothing", "escape"),
            )
        )

    def on_key(self, event: events.Key) -> None:
        """Choose the answer that a key stands beside."""
        chosen = next((n for n, keys in enumerate(self._keys) if event.key in keys), None)
        if chosen is not None and event.key != "enter":
            event.stop()
            self.dismiss(chosen)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)
