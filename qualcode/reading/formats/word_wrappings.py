"""What stands around words in a Word document and would hide them from mammoth.

After ECMA-376: 17.16.19 (simple fields), 17.3.2.3 and 17.3.2.8 (runs of the other writing
direction), 17.3.3.4 (carriage returns) and 17.3.3.25 (guides to pronunciation).
"""

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from qualcode.reading.formats.archive import Parts
from qualcode.reading.formats.parts import parse_part

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
_WRAPPINGS = ("fldSimple", "dir", "bdo")
_RETURN, _GUIDE = "cr", "ruby"
_LOOKED_FOR = frozenset({*_WRAPPINGS, _RETURN, _GUIDE})


def unwrap_words(parts: Parts, file: str) -> Parts:
    """Return the parts with such words where they stand; the guide above a word goes.

    Raises BrokenDocumentError.
    """
    content = dict(parts.content)
    for name in _STORIES:
        if name in content and _LOOKED_FOR & parts.elements[name].keys():
            content[name] = _unwrap(content[name], file)
    return replace(parts, content=content)


def _unwrap(source: bytes, file: str) -> bytes:
    root = parse_part(source, file, "words")
    for element in list(root.iter(f"{_W}{_RETURN}")):
        element.tag = f"{_W}br"
    for element in list(root.iter(f"{_W}{_GUIDE}")):
        _put_in_place(element, element.iterfind(f"{_W}rubyBase/{_W}r/*"))
    for name in _WRAPPINGS:
        for element in list(root.iter(f"{_W}{name}")):
            _put_in_place(element, element)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _put_in_place(element: etree._Element, inner: Iterable[etree._Element]) -> None:
    """Put elements where one stood that is not the root."""
    above = element.getparent()
    if above is not None:
        for one in list(inner):
            element.addprevious(one)
        above.remove(element)
