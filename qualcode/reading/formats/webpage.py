"""Web pages: their words in reading order, without what only a browser needs."""

import codecs
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

import regex
from lxml import etree

from qualcode.model import Decoded
from qualcode.model.text import UnreadableTextError, decode
from qualcode.model.words import count
from qualcode.reading.errors import EmptyFileError, UnsafeDocumentError
from qualcode.reading.formats.content import Gatherer
from qualcode.reading.formats.documents import cut_content
from qualcode.reading.formats.marks import without_strangers
from qualcode.reading.rendering import with_controls
from qualcode.reading.sentences import were
from qualcode.reading.shape import Cut

_HEAD = 4_096
_CHARSET = regex.compile(
    rb"""<(?:meta[^>]+charset\s*=|\?xml[^>]+encoding\s*=)\s*["']?\s*([\w.:-]+)""", regex.IGNORECASE
)
# What the standard for web pages (WHATWG Encoding) reads in place of what such pages say.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_SPACES = regex.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main ol p pre section summary ul
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
_MACHINERY = frozenset({"script", "style", "template", "noscript", "head"})
_CONTROLS = frozenset(
    {"button", "datalist", "dialog", "input", "menu", "nav", "option", "select", "textarea"}
)
_PICTURES = frozenset({"audio", "canvas", "embed", "iframe", "img", "object", "svg", "video"})
_TOLD = {
    "menu or control": "menus and controls",
    "hidden part": "hidden parts",
    "page header or footer": "page headers and footers",
}
_HIDING = regex.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_NOTES = regex.compile(r"(?:sd)?(?:foot|end)-?notes?(?:[-_]?(?:list|\d+))?", regex.IGNORECASE)
_NOTE_MARK = regex.compile(r"[\[(]?(\d{1,4}|[ivx]{1,5}|[*†‡↩⏎^]\ufe0e?)[\])]?")


def decode_page(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode a web page: by what is named, its byte-order mark, what it says itself, or its bytes.

    Raises UnreadableTextError and UnknownEncodingError.
    """
    said = _CHARSET.search(data[:_HEAD])
    if (
        encoding is None
        and said
        and not data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe\xff"))
    ):
        try:
            name = codecs.lookup(said[1].decode("ascii", "replace")).name
            return decode(data, _MEANT.get(name, name))
        except (LookupError, UnreadableTextError, UnicodeError):
            return decode(data)
    return decode(data, encoding)


def cut_page(decoded: Decoded, file: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Return the text of a web page with its turns.

    Raises EmptyFileError and UnsafeDocumentError.
    """
    text = with_controls(decoded)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise EmptyFileError(file) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnsafeDocumentError(file, "its parts are nested too deep")
    if root is None:
        raise EmptyFileError(file)
    page = _Page()
    page.walk(root)
    return cut_content(page.to.content, declared, page.tell())


class _Page:
    """Gathers the words of a page in reading order."""

    def __init__(self) -> None:
        self.to = Gatherer()
        self._counts: Counter[str] = Counter()
        self._title = ""
        self._after_blank = True
        self._as_typed = 0
        self._notes = 0

    def walk(self, root: etree._Element) -> None:
        """Gather all words below an element."""
        events = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        passed: etree._Element | None = None
        for event, element in events:
            if event == "start" and self._passes_over(element):
                passed = element
                events.skip_subtree()
            elif event == "start":
                self._start(element)
                self._write(element.text)
            elif event == "end" and element is not passed:
                self._end(element)
            if event != "start" and element is not root:
                self._write(element.tail)
        self.to.end_paragraph()

    def tell(self) -> Iterator[str]:
        """Yield a sentence for whatever was passed over."""
        if self._title:
            yield f"The title of the page, “{self._title}”, was left out."
        for sort, several in _TOLD.items():
            if number := self._counts[sort]:
                yield f"{count(number, sort, several)} {were(number)} left out."
        if number := self._counts["picture"]:
            yield f"Pictures, sound and embedded pages were left out ({number:,})."

    def _passes_over(self, element: etree._Element) -> bool:
        """Say whether an element's words are none of the page's, and count what should be told."""
        tag = element.tag
        if tag in _MACHINERY:
            title = element.find("title") if tag == "head" else None
            if title is not None:
                self._title = " ".join("".join(map(str, title.itertext())).split())[:200]
            return True
        if to_note := _is_note_mark(element):
            if not self._notes:
                self._write(f"[{to_note}]")
            return True
        sort = _sort_passed_over(element)
        self._counts[sort] += 1
        return bool(sort)

    def _start(self, element: etree._Element) -> None:
        tag, to = element.tag, self.to
        if tag in _BLOCKS:
            to.end_paragraph()
            self._after_blank = True
        if tag == "br":
            to.write("\n")
            self._after_blank = True
        elif tag == "table":
            to.start_table()
        elif tag == "tr":
            to.start_row()
        elif tag in {"td", "th"}:
            to.start_cell()
            self._after_blank = True
        to.content.items += tag == "li"
        self._as_typed += tag == "pre"
        if _holds_notes(element):
            self._notes += 1
            to.in_note = True

    def _end(self, element: etree._Element) -> None:
        tag, to = element.tag, self.to
        if tag in _BLOCKS:
            to.end_paragraph()
            self._after_blank = True
        elif tag == "table":
            to.end_table()
        elif tag in {"td", "th"}:
            to.end_cell()
        self._as_typed -= tag == "pre"
        if _holds_notes(element):
            self._notes -= 1
            to.in_note = self._notes > 0

    def _write(self, words: str | None) -> None:
        """Add words; blanks that follow each other are one, except where they are as typed."""
        words = without_strangers(words or "")
        if self._as_typed:
            self.to.write(words)
            return
        plain = _SPACES.sub(" ", words)
        if self._after_blank:
            plain = plain.removeprefix(" ")
        if plain:
            self.to.write(plain)
            self._after_blank = plain.endswith(" ")


def _sort_passed_over(element: etree._Element) -> str:
    tag, get = element.tag, element.get
    if tag in _PICTURES:
        return "picture"
    if tag in _CONTROLS or get("role") in {"navigation", "menu", "menubar", "search"}:
        return "menu or control"
    if get("hidden") is not None or get("aria-hidden") == "true":
        return "hidden part"
    if _HIDING.search((get("style") or "").casefold()):
        return "hidden part"
    if tag == "div" and get("title") in {"header", "footer"}:
        return "page header or footer"
    return ""


def _is_note_mark(element: etree._Element) -> str:
    """Return the number of a link to a note, or back from it; "" for anything else."""
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return ""
    match = _NOTE_MARK.fullmatch("".join(map(str, element.itertext())).strip())
    return match[1] if match else ""


def _holds_notes(element: etree._Element) -> bool:
    """Say whether what is in an element are notes to the words of the page."""
    if element.tag not in {"div", "section", "aside", "ol"}:
        return False
    names = [element.get("id"), *(element.get("class") or "").split()]
    listed = "mso-element:footnote" in (element.get("style") or "").replace(" ", "")
    role = (element.get("role") or "") in {"doc-endnotes", "doc-footnote"}
    return listed or role or any(_NOTES.fullmatch(name) for name in names if name)
