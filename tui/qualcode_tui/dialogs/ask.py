"""Ask for one line: a name, or where a file is to go."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.dialogs.typed import is_dear, say_unsaved
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar


class Ask(Dialog[str | None]):
    """A question with one line for its answer. It gives back what was typed, or None.

    `told` stands above the line; `check` returns the sentence that refuses an answer, or None.
    With `retype` the answer is selected, so that typing puts another in its place. A `draft` that
    was refused, and the sentence why, are shown to be changed. `leave` says what Esc does.
    """

    BINDINGS = [Binding("escape", "leave", "Cancel", show=False)]
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
        draft: str | None = None,
        refused: str = "",
        leave: str = "change nothing",
    ) -> None:
        super().__init__()
        self._retype = retype and draft is None
        self._question, self._told, self._before, self._check = question, told, answer, check
        self._answer = answer if draft is None else draft
        self._refused, self._leave = refused, leave
        self._warned_of: str | None = None

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
            (Hint("Enter", "go on", "enter"), Hint("Esc", self._leave, "escape"))
        )
        self.query_one(StatusBar).say(self._refused, refused=bool(self._refused))
        self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        """Show the end of the answer: that of a path says more than its beginning."""
        line = self.query_one(Input)
        # The line scrolls to the end only where the cursor comes from elsewhere.
        line.action_home()
        line.action_end()
        if self._retype:
            line.action_select_all()

    def action_leave(self) -> None:
        """Leave without an answer; where more than a few words were typed, only asked twice."""
        typed = self.query_one(Input).value
        if typed == self._warned_of or not is_dear(typed, self._before):
            self.dismiss(None)
        else:
            self._warned_of = typed
            self.query_one(StatusBar).say(say_unsaved("Enter goes on"), refused=True)

    @on(Input.Changed)
    def _type_on(self, event: Input.Changed) -> None:
        """Typing on takes a warning back."""
        if self._warned_of not in {None, event.value}:
            self._warned_of = None
            self.query_one(StatusBar).say("")

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        answer = event.value.strip()
        refusal = self._check(answer)
        if refusal:
            self.query_one(StatusBar).say(refusal, refused=True)
        else:
            self.dismiss(answer)
