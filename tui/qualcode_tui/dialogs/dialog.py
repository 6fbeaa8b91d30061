"""What all dialogs have in common."""

from textual.screen import ModalScreen, ScreenResultType

from qualcode_tui.widgets.whole import Whole


class Dialog(ModalScreen[ScreenResultType], Whole):
    """A screen over another, which gives back what was said on it."""
