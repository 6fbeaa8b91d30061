"""Waiting until the workspace has dealt with all that it was given, and no longer.

Textual's pilot waits until the process has used no time of the processor for a moment. On a busy
machine a process that is not let work looks so, and where nothing is left to do the moment itself
is lost, twice for every key. Here what is still to be done is looked at instead.
"""

import asyncio
from functools import partialmethod
from time import monotonic

from textual.app import App
from textual.pilot import Pilot

_AT_MOST = 10.0  # seconds; after that a test says better than this what did not come
_SOON = 0.2  # seconds; what a timer does later than that is not waited for


def use_rest(monkeypatch):
    """Let every pilot wait for the app to be at rest."""
    monkeypatch.setattr("textual.app.wait_for_idle", _let_arrive)
    monkeypatch.setattr(App, "_press_keys", partialmethod(_press, App._press_keys))
    monkeypatch.setattr(Pilot, "pause", _pause)


def leave_slow_work(monkeypatch):
    """Wait no more for what is done in threads, where a test holds it up."""
    monkeypatch.setattr("at_rest._has_slow_work", lambda _: False)


async def come_to_rest(app, soon=_SOON, rounds=2):
    """Wait until nobody in the app has anything to do, now or by a timer that rings soon.

    Who is in the middle of something has an empty queue too, so all are asked to hear a message in
    between: twice, since what they are in the middle of may be handed on.
    """
    until, heard = monotonic() + _AT_MOST, 0
    while app._running and app._exception is None and monotonic() < until:
        if _is_at_work(app) or _has_slow_work(app) or _is_expected(app, soon):
            heard = 0
            await asyncio.sleep(0.001)
        elif heard == rounds:
            return
        else:
            await _hear_everybody(app)
            heard += 1


async def _let_arrive(*_):
    """Let what was sent arrive in the app's queue."""
    for _ in range(3):
        await asyncio.sleep(0)


async def _press(app, press, keys):
    for key in keys:
        await press(app, [key])
        await come_to_rest(app, soon=0, rounds=1)


async def _pause(pilot, delay=None):
    app = pilot.app
    if delay is not None:
        await asyncio.sleep(delay)
    await come_to_rest(app)
    if app._running and app.screen_stack:
        app.screen._on_timer_update()


def _everybody(app):
    """Return all that take messages: the app, and each widget of every screen that lies open."""
    return [
        app,
        *(one for screen in app.screen_stack for one in screen.walk_children(with_self=True)),
    ]


async def _hear_everybody(app):
    """Wait until each has dealt with the messages that it has now."""
    heard = asyncio.Event()
    waited = 0

    def hear():
        nonlocal waited
        waited -= 1
        if not waited:
            heard.set()

    for one in _everybody(app):
        waited += one.call_later(hear)
    if waited:
        gone = asyncio.create_task(app._exception_event.wait())
        done = asyncio.create_task(heard.wait())
        await asyncio.wait([done, gone], timeout=_AT_MOST, return_when=asyncio.FIRST_COMPLETED)
        done.cancel()
        gone.cancel()


def _is_at_work(app):
    """Say whether messages, keys or drawing are still to be seen to."""
    return (
        getattr(app, "_at_work", False)
        or any(
            not one._message_queue.empty() or one._pending_message or one._next_callbacks
            for one in _everybody(app)
        )
        or bool(app.screen._layout_required or app.screen._dirty_widgets or app.screen._callbacks)
    )


def _has_slow_work(app):
    return any(not one.is_finished for one in app.workers)


def _is_expected(app, soon):
    return any(
        timer._repeat is not None
        and timer._interval <= soon
        and timer._task
        and not timer._task.done()
        for one in _everybody(app)
        for timer in one._timers
    )
