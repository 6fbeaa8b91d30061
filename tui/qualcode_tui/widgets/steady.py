"""A list that costs little to fill, to lengthen and to shorten."""

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import OptionList


class SteadyList(OptionList):
    """A list with its height from the screen, and room for its scrollbar kept free.

    So its rows are wrapped anew only when it has become wider or narrower, and other rows need no
    new layout of the screen.
    """

    DEFAULT_CSS = """
    SteadyList { scrollbar-gutter: stable; scrollbar-size-vertical: 1; border: none; }
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    # No row holds a link to look for.
    auto_links: Reactive[bool] = Reactive(False)
    _wrapped_to = -1

    def on_resize(self, event: events.Resize) -> None:
        """Keep the rows as they are drawn, where they are as wide as before."""
        width = self.scrollable_content_region.width
        if width == self._wrapped_to:
            event.prevent_default()
        self._wrapped_to = width
