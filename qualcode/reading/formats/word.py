"""Word documents: their paragraphs, tables, notes and comments, by way of mammoth."""

import io
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from xml.parsers.expat import ExpatError

from qualcode.model.words import count
from qualcode.reading.errors import BrokenDocumentError
from qualcode.reading.formats.archive import Parts, read_parts
from qualcode.reading.formats.documents import cut_content
from qualcode.reading.formats.meetings import without_notices
from qualcode.reading.formats.paragraphs import read_html
from qualcode.reading.sentences import were
from qualcode.reading.shape import Cut

# Whatever mammoth meets in parts that are well-formed and yet not what it expects.
_SURPRISES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ExpatError,
    LookupError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
_IGNORED = "An unrecognised element was ignored: "
_PICTURES = ("drawing", "pict")
_BOX, _BOX_AS_BEFORE = "txbx", "textbox"
_HIDDEN = "vanish"
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")


def cut_document(data: bytes, file: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Return the text of a Word document with its turns and comments.

    Raises BrokenDocumentError, LockedDocumentError and UnsafeDocumentError.
    """
    from qualcode.reading.formats.word_comments import mark_comments  # noqa: PLC0415 - loads lxml
    from qualcode.reading.formats.word_wrappings import unwrap_words  # noqa: PLC0415

    parts = unwrap_words(read_parts(data, file), file)
    marked, remarks = mark_comments(parts, file)
    markup, ignored = _convert(marked, file)
    content = read_html(markup)
    content.paragraphs, notices = without_notices(content.paragraphs)
    told = (*notices, *_tell_parts(parts), *_tell_ignored(ignored))
    return cut_content(content, declared, told, remarks)


def _convert(parts: Parts, file: str) -> tuple[str, Counter[str]]:
    """Return the document as HTML, and how often mammoth passed over which element."""
    import mammoth  # noqa: PLC0415 - slow to load

    def no_image(_image: object) -> list[object]:
        return []

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(parts.archive), convert_image=no_image, include_embedded_style_map=False
        )
    except _SURPRISES as error:
        raise BrokenDocumentError(file, "its parts do not make up a document") from error
    passed = (m.message for m in result.messages if m.message.startswith(_IGNORED))
    return str(result.value), Counter(message.removeprefix(_IGNORED) for message in passed)


def _tell_parts(parts: Parts) -> Iterator[str]:
    elements: Counter[str] = Counter()
    for name, counted in parts.elements.items():
        if name.startswith("word/") and name.endswith(("document.xml", "notes.xml")):
            elements += counted
    inserted = sum(elements[name] for name in _INSERTED)
    deleted = sum(elements[name] for name in _DELETED)
    if inserted or deleted:
        yield (
            f"Tracked changes were accepted: {count(inserted, 'insertion')} kept, "
            f"{count(deleted, 'deletion')} left out."
        )
    if number := elements[_BOX_AS_BEFORE]:
        yield f"{count(number, 'text box', 'text boxes')} {were(number)} put after the paragraph."
    if (number := elements[_BOX] - elements[_BOX_AS_BEFORE]) > 0:
        yield f"{count(number, 'text box', 'text boxes')} {were(number)} left out."
    # A text box stands in a shape, and mostly in a second one for older programs.
    if (number := sum(elements[name] for name in _PICTURES) - 2 * elements[_BOX_AS_BEFORE]) > 0:
        yield f"Pictures and shapes were left out ({number:,})."
    if number := elements[_HIDDEN]:
        yield f"Hidden text was kept ({count(number, 'place')}): please check."
    if any(name.startswith(("word/header", "word/footer")) for name in parts.worded):
        yield "Page headers and footers were left out."


def _tell_ignored(ignored: Counter[str]) -> Iterator[str]:
    for name, number in sorted(ignored.items()):
        yield f"{count(number, 'element')} of the sort {name} {were(number)} left out."
