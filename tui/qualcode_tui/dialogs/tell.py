"""Tell what was done: sentences to read, and one key to go on."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode_tui.widgets.bars import Hint, Hints


class Tell(ModalScreen[None]):
    """Sentences under a title."""

    BINDINGS = [Binding("escape,enter,space", "dismiss(None)", "Close", show=False)]
    DEFAULT_CSS = """
    Tell {
        align: center middle;
        & > VerticalScroll {
            width: 90%; max-width: 84; height: auto; max-height: 80%;
            background: $surface; border: round $border; padding: 1 1 0 1;
        }
        & Static { height: auto; padding: 0 1 1 1; }
        & Hints { dock: none; background: $surface; }
    }
    """

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self._title, self.sentences = title, tuple(sentences)

    def compose(self) -> ComposeResult:
        """Put the sentences under the title."""
        with VerticalScroll(classes="box") as box:
            box.border_title = self._title
            for sentence in self.sentences:
                yield Static(sentence, markup=False)
            yield Hints()

    def on_mount(self) -> None:
        """Say how to go on."""
        self.query_one(Hints).set_hints((Hint("Enter", "go on", "enter"),))
        self.query_one(VerticalScroll).focus()
