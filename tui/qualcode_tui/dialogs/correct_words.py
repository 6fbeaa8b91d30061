"""Correct words: one line with the words as they are shown, and what it will come to below."""

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.dialogs.typed import is_dear, say_unsaved
from qualcode_tui.text.corrections import CLOSING, OPENING
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar

_TOLD = "Codes stay where they are. The words of the file are kept, and can be shown again."
_GONE = "No words will be shown here. Enter hides what stands there now."


class Around(NamedTuple):
    """The words to correct, as shown and in the file, and what stands before and after them."""

    before: str
    shown: str
    after: str
    imported: str


class CorrectWords(Dialog[str | None]):
    """The present words, editable. It gives back the new ones, which may be none, or None.

    A `draft` that was refused, and the sentence why, are shown to be changed.
    """

    BINDINGS = [Binding("escape", "leave", "Cancel", show=False)]
    DEFAULT_CSS = """
    CorrectWords {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 84; height: auto;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & Static { height: auto; padding: 0 1; }
        & .told { color: $reader-muted; padding: 0 1 1 1; }
        & #becomes { padding: 1 1 0 1; }
        & Input { border: none; height: 1; padding: 0 1; background: $panel; }
        & Input:focus { border: none; }
        & StatusBar { margin-top: 1; background: $surface; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(
        self, place: str, around: Around, *, draft: str | None = None, refused: str = ""
    ) -> None:
        super().__init__()
        self._place, self._around = place, around
        self._draft, self._refused = around.shown if draft is None else draft, refused
        self._warned_of: str | None = None

    def compose(self) -> ComposeResult:
        """Put the words between what they are and what they will be."""
        with Vertical(classes="box") as box:
            box.border_title = f"Correct words of {self._place}"
            yield Static(_TOLD, classes="told", markup=False)
            yield Static(self._say("Now:     ", self._around.shown), id="now")
            yield Static(id="becomes")
            # One word is most likely typed anew; of several most will stay.
            yield Input(self._draft, select_on_focus=" " not in self._draft)
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Say how to go on."""
        self.query_one(Hints).set_hints(
            (
                Hint("Enter", "show these words", "enter"),
                Hint("Esc", "change nothing", "escape"),
            )
        )
        self._show_becomes(self._draft)
        if self._refused:
            self.query_one(StatusBar).say(self._refused, refused=True)

    def action_leave(self) -> None:
        """Leave the words as they were; where others were typed, only when asked twice."""
        typed = self.query_one(Input).value
        if typed == self._warned_of or not is_dear(typed, self._around.shown):
            self.dismiss(None)
        else:
            self._warned_of = typed
            self.query_one(StatusBar).say(say_unsaved("Enter goes on"), refused=True)

    @on(Input.Changed)
    def _follow(self, event: Input.Changed) -> None:
        # The line also speaks up when it is first shown, and a refusal is to stand then.
        if event.value not in {self._draft, self._warned_of}:
            self._show_becomes(event.value)

    def _show_becomes(self, words: str) -> None:
        self.query_one("#becomes", Static).update(self._say("Becomes: ", words))
        if not words.strip():
            sentence = _GONE
        elif words == self._around.imported != self._around.shown:
            sentence = "These are the words of the file: the correction is taken back."
        else:
            sentence = ""
        self.query_one(StatusBar).say(sentence)

    def _say(self, what: str, words: str) -> Content:
        around = self._around
        marked = words if words == around.imported else f"{OPENING}{words}{CLOSING}"
        return Content.assemble(
            (what, "$reader-muted"), around.before, (marked, "bold $accent"), around.after
        )

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        words = event.value if event.value.strip() else ""
        if words == self._around.shown:
            sentence = "These are the words that stand there now. Type others, or press Esc."
            self.query_one(StatusBar).say(sentence, refused=True)
        else:
            self.dismiss(words)
