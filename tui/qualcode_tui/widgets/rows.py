"""Rows to go through with the arrows, and the bar below them that offers what is next."""

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from qualcode_tui.actions import key_of
from qualcode_tui.widgets.pointed import PointedList


class Rows(PointedList):
    """A list that ends where it ends: below its last row lies the bar of what is next."""

    DEFAULT_CSS = """
    Rows {
        height: 1fr; border: none; padding: 0 1; background: $background;
        scrollbar-size-vertical: 1;
    }
    """

    class PastEnd(Message):
        """Somebody went down from the last row."""

    def action_cursor_down(self) -> None:
        """Go a row down; from the last one, to what is next."""
        rows = range(len(self.options))
        last = next((n for n in reversed(rows) if not self.options[n].disabled), None)
        if last is None or self.highlighted == last:
            self.post_message(self.PastEnd())
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go a row up; the first one is the top, headings above it come into view."""
        rows = range(len(self.options))
        first = next((n for n in rows if not self.options[n].disabled), None)
        if first is None or self.highlighted == first:
            self.scroll_home(animate=False)
        else:
            super().action_cursor_up()

    def keep(self, option_id: str | None) -> None:
        """Highlight the row with an id; the first that can be, where it is gone."""
        ids = [option.id for option in self.options]
        if option_id is not None and option_id in ids:
            self.highlighted = ids.index(option_id)
        elif self.highlighted is None:
            self.action_first()

    @property
    def here(self) -> str | None:
        """The id of the highlighted row."""
        option = self.highlighted_option
        return option.id if option else None


class GoOn(Static, can_focus=True):
    """One line that offers what is next: by its key, by Enter on it, or by a click."""

    ALLOW_SELECT = False
    BINDINGS = [
        Binding("enter,space", "press", show=False),
        Binding("up", "leave", show=False),
    ]
    DEFAULT_CSS = """
    GoOn {
        height: 1; offset-x: 1; padding: 0 1; width: auto; min-width: 24; max-width: 100%;
        background: $panel; color: $foreground; text-style: bold;
        &:hover { text-style: bold underline; }
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    }
    """

    label: str | None = None

    class Pressed(Message):
        """What is offered is to be done."""

    class Left(Message):
        """Somebody went up from the bar."""

    def on_mount(self) -> None:
        """Offer nothing yet."""
        self.show(self.label)

    def show(self, label: str | None, *, by_key: bool = True) -> None:
        """Offer something; None hides the bar. Without `by_key` its key does something else."""
        self.label = label
        if label is None and self.has_focus:
            self.app.action_focus_previous()
        self.display = label is not None
        if label is not None:
            sign = f"▸ {key_of('step.next')} " if by_key else "▸ "
            self.update(Content.assemble((sign, "$footer-key-foreground"), label))

    def action_leave(self) -> None:
        """Go back up."""
        self.post_message(self.Left())

    def action_press(self) -> None:
        """Do what is offered."""
        self.post_message(self.Pressed())

    def on_click(self) -> None:
        """Do what is offered."""
        self.action_press()
