"""The paragraphs, tables and notes of a document that mammoth has written as HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from qualcode.reading.formats.rows import write_rows

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "ol", "ul", "dl"})
_NOTES = ("footnote-", "endnote-")


@dataclass(slots=True)
class Content:
    """What a document holds, in its order. `tables` and `items` count tables and list items."""

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: int = 0
    items: int = 0


def read_html(markup: str) -> Content:
    """Read HTML of the few elements that mammoth writes."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_paragraph()
    return reader.content


class _Reader(HTMLParser):
    """Gathers words up to the end of a block, a cell or a note."""

    def __init__(self) -> None:
        super().__init__()
        self.content = Content()
        self._words: list[str] = []
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._depth = 0
        self._in_note = False
        self._back_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _BLOCKS or tag == "table":
            self.end_paragraph()
        if tag == "li":
            self._in_note = (attributes.get("id") or "").startswith(_NOTES)
            self.content.items += not self._in_note
        elif tag == "a":
            target = (attributes.get("href") or "").removeprefix("#")
            self._back_link = target.startswith(tuple(f"{kind}ref-" for kind in _NOTES))
        elif tag == "br":
            self._words.append("\n")
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag == "tr":
            self._rows.append([])
        elif self._depth == 1 and tag in {"td", "th"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._back_link = False
        elif tag in _BLOCKS:
            self.end_paragraph()
        elif tag == "table":
            self._end_table()
        elif self._depth == 1 and tag in {"td", "th"}:
            self.end_paragraph()
            self._rows[-1].append("\n".join(self._cell or ()))
            self._cell = None
        if tag == "li":
            self._in_note = False

    def handle_data(self, data: str) -> None:
        if not self._back_link:
            self._words.append(data.replace("\r", " "))

    def end_paragraph(self) -> None:
        words = "".join(self._words).strip()
        self._words = []
        if not words:
            return
        if self._cell is not None:
            self._cell.append(words)
        elif self._in_note:
            self.content.notes.append(words)
        else:
            self.content.paragraphs.append(words)

    def _end_table(self) -> None:
        self.end_paragraph()
        self._depth -= 1
        if self._depth == 0:
            self.content.tables += 1
            self.content.paragraphs += write_rows(self._rows)
            self._rows = []
