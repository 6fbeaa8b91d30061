"""Choose files and folders to bring in."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from qualcode.model.words import count
from qualcode_tui.actions import key_of
from qualcode_tui.folders import Sort, is_catch_all
from qualcode_tui.screens.browse import Browse
from qualcode_tui.screens.preview import Preview
from qualcode_tui.widgets.bars import Hint

_PROGRAMS = {".exe", ".msi", ".whl", ".dmg", ".deb", ".app"}


class AddFiles(Browse):
    """Files and folders are ticked; then they are looked at before anything is stored."""

    BINDINGS: ClassVar[list[BindingType]] = []
    HEADING = (
        "Tick files, or whole folders. They are shown before anything is brought in; the files "
        "themselves stay where and as they are."
    )
    WORD = "file"

    def __init__(self, ticked: Sequence[Path] = ()) -> None:
        super().__init__()
        self._ticked = ticked

    def compose_body(self) -> Iterable[Widget]:
        """Put the folder under the line for a path."""
        yield from self.compose_browser(
            _may_come_in, ticks=True, own=self.project.exporting.find_own
        )

    def look(self) -> None:
        """Say what to do, and tick again what was ticked before."""
        if self._ticked:
            self.browser.ticked = dict.fromkeys(self._ticked)
            self.browser.go(self._ticked[0].parent, at=self._ticked[0])
        elif not self.browser.paths or is_catch_all(self.browser.folder):
            # No study lies where the program was started: begin where the project is kept.
            self.browser.go(self.project.path.absolute().parent)
        self.show_top(f"{self.project.title} · add files")
        self.show_folder()

    def show_folder(self) -> None:
        """Say which folder is shown, what is ticked, and what comes next."""
        super().show_folder()
        paths = self.chosen
        if self.browser.ticked:
            elsewhere = sum(path.parent != self.browser.folder for path in paths)
            told = f" ({elsewhere:,} of them in another folder)" if elsewhere else ""
            self.offer(f"Look at {_say(paths)}{told}")
        elif paths:
            self.offer(f"Look at the {_say(paths)} in this folder")
        else:
            self.offer(None)

    def say_next(self) -> str:
        """Say what Space and Enter do to the highlighted entry."""
        entry = self.browser.entry
        if entry is not None and entry.sort is Sort.FOLDER:
            return f"Enter goes into this folder; {key_of('files.tick')} ticks the whole of it."
        if entry is not None and entry.sort is Sort.FILE:
            tick, on = key_of("files.tick"), key_of("step.next")
            return f"{tick} or Enter ticks this file. Then {on} looks at what is ticked."
        return "Enter goes to the folder above."

    def hints(self) -> list[Hint]:
        """Return the keys that count here."""
        return [
            Hint.of("files.tick", "tick"),
            Hint.of("step.choose", "open a folder"),
            Hint.of("step.next", "look at them"),
            Hint.of("files.up", "folder above"),
            Hint.of("files.path", "type a path"),
            Hint.of("step.back", "back"),
        ]

    @property
    def chosen(self) -> list[Path]:
        """What is ticked; where nothing is, the files of the folder that is shown."""
        return list(self.browser.ticked) or self.browser.paths

    def take_typed(self, paths: list[Path]) -> None:
        """Look at what was typed, at once."""
        self._look_at(paths)

    def action_go_on(self) -> None:
        """Look at what is ticked."""
        if self.chosen:
            self._look_at(self.chosen)
        else:
            self.say("There are no files in this folder. Enter goes into another one.")

    def _look_at(self, paths: list[Path]) -> None:
        chosen = [path.absolute() for path in paths]
        self.workspace.go(lambda: Preview(chosen))


def _may_come_in(path: Path) -> bool:
    """Say whether a file may be a source; a project, with what stands beside it, is none."""
    ending = path.suffix.casefold()
    return ".qualcode" not in ending and ending not in _PROGRAMS


def _say(paths: list[Path]) -> str:
    folders = sum(path.is_dir() for path in paths)
    parts = [count(folders, "folder")] if folders else []
    if len(paths) > folders:
        parts.append(count(len(paths) - folders, "file"))
    return " and ".join(parts)
