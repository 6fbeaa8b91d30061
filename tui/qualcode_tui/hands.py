"""Keys one after the other: each is done before the next, on the screen that it was meant for.

Textual takes every key to the widget that has the focus when the key arrives, and lets it rise from
there in messages. Hands that are faster than that, or a line that sends ten keys at once, would
type half a word into a dialog that is not there yet, and Enter would choose another code. And a key
that came before a passage was drawn is no answer to what is asked of it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from textual import events, on
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

from qualcode_tui.widgets.asking import Asking

_CHOOSING = frozenset({"enter", "escape", "tab", "shift+tab"})
_AT_MOST = 0.5  # seconds that keys wait for a screen; one that is closed again never comes


class Hands(App[None]):
    """The app as far as it takes keys."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key] = deque()
        self._settled: Screen[object] | None = None
        self._at_work = False
        self._waits = 0

    @on(events.Mount)
    def _look_out(self) -> None:
        """Look out for other screens: with the old one goes the way that a key was on."""
        self.screen_change_signal.subscribe(self, self._see_other_screen)

    def _see_other_screen(self, _: object) -> None:
        # What a dialog gave back is dealt with in between.
        self.call_later(self.call_later, partial(self._finish, self._waits))

    async def on_event(self, event: events.Event) -> None:
        """Take a key where nothing goes before it, and hold it back where something does."""
        if not isinstance(event, events.Key) or event.is_forwarded or not self.screen_stack:
            await super().on_event(event)
            return
        self._held.append(event)
        await self._take_keys()

    async def _take_keys(self) -> None:
        """Take the keys that were held back, as far as the screen is ready for them."""
        while self._held and not self._at_work:
            screen = self.screen
            if screen is not self._settled and not _stands(screen):
                self._wait_for(screen)
                return
            self._settled, key = screen, self._held.popleft()
            if not (_answers(key) and self._is_blind(key.time)):
                await self._take(key)

    async def _take(self, key: events.Key) -> None:
        is_passed_on = key.key == "escape" or not _is_for_bindings(self.focused)
        is_choosing = key.key in _CHOOSING
        way = self._way_up() if is_passed_on or is_choosing else []
        if is_passed_on:
            await super().on_event(key)
        elif not await self._check_bindings(key.key, priority=True):
            await self._check_bindings(key.key)
        if not (is_passed_on or is_choosing or self._held or self.message_queue_size):
            return  # Nothing was asked for that would not come before the next key anyway.
        # What the key asked to be done later, as another screen, comes before the next key.
        self._at_work = True
        self._waits += 1
        done = partial(self._finish, self._waits)
        if not is_choosing:
            _follow([*way[:is_passed_on], self], done)
        else:
            # The key rises from widget to widget up to here; and so does what it chooses in a line
            # or a list, which is told to that line or list first.
            twice = [one for one in way for _ in range(2)]
            _follow([*way, self, *twice, self], done)
            self.set_timer(_AT_MOST, done)

    def _is_blind(self, time: float) -> bool:
        """Say whether a key came before what it would answer was drawn, around where it goes."""
        return any(
            isinstance(one, Asking) and one.is_blind(time)
            for one in (self.focused or self.screen).ancestors_with_self
        )

    def _way_up(self) -> list[Widget]:
        """Return the widgets that hear of a key, from where the focus is up to the screen."""
        focused = self.focused or self.screen
        return [one for one in focused.ancestors_with_self if isinstance(one, Widget)]

    async def _finish(self, waited: int) -> None:
        if waited == self._waits and self._at_work:
            await self._go_on()

    async def _go_on(self) -> None:
        self._at_work = False
        await self._take_keys()

    def _wait_for(self, screen: Screen[object]) -> None:
        """Let the keys wait until a screen has been laid out and has given somebody the focus."""
        self._at_work = True
        self._waits += 1
        ready = partial(self._settle, screen, self._waits)
        screen.call_after_refresh(self.call_later, ready)
        self.set_timer(_AT_MOST, ready)

    async def _settle(self, screen: Screen[object], waited: int) -> None:
        if waited == self._waits and screen is not self._settled:
            self._settled = screen
            await self._go_on()


def _follow(way: Sequence[MessagePump], then: Callable[[], object]) -> None:
    """Call something once each on a way, in turn, has dealt with what it heard before."""
    one, *others = way
    one.call_later(partial(_follow, others, then) if others else then)


def _stands(screen: Screen[object]) -> bool:
    """Say whether a screen has been there before. A dialog may still be putting itself in order."""
    return not screen.is_modal and screen.is_mounted and screen.focused is not None


def _answers(key: events.Key) -> bool:
    """Say whether a key may be the answer to a question, and not a way to go elsewhere."""
    return key.is_printable or key.key in {"enter", "delete", "backspace"}


def _is_for_bindings(focused: Widget | None) -> bool:
    """Say whether a key means nothing where the focus is but what it is bound to."""
    return focused is not None and not any(
        _takes_keys(type(one)) for one in focused.ancestors_with_self if isinstance(one, Widget)
    )


@lru_cache
def _takes_keys(kind: type[Widget]) -> bool:
    own = kind.__mro__[: kind.__mro__.index(Widget)]
    return any("on_key" in vars(one) or "_on_key" in vars(one) for one in own)
