"""A new project: what the study is called, who codes, and where the file is kept."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from qualcode.model import QualcodeError
from qualcode.project import Project
from qualcode.project.places import assess_folder
from qualcode.project.preferences import read_coder, write_coder
from qualcode_tui.folders import documents_folder, name_file, read_paths, say_path
from qualcode_tui.screens.step import Step
from qualcode_tui.widgets.bars import Hint

_FIELDS = (
    ("title", "What is the study called?", "Maple carers 2026"),
    ("coder", "Under which name does your coding appear?", "your first name"),
    ("folder", "In which folder is it kept?", ""),
)


class NewProject(Step):
    """Three questions, each with room for what is wrong with its answer beside it."""

    # Before the input sees the key: what is typed after it belongs to the next question.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "Next question", show=False, priority=True)
    ]
    HEADING = "A project is one file that holds all of a study. Three questions make one."
    DEFAULT_CSS = """
    NewProject {
        & #form { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
        & .question { height: 1; text-style: bold; }
        & Input { border: none; height: 1; padding: 0 1; background: $panel; }
        & Input:focus { border: none; background: $block-cursor-blurred-background; }
        & .wrong { height: auto; min-height: 1; color: $error; padding: 0 1; margin-bottom: 1; }
        &.-short .wrong { margin-bottom: 0; }
        & #where { height: auto; padding: 0 1; color: $reader-muted; }
        & #risk { height: auto; padding: 0 1; color: $warning; }
    }
    """

    def compose_body(self) -> Iterable[Widget]:
        """Put the questions under each other."""
        answers = {"coder": read_coder() or "", "folder": say_path(documents_folder())}
        with VerticalScroll(id="form", can_focus=False):
            for name, question, example in _FIELDS:
                yield Static(question, classes="question")
                yield Input(
                    answers.get(name, ""), placeholder=example, id=name, select_on_focus=False
                )
                yield Static("", classes="wrong", id=f"{name}-wrong", markup=False)
            yield Static("", id="where", markup=False)
            yield Static("", id="risk", markup=False)

    def look(self) -> None:
        """Begin with the first question."""
        self.show_top("A new project")
        self.offer("Make the project", by_key=False)
        self.query_one("#title", Input).focus()
        self._show_place()

    def on_descendant_focus(self) -> None:
        """Say what Enter does where the focus is."""
        last = self.focused is not None and self.focused.id == "folder"
        typing = isinstance(self.focused, Input)
        enter = "make the project" if last or not typing else "next question"
        if typing and not last:
            self.say("Type an answer and press Enter. Tab and Shift+Tab go from one to the other.")
        elif _find_wrong(*self._answers):
            self.say("Enter makes the project, once each question has its answer.")
        else:
            self.say("Everything is ready: Enter makes the project.")
        self.show_hints(
            [
                Hint("Enter", enter, "enter"),
                Hint("Tab", "next question", "tab"),
                Hint.of("step.back", "do not make one"),
            ]
        )

    def action_back(self) -> None:
        """Go back to the home screen."""
        self.workspace.leave_project()

    def action_go_on(self) -> None:
        """Make the project, or say what is missing beside the question."""
        if self._refuses(*(name for name, _, _ in _FIELDS)):
            return
        title, coder, _ = self._answers
        path = self.path
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            project = Project.create(path, coder, title)
        except (QualcodeError, OSError) as refusal:
            self.query_one("#folder-wrong", Static).update(f"✗ {refusal}")
            self.say(str(refusal), refused=True)
            return
        # The name is asked again where it cannot be kept; the project is there all the same.
        with suppress(OSError):
            write_coder(coder)
        self.workspace.begin(project)

    def _refuses(self, *names: str) -> bool:
        """Say beside these questions what is wrong, go to the first, and return whether any is."""
        wrong = _find_wrong(*self._answers)
        for name in names:
            told = f"✗ {wrong[name]}" if name in wrong else ""
            self.query_one(f"#{name}-wrong", Static).update(told)
        first = next((name for name in names if name in wrong), None)
        if first is None:
            return False
        self.query_one(f"#{first}", Input).focus()
        self.say(wrong[first], refused=True)
        return True

    @property
    def path(self) -> Path | None:
        """Where the file will be, None while that cannot be said."""
        title, _, folder = self._answers
        folders = read_paths(folder)
        return folders[0] / name_file(title, ".qualcode") if len(folders) == 1 else None

    @property
    def _answers(self) -> tuple[str, str, str]:
        title, coder, folder = (
            self.query_one(f"#{name}", Input).value.strip() for name, _, _ in _FIELDS
        )
        return title, " ".join(coder.split()), folder

    def action_answer(self) -> None:
        """Go to the next question; from the last one, make the project."""
        fields = list(self.query(Input))
        at = fields.index(self.focused) if isinstance(self.focused, Input) else len(fields)
        if at + 1 >= len(fields):
            self.action_go_on()
        elif not self._refuses(str(fields[at].id)):
            self.set_focus(fields[at + 1])

    @on(Input.Changed)
    def _show_place(self) -> None:
        path, where, risk = self.path, self.query_one("#where"), self.query_one("#risk")
        if not isinstance(where, Static) or not isinstance(risk, Static):
            return
        where.update(f"It will be this file: {path}" if path else "")
        found = assess_folder(path) if path else None
        risk.update(f"! {found.sentence}" if found else "")
        self.on_descendant_focus()


def _find_wrong(title: str, coder: str, folder: str) -> dict[str, str]:
    """Return a sentence for each answer that will not do, by question."""
    wrong = {}
    if not title:
        wrong["title"] = "A study needs a name. It becomes the name of the file."
    if not coder:
        wrong["coder"] = "Your coding needs a name to appear under; a first name will do."
    folders = read_paths(folder)
    if len(folders) != 1 or not folders[0].is_absolute():
        wrong["folder"] = "Type one folder, from the root or from ~ on."
    elif folders[0].exists() and not folders[0].is_dir():
        wrong["folder"] = "That is a file. A project needs a folder to be kept in."
    elif title and (folders[0] / name_file(title, ".qualcode")).exists():
        wrong["title"] = "There is a project of this name in the folder. Choose another name."
    return wrong
