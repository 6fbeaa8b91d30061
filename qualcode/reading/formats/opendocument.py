"""OpenDocument texts: paragraphs, tables, notes and comments."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from qualcode.reading.errors import BrokenDocumentError
from qualcode.reading.formats.archive import Parts, read_parts
from qualcode.reading.formats.documents import cut_content
from qualcode.reading.formats.meetings import without_notices
from qualcode.reading.formats.opendocument_words import PARAGRAPHS, Walker, name_of, words_of
from qualcode.reading.formats.parts import parse_part
from qualcode.reading.shape import Cut


def cut_opendocument(data: bytes, file: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Return the text of an OpenDocument text with its turns and comments.

    Raises BrokenDocumentError, LockedDocumentError and UnsafeDocumentError.
    """
    parts = read_parts(data, file)
    if "content.xml" not in parts.content:
        raise BrokenDocumentError(file, "it has no part with words")
    root = parse_part(parts.content["content.xml"], file, "parts")
    body = next((e for e in root.iter() if name_of(e) == "office:text"), None)
    if body is None:
        raise BrokenDocumentError(file, "it is no text but another sort of document")
    walker = Walker(body)
    walker.walk(body)
    walker.to.end_paragraph()
    content = walker.to.content
    content.notes = walker.notes
    content.paragraphs, notices = without_notices(content.paragraphs)
    told = (*notices, *walker.tell(), *_tell_pages(parts, file))
    return cut_content(content, declared, told, walker.remarks)


def _tell_pages(parts: Parts, file: str) -> Iterator[str]:
    styles = parts.content.get("styles.xml")
    if styles is None:
        return
    for element in parse_part(styles, file, "parts").iter():
        heads = name_of(element).startswith(("style:header", "style:footer"))
        if heads and any(name_of(e) in PARAGRAPHS and words_of(e) for e in element):
            yield "Page headers and footers were left out."
            return
