"""The workspace in the terminal: a place to read and code for hours."""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.project import Project

__all__ = ["calm_collector", "run"]


# Objects made, more than let go of, before it is looked through for what could be let go of.
_NEW_OBJECTS = 50_000


def calm_collector() -> None:
    """Look through memory for what could be let go of seldom, and never through what is loaded.

    It would hold up the reader whenever something large is opened.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


def run(project: "Project | None" = None, source: str | None = None) -> None:
    """Open the workspace and return when its reader leaves.

    Without a project it opens on the home screen, from which one is made or opened. `source` is the
    id or the short name of the source to begin with; without it the coder's last place is opened,
    or the steps of the study. A fault of the workspace is raised here, after the terminal is as it
    was.
    """
    from qualcode_tui.app import Workspace  # noqa: PLC0415

    calm_collector()
    workspace = Workspace(project, source)
    try:
        workspace.run()
    finally:
        workspace.close_owned()
    if workspace.fault is not None:
        raise workspace.fault
