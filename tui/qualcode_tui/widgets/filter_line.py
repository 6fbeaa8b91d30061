"""The line in which words are typed that narrow a list."""

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input


class FilterLine(Input):
    """One line. What is typed narrows at once; Enter and ↓ go to the rows, Esc lets go of it."""

    BINDINGS = [
        Binding("down,enter", "leave", show=False),
        Binding("escape", "let_go", show=False),
    ]
    DEFAULT_CSS = """
    FilterLine {
        display: none;
        height: 1; margin: 0 1; padding: 0 1; border: none; background: $panel;
        &:focus { border: none; }
        &.-open { display: block; }
    }
    """

    class Left(Message):
        """Somebody goes to the rows."""

    class LetGo(Message):
        """The list is to be whole again."""

    def action_leave(self) -> None:
        """Go to the rows."""
        self.post_message(self.Left())

    def action_let_go(self) -> None:
        """Let go of what is typed."""
        self.post_message(self.LetGo())
