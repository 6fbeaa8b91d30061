"""What is there whole, or goes in peace."""

from collections.abc import Callable

from textual import events
from textual.widget import Widget


class Whole(Widget):
    """A screen that may go before it was put together or drawn, as when the program is left.

    Textual then has put nothing on it, or taken all of it away, and yet tells it that it is there
    and was drawn. It is named last among the bases of a class: Textual takes a class's styles from
    the first.
    """

    async def on_event(self, event: events.Event) -> None:
        """Begin nothing on a screen with nothing on it."""
        if self.children or not isinstance(event, events.Mount):
            await super().on_event(event)

    def call_after_refresh(
        self, callback: Callable[..., object], *args: object, **kwargs: object
    ) -> bool:
        """Call something once all was drawn, unless nothing is left on the screen by then."""

        def call() -> object:
            return callback(*args, **kwargs) if self.children else None

        return super().call_after_refresh(call)
