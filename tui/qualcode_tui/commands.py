"""The command palette: everything of the registry, found by typing its name."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.screen import Screen

from qualcode_tui.actions import possible
from qualcode_tui.actions.action import Action, Scope
from qualcode_tui.widgets.reader import Reader


class Commands(Provider):
    """The actions that can be done on the screen beneath the palette."""

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for action in self._possible():
            yield DiscoveryHit(_title(action), self._runner(action), action.id, action.help)

    async def search(self, query: str) -> Hits:
        """Offer what fits the typed words by label or help."""
        matcher = self.matcher(query)
        for action in self._possible():
            title = _title(action)
            score = max(matcher.match(title), matcher.match(action.help))
            if score > 0:
                yield Hit(score, matcher.highlight(title), self._runner(action), title, action.help)

    def _possible(self) -> list[Action]:
        return possible(scopes_of(self.screen))

    def _runner(self, action: Action) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            place = self.screen
            if action.scope is Scope.TEXT:
                await place.app.run_action(action.act, place.query_one(Reader))
            else:
                await place.run_action(action.act)

        return run


def scopes_of(screen: Screen[Any]) -> tuple[Scope, ...]:
    """Return what can be done on a screen beside what can be done everywhere."""
    scopes: tuple[Scope, ...] = getattr(screen, "SCOPES", ())
    return scopes


def _title(action: Action) -> str:
    return f"{action.label}  ({action.all_key_words})"
