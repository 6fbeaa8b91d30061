"""Home: what to do first, and the studies that were open here before."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.project.demo import next_folder, run_demo
from qualcode.project.preferences import (
    RecentProject,
    forget_project,
    read_coder,
    recent_projects,
)
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.wait import Wait
from qualcode_tui.folders import documents_folder, read_paths, say_path
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip, clip_middle, width_of
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows
from qualcode_tui.working import work_aside

_ABOUT = (
    "Read what people said, mark what it is about, count who said it, and quote them word for word."
)
_DEMO_FILE, _GUEST = "demo.qualcode", "Guest"
_FIRST = (
    (
        "learn",
        "Learn on a small invented study",
        "A finished example to look around in. Making it takes a moment.",
    ),
    ("new", "Make a new project", "One file that holds a study: transcripts, themes and coding."),
    ("open", "Open a project", "A .qualcode file that is on this computer."),
)


class Home(Step):
    """The first screen: nothing is open yet."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.HOME)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.HOME)]
    DEFAULT_CSS = """
    Home {
        align: center top;
        & > #name { height: auto; width: 84; max-width: 100%; padding: 1 2; }
        & > #choices { width: 84; max-width: 100%; padding: 0 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._recent: list[RecentProject] = []

    def compose_body(self) -> Iterable[Widget]:
        """Put the list under the name."""
        yield Static(
            Content.assemble(
                ("qualcode", "bold $accent"),
                (f"\n{_ABOUT}", "$reader-muted"),
            ),
            id="name",
        )
        yield Rows(id="choices")

    def look(self) -> None:
        """List what can be done, and the studies that were open before."""
        self._recent = recent_projects()
        self.lay_out()
        rows = self.query_one(Rows)
        there = [n for n, one in enumerate(self._recent) if one.is_there]
        rows.keep(f"recent-{there[0]}" if there else "learn")
        rows.focus()
        self.show_top("Home", f"coder {coder}" if (coder := read_coder()) else "")
        self.say("Choose with ↑ ↓ and press Enter, or click. Esc takes you back from anywhere.")
        self.show_hints(
            [
                Hint.of("step.choose", "choose"),
                Hint("↑↓", "move", "down"),
                Hint.of("theme", "light or dark"),
                Hint.of("quit", "leave"),
            ]
        )

    def lay_out(self) -> None:
        """Lay the rows out at the width there is."""
        rows = self.query_one(Rows)
        here, room = rows.here, max(20, rows.size.width - 8)
        options = [Option(_row(label, told, room), id=name) for name, label, told in _FIRST]
        if self._recent:
            options.append(
                Option(Content.styled("\nOpened before", "bold $primary"), disabled=True)
            )
        options += [
            Option(_say_recent(one, room), id=f"recent-{n}") for n, one in enumerate(self._recent)
        ]
        rows.set_options(options)
        rows.keep(here)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "learn":
                self._learn()
            case "new":
                self.workspace.action_new_project()
            case "open":
                self.workspace.action_open_project()
            case str() as name:
                self._open_again(self._recent[int(name.removeprefix("recent-"))])

    def action_back(self) -> None:
        """There is nowhere to go back to."""
        self.say(f"This is the first screen. {key_of('quit')} leaves.")

    def action_forget(self) -> None:
        """Take the highlighted project off the list."""
        name = self.query_one(Rows).here or ""
        if not name.startswith("recent-"):
            self.say("Only a project that was opened before can be taken off the list.")
            return
        one = self._recent[int(name.removeprefix("recent-"))]
        forget_project(one.path)
        self.look()
        self.say(f"Took {one.title} off the list. Its file is left alone: {say_path(one.path)}")

    def _open_again(self, one: RecentProject) -> None:
        if one.is_there:
            self.workspace.open_project(one.path)
            return
        self.say(
            f"{say_path(one.path)} is not there any more. If it was moved, open it with “Open a "
            f"project”; {key_of('recent.forget')} takes it off this list.",
            refused=True,
        )

    # The invented study

    def _learn(self) -> None:
        folder = documents_folder() / "qualcode-example"
        if not (folder / _DEMO_FILE).exists():
            self._ask_folder(folder)
            return

        def chosen(i: int | None) -> None:
            if i == 0:
                self._begin_learning(folder / _DEMO_FILE)
            elif i == 1:
                self._ask_folder(next_folder(folder))

        answers = ["Open the one that was made before", "Make a fresh one beside it"]
        question = "There is an example already"
        self.app.push_screen(Choose(question, list(map(Content, answers))), chosen)

    def _ask_folder(self, folder: Path) -> None:
        def check(answer: str) -> str | None:
            paths = read_paths(answer)
            if len(paths) != 1 or not paths[0].is_absolute():
                return "Type one folder, from the root or from ~ on."
            if (paths[0] / _DEMO_FILE).exists():
                return "There is an example in that folder already. Choose another one."
            return None

        def answered(answer: str | None) -> None:
            if answer is not None:
                self._make_example(read_paths(answer)[0])

        told = (
            "The example is an invented study of unpaid carers: nobody in it is real. It goes into "
            "a folder of its own, which you may throw away."
        )
        ask = Ask("Where may the example go?", told, answer=say_path(folder), check=check)
        self.app.push_screen(ask, answered)

    def _make_example(self, folder: Path) -> None:
        wait = Wait("Making the example")
        self.app.push_screen(wait)

        def done(path: Path) -> None:
            wait.dismiss()
            self._begin_learning(path)

        def refused(sentence: str) -> None:
            wait.dismiss()
            self.say(sentence, refused=True)

        def report(line: str) -> None:
            wait.call_later(wait.report, line)

        work_aside(self, lambda: run_demo(folder, report).project, done, refused)

    def _begin_learning(self, path: Path) -> None:
        self.workspace.open_project(path, read_coder() or _GUEST)


def _row(label: str, told: str, room: int) -> Content:
    return Content.assemble((label, "bold"), (f"\n  {clip(told, room)}", "$reader-muted"))


def _say_recent(one: RecentProject, room: int) -> Content:
    sign = "" if one.is_there else "✗ not there any more: "
    when = f"opened {_say_time(one.opened)} · " if one.is_there and one.opened else ""
    # With the name of its file: a copy of a project has the same title, often in the same folder.
    where = f"{when}{clip_middle(say_path(one.path), max(0, room - width_of(when)))}"
    return Content.assemble(
        (sign, "$error"),
        (clip(one.title, room - len(sign)), "bold"),
        (f"\n  {where}", "$reader-muted"),
    )


def _say_time(time: str) -> str:
    """Return when something was, in the reader's own time: "3 March 2026, 10:12"."""
    try:
        local = datetime.fromisoformat(time).astimezone()
    except (ValueError, OverflowError, OSError):
        return "some time ago"
    return f"{local.day} {local:%B %Y, %H:%M}"
