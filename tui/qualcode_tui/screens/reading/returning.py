"""From the text back to the list that its passage was opened from."""

from typing import TYPE_CHECKING, cast

from qualcode.model.words import close
from qualcode_tui.actions import key_of
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.widgets.bars import StatusBar

if TYPE_CHECKING:
    from qualcode_tui.app import Workspace
    from qualcode_tui.returning import WayBack


class Returning(Choosing):
    """The way back to a list, from the passage that was opened there."""

    def came_by(self, way: "WayBack | None") -> None:
        """Note where somebody came from, and say how to go back there."""
        before, self.way_back = self.way_back, way
        self._show_hints()
        if way is not None:
            told = close(self.query_one(StatusBar).sentence)
            key = key_of("back" if self.reader.selection is None else "return")
            self.inform(f"{told} {key} goes back to {way.name}.".strip())
        elif before is not None:
            self._say_next()

    def action_return(self) -> None:
        """Go back to the list, at the row that one came from."""
        if not cast("Workspace", self.app).go_back(self.way_back):
            sources = key_of("sources")
            self.inform(f"No list led here. {sources} goes to the list of sources.")

    def action_back(self) -> None:
        """Leave the panel, let go of the selection, or go back to the list one came from."""
        is_free = self.reader.has_focus and self.reader.selection is None
        if not (is_free and cast("Workspace", self.app).go_back(self.way_back)):
            super().action_back()
