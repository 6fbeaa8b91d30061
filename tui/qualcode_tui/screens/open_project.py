"""Open a project that is somewhere on this computer."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from qualcode_tui.actions.action import Scope
from qualcode_tui.folders import documents_folder
from qualcode_tui.screens.browse import Browse

_SUFFIX = ".qualcode"


class OpenProject(Browse):
    """A folder with its projects. Enter opens one."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.FILES)
    BINDINGS: ClassVar[list[BindingType]] = []
    WORD = "project"

    def compose_body(self) -> Iterable[Widget]:
        """Put the folder under the line for a path."""
        yield from self.compose_browser(is_project)

    def look(self) -> None:
        """Say what to do."""
        self.show_top("Open a project")
        if not self.browser.paths:
            self.browser.go(documents_folder())
        self.show_folder()

    def action_back(self) -> None:
        """Go back to the home screen."""
        self.workspace.leave_project()

    def take(self, path: Path) -> None:
        """Open a project."""
        self.workspace.open_project(path)


def is_project(path: Path) -> bool:
    """Say whether a file may be a project, by its ending."""
    return path.suffix.casefold() == _SUFFIX
