"""Apps that tell what they draw: one with nothing in it, and how much memory an app takes."""

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen

SIZE = (120, 40)
PAGES = 100
KEYS_PER_SECOND = 30


class Watched(App[None]):
    """An app that tells when something has been drawn, and turns it into a terminal's bytes."""

    drawn: Callable[[], None] = staticmethod(lambda: None)
    sent = 0

    def _display(self, screen: Screen[Any], renderable: Any) -> None:  # noqa: ANN401
        super()._display(screen, renderable)
        if isinstance(renderable, CompositorUpdate):
            self.sent += len(renderable.render_segments(self.console).encode())
        self.drawn()

    def send_key(self, key: str) -> None:
        """Press a key, by way of the driver and without waiting."""
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(self)
        assert self._driver is not None
        self._driver.send_message(event)

    def send_size(self, size: Size) -> None:
        """Make the terminal as large as this."""
        assert self._driver is not None
        self._driver._size = size  # noqa: SLF001
        self._driver.send_message(events.Resize(size, size))


class Empty(Watched):
    """Nothing."""


async def hold(app: Watched, keys: Sequence[str], note: Callable[[], None] = lambda: None) -> None:
    """Press keys at the pace of one that is held down, and tell after each."""
    for key in keys:
        app.send_key(key)
        await asyncio.sleep(1 / KEYS_PER_SECOND)
        note()


async def _page_through(app: Watched) -> None:
    async with app.run_test(size=SIZE):
        await hold(app, ["pagedown"] * PAGES)


def _weigh(path: Path, coder: str) -> None:
    from benchmarks.workspace import WatchedWorkspace
    from qualcode.project import Project

    with Project.open(path, coder) as project:
        source = project.sources.list()[0].id
        asyncio.run(_page_through(WatchedWorkspace(project, source)))


def _most_memory() -> int:
    """Return the most memory, in kB, that this process has held, as Linux counts it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _weigh(Path(sys.argv[1]), sys.argv[2])
    else:
        asyncio.run(_page_through(Empty()))
    print(_most_memory())
