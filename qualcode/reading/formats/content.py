"""What a document holds, gathered paragraph by paragraph: its words, tables and notes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from qualcode.model.words import count
from qualcode.reading.formats.marks import strip, without_marks
from qualcode.reading.formats.rows import write_rows
from qualcode.reading.sentences import were


@dataclass(slots=True)
class Content:
    """What a document holds, in its order. `tables` and `items` count tables and list items."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: int = 0
    items: int = 0


class Gatherer:
    """Gathers words up to the end of a paragraph, a cell or a note.

    A table within a cell is read as paragraphs of that cell.
    """

    def __init__(self) -> None:
        self.content = Content()
        self.in_note = False
        self._words: list[str] = []
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._depth = 0

    def write(self, words: str) -> None:
        """Add words, in which a carriage return is a blank."""
        self._words.append(words.replace("\r", " "))

    def end_paragraph(self) -> None:
        """Close the paragraph that the words so far make up."""
        words = strip("".join(self._words))
        self._words = []
        if not words:
            return
        if self._cell is not None:
            if self._cell and not without_marks(words):
                self._cell[-1] += words
            else:
                self._cell.append(words)
        elif self.in_note:
            self.content.notes.append(words)
        else:
            self.content.paragraphs.append(words)

    def start_table(self) -> None:
        """Open a table."""
        self.end_paragraph()
        self._depth += 1

    def start_row(self) -> None:
        """Open a row of the table."""
        if self._depth == 1:
            self._rows.append([])

    def start_cell(self) -> None:
        """Open a cell of the row."""
        if self._depth == 1:
            self.end_paragraph()
            self._cell = []

    def end_cell(self) -> None:
        """Close the cell."""
        if self._depth == 1 and self._rows:
            self.end_paragraph()
            self._rows[-1].append("\n".join(self._cell or ()))
            self._cell = None

    def end_table(self) -> None:
        """Close the table, and write out its rows."""
        self.end_paragraph()
        if self._depth == 1:
            self._cell = None
            self.content.tables += 1
            self.content.paragraphs += write_rows(self._rows)
            self._rows = []
        self._depth = max(0, self._depth - 1)


def tell_content(content: Content) -> Iterator[str]:
    """Yield a sentence for whatever of a document's shape is not in the text."""
    if number := len(content.notes):
        yield f"{count(number, 'paragraph')} of notes {were(number)} put at the end."
    if number := content.tables:
        yield f"{count(number, 'table')} {were(number)} written out row by row."
    if number := content.items:
        yield f"{count(number, 'list item')} {were(number)} kept without bullet or number."
