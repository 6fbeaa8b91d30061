"""Choosing files: a folder to go through, and a line to type or paste a path into."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.folders import read_paths, say_path, start_folder
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.browser import Browser


class Browse(Step):
    """One file is chosen, and taken."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.FILES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.FILES)]
    DEFAULT_CSS = """
    Browse {
        & #path { border: none; height: 1; margin: 1 2; padding: 0 1; background: $panel; }
        & #path:focus { border: none; background: $block-cursor-blurred-background; }
        & #folder { height: 1; padding: 0 2; text-style: bold; color: $primary; }
        & #entries { padding: 0 2; }
    }
    """
    WORD = "file"
    AUTO_FOCUS = "Browser"

    def compose_browser(
        self,
        fits: Callable[[Path], bool],
        *,
        ticks: bool = False,
        own: Callable[[list[Path]], set[Path]] = lambda _: set(),
    ) -> Iterable[Widget]:
        """Yield the line for a path, the name of the folder, and what is in it."""
        yield Input(
            placeholder=f"{key_of('files.path')} goes here: type or paste the path of a "
            f"{self.WORD}, and press Enter",
            id="path",
            select_on_focus=False,
        )
        yield Static(id="folder", markup=False)
        yield Browser(start_folder(), fits, ticks=ticks, own=own, id="entries")

    @property
    def browser(self) -> Browser:
        """The folder."""
        return self.query_one(Browser)

    def take(self, path: Path) -> None:
        """Use the file that was chosen."""

    def take_typed(self, paths: list[Path]) -> None:
        """Use the paths that were typed: go into a folder, take a file."""
        if len(paths) > 1:
            self.say(f"Type the path of one {self.WORD} only.", refused=True)
        elif paths[0].is_dir():
            self.browser.go(paths[0].absolute())
            self.browser.focus()
        else:
            self.take(paths[0].absolute())

    def show_folder(self) -> None:
        """Say which folder is shown, and what can be done."""
        browser = self.browser
        room = max(10, self.size.width - 6)
        self.query_one("#folder", Static).update(clip(say_path(browser.folder), room))
        self.say(self.say_next())
        self.show_hints(self.hints())

    def say_next(self) -> str:
        """Return what the highlighted entry can be used for."""
        if not self.browser.paths:
            return f"No {self.WORD} stands in this folder. Enter goes into another one."
        return f"Enter goes into a folder, and takes a {self.WORD}."

    def hints(self) -> list[Hint]:
        """Return the keys that count here."""
        return [
            Hint.of("step.choose", "open"),
            Hint("↑↓", "choose", "down"),
            Hint.of("files.up", "folder above"),
            Hint.of("files.path", "type a path"),
            Hint.of("step.back", "back"),
        ]

    def action_tick(self) -> None:
        """Tick the highlighted entry."""
        self.browser.tick()

    def action_up(self) -> None:
        """Go to the folder above."""
        self.browser.up()

    def action_type_path(self) -> None:
        """Go to the line for a path."""
        self.query_one("#path", Input).focus()

    def action_back(self) -> None:
        """Leave the line for a path, or the screen."""
        if isinstance(self.focused, Input):
            self.browser.focus()
        else:
            super().action_back()

    def on_descendant_focus(self) -> None:
        """Say what can be done where the focus is now."""
        if isinstance(self.focused, Input):
            self.say(f"Type or paste the path of a {self.WORD} or a folder, and press Enter.")
        elif self.browser.folder:
            self.say(self.say_next())

    @on(Browser.Changed)
    def _changed(self) -> None:
        self.show_folder()

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        if not isinstance(self.focused, Input):
            self.say(self.say_next())

    @on(Browser.Failed)
    def _failed(self, event: Browser.Failed) -> None:
        self.say(event.sentence, refused=True)

    @on(Browser.Taken)
    def _taken(self, event: Browser.Taken) -> None:
        with self.refusals():
            self.take(event.path)

    @on(Input.Submitted, "#path")
    def _typed(self, event: Input.Submitted) -> None:
        paths = read_paths(event.value)
        missing = [path for path in paths if not path.exists()]
        if missing:
            self.say(f"Nothing is at {missing[0]}. Check its name and folder.", refused=True)
        elif paths:
            event.input.value = ""
            with self.refusals():
                self.take_typed(paths)
