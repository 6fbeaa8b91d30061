"""What files hold, shown before anything is stored, so that every guess can be put right."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from qualcode.model.words import count
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.wait import Wait
from qualcode_tui.folders import say_path
from qualcode_tui.previews import (
    FileChoice,
    Line,
    Sort,
    State,
    by_encoding,
    find_shared_names,
)
from qualcode_tui.screens.brought_in import BroughtIn
from qualcode_tui.screens.step import Step
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.file_lines import FileRows, LineRows
from qualcode_tui.working import is_stopped

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.intake.imported import ImportedFile
    from qualcode.project.intake.previewing import FilePreview

_SIGN_STYLES = {"✗": "$error", "?": "$warning", "–": "$reader-muted", "+": "$success"}
_SITE_TOLD = "Where they were spoken with: a place, a group or a service. It may stay empty."
_TYPED = {
    Sort.NAME: ("Short name", "Quotations and tables name the source by it, as in A-FG1."),
    Sort.SITE: ("Site", _SITE_TOLD),
}


class Preview(Step):
    """The files on the left; on the right what is said of the one that is highlighted."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.PREVIEW)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.PREVIEW)]
    DEFAULT_CSS = """
    Preview {
        & #study { height: auto; padding: 0 2; color: $reader-muted; }
        & #both { height: 1fr; }
        & #files { width: 32; }
        & #file { width: 1fr; border-left: solid $border-blurred; }
        & #lines { height: 2fr; }
        & #told { height: 1fr; max-height: 12; padding: 0 2; scrollbar-size-vertical: 1; }
        & #told Static { height: auto; }
        & #file:focus-within { border-left: solid $border; }
        &.-narrow #files { width: 28; }
        &.-wide #files { width: 44; }
    }
    """

    def __init__(self, paths: list[Path]) -> None:
        super().__init__()
        self.paths = paths
        self.choices: list[FileChoice] = []
        self.reading = True
        self._shown: FileChoice | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the files beside what is said of one of them, under what says it of all."""
        yield Static(id="study", markup=False)
        with Horizontal(id="both"):
            yield FileRows(id="files")
            with Vertical(id="file"):
                yield LineRows(id="lines")
                with VerticalScroll(id="told", can_focus=False):
                    yield Static(id="sentences")

    def on_mount(self) -> None:
        """Begin to read the files."""
        paths = list(self.paths)

        def job(project: "Project") -> None:
            for one in project.sources.preview(paths):
                if is_stopped():
                    return
                self.call_later(self._add, one)

        self.work(job, self._done, self._stopped)
        self.query_one(FileRows).focus()

    def look(self) -> None:
        """Show where one is."""
        self.show_top(f"{self.project.title} · look before it is brought in")
        study = self.project.sources.study_of(self.paths)
        told = self.query_one("#study", Static)
        told.display = study is not None
        if study is not None:
            told.update(f"What {say_path(study)} says of these files is used here.")
        self._say()

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        self._fill()

    # Reading

    def _add(self, preview: "FilePreview") -> None:
        # What somebody ticked by itself is meant; what a folder brought along may be a report.
        along = preview.path not in self.paths
        own = along and bool(self.project.exporting.find_own([preview.path]))
        choice = FileChoice.of(preview, own=own)
        before = self.workspace.said.get(preview.path)
        if before is not None:
            choice.take_over(before)
        self.workspace.said[preview.path] = choice
        self.choices.append(choice)
        self._fill()

    def _done(self, _: None) -> None:
        self.reading = False
        self._fill()

    def _stopped(self, sentence: str) -> None:
        self.reading = False
        self._fill()
        self.say(sentence, refused=True)

    # Showing

    @property
    def here(self) -> FileChoice | None:
        """The file that is highlighted."""
        name = self.query_one(FileRows).here
        return self.choices[int(name)] if name is not None else None

    @property
    def line(self) -> Line | None:
        """What of it is highlighted."""
        name, choice = self.query_one(LineRows).here, self.here
        lines = choice.lines() if choice else []
        return lines[int(name)] if name is not None and int(name) < len(lines) else None

    def _fill(self) -> None:
        self.query_one(FileRows).fill(self.choices)
        self._fill_file()
        self._say()

    @on(OptionList.OptionHighlighted, "#files")
    def _fill_file(self) -> None:
        choice, rows = self.here, self.query_one(LineRows)
        lines = choice.lines() if choice else []
        rows.fill(lines)
        if choice is not self._shown:
            # Another file begins where a look is due, never at the line that was left elsewhere.
            self._shown = choice
            rows.keep(str(next((n for n, line in enumerate(lines) if not line.sure), 0)))
        told = choice.sentences() if choice else []
        parts: list[str | tuple[str, str]] = []
        for sign, sentence in told:
            parts += [(f"{sign} ", _SIGN_STYLES[sign]), f"{sentence}\n"]
        self.query_one("#sentences", Static).update(Content.assemble(*parts))
        self.query_one("#told").display = bool(told)

    def _say(self) -> None:
        taken = sum(choice.taken for choice in self.choices)
        in_lines = self.query_one(LineRows).has_focus
        self.offer(f"Bring in {count(taken, 'file')}" if taken and not self.reading else None)
        self.say(self._sentence(in_lines))
        if in_lines:
            hints = [
                Hint.both("preview.change-back", "preview.change", "change"),
                Hint("Enter", "see all", "enter"),
                Hint("↑↓", "move", "down"),
                Hint.of("step.next", "bring in"),
                Hint.of("step.back", "back to the files"),
            ]
        else:
            hints = [
                Hint.of("step.choose", "look closer"),
                Hint("↑↓", "choose", "down"),
                Hint.of("preview.leave-out", "leave out"),
                Hint.of("step.next", "bring in"),
                Hint.of("step.back", "choose other files"),
            ]
        self.show_hints(hints)

    def _sentence(self, in_lines: bool) -> str:
        if self.reading:
            return f"Reading … {count(len(self.choices), 'file')} so far. Nothing is stored yet."
        if not self.choices:
            return "There is no file here that could be read. Esc goes back to choose others."
        if in_lines:
            line = self.line
            if line is not None and line.typed:
                return f"Enter types the {line.sort}."
            what = f" “{line.key}”:" if line is not None and line.sort is Sort.COLUMN else ""
            return f"{what} ← and → change it, Enter shows all it can be; ? is unsure.".strip()
        states = [choice.state for choice in self.choices]
        parts = [
            f"{states.count(state)} {word}"
            for state, word in (
                (State.READY, "ready"),
                (State.UNSURE, "to look at"),
                (State.REFUSED, "cannot be read"),
                (State.LEFT_OUT, "left out"),
            )
            if state in states
        ]
        coming = f"{key_of('step.next')} brings in what is ready or unsure."
        return f"{', '.join(parts)}. Nothing is stored yet; {coming}"

    def on_descendant_focus(self) -> None:
        """Say what can be done where the focus is now."""
        if self.is_mounted:
            self._say()

    @on(OptionList.OptionHighlighted, "#lines")
    def _line_highlighted(self) -> None:
        if not self.reading:
            self._say()

    # Deciding

    @on(FileRows.Entered)
    def _enter(self) -> None:
        if self.here is not None and self.here.lines():
            self.query_one(LineRows).focus()
        elif self.here is not None:
            self.say(self.here.preview.refused or "", refused=True)

    @on(LineRows.Change)
    def _choose(self) -> None:
        """Show all that the highlighted line can be, so that Enter alone changes nothing."""
        choice, line = self.here, self.line
        if choice is None or line is None:
            return
        words, now = choice.choices(line)
        if not words:
            self.action_change(1)
            return

        def chosen(i: int | None) -> None:
            if i is not None:
                self._change(choice, line, i - now)

        title = f"{line.sort}: {line.key}" if line.key else f"{line.sort}: {choice.name}"
        title = title[0].upper() + title[1:]
        self.app.push_screen(Choose(title, [Content(word) for word in words], now), chosen)

    def action_change(self, by: int) -> None:
        """Take the highlighted line for something else."""
        choice, line = self.here, self.line
        if not self.query_one(LineRows).has_focus or choice is None or line is None:
            return
        if line.typed:
            self._type(choice, line)
            return
        self._change(choice, line, by)

    def _change(self, choice: FileChoice, line: Line, by: int) -> None:
        choice.change(line, by)
        if line.sort is Sort.ENCODING:
            self._read_again(choice)
        self._fill()

    def action_leave_out(self) -> None:
        """Leave the highlighted file out, or take it in again."""
        choice = self.here
        if choice is not None and choice.said is not None:
            choice.taken = not choice.taken
            self._fill()

    def _type(self, choice: FileChoice, line: Line) -> None:
        def typed(words: str | None) -> None:
            if words is not None:
                choice.type(line, words)
                self._fill()

        title, told = _TYPED[line.sort]
        said = choice.said
        answer = (said.site or "") if said and line.sort is Sort.SITE else line.value
        ask = Ask(f"{title}: {choice.name}", told, answer=answer, retype=True)
        self.app.push_screen(ask, typed)

    def _read_again(self, choice: FileChoice) -> None:
        """Read a file once more with the encoding that was said."""
        at, path, encoding = self.choices.index(choice), choice.preview.path, choice.encoding

        def job(project: "Project") -> "list[FilePreview]":
            return list(project.sources.preview([path], encoding=encoding or None))

        def done(found: "list[FilePreview]") -> None:
            self.reading = False
            self.choices[at] = self.workspace.said[path] = FileChoice.of(found[0], encoding)
            self._fill()

        self.reading = True
        self.work(job, done, self._stopped)

    def action_back(self) -> None:
        """Go from a file back to the list, and from the list to choosing."""
        if self.query_one(LineRows).has_focus:
            if self.here is not None:
                self.here.settle()
            self.query_one(FileRows).focus()
            self._fill()
        else:
            self.workspace.choose_other_files(self.paths)

    # Bringing in

    def action_go_on(self) -> None:
        """Bring in what is taken, with all that is said of it."""
        runs = by_encoding(self.choices)
        shared = find_shared_names(self.choices)
        if self.reading or not runs:
            return
        if shared:
            self.say(
                f"Two files have the short name {shared[0]}. Give one of them another.",
                refused=True,
            )
            return
        wait = Wait(f"Bringing in {count(sum(len(run) for _, run in runs), 'file')}")

        def job(project: "Project") -> "list[ImportedFile]":
            done: list[ImportedFile] = []
            for encoding, run in runs:
                said = {one.preview.path: one.said for one in run if one.said is not None}
                for result in project.sources.import_files(
                    list(said), encoding=encoding or None, said=said
                ):
                    done.append(result)
                    wait.call_later(wait.report, f"{len(done)}. {result.path.name}")
            return done

        def refused(sentence: str) -> None:
            wait.dismiss()
            self.say(sentence, refused=True)

        def shown(results: "list[ImportedFile]") -> None:
            wait.dismiss()
            self.workspace.said.clear()
            self.workspace.go(lambda: BroughtIn(results))

        self.app.push_screen(wait)
        self.work(job, shown, refused)
