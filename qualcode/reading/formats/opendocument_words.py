"""The words of an OpenDocument text in reading order, its notes and comments.

After OpenDocument 1.3, part 3 (OASIS, 2021).
"""

from collections import Counter
from collections.abc import Iterator

import regex
from lxml import etree

from qualcode.model.words import count
from qualcode.reading.formats.content import Gatherer
from qualcode.reading.formats.documents import Remark
from qualcode.reading.formats.marks import mark_end, mark_start, without_strangers
from qualcode.reading.sentences import were

_NAMESPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office:",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text:",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table:",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw:",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_WHITE = regex.compile(r"[ \t\r\n]+")
PARAGRAPHS = {"text:p", "text:h"}
_PASSED_OVER = {
    *("text:note-citation", "text:ruby-text", "text:sequence-decls", "text:variable-decls"),
    *("text:user-field-decls", "office:forms", "text:table-of-content-source"),
    *("text:alphabetical-index-source", "text:bibliography-source", "table:covered-table-cell"),
}
_SINGLE = {"text:tab": "\t", "text:line-break": "\n", "text:soft-hyphen": "\u00ad"}
_MOST_SPACES, _MOST_REPEATS = 100, 20


def name_of(element: etree._Element) -> str:
    """Return the name of an element with the usual prefix; "" for comments and the like."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag.removeprefix("{").rpartition("}")
    return _NAMESPACES.get(space, "?:") + local


def words_of(element: etree._Element) -> str:
    """Return all words inside an element."""
    return "".join(map(str, element.itertext()))


def _get(element: etree._Element, name: str) -> str | None:
    prefix, _, local = name.partition(":")
    space = next(uri for uri, known in _NAMESPACES.items() if known == f"{prefix}:")
    return element.get(f"{{{space}}}{local}")


class Walker:
    """Gathers the words of a text in reading order."""

    def __init__(self, body: etree._Element) -> None:
        self.to = Gatherer()
        self.notes: list[str] = []
        self.remarks: list[Remark] = []
        self._ranges: dict[str, int] = {}
        self._ranged = {
            _get(e, "office:name") for e in body.iter() if name_of(e) == "office:annotation-end"
        }
        self._boxes: list[str] = []
        self._counts: Counter[str] = Counter()
        self._after_blank = True

    def walk(self, element: etree._Element) -> None:
        """Gather the words of an element's children."""
        self._write(element.text)
        for child in element:
            self._step(child)
            self._write(child.tail)

    def tell(self) -> Iterator[str]:
        """Yield a sentence for whatever was passed over."""
        found = self._counts
        inserted, deleted = found["text:insertion"], found["text:deletion"]
        if inserted or deleted:
            yield (
                f"Tracked changes were accepted: {count(inserted, 'insertion')} kept, "
                f"{count(deleted, 'deletion')} left out."
            )
        for sort, sorts in (("text box", "text boxes"), ("hidden part", "hidden parts")):
            if number := found[sort]:
                did = "put after the paragraph" if sort == "text box" else "left out"
                yield f"{count(number, sort, sorts)} {were(number)} {did}."
        if number := found["picture"]:
            yield f"Pictures and shapes were left out ({number:,})."

    def _write(self, words: str | None) -> None:
        """Add words; blanks and line ends that follow each other are one blank."""
        plain = _WHITE.sub(" ", without_strangers(words or ""))
        if self._after_blank:
            plain = plain.removeprefix(" ")
        if plain:
            self.to.write(plain)
            self._after_blank = plain.endswith(" ")

    def _write_as_it_is(self, words: str) -> None:
        self.to.write(words)
        self._after_blank = False

    def _step(self, element: etree._Element) -> None:
        name = name_of(element)
        if name in _PASSED_OVER or not name:
            return
        if _is_hidden(element):
            self._counts["hidden part"] += 1
        elif name in PARAGRAPHS:
            self._paragraph(element)
        elif name in _SINGLE:
            self._write_as_it_is(_SINGLE[name])
        elif name == "text:s":
            self._write_as_it_is(" " * _number(_get(element, "text:c"), _MOST_SPACES))
        elif name.startswith("table:table"):
            self._table(element, name)
        else:
            self._step_aside(element, name)

    def _step_aside(self, element: etree._Element, name: str) -> None:
        """Take what interrupts the words of a paragraph, or goes on with them."""
        if name == "text:tracked-changes":
            self._counts += Counter(map(name_of, element.iter()))
        elif name == "text:note":
            self._note(element)
        elif name == "office:annotation":
            self._annotate(element)
        elif name == "office:annotation-end":
            n = self._ranges.get(_get(element, "office:name") or "")
            self.to.write("" if n is None else mark_end(n))
        elif name == "draw:text-box":
            self._counts["text box"] += 1
            self._boxes += self._apart(element)
        elif name == "draw:image":
            self._counts["picture"] += 1
        else:
            self._counts["text:item"] += name == "text:list-item"
            self.to.content.items += name == "text:list-item"
            self.walk(element)

    def _paragraph(self, element: etree._Element) -> None:
        self.to.end_paragraph()
        self._after_blank = True
        self.walk(element)
        self.to.end_paragraph()
        boxes, self._boxes = self._boxes, []
        for words in boxes:
            self.to.write(words)
            self.to.end_paragraph()

    def _apart(self, element: etree._Element) -> list[str]:
        """Return the paragraphs of an element that stands amid the words of another."""
        outer, self.to = self.to, Gatherer()
        after_blank, boxes, self._boxes = self._after_blank, self._boxes, []
        self.walk(element)
        self.to.end_paragraph()
        inner, self.to = self.to.content, outer
        self._after_blank, self._boxes = after_blank, boxes
        outer.content.tables += inner.tables
        outer.content.items += inner.items
        return inner.paragraphs

    def _note(self, element: etree._Element) -> None:
        body = next((child for child in element if name_of(child) == "text:note-body"), None)
        paragraphs = self._apart(body) if body is not None else []
        if paragraphs:
            self.notes += paragraphs
            self._counts["note"] += 1
            self._write_as_it_is(f"[{self._counts['note']}]")

    def _annotate(self, element: etree._Element) -> None:
        n = len(self.remarks)
        said = {name_of(child): words_of(child) for child in element}
        outer = self.to, self._after_blank
        self.to, self._after_blank = Gatherer(), True
        for child in element:
            if not name_of(child).startswith(("dc:", "?:")):
                self._step(child)
        self.to.end_paragraph()
        words = "\n".join(self.to.content.paragraphs)
        self.to, self._after_blank = outer
        self.remarks.append(Remark.of(said.get("dc:creator"), said.get("dc:date"), words))
        name = _get(element, "office:name")
        self.to.write(mark_start(n))
        if name in self._ranged and name not in self._ranges:
            self._ranges[name or ""] = n
        else:
            self.to.write(mark_end(n))

    def _table(self, element: etree._Element, name: str) -> None:
        if name == "table:table":
            self.to.start_table()
            self.walk(element)
            self.to.end_table()
        elif name == "table:table-row":
            self.to.start_row()
            self.walk(element)
        elif name == "table:table-cell":
            self.to.start_cell()
            self.walk(element)
            self.to.end_cell()
            repeated = _get(element, "table:number-columns-repeated")
            for _ in range(_number(repeated, _MOST_REPEATS) - 1):
                self.to.start_cell()
                self.to.end_cell()
        else:
            self.walk(element)


def _number(written: str | None, most: int) -> int:
    """Return how often something is repeated: once where nothing sensible says so."""
    return min(int(written), most) if written and written.isdecimal() else 1


def _is_hidden(element: etree._Element) -> bool:
    return _get(element, "text:display") == "none" or _get(element, "text:is-hidden") == "true"
