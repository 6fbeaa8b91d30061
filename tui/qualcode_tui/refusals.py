"""What the project refuses becomes a sentence; only a fault ends the workspace."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

from qualcode.model import QualcodeError
from qualcode_tui.widgets.bars import StatusBar


@contextmanager
def refusals_said(app: App[Any]) -> Iterator[None]:
    """Say what is refused within the block in the topmost status line, and go on after it."""
    try:
        yield
    except QualcodeError as refusal:
        for screen in reversed(app.screen_stack):
            for bar in screen.query(StatusBar):
                bar.say(str(refusal), refused=True)
                return
