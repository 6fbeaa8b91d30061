"""Pressing keys and typing words, as the tests of the workspace do."""

import asyncio
import inspect
from time import monotonic

from pictures import lines_of

_PATIENCE = 20  # seconds, for a machine that is busy with other things


class Typed(str):
    """Words typed into an input, all at once."""

    __slots__ = ()


async def settle(pilot, *keys):
    """Press keys and wait; a `Typed` goes into the input that has the focus, all at once."""
    for key in keys:
        if isinstance(key, Typed):
            pilot.app.focused.insert_text_at_cursor(key)
            await pilot.pause()
        else:
            await pilot.press(key)
    await pilot.pause()


async def until(pilot, happened, what=""):
    """Wait until something has happened; where it does not, fail with what the screen shows."""
    app, end = pilot.app, monotonic() + _PATIENCE
    await pilot.pause()
    while not happened():
        if app._exception is not None:
            raise app._exception
        assert monotonic() < end, f"{what or _source(happened)} did not come:\n{_shown(pilot)}"
        await asyncio.sleep(0.01)


async def until_screen(pilot, kind):
    """Wait until a screen of some kind is open and at rest, and return it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), kind.__name__)
    await pilot.pause()
    return pilot.app.screen


def _source(happened):
    """Return the lines in which a condition is written."""
    return " ".join(inspect.getsource(happened).split())


def _shown(pilot):
    return "\n".join([type(pilot.app.screen).__name__, *lines_of(pilot.app)])
