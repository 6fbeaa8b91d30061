"""Counts: who speaks of each theme, and of how many."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import DataTable, Static

from qualcode.project.counts.wording import CountTable, countable, say_table
from qualcode.project.errors import NoCodesError, NoSourcesError
from qualcode_tui.actions import bindings, find_action
from qualcode_tui.actions.action import Scope
from qualcode_tui.count_file import has_several, lay_counts, write_counts
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.outputs import ask_output
from qualcode_tui.folders import name_output, say_path
from qualcode_tui.screens.closed import ask_question
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.widgets.bars import Hint

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.counts.tallies import Prevalence, ThemeCount

_LABEL, _LEAST, _SIDEWAYS = 40, 18, 20


class CountsTable(DataTable[Text]):
    """The table. ← and → count by something else; they do not move a cursor."""

    BINDINGS = [find_action("counts.by").binding, find_action("counts.by-back").binding]

    def action_by(self, by: int) -> None:
        """Leave it to the screen."""
        if isinstance(self.screen, Counts):
            self.screen.action_by(by)


class Counts(Step):
    """A table of themes, by site or role or whatever is known of people."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.COUNTS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.COUNTS)]
    DEFAULT_CSS = """
    Counts {
        & #counted { height: auto; padding: 1 2; }
        &.-short #counted { padding: 0 2; }
        & CountsTable { height: 1fr; padding: 0 1; background: $background; }
        & CountsTable > .datatable--header { background: $panel; color: $foreground; }
        & #notes { height: auto; max-height: 6; padding: 0 2; scrollbar-size-vertical: 1; }
        & #notes Static { height: auto; color: $reader-muted; }
    }
    """

    def __init__(self, unit: str | None = None) -> None:
        """Begin with a sort of unit, where any of it was counted; with people otherwise."""
        super().__init__()
        self._begins_with = unit
        self.variables: list[str | None] = [None]
        self.by: str | None = None
        self.found: Prevalence | None = None
        self.unit = 0
        self.books: dict[str, str] = {}

    def compose_body(self) -> Iterable[Widget]:
        """Put the table over its notes."""
        yield Static(id="counted")
        table = CountsTable(cursor_type="row", zebra_stripes=True, id="table")
        table.display = False
        yield table
        with VerticalScroll(id="notes", can_focus=False):
            yield Static(id="said", markup=False)

    def look(self) -> None:
        """Count."""
        labels = self.project.codes.codebooks()
        self.books = {
            code.id: labels.get(code.codebook or "", "themes of your own")
            for code in self.project.codes.list()
        }
        self.show_top(f"{self.project.title} · counts")
        self._count(first=True)
        self.show_hints(
            [
                Hint.both("counts.by-back", "counts.by", "by site, role …"),
                Hint.of("counts.unit", "people, answers …"),
                Hint.of("counts.save", "save the table"),
                *([Hint.of("counts.closed")] if self.project.surveys.questions() else []),
                Hint("↑↓", "scroll", "down"),
                Hint.of("step.back", "steps of the study"),
            ]
        )

    def lay_out(self) -> None:
        """Fit the table to the width."""
        self._fill()

    @property
    def table(self) -> CountTable | None:
        """The table that is shown."""
        tables = countable(self.found) if self.found else []
        if not tables:
            return None
        return say_table(tables[self.unit % len(tables)], self.project.site_word)

    def action_by(self, by: int) -> None:
        """Count by the next or the last thing that is known."""
        at = self.variables.index(self.by) if self.by in self.variables else 0
        self.by = self.variables[(at + by) % len(self.variables)]
        self._count()

    def action_closed(self) -> None:
        """Count the answers to a closed question."""
        ask_question(self)

    def action_sideways(self, by: int) -> None:
        """Show the columns further to one side."""
        self.query_one(CountsTable).scroll_relative(x=by * _SIDEWAYS, animate=False)

    def action_unit(self) -> None:
        """Count the next sort of unit."""
        self.unit += 1
        self._fill()

    def action_save(self) -> None:
        """Write the table for Excel, Word or any spreadsheet."""
        table, found = self.table, self.found
        if table is None or found is None:
            self.say("There is nothing to save yet.", refused=True)
            return
        saves = (self._save_csv, self._save_list, self._save_list)

        def chosen(i: int | None) -> None:
            if i is not None:
                name = name_output(self.project.title, "counts", (".csv", ".xlsx", ".docx")[i])
                ask_output(self, name, "Save the table", partial(saves[i], table, found.notes))

        answers = [
            Content.assemble((said, "bold"), (f"  {ending}", "$reader-muted"))
            for said, ending in (
                ("For any spreadsheet", ".csv"),
                ("An Excel file", ".xlsx"),
                ("A Word file", ".docx"),
            )
        ]
        with self.refusals():
            self.app.push_screen(Choose("Save the table as", answers), chosen)

    def _save_csv(self, table: CountTable, notes: Sequence[str], path: Path) -> None:
        words = write_counts(table, notes, self.project.title, self.books)
        try:
            # A byte-order mark tells Excel that the table is UTF-8.
            path.write_text(words, encoding="utf-8-sig", newline="")
        except OSError as error:
            self.say(f"{say_path(path)} was not written: {error.strerror}.", refused=True)
            return
        self.say(f"The table is in {say_path(path)}. Open it with a spreadsheet.")

    def _save_list(self, table: CountTable, notes: Sequence[str], path: Path) -> None:
        heads, rows = lay_counts(table, self.books)

        def job(project: "Project") -> None:
            project.exporting.write_table(path, table.title, heads, rows, notes=notes)

        self.work(job, lambda _: self.say(f"The table is in {say_path(path)}."))

    def _count(self, *, first: bool = False) -> None:
        self.say("Counting …")
        by = self.by

        def job(project: "Project") -> "tuple[list[str], str | None, Prevalence]":
            names = project.counting.variables()
            chosen = by if by in names else None
            if first and by is None:
                chosen = "site" if "site" in names else None
            return names, chosen, project.counting.prevalence(chosen)

        self.work(job, self._counted, self._not_counted)

    def _counted(self, result: "tuple[list[str], str | None, Prevalence]") -> None:
        names, self.by, self.found = result
        units = [table.unit for table in countable(self.found)]
        if self._begins_with in units:
            self.unit = units.index(self._begins_with)
        self._begins_with = None
        self.variables = [None, *sorted(names, key=lambda name: (name != "site", name != "role"))]
        self._fill()
        self.query_one(CountsTable).focus()

    def _not_counted(self, sentence: str) -> None:
        facts = (self.project.codes.list(), self.project.sources.list())
        if not all(facts) and sentence in (str(NoCodesError()), str(NoSourcesError())):
            missing = "themes" if facts[1] else "files"
            sentence = f"There is nothing to count: the study has no {missing} yet. Esc goes back."
        self.say(sentence, refused=True)

    def _fill(self) -> None:
        found, shown = self.found, self.query_one(CountsTable)
        if found is None:
            return
        table = self.table
        shown.clear(columns=True)
        shown.display = table is not None
        wide = False
        if table is not None:
            # Each column takes a blank on either side.
            columns = zip(table.groups, *(row.cells for row in table.rows), strict=True)
            taken = sum(max(map(width_of, column)) + 2 for column in columns)
            room = max(_LEAST, min(_LABEL, self.size.width - taken - 6))
            wide = taken + room + 4 > self.size.width
            shown.add_column(Text("theme"), width=room)
            for group in table.groups:
                shown.add_column(Text(group))
            blanks = [Text("")] * len(table.groups)
            several, book = has_several(table.rows, self.books), None
            for row in table.rows:
                if several and self.books.get(row.code) != book:
                    book = self.books.get(row.code)
                    shown.add_row(Text(clip(book or "", room), "italic"), *blanks)
                label = clip("  " * row.depth + row.label, room)
                style = "" if row.depth else "bold"
                shown.add_row(Text(label, style), *map(Text, row.cells))
        by = f"by {self._say_by()}" if self.by else "all together"
        title = table.title if table else "Nothing has been counted yet"
        self.query_one("#counted", Static).update(
            Content.assemble((title, "bold"), (f"   ‹ {by} ›", "$accent"))
        )
        self.query_one("#said", Static).update("\n".join(found.notes))
        self.say(self._explain(wide=wide))

    def _explain(self, *, wide: bool) -> str:
        """Say how a cell is to be read."""
        told = "“5 of 7”: of 7 whose words were read to the end, 5 spoke of it."
        counts = self._counts
        if any(one.low is not None for one in counts):
            told += " In brackets: the share of them, with its 95% interval."
        if wide:
            told += " Shift+→ shows more columns."
        return told

    @property
    def _counts(self) -> "Sequence[ThemeCount]":
        tables = countable(self.found) if self.found else []
        return tables[self.unit % len(tables)].counts if tables else ()

    def _say_by(self) -> str:
        return self.project.site_word if self.by == "site" else self.by or ""
