"""The workspace: the app that holds the screens together."""

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import App
from textual.binding import BindingType
from textual.theme import Theme

from qualcode.model import Hit, QualcodeError, Span
from qualcode_tui.action import Scope
from qualcode_tui.actions import bindings
from qualcode_tui.commands import Commands
from qualcode_tui.dialogs.search import Search
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.desk import MEDIUM
from qualcode_tui.screens.help import Help
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.sources import Sources
from qualcode_tui.themes import DUSK, THEMES

if TYPE_CHECKING:
    from qualcode.project import Project


class Workspace(App[None]):
    """The terminal workspace of one project.

    `source` is the id or short name of the source to open first; without it the coder's last
    place is opened again, and without one the list of sources is shown.
    """

    TITLE = "qualcode"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MEDIUM, "-medium"), (140, "-wide")]
    COMMANDS = {Commands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.APP)]
    CSS = """
    Screen { background: $background; }
    ModalScreen { background: $background 60%; }
    .box { border-title-color: $accent; border-title-style: bold; }
    ModalScreen.-narrow > .box { margin: 0; max-width: 100%; }
    OptionList, OptionList:focus { border: none; background-tint: transparent 0%; }
    OptionList > .option-list--option-highlighted { text-style: bold; }
    ModalScreen OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """

    def __init__(self, project: "Project", source: str | None = None) -> None:
        super().__init__()
        self.project = project
        self._wanted = source
        self.sources = Sources(project)
        self.reading = Reading(project)
        for theme in THEMES.values():
            self.register_theme(theme)
        place = project.place.get() or {}
        chosen = place.get("theme")
        self.theme = chosen if chosen in self.available_themes else DUSK.name
        self._place: dict[str, Any] = place

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme by name. Textual asks for every line it draws, so this must be quick."""
        return THEMES.get(theme_name) or super().get_theme(theme_name)

    async def on_mount(self) -> None:
        """Open where the coder last was, or show the list of sources."""
        self.install_screen(self.sources, "sources")
        self.install_screen(self.reading, "reading")
        await self.push_screen(self.sources)
        self._heed_signals()
        with refusals_said(self):
            await self._open_first()

    def _heed_signals(self) -> None:
        """Leave in order when the window is closed or the machine shuts down."""
        loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name) and not self.is_headless:
                # Windows has no such handlers, and ends its programs in other ways.
                with contextlib.suppress(NotImplementedError):
                    loop.add_signal_handler(getattr(signal, name), self.exit)

    async def _open_first(self) -> None:
        wanted = self._wanted or self._place.get("source")
        found = next((s for s in self.project.sources.list() if wanted in (s.id, s.ref)), None)
        if found is not None:
            at = self._place.get("position") if found.id == self._place.get("source") else 0
            await self._open(found.id, at if isinstance(at, int) else 0)

    @on(Sources.Opened)
    async def _opened(self, event: Sources.Opened) -> None:
        if event.source == self.reading.source:
            self.action_resume()
        else:
            await self._open(event.source, 0)

    async def _open(self, source: str, at: int, found: Span | None = None) -> None:
        with refusals_said(self):
            self.reading.bench.open(source)
            if self.screen is not self.reading:
                await self.push_screen(self.reading)
            self.reading.open(at, found)

    def action_sources(self) -> None:
        """Go to the list of sources."""
        if self.screen is self.reading:
            with refusals_said(self):
                self.reading.keep_place()
                self.sources.highlight(self.reading.source)
                self.pop_screen()

    def action_resume(self) -> None:
        """Go back to the source that is open."""
        if self.screen is self.sources and self.reading.source is not None:
            self.push_screen(self.reading)

    def action_search(self) -> None:
        """Search all sources."""

        async def found(hit: Hit | None) -> None:
            if hit is not None:
                await self._open(hit.source, hit.start, Span(hit.start, hit.end))

        with refusals_said(self):
            refs = {source.id: source.ref for source in self.project.sources.list()}
            self.push_screen(Search(self.project, refs), found)

    def action_help(self) -> None:
        """Show every key."""
        if not isinstance(self.screen, Help):
            self.push_screen(Help())

    def action_next_theme(self) -> None:
        """Change to the next theme: dusk, paper, contrast."""
        names = list(THEMES)
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]

    async def action_quit(self) -> None:
        """Write down the place and leave, whether or not it can be written."""
        try:
            if self.reading.is_mounted:
                self.reading.keep_place()
        except QualcodeError as refusal:
            self.exit(message=Text(str(refusal)))
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Answer Ctrl+C, which many press to leave."""
        self.notify("Everything is saved. Press q to leave.")

    @property
    def fault(self) -> Exception | None:
        """What went wrong in the program itself, and ended the workspace."""
        return self._exception

    def _handle_exception(self, error: Exception) -> None:
        """Note a fault and close, printing nothing.

        Textual would print a traceback with the values of its variables: people's words.
        """
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
