"""Undo and redo on the reading screen."""

from qualcode_tui.screens.reading.choosing import Choosing


class Undoing(Choosing):
    """The last act undone, and done again."""

    def action_undo(self) -> None:
        """Undo the coder's last act."""
        self.tell(self.acts.undo())

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.tell(self.acts.redo())
