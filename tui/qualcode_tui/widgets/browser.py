"""A folder to choose from: Enter goes into a folder, and takes a file."""

from collections.abc import Callable
from pathlib import Path

from textual.content import Content
from textual.message import Message
from textual.widgets.option_list import Option

from qualcode_tui.folders import Entry, Sort, list_folder, say_path
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.rows import Rows

_SIGNS = {Sort.UP: "↑", Sort.FOLDER: "▸", Sort.FILE: " "}


class Browser(Rows):
    """The folders and files of one folder.

    With `ticks` any number of files and folders can be ticked; without, Enter takes one file.
    `own` says which files qualcode wrote itself: they are named as such, and come in only when
    they are ticked.
    """

    class Taken(Message):
        """A file was taken."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class Changed(Message):
        """Another folder is shown, or something was ticked."""

    class Failed(Message):
        """A folder cannot be shown."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    def __init__(
        self,
        folder: Path,
        fits: Callable[[Path], bool],
        *,
        ticks: bool = False,
        own: Callable[[list[Path]], set[Path]] = lambda _: set(),
        id: str,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.folder = folder
        self.ticked: dict[Path, None] = {}
        self._fits, self._ticks, self._own = fits, ticks, own
        self._written: set[Path] = set()
        self._entries: list[Entry] = []

    def on_mount(self) -> None:
        """Show the folder to begin at; where it cannot be read, the user's own."""
        if not self.go(self.folder):
            self.go(Path.home())

    def go(self, folder: Path, at: Path | None = None) -> bool:
        """Show a folder, standing on one of its entries, and say whether that was possible."""
        try:
            entries = list_folder(folder, self._fits)
        except OSError as error:
            self.post_message(self.Failed(f"{say_path(folder)} cannot be shown: {error.strerror}."))
            return False
        self.folder, self._entries = folder, entries
        self._written = self._own([one.path for one in entries if one.sort is Sort.FILE])
        self._fill()
        paths = [entry.path for entry in entries]
        first = min(1, len(entries) - 1) if entries and entries[0].sort is Sort.UP else 0
        self.highlighted = paths.index(at) if at in paths else first if entries else None
        self.post_message(self.Changed())
        return True

    def up(self) -> None:
        """Go to the folder above, standing on the one that was left."""
        if self.folder.parent != self.folder:
            self.go(self.folder.parent, at=self.folder)

    def tick(self) -> None:
        """Tick what is highlighted, or let it go."""
        entry = self.entry
        if not self._ticks or entry is None or entry.sort is Sort.UP:
            return
        if entry.path in self.ticked:
            del self.ticked[entry.path]
        else:
            self.ticked[entry.path] = None
        self._fill()
        self.post_message(self.Changed())

    @property
    def entry(self) -> Entry | None:
        """What is highlighted."""
        if self.highlighted is None or self.highlighted >= len(self._entries):
            return None
        return self._entries[self.highlighted]

    @property
    def paths(self) -> list[Path]:
        """The files of the folder that can be chosen, without those that qualcode wrote."""
        return [
            entry.path
            for entry in self._entries
            if entry.sort is Sort.FILE and entry.path not in self._written
        ]

    def action_select(self) -> None:
        """Go into a folder; tick or take a file."""
        entry = self.entry
        if entry is None:
            return
        if entry.sort is Sort.UP:
            self.up()
        elif entry.sort is Sort.FOLDER:
            self.go(entry.path)
        elif self._ticks:
            self.tick()
        else:
            self.post_message(self.Taken(entry.path))

    def on_resize(self) -> None:
        """Fit the names to the width."""
        self._fill()

    def _fill(self) -> None:
        at = self.highlighted
        self.set_options(Option(self._row(entry)) for entry in self._entries)
        self.highlighted = at if at is not None and at < len(self._entries) else None

    def _row(self, entry: Entry) -> Content:
        room = max(8, self.size.width - 10)
        if entry.sort is Sort.UP:
            return Content.styled(
                f"{'   ' if self._ticks else ''}↑ the folder above", "$reader-muted"
            )
        box = ("☑ " if entry.path in self.ticked else "☐ ") if self._ticks else ""
        written = entry.path in self._written
        told = "  written by qualcode" if written else ""
        name = clip(entry.name, max(8, room - len(told)))
        style = "bold" if entry.sort is Sort.FOLDER or entry.path in self.ticked else ""
        return Content.assemble(
            (box, "$accent"),
            (f"{_SIGNS[entry.sort]} ", "$primary"),
            (name, style),
            (told, "$reader-muted"),
        )
