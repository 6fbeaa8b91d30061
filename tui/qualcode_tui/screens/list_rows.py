"""The rows of a list: read from the project, fitted to the width, one of them highlighted."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model.words import count
from qualcode_tui.actions import name_keys
from qualcode_tui.screens.step import Step
from qualcode_tui.text.table import Column, Row, fits, lay_headings, lay_row, share_out
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.filter_line import FilterLine
from qualcode_tui.widgets.rows import Rows

_SINCE = 2.0
_GONE = "What you were on is gone: somebody else has changed it. ↑ and ↓ choose another row."


class ListRows(Step):
    """Rows that are read from the project and laid out; what a list gives and what is shown."""

    DEFAULT_CSS = """
    ListRows {
        & > #columns { height: auto; padding: 1 1 0 2; color: $reader-muted; text-style: bold; }
        &.-short > #columns { padding: 0 1 0 2; }
    }
    """
    AUTO_FOCUS = "#rows"
    NAME = "list"
    NOUN: ClassVar[tuple[str, str]] = ("row", "rows")
    NOTHING = "There is nothing here yet."
    BACK = "steps"

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.shown: list[Row] = []
        self.words: str = ""
        self.wanted: dict[str, str] = {}
        self.order: tuple[int, bool] | None = None
        self._widths: list[int] = []
        self._laid: dict[str, Content] = {}
        self._laid_at: int | None = None
        self._version = 0
        self._after_act: str | None = None
        self._row_hints: Sequence[Hint] = ()

    # What a list gives

    def list_name(self) -> str:
        """Return what the list is called, in the title line and in names of files."""
        return self.NAME

    def columns(self) -> Sequence[Column]:
        """Return the columns; they may follow from what was read last."""
        raise NotImplementedError

    def read_rows(self) -> Iterable[Row]:
        """Read the rows from the project as it stands."""
        raise NotImplementedError

    def open_row(self, row: Row) -> None:
        """Do what Enter does."""

    def tell_row(self, row: Row) -> str:  # noqa: ARG002
        """Return what the status line says while a row is highlighted."""
        return ""

    def called(self) -> str:
        """Return the list's name, for the way back to it."""
        return f"the {self.list_name()}"

    def say_back(self) -> str:
        """Return in a word where Esc leads."""
        return "back" if self.way_back else self.BACK

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of this list, the weightiest first."""
        return (Hint.of("step.choose", "open"),)

    def tell_list(self) -> str:
        """Return what stands at the right of the title line while the list is whole."""
        return count(len(self.rows), *self.NOUN)

    # What is shown

    def compose_body(self) -> Iterable[Widget]:
        """Put the rows under the headings."""
        yield FilterLine(placeholder="words that a row must have", id="filter")
        yield Static(id="columns", markup=False)
        yield Rows(id="rows")

    def on_mount(self) -> None:
        """Look from time to time whether somebody else has written."""
        self.set_interval(_SINCE, self._look_for_others)

    def look(self) -> None:
        """Read the rows, and show them."""
        self._version = self.project.data_version()
        self.rows = list(self.read_rows())
        self._laid_at = None
        known = {
            (name, value)
            for row in self.rows
            for name in row.variables
            for value in row.variables[name]
        }
        self.wanted = {name: value for name, value in self.wanted.items() if (name, value) in known}
        self.lay_out()
        if not isinstance(self.focused, FilterLine):
            self.query_one(Rows).focus()
        self.show_keys()

    def lay_out(self) -> None:
        """Fit the rows that are wanted to the width."""
        rows = self.query_one(Rows)
        here, at = rows.here, rows.highlighted
        columns = self.columns()
        words = self.words.casefold().split()
        self.shown = [row for row in self.rows if fits(row, words, self.wanted, columns)]
        self.put_in_order()
        width = (rows.size.width or self.size.width) - 5
        if self._laid_at != width:
            self._widths = share_out(columns, self.rows, width)
            self._laid, self._laid_at = {}, width
        for row in self.shown:
            if row.id not in self._laid:
                self._laid[row.id] = lay_row(row, columns, self._widths)
        rows.set_options(Option(self._laid[row.id], id=row.id) for row in self.shown)
        if here is not None and any(row.id == here for row in self.shown):
            rows.keep(here)
        elif self.shown:
            # What was highlighted is gone; what has come to its place is next.
            rows.highlighted = min(at or 0, len(self.shown) - 1)
        self.query_one("#columns", Static).update(lay_headings(columns, self._widths))
        self._show_where()
        self._tell()

    @property
    def here(self) -> Row | None:
        """The highlighted row."""
        name = self.query_one(Rows).here
        return next((row for row in self.shown if row.id == name), None)

    def stand_on(self, row_id: str | None) -> None:
        """Highlight a row by its id, if it is shown."""
        self.query_one(Rows).keep(row_id)

    def put_in_order(self) -> None:
        """Put the rows that are shown in the order that is wanted."""

    @property
    def is_narrowed(self) -> bool:
        """Whether some rows may be hidden."""
        return bool(self.words or self.wanted)

    def _show_where(self) -> None:
        left = f"{self.project.title} · {self.list_name()}"
        right = self.tell_list()
        if self.is_narrowed:
            said = [f"{name}: {value}" for name, value in self.wanted.items()]
            said += [f"“{self.words}”"] if self.words else []
            right = " · ".join([*said, f"{len(self.shown):,} of {len(self.rows):,}"])
        self.show_top(left, right)

    def show_keys(self) -> None:
        """Show the keys that count now."""
        if isinstance(self.focused, FilterLine):
            self.show_hints([Hint("↓", "to the rows", "down"), Hint("Esc", "show all", "escape")])
            return
        back = Hint.of("step.back", "show all again" if self.is_narrowed else self.say_back())
        if not self.rows:
            self.show_hints([back])
            return
        first, *others = self.list_hints()
        common = [
            Hint.of("list.save", "save as a file"),
            Hint.of("list.sort", "order"),
            Hint.of("list.variable", "by a fact"),
            Hint.of("list.copy", "copy"),
        ]
        self.show_hints(
            [first, *others[:2], Hint.of("list.filter", "narrow"), back, *others[2:], *common]
        )

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Say what the highlighted row is; what an act said stays until another row is."""
        row = self.here
        if row is None and self.shown:
            return
        if row is None:
            hidden = self.is_narrowed and self.rows
            self.say("No row has that. Esc shows all again." if hidden else name_keys(self.NOTHING))
            return
        hints = self.list_hints()
        if hints != self._row_hints and self._has_looked:
            self._row_hints = hints
            self.show_keys()
        if self._after_act == row.id:
            return
        self._after_act = None
        told = self.tell_row(row)
        if told:
            self.say(told)

    def done(self, sentence: str, *, at: str | None = None) -> None:
        """Read the list again after an act, and say what was done."""
        self.look()
        if at is not None:
            self.stand_on(at)
        self.keep_saying(sentence)

    def keep_saying(self, sentence: str) -> None:
        """Say a sentence until another row is highlighted."""
        self._hold()
        self.say(sentence)

    def _hold(self) -> None:
        row = self.here
        self._after_act = row.id if row else None

    def on_descendant_focus(self) -> None:
        """Show the keys that count where the focus is now."""
        if self._has_looked:
            self.show_keys()

    def _look_for_others(self) -> None:
        if self.workspace.project is None or self.app.screen is not self:
            return
        with self.refusals():
            if self.project.data_version() != self._version:
                before, rows = self.here, self.query_one(Rows)
                self._hold()
                self.look()
                if before is not None and all(row.id != before.id for row in self.shown):
                    # The next key was meant for it, and not for what has come to its place.
                    rows.highlighted = None
                    self.say(_GONE, refused=True)

    # What can be done

    @on(OptionList.OptionSelected, "#rows")
    def _chosen(self) -> None:
        row = self.here
        if row is not None:
            with self.refusals():
                self.open_row(row)

    def leave(self) -> None:
        """Go back to the list one came from, else to where this one belongs."""
        if not self.workspace.go_back(self.way_back):
            self.leave_upwards()

    def leave_upwards(self) -> None:
        """Go to where the list belongs."""
        self.workspace.action_home()
