"""The way back: from the text, or from a page, to the list that one came from, at the same row.

A list that leads somewhere is kept as it is, and shown again: its filter, its order and its row
are those that it had. It goes once no screen leads back to it any more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from qualcode_tui.learning import Learner
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.step import Step


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where one came from: what it is called, how to go there, and the list that is kept for it.

    `before` is the way back that counted until then.
    """

    name: str
    go: Callable[[], None]
    kept: Step | None = None
    before: "WayBack | None" = None


class Returning(Learner):
    """The app as far as it leads back to where one came from."""

    _kept: tuple[Step, ...] = ()

    async def show(self, screen: Screen[Any]) -> None:
        """Show a screen, and let go of the lists that nothing leads back to any more."""
        await super().show(screen)
        # A list that is shown again stays kept, for the next way back to it.
        led_to = {self.screen, *self._ways_from(self.screen, self.reading, self.sources)}
        left, self._kept = self._kept, tuple(one for one in self._kept if one in led_to)
        for one in left:
            if one not in self._kept:
                self.uninstall_screen(one)
                await one.remove()

    def way_from_here(self) -> WayBack | None:
        """Return the way back to the screen that is shown, for another that it leads to."""
        here = self._below_dialogs()
        if not isinstance(here, Step) or here is self.sources:
            return None
        return WayBack(here.called(), lambda: self._return_to(here), here)

    def keep(self, way: WayBack | None) -> WayBack | None:
        """Keep the list of a way back when another screen takes its place."""
        if way is not None and way.kept is not None and way.kept not in self._kept:
            self.install_screen(way.kept, f"kept-{id(way.kept)}")
            self._kept += (way.kept,)
        if way is not None:
            self.keep(way.before)
        return way

    def lead_to(self, make: Callable[[], Step]) -> None:
        """Show a screen that leads back here when it is left."""
        way = self.way_from_here()

        def made() -> Step:
            screen = make()
            screen.way_back = self.keep(way)
            return screen

        self.go(made)

    def go_back(self, way: WayBack | None) -> bool:
        """Go a way back, and say whether there is one."""
        if way is None:
            return False
        way.go()
        return True

    def _return_to(self, screen: Step) -> None:
        def again() -> Step:
            screen.look_when_shown()
            return screen

        self.go(again)

    def _below_dialogs(self) -> Screen[Any] | None:
        return next((one for one in self.screen_stack[1:] if not one.is_modal), None)

    def _ways_from(self, *screens: object) -> Iterator[Step]:
        """Yield the lists that screens lead back to, and those that these lead back to."""
        for screen in screens:
            way = screen.way_back if isinstance(screen, Step | Reading) else None
            while way is not None:
                if way.kept is not None:
                    yield way.kept
                    yield from self._ways_from(way.kept)
                way = way.before
