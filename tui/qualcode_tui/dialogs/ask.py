"""Ask for one line: a name, or where a file is to go."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from qualcode_tui.widgets.bars import Hint, Hints, StatusBar


class Ask(ModalScreen[str | None]):
    """A question with one line for its answer. It gives back what was typed, or None.

    `told` stands above the line; `check` returns the sentence that refuses an answer, or None.
    With `retype` the answer is selected, so that typing puts another in its place.
    """

    BINDINGS = [Binding("escape", "dismiss(None)", "Cancel", show=False)]
    DEFAULT_CSS = """
    Ask {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 84; height: auto;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & .told { height: auto; padding: 0 1 1 1; color: $reader-muted; }
        & Input { border: none; height: 1; padding: 0 1; background: $panel; }
        & Input:focus { border: none; }
        & StatusBar { margin-top: 1; background: $surface; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(
        self,
        question: str,
        told: str,
        *,
        answer: str = "",
        check: Callable[[str], str | None] = lambda _: None,
        retype: bool = False,
    ) -> None:
        super().__init__()
        self._retype = retype
        self._question, self._told, self._answer, self._check = question, told, answer, check

    def compose(self) -> ComposeResult:
        """Put the line under what is told."""
        with Vertical(classes="box") as box:
            box.border_title = self._question
            yield Static(self._told, classes="told", markup=False)
            yield Input(self._answer, select_on_focus=self._retype)
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Say how to answer."""
        self.query_one(Hints).set_hints(
            (Hint("Enter", "go on", "enter"), Hint("Esc", "change nothing", "escape"))
        )
        self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        """Show the end of the answer: that of a path says more than its beginning."""
        line = self.query_one(Input)
        # The line scrolls to the end only where the cursor comes from elsewhere.
        line.action_home()
        line.action_end()
        if self._retype:
            line.action_select_all()

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        answer = event.value.strip()
        refusal = self._check(answer)
        if refusal:
            self.query_one(StatusBar).say(refusal, refused=True)
        else:
            self.dismiss(answer)
