"""Word documents: their paragraphs, tables and notes as plain text, by way of mammoth."""

import io
from collections import Counter
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from xml.parsers.expat import ExpatError

from qualcode.model.text import clean_text
from qualcode.reading.errors import BrokenDocumentError
from qualcode.reading.formats.archive import Parts, read_parts
from qualcode.reading.formats.paragraphs import Content, read_html
from qualcode.reading.sentences import count, were
from qualcode.reading.shape import Cut, ReadTurn
from qualcode.reading.turns.layouts import cut_text

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
_COMMENTS = "commentReference"
_PICTURES = ("drawing", "pict")
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")


def cut_document(data: bytes, file: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Return the text of a Word document with its turns; notes follow as turns of nobody.

    Raises BrokenDocumentError and UnsafeDocumentError.
    """
    parts = read_parts(data, file)
    markup, ignored = _convert(parts, file)
    content = read_html(markup)
    body = "\n\n".join(content.paragraphs)
    text, replaced = clean_text("\n\n".join([*content.paragraphs, *content.notes]))
    cut = cut_text(text[: len(body)], declared)
    turns = (*cut.turns, *_place_notes(content.notes, len(body) + 2 if body else 0))
    told = (*_tell_content(content), *_tell_parts(parts), *_tell_ignored(ignored))
    left_out = (*cut.left_out, *told)
    return Cut(text, cut.layout, turns, left_out, replaced)


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


def _place_notes(notes: list[str], position: int) -> Iterator[ReadTurn]:
    for note in notes:
        yield ReadTurn(position, position, position + len(note), None, None)
        position += len(note) + 2


def _tell_content(content: Content) -> Iterator[str]:
    if number := len(content.notes):
        yield f"{count(number, 'paragraph')} of notes {were(number)} put at the end."
    if number := content.tables:
        yield f"{count(number, 'table')} {were(number)} written out row by row."
    if number := content.items:
        yield f"{count(number, 'list item')} {were(number)} kept without bullet or number."


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
    if number := elements[_COMMENTS]:
        yield f"{count(number, 'comment')} {were(number)} left out."
    if number := sum(elements[name] for name in _PICTURES):
        yield f"Pictures and shapes were left out ({number:,})."
    if any(name.startswith(("word/header", "word/footer")) for name in parts.worded):
        yield "Page headers and footers were left out."


def _tell_ignored(ignored: Counter[str]) -> Iterator[str]:
    for name, number in sorted(ignored.items()):
        yield f"{count(number, 'element')} of the sort {name} {were(number)} left out."
