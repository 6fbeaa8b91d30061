"""A list narrowed by words and facts, and put in order."""

from collections import Counter

from textual import on
from textual.content import Content
from textual.widgets import Input

from qualcode.model.words import count
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.screens.list_rows import ListRows
from qualcode_tui.text.table import Row
from qualcode_tui.widgets.filter_line import FilterLine
from qualcode_tui.widgets.rows import Rows


class Narrowing(ListRows):
    """Fewer rows, by what is typed or known of them, in the order of a column."""

    def put_in_order(self) -> None:
        """Put the rows that are shown in the order that is wanted."""
        if self.order is None:
            return
        by, backwards = self.order

        def key(row: Row) -> tuple[bool, float, str]:
            cell = row.cells[by]
            if isinstance(cell, str) or cell is None:
                return (not cell, 0.0, (cell or "").casefold())
            return (False, -cell, "")

        self.shown.sort(key=key, reverse=backwards)

    def action_back(self) -> None:
        """Show all rows again; go back where they are shown."""
        if self.is_narrowed:
            self._show_all()
        else:
            self.leave()

    def action_filter(self) -> None:
        """Open the line that narrows the list."""
        line = self.query_one(FilterLine)
        line.add_class("-open")
        line.focus()
        self.show_keys()

    @on(Input.Changed, "#filter")
    def _narrow(self, event: Input.Changed) -> None:
        self.words = event.value.strip()
        self.lay_out()

    @on(FilterLine.Left)
    def _to_rows(self) -> None:
        line = self.query_one(FilterLine)
        line.set_class(bool(self.words), "-open")
        self.query_one(Rows).focus()
        self.show_keys()

    @on(FilterLine.LetGo)
    def _show_all(self) -> None:
        self.wanted.clear()
        self.words = ""
        line = self.query_one(FilterLine)
        line.value = ""
        line.remove_class("-open")
        self.query_one(Rows).focus()
        self.lay_out()
        self.show_keys()

    def action_narrow(self) -> None:
        """Choose a fact, then the value that rows are to have."""
        found: dict[str, Counter[str]] = {}
        for row in self.rows:
            for name, values in row.variables.items():
                found.setdefault(name, Counter()).update(values)
        names = list(found)
        if not names:
            self.say("Nothing is known of these rows that they could be narrowed by.", refused=True)
            return

        def chosen(i: int | None) -> None:
            if i == 0:
                self.wanted.clear()
                self._show_narrowed()
            elif i is not None:
                self._ask_value(names[i - 1], found[names[i - 1]])

        answers = [
            Content("all rows"),
            *(
                Content.assemble(
                    (name, "bold"),
                    (f"  {count(len(found[name]), 'sort')}", "$reader-muted"),
                    (f"  now: {self.wanted[name]}" if name in self.wanted else "", "$accent"),
                )
                for name in names
            ),
        ]
        self.app.push_screen(Choose("Narrow the list by", answers, 1), chosen)

    def _ask_value(self, name: str, counts: Counter[str]) -> None:
        values = sorted(counts, key=str.casefold)

        def chosen(i: int | None) -> None:
            if i == 0:
                self.wanted.pop(name, None)
            elif i is not None:
                self.wanted[name] = values[i - 1]
            self._show_narrowed()

        answers = [
            Content("any"),
            *(
                Content.assemble((value, "bold"), (f"  {counts[value]:,}", "$reader-muted"))
                for value in values
            ),
        ]
        now = values.index(self.wanted[name]) + 1 if self.wanted.get(name) in values else 0
        self.app.push_screen(Choose(f"Only the rows with {name}", answers, now), chosen)

    def _show_narrowed(self) -> None:
        self.lay_out()
        self.show_keys()

    def action_sort(self) -> None:
        """Choose the column that the list is ordered by; chosen again, the other way round."""
        columns = self.columns()
        answers = [Content("as it comes"), *(Content(column.name) for column in columns)]

        def chosen(i: int | None) -> None:
            if i is None:
                return
            again = self.order is not None and self.order == (i - 1, False)
            self.order = (i - 1, again) if i else None
            self.lay_out()
            if i:
                self.keep_saying(
                    f"Ordered by {columns[i - 1].name}. Choose it again to turn it round."
                )

        now = self.order[0] + 1 if self.order else 0
        self.app.push_screen(Choose("Order the list by", answers, now), chosen)
