"""What is there whole, or goes in peace."""

from textual import events
from textual.widget import Widget


class Whole(Widget):
    """A screen that may go before it was put together, as when the program is left meanwhile.

    Textual then puts nothing on it, and yet tells it that it is there. It is named last among the
    bases of a class: Textual takes a class's styles from the first.
    """

    async def on_event(self, event: events.Event) -> None:
        """Begin nothing on a screen with nothing on it."""
        if self.children or not isinstance(event, events.Mount):
            await super().on_event(event)
