"""Quotations: choose themes, and write people's words to a Word file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.words import count
from qualcode.project.quoting import Choice
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.dialogs.outputs import ask_output
from qualcode_tui.dialogs.tell import Tell
from qualcode_tui.dialogs.wait import Wait
from qualcode_tui.folders import name_output, say_path
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from qualcode.model import Code
    from qualcode.project import Project
    from qualcode.reports import QuotationSet

_TITLE = "Quotations by theme"


class Quotations(Step):
    """The themes with the number of passages that can be quoted; all are ticked at first."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.QUOTATIONS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.QUOTATIONS)]
    HEADING = (
        "The themes with passages that can be quoted. People's words go into a Word file under "
        "participant codes; whoever said no to being quoted is left out always."
    )

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}
        self.ticked: set[str] = set()
        self.only_starred = False
        self._codes: list[Code] = []
        self._left_out: tuple[str, ...] = ()

    def compose_body(self) -> Iterable[Widget]:
        """Put the themes in a list."""
        yield Rows(id="themes")

    def look(self) -> None:
        """Gather what can be quoted."""
        self.show_top(f"{self.project.title} · quotations")
        self.say("Gathering what was coded …")
        self.show_hints(
            [
                Hint.of("step.next", "write the Word file"),
                Hint.of("quotations.tick", "tick"),
                Hint.of("quotations.all", "all or none"),
                Hint.of("quotations.starred", "only starred"),
                Hint("↑↓", "choose", "down"),
                Hint.of("step.back", "steps of the study"),
            ]
        )
        self.work(lambda project: project.quoting.choose(self._choice()), self._gathered)

    def _choice(self) -> Choice:
        """Return which passages are meant, of every theme."""
        return Choice(starred=self.only_starred)

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        self._fill()

    def _gathered(self, found: "QuotationSet") -> None:
        by_path = Counter(item.code_path for item in found.items)
        self._codes = [code for code in self.project.codes.list() if by_path[code.path or ""]]
        self.counts = {code.id: by_path[code.path or ""] for code in self._codes}
        self.ticked = set(self.counts)
        self._left_out = found.left_out
        self._fill()
        self.query_one(Rows).focus()

    def _fill(self) -> None:
        rows = self.query_one(Rows)
        here, room = rows.here, max(20, rows.size.width - 18)
        rows.set_options(
            Option(
                _say(code, self.counts[code.id], room, ticked=code.id in self.ticked), id=code.id
            )
            for code in self._codes
        )
        rows.keep(here)
        self._say()

    def _say(self) -> None:
        if not self._codes:
            self.offer(None)
            left_out = " ".join(self._left_out)
            told = left_out or "Nothing has been coded yet: “Read and code” comes first."
            if self.only_starred:
                told = f"No passage has a star. {key_of('quotations.starred')} shows all again."
            self.say(f"There is nothing to quote. {told}")
            return
        passages = sum(self.counts[code] for code in self.ticked)
        self.offer(f"Write {count(passages, 'passage')} to a Word file" if passages else None)
        stars = " with a star" if self.only_starred else ""
        themes = f"{len(self.ticked)} of {count(len(self._codes), 'theme')} ticked"
        keys = f"{key_of('quotations.tick')} ticks; {key_of('step.next')} writes the Word file."
        self.say(f"{themes}: {count(passages, 'passage')}{stars}. {keys}")

    @on(OptionList.OptionSelected)
    def action_tick(self) -> None:
        """Take the highlighted theme, or leave it out."""
        here = self.query_one(Rows).here
        if here is not None:
            self.ticked ^= {here}
            self._fill()

    def action_all(self) -> None:
        """Take every theme, or let all of them go."""
        self.ticked = set() if self.ticked == set(self.counts) else set(self.counts)
        self._fill()

    def action_starred(self) -> None:
        """Take only passages with a star, or all of them again."""
        self.only_starred = not self.only_starred
        self.look()

    def action_go_on(self) -> None:
        """Ask for the file, and write it."""
        if not self.ticked:
            one, every = key_of("quotations.tick"), key_of("quotations.all")
            self.say(f"No theme is ticked. {one} ticks one, {every} all of them.", refused=True)
            return
        with self.refusals():
            self.project.require_coder()
            ask_output(
                self,
                name_output(self.project.title, "quotations", ".docx"),
                "Quotations",
                self._write,
            )

    def _write(self, path: Path) -> None:
        whole = self.ticked == set(self.counts)
        chosen = None if whole else frozenset(self.ticked)
        choice = replace(self._choice(), codes=chosen)
        wait = Wait("Writing the Word file")

        def job(project: "Project") -> "QuotationSet":
            chosen = project.quoting.choose(choice, _TITLE)
            project.quoting.write(chosen, path)
            return chosen

        def done(chosen: "QuotationSet") -> None:
            wait.dismiss()
            self.app.push_screen(Tell("The Word file is written", _tell(chosen, path)))

        def refused(sentence: str) -> None:
            wait.dismiss()
            self.say(sentence, refused=True)

        self.app.push_screen(wait)
        self.work(job, done, refused)


def _tell(chosen: "QuotationSet", path: Path) -> list[str]:
    """Return what was written, what was left out, and what to mind, a sentence each."""
    different = len({item.ref for item in chosen.items})
    told = [f"{count(different, 'quotation')} in {say_path(path)}"]
    if different < len(chosen.items):
        told.append(
            f"Some stand under several themes, so {len(chosen.items)} are printed in all; each "
            "counts once."
        )
    told += chosen.left_out
    unrecorded = sum(item.consent.endswith("not recorded") for item in chosen.items)
    if unrecorded:
        told.append(
            f"For {unrecorded} of them nobody has recorded consent to be quoted; each is marked. "
            "Consent can be recorded under People."
        )
    return told


def _say(code: "Code", passages: int, room: int, *, ticked: bool) -> Content:
    depth = (code.path or "").count(" › ")
    label = clip("  " * depth + code.label, room)
    return Content.assemble(
        ("☑ " if ticked else "☐ ", "$accent"),
        (f"{passages:>5,}  ", "$reader-muted"),
        (label, "bold" if ticked else ""),
    )
