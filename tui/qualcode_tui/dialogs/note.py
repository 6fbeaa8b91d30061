"""Write a note of several lines, or change one."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static, TextArea

from qualcode_tui.dialogs.dialog import Dialog
from qualcode_tui.dialogs.typed import say_unsaved
from qualcode_tui.drafts import Draft
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar

_SECOND = 1.0
_BACK = "Your unsaved words are back. Ctrl+S saves them."
_EMPTY = "There is nothing to save yet. Type what you want to remember, or press Esc."
_EMPTIED = "The note is empty. Ctrl+S again deletes it, Esc leaves it as it was."


class NoteDialog(Dialog[str | None]):
    """A title, what the note is about, and room for several lines.

    It gives back what was typed, without blanks around it, or None where nothing is to change.
    `text` is the note as it stands; where it was emptied, and that was confirmed, "" comes back.
    A `draft` that was refused, and the sentence why, are shown to be saved once more. What is
    being typed is `kept`, once a second, and is back where the dialog was closed unasked.
    """

    BINDINGS = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "leave", "Cancel", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    NoteDialog {
        align: center middle;
        & > Vertical {
            width: 90%; max-width: 84; height: auto; max-height: 90%;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & .told { height: auto; max-height: 4; padding: 0 1 1 1; color: $reader-muted; }
        & TextArea {
            height: 9; border: none; padding: 0 1; background: $panel;
            scrollbar-size-vertical: 1;
        }
        & TextArea:focus { border: none; }
        & StatusBar { margin-top: 1; background: $surface; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(
        self,
        title: str,
        told: str,
        text: str = "",
        *,
        draft: str | None = None,
        refused: str = "",
        kept: Draft | None = None,
    ) -> None:
        super().__init__()
        self._title, self._told, self._before = title, told, text
        self._draft, self._refused = text if draft is None else draft, refused
        self._warned = self._is_emptied = False
        self._kept, self._is_done = kept, False
        self._timer: Timer | None = None
        if kept is not None and not refused and (words := kept.read()):
            self._draft, self._refused = words, _BACK
        self._typed = self._draft

    def compose(self) -> ComposeResult:
        """Put the lines under what they are about."""
        with Vertical(classes="box") as box:
            box.border_title = self._title
            yield Static(self._told, classes="told", markup=False)
            yield TextArea(self._draft)
            yield StatusBar()
            yield Hints()

    def on_mount(self) -> None:
        """Say how to save, and begin at the end of what stands there."""
        self.query_one(Hints).set_hints(
            (
                Hint("Ctrl+S", "save the note", "ctrl+s"),
                Hint("Enter", "a new line", "enter"),
                Hint("Esc", "change nothing", "escape"),
            )
        )
        is_refused = self._refused not in {"", _BACK}
        self.query_one(StatusBar).say(self._refused, refused=is_refused)
        if is_refused:
            self._keep()
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()

    def action_save(self) -> None:
        """Give back what was typed; what is empty is no note, and deleted only when asked twice."""
        text = self.query_one(TextArea).text.strip()
        before = self._before.strip()
        if text == before and before:
            self._close(None)
        elif text or self._is_emptied:
            self._close(text)
        elif before:
            self._is_emptied = True
            self.query_one(StatusBar).say(_EMPTIED)
        else:
            self.query_one(StatusBar).say(_EMPTY, refused=True)

    def action_leave(self) -> None:
        """Leave without a change; where something was typed, only when asked twice."""
        typed = self.query_one(TextArea).text.strip()
        if self._warned or typed in {"", self._before.strip()}:
            self._close(None)
            return
        self._warned = True
        self.query_one(StatusBar).say(say_unsaved("Ctrl+S saves it"))

    @on(TextArea.Changed)
    def _go_on(self, event: TextArea.Changed) -> None:
        """Typing on takes a warning back, and what was typed is kept within a second."""
        self._typed = event.text_area.text
        if self._timer is None and self._kept is not None:
            self._timer = self.set_timer(_SECOND, self._keep)
        if self._warned or self._is_emptied:
            self._warned = self._is_emptied = False
            self.query_one(StatusBar).say("")

    def on_unmount(self) -> None:
        """Keep what was typed where the window is closed under it."""
        self._keep()

    def _keep(self) -> None:
        self._timer = None
        if self._kept is not None and not self._is_done:
            is_new = self._typed.strip() != self._before.strip()
            self._kept.keep(self._typed if is_new else "")

    def _close(self, text: str | None) -> None:
        """Give back what was typed; it is nobody's draft any more."""
        self._is_done = True
        if self._kept is not None:
            self._kept.drop()
        self.dismiss(text)
