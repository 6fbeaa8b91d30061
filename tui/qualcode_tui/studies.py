"""Studies: which project is open, and the way from one screen to another."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.geometry import Size
from textual.screen import Screen

from qualcode.model import QualcodeError
from qualcode.project.preferences import read_coder, read_setting, remember_project
from qualcode_tui.hands import Hands
from qualcode_tui.previews import FileChoice
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.add_files import AddFiles
from qualcode_tui.screens.books import Books
from qualcode_tui.screens.counts import Counts
from qualcode_tui.screens.home import Home
from qualcode_tui.screens.new_project import NewProject
from qualcode_tui.screens.open_project import OpenProject
from qualcode_tui.screens.quotations import Quotations
from qualcode_tui.screens.reading import Reading
from qualcode_tui.screens.sources import Sources
from qualcode_tui.screens.steps import Steps
from qualcode_tui.steps import Facts, StepName, next_step
from qualcode_tui.themes import DUSK

if TYPE_CHECKING:
    from qualcode.project import Project

_GROUND_AND_SCREEN = 2
_PATIENCE = 2.0  # seconds


class Ground(Screen[None]):
    """What lies under all screens, and is never seen once there is one."""

    @property
    def is_current(self) -> bool:
        """Whether it is to be drawn. Textual would draw it whenever something opaque covers it."""
        return self.app.screen is self

    def _screen_resized(self, size: Size) -> None:
        if self.is_current:
            super()._screen_resized(size)


class Studies(Hands):
    """The app as far as it is about projects: one is open, or none.

    A project that is opened here is closed here; one that is handed in is left to whoever did.
    """

    def __init__(self, project: "Project | None") -> None:
        super().__init__()
        self.project: Project | None = None
        self.sources: Sources | None = None
        self.reading: Reading | None = None
        self.place: dict[str, Any] = {}
        self.said: dict[Path, FileChoice] = {}
        self._owned: Project | None = None
        self._first = project

    def lay_open(self, project: "Project") -> None:
        """Make the screens of a project; nothing is shown yet."""
        self.project = project
        # A screen that waits for another writer shows nothing, and takes no key.
        project.wait_at_most(_PATIENCE)
        self.said.clear()
        self.sources, self.reading = Sources(project), Reading(project)
        self.place = project.place.get() or {}
        chosen = self.place.get("theme") or read_setting("theme")
        self.theme = chosen if chosen in self.available_themes else DUSK.name

    async def show_project(self) -> None:
        """Show the open project where its coder last was, else its steps."""
        if self.project is None or self.sources is None or self.reading is None:
            return
        remember_project(self.project.path, self.project.title)
        self.install_screen(self.sources, "sources")
        self.install_screen(self.reading, "reading")
        try:
            if not await self.open_place():
                await self.show(Steps())
        except QualcodeError as refusal:
            await self.show(Steps(str(refusal)))

    async def open_place(self) -> bool:
        """Open the source that the coder was in last, and say whether there is one.

        Raises QualcodeError where it cannot be opened.
        """
        return False

    def get_default_screen(self) -> Screen[Any]:
        """Return the ground."""
        return Ground(id="_default")

    async def show(self, screen: Screen[Any]) -> None:
        """Put a screen in the place of the one that is shown, and of any dialog over it."""
        if not screen.is_running:
            screen.add_class(*self._size_classes(), update=False)
        while len(self.screen_stack) > _GROUND_AND_SCREEN:
            await self._drop_dialog()
        if len(self.screen_stack) == 1:
            await self.push_screen(screen)
        elif screen is not self.screen:
            await self.switch_screen(screen)

    async def _drop_dialog(self) -> None:
        """Take away a dialog that somebody who types quickly opened on a screen that is left."""
        dialog = self.screen
        # Textual has no public event for it.
        while dialog is self.screen and not dialog.is_mounted:  # noqa: ASYNC110
            await asyncio.sleep(0)
        if dialog is self.screen:
            await self.pop_screen()

    def _size_classes(self) -> list[str]:
        """Return what Textual will call a terminal of this size, and would lay out anew for."""
        width, height = self.size
        sides = (width, self.HORIZONTAL_BREAKPOINTS), (height, self.VERTICAL_BREAKPOINTS)
        reached = [[p for p in points or () if p[0] <= side] for side, points in sides]
        return [max(points)[1] for points in reached if points]

    def go(self, make: Callable[[], Screen[Any]]) -> None:
        """Show a screen of the open project once the present message is dealt with."""

        async def change() -> None:
            with refusals_said(self):
                self.keep_place()
                await self.show(make())

        if self.project is not None and not self.screen.is_modal:
            self.call_later(change)

    def keep_place(self) -> None:
        """Write down where the reader is."""
        if self.reading is not None and self.reading.is_mounted:
            self.reading.keep_place()

    # Opening and leaving

    def open_project(self, path: Path, coder: str | None = None) -> None:
        """Open a project file, or say why that cannot be done."""
        from qualcode.project import Project  # noqa: PLC0415

        with refusals_said(self):
            self.begin(Project.open(path, coder or read_coder()))

    def reopen(self, coder: str) -> None:
        """Open the project again under another name."""
        if self.project is not None:
            with refusals_said(self):
                self.begin(type(self.project).open(self.project.path, coder))

    def begin(self, project: "Project") -> None:
        """Take an open project for one's own and show it."""

        async def change() -> None:
            await self._close()
            self._owned = project
            self.lay_open(project)
            await self.show_project()

        self.call_later(change)

    def leave_project(self) -> None:
        """Close the project and go to the home screen."""

        async def change() -> None:
            await self._close()
            await self.show(Home())

        self.call_later(change)

    async def _close(self) -> None:
        """Put the home screen in place of all that looks at the project, then close it."""
        with contextlib.suppress(QualcodeError):
            self.keep_place()
            if self.project is not None:
                remember_project(self.project.path, self.project.title)
        old = [screen for screen in (self.sources, self.reading) if screen is not None]
        if any(screen in self.screen_stack for screen in old):
            await self.show(Home())
        self.sources = self.reading = self.project = None
        for screen in old:
            self.uninstall_screen(screen)
            if screen.is_attached:
                await screen.remove()
        self.close_owned()

    def close_owned(self) -> None:
        """Close the project that was opened here."""
        owned, self._owned = self._owned, None
        if owned is not None:
            owned.close()

    async def _close_all(self) -> None:
        # Textual takes a screen that waits unseen apart widget by widget, while it still looks out
        # for the work of others.
        shown = {screen for stack in self._screen_stacks.values() for screen in stack}
        for screen in self._installed_screens.values():
            if isinstance(screen, Screen) and screen.is_running and screen not in shown:
                await self._prune(screen)
        await super()._close_all()

    # The ways

    def action_home(self) -> None:
        """Go to the steps of the study, or to the home screen where none is open."""
        if self.screen.is_modal:
            return
        if self.project is None:
            self.leave_project()
        else:
            self.go(Steps)

    def action_new_project(self) -> None:
        """Make a new project."""
        self.call_later(self.show, NewProject())

    def action_open_project(self) -> None:
        """Open a project that is somewhere on this computer."""
        self.call_later(self.show, OpenProject())

    def action_next_step(self) -> None:
        """Begin what comes next in the study."""
        if self.project is None:
            return
        with refusals_said(self):
            match next_step(Facts.of(self.project)):
                case StepName.FILES:
                    self.action_add_files()
                case StepName.THEMES:
                    self.action_books()
                case StepName.READ:
                    self.action_read()
                case StepName.COUNTS:
                    self.action_counts()
                case _:
                    self.action_home()

    def action_read(self) -> None:
        """Go on reading where one is, or choose a source."""

    def action_add_files(self) -> None:
        """Choose files to bring in."""
        self.go(AddFiles)

    def choose_other_files(self, ticked: list[Path]) -> None:
        """Go back to choosing files, with those that were ticked."""
        self.go(lambda: AddFiles(ticked))

    def action_books(self) -> None:
        """Choose themes."""
        self.go(Books)

    def action_counts(self) -> None:
        """Count who speaks of each theme."""
        self.go(Counts)

    def action_quotations(self) -> None:
        """Choose quotations for a Word file."""
        self.go(Quotations)
