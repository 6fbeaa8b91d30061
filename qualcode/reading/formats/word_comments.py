"""Comments of a Word document: their words, and marks in its parts where they stand.

After ECMA-376, 17.13.4 (comments) and [MS-DOCX] 2.5.4 (replies).
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from qualcode.reading.formats.archive import Parts
from qualcode.reading.formats.documents import Remark
from qualcode.reading.formats.marks import MARK, mark_end, mark_start, without_strangers
from qualcode.reading.formats.parts import parse_part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_START, _END, _REFERENCE = (
    f"{_W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
)
_PARAGRAPH, _RUN, _TEXT, _PROPERTIES = (f"{_W}{name}" for name in ("p", "r", "t", "pPr"))
# Words inside are not kept, so a mark has to stand outside.
_NOT_KEPT = {f"{_W}del", f"{_W}moveFrom"}
_BREAKS = {f"{_W}br", f"{_W}cr"}


def mark_comments(parts: Parts, file: str) -> tuple[Parts, tuple[Remark, ...]]:
    """Return the parts with a mark at each end of what a comment stands on, and the comments.

    A comment that has no range is marked at its reference, a reply without one where the comment
    stands that it answers. Raises BrokenDocumentError.
    """
    source = parts.content.get("word/comments.xml")
    if source is None:
        return parts, ()
    comments = [c for c in parse_part(source, file, "comments") if c.tag == f"{_W}comment"]
    if not comments:
        return parts, ()
    numbers = {comment.get(f"{_W}id", ""): n for n, comment in enumerate(comments)}
    answered = _answered(parts, comments, file)
    content = dict(parts.content)
    for name in _STORIES:
        if name in content:
            root = parse_part(content[name], file, "comments")
            _Story(root, numbers, answered).mark()
            content[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return replace(parts, content=content), tuple(map(_remark, comments))


def _remark(comment: etree._Element) -> Remark:
    paragraphs = ("".join(_words(p)) for p in comment.iter(_PARAGRAPH))
    words = "\n".join(words for words in paragraphs if words.strip())
    return Remark.of(comment.get(f"{_W}author"), comment.get(f"{_W}date"), words)


def _words(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == _TEXT:
            yield without_strangers(element.text or "")
        elif element.tag in _BREAKS:
            yield "\n"
        elif element.tag == f"{_W}tab":
            yield " "


def _answered(parts: Parts, comments: list[etree._Element], file: str) -> dict[int, int]:
    """Return, by number, which comment each reply answers."""
    source = parts.content.get("word/commentsExtended.xml")
    if source is None:
        return {}
    ids = {
        paragraph.get(f"{_W14}paraId"): n
        for n, comment in enumerate(comments)
        for paragraph in comment.iter(_PARAGRAPH)
    }
    answered: dict[int, int] = {}
    for entry in parse_part(source, file, "comments").iter(f"{_W15}commentEx"):
        reply, parent = (ids.get(entry.get(f"{_W15}{name}")) for name in ("paraId", "paraIdParent"))
        if reply is not None and parent is not None and reply != parent:
            answered[reply] = parent
    return answered


class _Story:
    """A part with words, while its comments are marked."""

    def __init__(
        self, root: etree._Element, numbers: dict[str, int], answered: dict[int, int]
    ) -> None:
        self._root = root
        self._numbers = numbers
        self._answered = answered
        self._last: etree._Element | None = None
        self._waiting: list[str] = []

    def mark(self) -> None:
        """Put in the marks. The document's own words lose whatever looks like one."""
        elements = [element for element in self._root.iter() if isinstance(element.tag, str)]
        ranged = {self._number(element) for element in elements if element.tag == _START}
        replies = self._replies(ranged)
        for element in elements:
            if element.tag == _PARAGRAPH:
                self._begin(element)
            elif element.tag == _TEXT and MARK in (element.text or ""):
                element.text = without_strangers(element.text or "")
            elif (n := self._number(element)) is not None:
                for one in (n, *replies.get(n, ())):
                    self._mark(element, one, has_range=n in ranged)

    def _number(self, element: etree._Element) -> int | None:
        if element.tag not in {_START, _END, _REFERENCE}:
            return None
        return self._numbers.get(element.get(f"{_W}id", ""))

    def _replies(self, ranged: set[int | None]) -> dict[int, list[int]]:
        """Return the replies without a range of their own, by the comment with one."""
        replies: dict[int, list[int]] = {}
        for reply, parent in self._answered.items():
            if reply not in ranged:
                replies.setdefault(parent, []).append(reply)
        return replies

    def _begin(self, paragraph: etree._Element) -> None:
        place = 1 if len(paragraph) and paragraph[0].tag == _PROPERTIES else 0
        for mark in reversed(self._waiting):
            paragraph.insert(place, _run(mark))
        self._waiting = []
        self._last = paragraph

    def _mark(self, element: etree._Element, n: int, *, has_range: bool) -> None:
        if element.tag == _REFERENCE:
            if not has_range:
                self._put(element, mark_start(n), before=False)
                self._put(element, mark_end(n), before=False)
            return
        if element.tag == _START:
            self._put(element, mark_start(n), before=True)
        else:
            self._put(element, mark_end(n), before=False)

    def _put(self, element: etree._Element, mark: str, *, before: bool) -> None:
        """Put a mark beside an element: in its paragraph, or else in the next or last one."""
        spot = element
        paragraph: etree._Element | None = None
        for above in element.iterancestors():
            if above.tag == _RUN or above.tag in _NOT_KEPT:
                spot = above
            if above.tag == _PARAGRAPH:
                paragraph = above
                break
        if paragraph is not None and before:
            spot.addprevious(_run(mark))
        elif paragraph is not None:
            spot.addnext(_run(mark))
        elif before or self._last is None:
            self._waiting.append(mark)
        else:
            self._last.append(_run(mark))


def _run(mark: str) -> etree._Element:
    run = etree.Element(_RUN)
    etree.SubElement(run, _TEXT).text = mark
    return run
