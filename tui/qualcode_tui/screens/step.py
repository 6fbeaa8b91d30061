"""A step: what every screen around the text shares, and how it speaks to the workspace."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.refusals import refusals_said
from qualcode_tui.widgets.asking import Asking
from qualcode_tui.widgets.bars import Hint, Hints, StatusBar, TopBar
from qualcode_tui.widgets.rows import GoOn, Rows
from qualcode_tui.widgets.whole import Whole
from qualcode_tui.working import work_beside

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode_tui.app import Workspace
    from qualcode_tui.returning import WayBack

_Result = TypeVar("_Result")
_UP = Hint("↑", "back to the list", "up")


class Step(Screen[None], Asking, Whole):
    """A screen with a title line, its own body, a bar that offers what is next, and the keys."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP,)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.STEP)]
    DEFAULT_CSS = """
    Step {
        background: $background;
        & > .heading { height: auto; padding: 1 2 1 2; color: $reader-muted; }
        & .hidden { display: none; }
        &.-short > .heading { padding: 0 2; }
    }
    """
    TITLE = "qualcode"
    HEADING = ""

    def compose(self) -> ComposeResult:
        """Put the body between the bars."""
        yield TopBar()
        if self.HEADING:
            yield Static(self.HEADING, classes="heading", markup=False)
        yield from self.compose_body()
        yield GoOn()
        yield StatusBar()
        yield Hints()

    def compose_body(self) -> Iterable[Widget]:
        """Yield what the screen is about."""
        return ()

    _has_looked = False
    _hints: Sequence[Hint] = ()
    _came_from: Widget | None = None
    way_back: "WayBack | None" = None

    def on_screen_resume(self) -> None:
        """Look when the screen is first shown; a dialog that goes away changes nothing."""
        if not self._has_looked:
            self._has_looked = True
            with self.refusals():
                self.look()

    def look_when_shown(self) -> None:
        """Look once more when the screen is come back to: much may have been done since."""
        self._has_looked = False

    def called(self) -> str:
        """Return what the screen is called where the way back to it is named."""
        return "where you were"

    def on_resize(self) -> None:
        """Fit the rows to the width, once what is on the screen has taken its own."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        with self.refusals():
            self.lay_out()

    def look(self) -> None:
        """Read what is to be shown, and show it."""

    def lay_out(self) -> None:
        """Show what was read last at the size the screen has now."""

    # What is said

    @property
    def workspace(self) -> "Workspace":
        """The app that the screen is part of."""
        return cast("Workspace", self.app)

    @property
    def project(self) -> "Project":
        """The project that is open."""
        project = self.workspace.project
        if project is None:
            raise LookupError(self.TITLE)
        return project

    def refusals(self) -> AbstractContextManager[None]:
        """Say what the project refuses within the block in the status line."""
        return refusals_said(self.app)

    def say(self, sentence: str, *, refused: bool = False) -> None:
        """Show a sentence in the status line."""
        self.query_one(StatusBar).say(sentence, refused=refused)

    def show_top(self, left: str, right: str = "") -> None:
        """Show where one is, and what is known of it."""
        project = self.workspace.project
        self.query_one(TopBar).show(left, right, project.title if project else "")

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show the keys that count here, and last how to see all of them.

        On the bar at the foot Enter does what it offers, and nothing else.
        """
        self._hints = hints
        bar = self.query_one(GoOn)
        if bar.has_focus and bar.label is not None:
            hints = [Hint("Enter", f"{bar.label[:1].lower()}{bar.label[1:]}", "enter"), _UP]
        self.query_one(Hints).set_hints([*hints, Hint.of("help", "all keys")])

    def offer(self, label: str | None, *, by_key: bool = True) -> None:
        """Offer what is next in the bar at the foot; None where nothing is.

        Without `by_key` the key n is for typing here.
        """
        self.query_one(GoOn).show(label, by_key=by_key)

    # What can be done

    def action_choose(self) -> None:
        """Choose what is highlighted; where nothing is, do what the bar at the foot offers."""
        if isinstance(self.focused, Rows):
            self.focused.action_select()
        else:
            self.go_on_where_offered()

    def go_on_where_offered(self) -> None:
        """Do what the bar at the foot offers, unless Enter on the bar itself does."""
        bar = self.query_one(GoOn)
        if bar.label is not None and not bar.has_focus:
            self.action_go_on()

    def action_go_on(self) -> None:
        """Do what the bar at the foot offers."""

    def action_back(self) -> None:
        """Go back to the steps of the study, or to the home screen where none is open."""
        self.workspace.action_home()

    def action_undo(self) -> None:
        """Undo the coder's last act, and show what is then there."""
        self._turn_back(redo=False)

    def action_redo(self) -> None:
        """Do again what was undone, and show what is then there."""
        self._turn_back(redo=True)

    def _turn_back(self, *, redo: bool) -> None:
        if self.workspace.project is None:
            self.say("No study is open, so there is nothing to undo.", refused=True)
            return
        with self.refusals():
            history = self.project.history
            again = f"{key_of('step.redo')} does it again."
            self.done(history.redo() if redo else f"{history.undo()} {again}")

    def done(self, sentence: str) -> None:
        """Look again after an act, and say what was done."""
        self.look()
        self.say(sentence)

    def on_descendant_focus(self) -> None:
        """Show the keys of the bar at the foot while it has the focus."""
        if self._hints:
            self.show_hints(self._hints)

    @on(GoOn.Pressed)
    def _go_on(self) -> None:
        self.action_go_on()

    @on(Rows.PastEnd)
    def _to_the_bar(self) -> None:
        bar = self.query_one(GoOn)
        if bar.display:
            self._came_from = self.focused
            bar.focus()

    @on(GoOn.Left)
    def _from_the_bar(self) -> None:
        if self._came_from is None or not self._came_from.is_attached:
            self.focus_previous()
        else:
            self._came_from.focus()

    # Slow work

    def work(
        self,
        job: "Callable[[Project], _Result]",
        done: Callable[[_Result], None],
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Do slow work in a thread, on the project opened once more there, then show the result."""
        work_beside(self, self.project, job, done, refused or self._refuse)

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, refused=True)
