"""PDFs: the lines of their pages by way of pypdf, made into paragraphs again."""

import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.model.words import count
from qualcode.reading.errors import (
    BrokenDocumentError,
    LockedDocumentError,
    ScannedDocumentError,
    UnsafeDocumentError,
)
from qualcode.reading.formats.documents import cut_content
from qualcode.reading.formats.pdf_heads import take_heads
from qualcode.reading.formats.pdf_lines import Line, gather_lines
from qualcode.reading.formats.pdf_paragraphs import join_lines
from qualcode.reading.sentences import were
from qualcode.reading.shape import Cut

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_SIGNATURE = b"%PDF-"
_SIGNATURE_WITHIN = 1_024
_MOST_PAGES = 5_000
_MOST_CHARACTERS = 20_000_000
_LOGGER = "pypdf"
_SAID_ON_PAGE = {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Caret"}
# Whatever pypdf meets in objects that are well-formed and yet not what it expects.
_SURPRISES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(slots=True)
class _Pages:
    """The lines of each page, and which pages had none or could not be read."""

    lines: list[list[Line]] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    comments: int = 0


def cut_pdf(data: bytes, file: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Return the text of a PDF with its turns.

    Raises BrokenDocumentError, LockedDocumentError, ScannedDocumentError and UnsafeDocumentError.
    """
    if _SIGNATURE not in data[:_SIGNATURE_WITHIN]:
        raise BrokenDocumentError(file, "it does not begin as one")
    # It writes what it mends in a file to the log, and this is said below.
    logging.getLogger(_LOGGER).setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pages = _read_pages(data, file)
    if not any(pages.lines):
        if pages.broken:
            raise BrokenDocumentError(file, "none of its pages could be read")
        raise ScannedDocumentError(file, len(pages.wordless))
    bodies, heads = take_heads(pages.lines)
    content, joined = join_lines(bodies)
    return cut_content(content, declared, (*heads, *joined, *_tell(pages)))


def _read_pages(data: bytes, file: str) -> _Pages:
    from pypdf import PdfReader  # noqa: PLC0415 - only where it is needed
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockedDocumentError(file)
        number = len(reader.pages)
    except DependencyError:
        raise LockedDocumentError(file) from None
    except (PyPdfError, *_SURPRISES) as error:
        raise BrokenDocumentError(file, "its parts do not make up a document") from error
    if number > _MOST_PAGES:
        raise UnsafeDocumentError(file, f"it has more than {_MOST_PAGES:,} pages")
    return _extract(reader, file, (PyPdfError, *_SURPRISES))


def _extract(reader: "PdfReader", file: str, surprises: tuple[type[Exception], ...]) -> _Pages:
    pages = _Pages()
    characters = 0
    for number in range(len(reader.pages)):
        try:
            page = reader.pages[number]
            lines = gather_lines(page)
            pages.comments += _count_comments(page)
        except surprises:
            pages.broken.append(number + 1)
            continue
        if not lines:
            pages.wordless.append(number + 1)
        pages.lines.append(lines)
        characters += sum(len(line.words) for line in lines)
        if characters > _MOST_CHARACTERS:
            raise UnsafeDocumentError(file, f"it has more than {_MOST_CHARACTERS:,} characters")
    return pages


def _count_comments(page: "PageObject") -> int:
    found: list[Any] = [one.get_object() for one in page.annotations or ()]
    return sum(one.get("/Subtype") in _SAID_ON_PAGE and bool(one.get("/Contents")) for one in found)


def _tell(pages: _Pages) -> Iterator[str]:
    for numbers, why in (
        (pages.wordless, "without words, perhaps pictures of pages,"),
        (pages.broken, "that could not be read"),
    ):
        if numbers:
            number = len(numbers)
            yield f"{count(number, 'page')} {why} {were(number)} left out: {_list(numbers)}."
    if number := pages.comments:
        yield f"{count(number, 'comment')} in the margin {were(number)} left out."


def _list(numbers: Sequence[int]) -> str:
    most = 10
    return ", ".join(map(str, numbers[:most])) + (" …" if len(numbers) > most else "")
