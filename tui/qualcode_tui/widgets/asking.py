"""What asks something: no key answers what was not drawn yet when it was pressed."""

from textual.message import Message
from textual.widget import Widget

_DRAWN_AT_LAST = 0.5  # seconds after which it counts as drawn, whatever it says


class Asking(Widget):
    """A screen, or a part of one, in which a key may be the answer to a question.

    It is named last among the bases of a class: Textual takes a class's styles from the first.
    """

    _asked = _drawn = 0.0
    _asked_of: object = None

    def ask_of(self, what: object) -> None:
        """Let no key answer for something else than before until that has been drawn."""
        if what != self._asked_of:
            self._asked_of, self._asked = what, Message().time
            self.call_after_refresh(self._was_drawn)

    def _was_drawn(self) -> None:
        self._drawn = Message().time

    def is_blind(self, time: float) -> bool:
        """Say whether a key (its time as of messages) came before what it answers was drawn."""
        drawn = self._drawn if self._drawn >= self._asked else self._asked + _DRAWN_AT_LAST
        return time < drawn
