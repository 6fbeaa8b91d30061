"""The workspace: the app that holds the screens together."""

import asyncio
import contextlib
import signal
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.reactive import Reactive
from textual.theme import Theme
from textual.worker import WorkerFailed

from qualcode.model import Hit, QualcodeError, Span
from qualcode.model.words import count
from qualcode.project.preferences import read_setting, write_setting
from qualcode_tui.actions import ACTIONS, bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.actions.remapping import use_configured_keys
from qualcode_tui.commands import Commands, scopes_of
from qualcode_tui.dialogs.search import Search
from qualcode_tui.refusals import refusals_said
from qualcode_tui.returning import WayBack
from qualcode_tui.screens.help import Help
from qualcode_tui.screens.home import Home
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.reading.desk import MEDIUM
from qualcode_tui.screens.sources import Sources
from qualcode_tui.themes import DUSK, THEMES
from qualcode_tui.ways import Ways

if TYPE_CHECKING:
    from qualcode.project import Project

_FOUND = "what was found"


class Workspace(Ways):
    """The terminal workspace.

    With a project it opens on `source` (an id or short name), else on the coder's last place, else
    on the steps of the study. Without a project it opens on the home screen.
    """

    TITLE = "qualcode"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MEDIUM, "-medium"), (140, "-wide")]
    COMMANDS = {Commands}
    # The theme of most people, so that no style is worked out for another one first.
    theme: Reactive[str] = Reactive(DUSK.name)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.APP)]
    CSS = """
    Screen { background: $background; }
    ModalScreen { background: $background 60%; }
    .box { border-title-color: $accent; border-title-style: bold; }
    ModalScreen.-narrow > .box { margin: 0; max-width: 100%; }
    OptionList, OptionList:focus { border: none; background-tint: transparent 0%; }
    OptionList > .option-list--option-highlighted { text-style: bold; }
    Rows > .option-list--option-highlighted { text-style: none; }
    Rows:focus > .option-list--option-highlighted {
        background: $row-background; color: $foreground;
    }
    ModalScreen OptionList > .option-list--option-highlighted {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    """

    def __init__(self, project: "Project | None" = None, source: str | None = None) -> None:
        super().__init__(project)
        self._wanted = source
        self._remapping = use_configured_keys(ACTIONS)
        self.set_keymap({name: ",".join(keys) for name, keys in self._remapping.keys.items()})
        for theme in THEMES.values():
            self.register_theme(theme)
        if project is None:
            chosen = read_setting("theme") or ""
            self.theme = chosen if chosen in THEMES else DUSK.name
        else:
            self.lay_open(project)

    def get_theme(self, theme_name: str) -> Theme | None:
        """Return a theme by name. Textual asks for every line it draws, so this must be quick."""
        return THEMES.get(theme_name) or super().get_theme(theme_name)

    async def on_mount(self) -> None:
        """Show the project, or the home screen."""
        self._heed_signals()
        self._tell_refused_keys()
        if self.project is None:
            await self.show(Home())
        else:
            await self.show_project()

    def action_focus_next(self) -> None:
        """Go to the next panel; on a narrow screen, which has none, list the codes here."""
        reading = self.reading
        if (
            reading is not None
            and self.screen is reading
            and reading.has_class("-narrow")
            and reading.reader.has_focus
        ):
            reading.list_here()
        else:
            super().action_focus_next()

    def _tell_refused_keys(self) -> None:
        """Say what of the configured keys does not count: the first in full, the others by number.

        It goes once it could be read: `qualcode keys` says all of it.
        """
        refused = self._remapping.refused
        if not refused:
            return
        more = len(refused) - 1
        told = (
            f"{refused[0]} And {count(more, 'more line')}: qualcode keys." if more else refused[0]
        )
        self.notify(told, severity="warning", timeout=8, markup=False)

    def _heed_signals(self) -> None:
        """Leave in order when the window is closed or the machine shuts down."""
        # Windows has no such signals, and ends its programs in other ways.
        if self.is_headless or not hasattr(signal, "SIGHUP"):
            return
        loop = asyncio.get_running_loop()

        def leave(*_: object) -> None:
            # A terminal that closes says “go on” right after it has hung up. To draw on it anew
            # would wait for ever, and keep the project open.
            signal.signal(signal.SIGCONT, signal.SIG_IGN)
            loop.call_soon_threadsafe(self.exit)

        for name in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(name, leave)

    async def open_place(self) -> bool:
        """Open the source that was asked for or that the coder was in last, if it is there.

        Raises QualcodeError where it cannot be opened.
        """
        if self.project is None:
            return False
        wanted, self._wanted = self._wanted or self.place.get("source"), None
        found = next((s for s in self.project.sources.list() if wanted in (s.id, s.ref)), None)
        if found is None:
            return False
        at = self.place.get("position") if found.id == self.place.get("source") else 0
        await self._read(found.id, at if isinstance(at, int) else 0)
        return True

    @on(Sources.Opened)
    async def _opened(self, event: Sources.Opened) -> None:
        if self.reading is not None and event.source == self.reading.source:
            # An undo on a list may have changed what is on the page.
            with refusals_said(self):
                self.reading.look_again()
            self.reading.came_by(None)
            await self.show(self.reading)
        else:
            await self._open(event.source, 0)

    async def open_words(
        self, source: str, start: int, end: int, way: WayBack | None = None
    ) -> None:
        """Open a source (by id) at words of it, and keep the way back."""
        await self._open(source, start, Span(start, end) if end > start else None, way)

    async def _open(
        self, source: str, at: int, found: Span | None = None, way: WayBack | None = None
    ) -> None:
        with refusals_said(self):
            await self._read(source, at, found, way)

    async def _read(
        self, source: str, at: int, found: Span | None = None, way: WayBack | None = None
    ) -> None:
        reading = self.reading
        if reading is None:
            return
        # Themes may have been taken, and people named, since it was looked at last.
        reading.bench.look_at_codes()
        reading.bench.open(source)
        was_there = reading.is_mounted
        if was_there:
            # In one go with the bench, so that no key meets the words of one source and the
            # selection of another.
            reading.open(at, found)
        reading.way_back = self.keep(way)
        # Nothing is drawn before all of it is laid out, so that the first frame has everything.
        self._begin_batch()
        try:
            await self.show(reading)
            if not was_there:
                reading.open(at, found)
            reading.came_by(way)
        finally:
            if not reading.call_later(self._draw, reading):
                self._end_batch()

    def _draw(self, reading: Reading) -> None:
        self._end_batch()
        reading.draw_when_laid_out()

    def action_sources(self) -> None:
        """Go to the list of sources."""
        sources, reading = self.sources, self.reading
        if sources is not None and reading is not None:
            sources.highlight(reading.source)
            sources.way_back = None
            self.go(lambda: sources)

    def action_read(self) -> None:
        """Go on reading where one is, or choose a source."""
        reading = self.reading
        if reading is not None and reading.source is not None:
            reading.look_again()
            self.go(lambda: reading)
        else:
            self.action_sources()

    def action_search(self) -> None:
        """Search all sources."""
        self._search()

    def _search(self, sought: str = "", at: Hit | None = None) -> None:
        """Ask for words, those that were sought before already typed, on the hit opened then."""
        project = self.project
        if project is None:
            return

        reading = self.reading if self.screen is self.reading else None
        before = reading.way_back if reading is not None else self.way_from_here()
        if before is not None and before.name == _FOUND:
            before = before.before

        async def found(hit: Hit | str | None) -> None:
            if hit is None:
                self._use_up_search()
            elif isinstance(hit, str):
                if reading is not None:
                    reading.code_hits(hit)
            else:
                sought = search.sought
                way = WayBack(_FOUND, lambda: self._search_again(sought, hit), before=before)
                await self._open(hit.source, hit.start, Span(hit.start, hit.end), way)
                if self.reading is not None and self.reading.source == hit.source:
                    self.reading.keep_hits(search.hits, sought, hit)
                    self.reading.came_by(way)

        with refusals_said(self):
            refs = {source.id: source.ref for source in project.sources.list()}
            search = Search(project, refs, sought, at=at, may_code=reading is not None)
            self.push_screen(search, found)

    def _search_again(self, sought: str, at: Hit) -> None:
        """Show what was found before; closed, it leaves the way back that was there before it."""
        self._use_up_search()
        self._search(sought, at)

    def _use_up_search(self) -> None:
        """Let the text lead back no longer to what was found, but to what led there."""
        reading = self.reading
        way = reading.way_back if reading is not None else None
        if reading is None or way is None or way.name != _FOUND:
            return
        here = self._below_dialogs()
        if isinstance(here, Reading):
            here.came_by(way.before)
        else:
            reading.way_back = way.before

    def action_help(self) -> None:
        """Show every key that counts on this screen."""
        if not self.screen.is_modal:
            self.push_screen(Help(scopes_of(self.screen)))

    def action_next_theme(self) -> None:
        """Change to the next theme: dusk, paper, contrast."""
        names = list(THEMES)
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        # The theme counts for the home screen too; where it cannot be kept, it is asked again.
        with contextlib.suppress(OSError):
            write_setting("theme", self.theme)

    async def action_quit(self) -> None:
        """Write down the place and leave, whether or not it can be written."""
        try:
            self.keep_place()
        except QualcodeError as refusal:
            self.exit(message=Text(str(refusal)))
        else:
            self.exit()

    def action_help_quit(self) -> None:
        """Answer Ctrl+C, which many press to leave."""
        self.notify(f"Everything is saved. Press {key_of('quit')} to leave.")

    def on_unmount(self) -> None:
        """Close what was opened here."""
        self.close_owned()

    @property
    def fault(self) -> Exception | None:
        """What went wrong in the program itself, and ended the workspace."""
        if isinstance(self._exception, WorkerFailed) and isinstance(
            self._exception.error, Exception
        ):
            return self._exception.error
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
