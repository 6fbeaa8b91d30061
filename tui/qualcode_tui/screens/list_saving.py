"""A list that leaves the screen: a row on the clipboard, all rows in a file."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from qualcode.model.words import count
from qualcode_tui.actions import name_keys
from qualcode_tui.dialogs.outputs import ask_table
from qualcode_tui.folders import say_path
from qualcode_tui.screens.list_rows import ListRows
from qualcode_tui.text.table import Cell, Row, say_row


class Saving(ListRows):
    """Rows copied, and saved as a Word or an Excel file."""

    def copied(self, row: Row) -> str:
        """Return a row as text to be pasted elsewhere."""
        return say_row(row, self.columns())

    def sources_of(self, rows: Sequence[Row]) -> Iterable[str]:  # noqa: ARG002
        """Return the ids of the sources whose words are in these rows, for the record."""
        return ()

    def values(self, row: Row) -> Sequence[Cell]:
        """Return a row's cells as a file has them, one a column."""
        return row.cells

    def action_copy_row(self) -> None:
        """Put the highlighted row on the clipboard."""
        row = self.here
        if row is None:
            self.say(name_keys(self.NOTHING), refused=True)
            return
        copied = self.copied(row)
        self.app.copy_to_clipboard(copied)
        *_, last = copied.splitlines() or [""]
        mind = f" {last}" if last.startswith("[") else ""
        self.keep_saying(f"Copied. Paste it where you need it.{mind}")

    def action_save_list(self) -> None:
        """Write the rows that are shown to a file."""
        if not self.shown:
            self.say("There are no rows to save.", refused=True)
            return
        with self.refusals():
            self.project.require_coder()
            ask_table(self, self.list_name(), self._save_to)

    def _save_to(self, path: Path) -> None:
        columns = [column.saved or column.name for column in self.columns()]
        values = [[*self.values(row)] for row in self.shown]
        title, sources = self.saved_title(), list(self.sources_of(self.shown))
        notes = self.saved_notes(self.wanted)

        def written(_: None) -> None:
            rows = count(len(values), *self.NOUN)
            words = " It holds people's words: for work, not for print." if sources else ""
            self.keep_saying(f"{rows} saved: {say_path(path)}.{words}")

        self.work(
            lambda project: project.exporting.write_table(
                path, title, columns, values, sources=sources, notes=notes
            ),
            written,
        )

    def saved_title(self) -> str:
        """Return the title that a file of the list bears."""
        name = self.list_name()
        return name[:1].upper() + name[1:]

    def saved_notes(self, wanted: Mapping[str, str]) -> list[str]:
        """Return the sentences that stand below the table in a file."""
        said = [f"{name}: {value}" for name, value in wanted.items()]
        said += [f"with “{self.words}”"] if self.words else []
        if not said:
            return []
        return [f"Only some rows: {', '.join(said)}; {len(self.shown)} of {len(self.rows)}."]
