"""How far a page has to be scrolled so that what the caret came to can be read."""

from enum import Enum, auto

from qualcode_tui.text.layout import Layout

MARGIN = 2


class View(Enum):
    """What is to be seen once the caret has moved: its line, its turn, or no more than need be.

    The mouse points at what is on the screen, so the page moves under it only where it must.
    """

    LINE = auto()
    TURN = auto()
    MOUSE = auto()


def scroll_to_show(layout: Layout, number: int, top: int, height: int, view: View) -> int | None:
    """Return which line is to be the first on the screen, or None where all is in view.

    `number` is the caret's line, `top` the first line now, `height` the lines of the screen. Of a
    turn that is longer than the screen the start is shown.
    """
    margin = 0 if view is View.MOUSE else min(MARGIN, max(0, height // 3))
    turn = layout.lines[number].turn
    header = layout.header_of(turn)
    first = header if number - header < height // 2 and view is not View.MOUSE else number
    last = layout.last_of(turn) if view is View.TURN else number
    if first - margin < top:
        return max(0, first - margin)
    if last + margin >= top + height:
        return min(last + margin - height + 1, max(top, first - margin))
    return None
