"""The steps of a study: what has been done, what comes next, and the way to everything."""

from collections.abc import Iterable
from pathlib import Path

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.project.preferences import write_coder
from qualcode_tui.dialogs.ask import Ask
from qualcode_tui.dialogs.outputs import ask_output
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.dialogs.wait import Wait
from qualcode_tui.folders import name_output, say_path
from qualcode_tui.screens.step import Step
from qualcode_tui.steps import Facts, StepName, StepRow, list_steps, next_step
from qualcode_tui.text.cells import clip, fit
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows

_LABEL, _ROOMY = 26, 40
_REPORT_TOLD = (
    "Open it in a web browser. It is one file that asks for nothing from elsewhere, so it can be "
    "printed or sent. It holds people's words: send it only to those who may read them."
)


class Steps(Step):
    """The home of a study. Enter opens a step. `refusal` is said where another way was closed."""

    HEADING = "The steps of a study. ▸ stands at the one that comes next."
    DEFAULT_CSS = """
    Steps {
        & #steps { padding: 0 1; }
        &.-short > .heading { padding: 1 2; }
    }
    """

    def __init__(self, refusal: str | None = None) -> None:
        super().__init__()
        self._refusal = refusal
        self._rows: list[StepRow] = []
        self._next: StepName | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the steps in a list."""
        yield Rows(id="steps")

    def look(self) -> None:
        """Look at the study as it stands, and stand on what comes next."""
        project = self.project
        facts = Facts.of(project)
        before, self._next = self._next, next_step(facts)
        self._rows = list_steps(facts)
        self.lay_out()
        rows = self.query_one(Rows)
        if rows.here is None or before != self._next:
            rows.keep(self._next)
        rows.focus()
        self.show_top(project.title, f"coder {facts.coder}" if facts.coder else "no name yet")
        label = next(row.label for row in self._rows if row.name is self._next)
        self.offer(f"Next: {label}" if rows.here != self._next else None)
        warning = f" {project.warning}" if project.warning else ""
        if self._refusal:
            self.say(self._refusal, refused=True)
        else:
            self.say(f"Enter opens a step. The file is {say_path(project.path)}.{warning}")
        self.show_hints(
            [
                Hint.of("step.choose", "open"),
                Hint("↑↓", "choose", "down"),
                Hint.of("step.next", "what comes next"),
                Hint.of("theme", "light or dark"),
                Hint.of("quit", "leave"),
                Hint.of("step.back", "other studies"),
            ]
        )

    def lay_out(self) -> None:
        """Lay the rows out at the width and height there are."""
        rows = self.query_one(Rows)
        here, width = rows.here, (rows.size.width or self.app.size.width - 3) - 2
        roomy = self.app.size.height >= _ROOMY
        options: list[Option] = []
        for row in self._rows:
            if row.name is StepName.PEOPLE:
                options.append(Option(" ", disabled=True))
            options.append(Option(_say(row, width, roomy=roomy), id=row.name))
        rows.set_options(options)
        rows.keep(here)

    @on(OptionList.OptionHighlighted)
    def _offer_next(self) -> None:
        rows = self.query_one(Rows)
        if self._next is not None:
            label = next(row.label for row in self._rows if row.name is self._next)
            self.offer(f"Next: {label}" if rows.here != self._next else None)

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        with self.refusals():
            self._begin(StepName(event.option_id or ""))

    def action_go_on(self) -> None:
        """Open what comes next."""
        if self._next is not None:
            self.query_one(Rows).keep(self._next)
            self._begin(self._next)

    def action_back(self) -> None:
        """Leave the study for others."""
        self.workspace.leave_project()

    def _begin(self, step: StepName) -> None:
        workspace = self.workspace
        ways = {
            StepName.NAME: self._ask_name,
            StepName.FILES: workspace.action_add_files,
            StepName.THEMES: workspace.action_books,
            StepName.READ: workspace.action_read,
            StepName.COUNTS: workspace.action_counts,
            StepName.QUOTATIONS: workspace.action_quotations,
            StepName.PEOPLE: workspace.action_people,
            StepName.CODEBOOK: workspace.action_codebook,
            StepName.SUGGESTIONS: workspace.action_review,
            StepName.DRAWN: workspace.action_drawn,
            StepName.NOTES: workspace.action_notes,
            StepName.TIDY: workspace.action_tidy,
            StepName.HISTORY: workspace.action_history,
            StepName.REPORT: self._write_report,
            StepName.OTHERS: workspace.leave_project,
        }
        ways[step]()

    def _ask_name(self) -> None:
        def answered(name: str | None) -> None:
            if name is None or name == self.project.coder:
                return
            try:
                write_coder(name)
            except OSError as error:
                self.app.notify(f"Your name could not be kept for other studies: {error}.")
            self.workspace.reopen(name)

        ask = Ask(
            "Your name",
            "Your coding appears under this name. Others who work on the study use their own, so "
            "that one can tell who coded what.",
            answer=self.project.coder or "",
            check=lambda name: None if name else "Type a name; a first name will do.",
            retype=True,
        )
        self.app.push_screen(ask, answered)

    def _write_report(self) -> None:
        self.project.require_coder()
        ask_output(
            self, name_output(self.project.title, "report", ".html"), "Report", self._report_to
        )

    def _report_to(self, path: Path) -> None:
        wait = Wait("Writing the report")
        self.app.push_screen(wait)

        def done(_: None) -> None:
            wait.dismiss()
            self.app.push_screen(
                Tell("The report is written", [f"It is {say_path(path)}", _REPORT_TOLD])
            )

        def refused(sentence: str) -> None:
            wait.dismiss()
            self.say(sentence, refused=True)

        self.work(lambda project: project.reporting.write(path), done, refused)


def _say(row: StepRow, width: int, *, roomy: bool) -> Content:
    number = f"{row.number}" if row.number else " "
    sign = {"▸": "$accent", "✓": "$success"}.get(row.sign, "")
    style = "bold $accent" if row.sign == "▸" else "bold"
    head = [(f"{row.sign} ", sign), (f"{number}  ", "$reader-muted")]
    if roomy:
        told = clip(row.state, width - 10)
        return Content.assemble(*head, (row.label, style), (f"\n     {told}", "$reader-muted"))
    told = clip(row.state, width - _LABEL - 9)
    return Content.assemble(*head, (fit(row.label, _LABEL), style), (told, "$reader-muted"))
