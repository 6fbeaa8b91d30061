"""Ask when suggestions are shown, for everybody in the study."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.content import Content

from qualcode.project.suggesting.showing import FIRST_SOURCES, When
from qualcode_tui.dialogs.choose import Choose

_WHEN = {
    When.AFTER_THREE: f"After a coder's first {FIRST_SOURCES} sources, and not where another coder "
    "worked too",
    When.ALWAYS: "Always, in every source",
    When.NEVER: "Never",
}


def ask_when(app: App[Any], now: When, chosen: Callable[[When], None]) -> None:
    """Ask for one of the three, and hand it on where it is another than `now`."""
    options = list(When)

    def answered(i: int | None) -> None:
        if i is not None and options[i] is not now:
            chosen(options[i])

    answers = [Content(_WHEN[option]) for option in options]
    app.push_screen(Choose("When are suggestions shown?", answers, options.index(now)), answered)
