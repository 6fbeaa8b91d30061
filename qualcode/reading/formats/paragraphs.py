"""The paragraphs, tables and notes of a document that mammoth has written as HTML."""

from html.parser import HTMLParser

from qualcode.reading.formats.content import Content, Gatherer

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "ol", "ul", "dl"})
_NOTES = ("footnote-", "endnote-")


def read_html(markup: str) -> Content:
    """Read HTML of the few elements that mammoth writes."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.gatherer.end_paragraph()
    return reader.gatherer.content


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.gatherer = Gatherer()
        self._back_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        to = self.gatherer
        if tag in _BLOCKS:
            to.end_paragraph()
        if tag == "li":
            to.in_note = (attributes.get("id") or "").startswith(_NOTES)
            to.content.items += not to.in_note
        elif tag == "a":
            target = (attributes.get("href") or "").removeprefix("#")
            self._back_link = target.startswith(tuple(f"{kind}ref-" for kind in _NOTES))
        elif tag == "br":
            to.write("\n")
        elif tag == "table":
            to.start_table()
        elif tag == "tr":
            to.start_row()
        elif tag in {"td", "th"}:
            to.start_cell()

    def handle_endtag(self, tag: str) -> None:
        to = self.gatherer
        if tag == "a":
            self._back_link = False
        elif tag in _BLOCKS:
            to.end_paragraph()
        elif tag == "table":
            to.end_table()
        elif tag in {"td", "th"}:
            to.end_cell()
        if tag == "li":
            to.in_note = False

    def handle_data(self, data: str) -> None:
        if not self._back_link:
            self.gatherer.write(data)
