"""A list whose highlighted row has a stripe beside it, so that nothing is told by colour alone."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList

FOCUSED, LEFT = "▌", "▏"


class PointedList(OptionList):
    """A list with a stripe that points to the row that Enter takes.

    The stripe is thin where the keys go elsewhere. A list that never has the focus serves the line
    that is typed in, so its stripe is always the thick one.
    """

    DEFAULT_CSS = """
    PointedList {
        & > .option-list--option { padding: 0 1; }
        & > .pointed--pointer { color: $accent; }
    }
    """
    COMPONENT_CLASSES = {"pointed--pointer"}

    def render_line(self, y: int) -> Strip:
        """Draw a line; a stripe points to the highlighted row, beside its colour."""
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        if number >= len(self._lines) or self._lines[number][0] != self.highlighted:
            return strip
        pointer = self.get_component_rich_style("pointed--pointer", partial=True)
        style = next((part.style for part in strip if part.style), Style()) + pointer
        sign = FOCUSED if self.has_focus or not self.can_focus else LEFT
        return Strip.join([Strip([Segment(sign, style)]), strip.crop(1)])
