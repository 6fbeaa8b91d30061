"""Pressing keys and typing words, as the tests of the workspace do."""


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


async def until(pilot, happened):
    """Wait until something has happened, and fail where it does not in a few seconds."""
    for _ in range(300):
        if happened():
            return
        await pilot.pause(0.02)
    raise AssertionError("It has not happened.")
