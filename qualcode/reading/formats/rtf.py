"""Rich Text: paragraphs, tables, notes and comments, its characters by way of striprtf."""

import codecs
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime

import regex

from qualcode.model.text import REPLACEMENT, UnknownEncodingError, UnreadableTextError
from qualcode.model.words import count
from qualcode.reading.errors import BrokenDocumentError, UndecodableFileError, UnsafeDocumentError
from qualcode.reading.formats import rtf_source as stand_in
from qualcode.reading.formats.content import Content
from qualcode.reading.formats.documents import Remark, cut_content
from qualcode.reading.formats.marks import strip
from qualcode.reading.formats.meetings import without_notices
from qualcode.reading.formats.rows import write_rows
from qualcode.reading.formats.rtf_groups import read_groups
from qualcode.reading.formats.rtf_source import Source
from qualcode.reading.sentences import were
from qualcode.reading.shape import Cut

_SIGNATURE = b"{\\rtf"
_MOST_DEPTH = 100
_SURPRISES = (AttributeError, LookupError, RecursionError, TypeError, ValueError, OverflowError)
_ENDS = f"{stand_in.NOTE}{stand_in.NOTE_END}{stand_in.REMARK}{stand_in.REMARK_END}"
_REMARK = regex.compile(
    f"{stand_in.REMARK}(?P<author>[^{_ENDS}]*?){stand_in.AUTHOR_END}"
    f"(?P<words>[^{_ENDS}]*){stand_in.REMARK_END}"
)
_NOTE = regex.compile(f"{stand_in.NOTE}(?P<words>[^{_ENDS}]*){stand_in.NOTE_END}")
_LAID_OUT = regex.compile(f"([{stand_in.CELL}{stand_in.ROW}{stand_in.TABLE}\n])")
_LEFT_OVER = regex.compile(f"[{stand_in.CELL}-{stand_in.REMARK_END}]")
_LINES = regex.compile(r"\n\s*")


def cut_rtf(
    data: bytes, file: str, encoding: str | None, declared: AbstractSet[str] = frozenset()
) -> Cut:
    """Return the text of a Rich Text document with its turns and comments.

    `encoding` overrides the code pages that the file names. Raises BrokenDocumentError,
    UnsafeDocumentError and UndecodableFileError.
    """
    if not data.lstrip().startswith(_SIGNATURE):
        raise BrokenDocumentError(file, "it does not begin as one")
    # Bytes as code points one for one: what they mean is for the code page to say.
    root = read_groups(data.decode("latin-1"), _MOST_DEPTH)
    if root is None:
        raise UnsafeDocumentError(file, "its parts are nested too deep")
    source = Source(root, own_code_page=encoding is None)
    words = _convert(source.write(), file, encoding)
    undecoded = words.count(REPLACEMENT)
    words, remarks = _take_remarks(words, source.dates)
    words, notes = _take_notes(words)
    content = _gather(words)
    content.notes, content.items = notes, source.counts["item"]
    content.paragraphs, notices = without_notices(content.paragraphs)
    return cut_content(content, declared, (*notices, *_tell(source, undecoded)), remarks)


def _convert(source: str, file: str, encoding: str | None) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only where it is needed

    try:
        codecs.lookup(encoding or "cp1252")
    except (LookupError, ValueError):
        raise UndecodableFileError(file, str(UnknownEncodingError(encoding or ""))) from None
    try:
        halves = str(rtf_to_text(source, encoding or "cp1252", "replace"))
    except _SURPRISES as error:
        raise BrokenDocumentError(file, "its source makes no sense") from error
    # Characters outside the first plane are written as two halves.
    words = halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if encoding is not None and REPLACEMENT in words:
        raise UndecodableFileError(file, str(UnreadableTextError(encoding)))
    return words.replace("\r", " ")


def _take_remarks(words: str, dates: list[int | None]) -> tuple[str, list[Remark]]:
    remarks: list[Remark] = []

    def take(match: "regex.Match[str]") -> str:
        date = dates[len(remarks)] if len(remarks) < len(dates) else None
        said = _LEFT_OVER.sub("\n", match["words"])
        remarks.append(Remark.of(match["author"], _time(date), _LINES.sub("\n", said)))
        return ""

    return _REMARK.sub(take, words), remarks


def _take_notes(words: str) -> tuple[str, list[str]]:
    notes: list[str] = []
    number = 0

    def take(match: "regex.Match[str]") -> str:
        nonlocal number
        lines = _LEFT_OVER.sub("\n", match["words"]).split("\n")
        paragraphs = [line.strip() for line in lines if line.strip()]
        notes.extend(paragraphs)
        number += bool(paragraphs)
        return f"[{number}]" if paragraphs else ""

    return _NOTE.sub(take, words), notes


def _gather(words: str) -> Content:
    """Return the paragraphs and tables of a text with stand-ins for what is laid out."""
    content = Content()
    rows: list[list[str]] = []
    row: list[str] | None = None
    held = ""
    for piece in _LAID_OUT.split(words):
        if piece == "\n" and row is None:
            rows = _end_paragraph(content, held, rows)
            held = ""
        elif piece == stand_in.TABLE:
            if row is None:
                rows = _end_paragraph(content, held, rows)
                row, held = [], ""
        elif piece == stand_in.CELL:
            row = [*(row or ()), _tidy(held)]
            held = ""
        elif piece == stand_in.ROW:
            rows.append(row or [])
            row, held = None, ""
        else:
            held += piece
    rows = _end_paragraph(content, "", [*rows, row] if row else rows, last=True)
    for line in held.split("\n") if row is not None else [held]:
        _end_paragraph(content, line, [])
    return content


def _end_paragraph(
    content: Content, held: str, rows: list[list[str]], *, last: bool = False
) -> list[list[str]]:
    """Add a paragraph, and before it the table that ends with it; return the rows that wait."""
    paragraph = _tidy(held)
    if not paragraph and not last:
        return rows
    if rows:
        content.tables += 1
        content.paragraphs += write_rows(rows)
    if paragraph:
        content.paragraphs.append(paragraph)
    return []


def _tidy(held: str) -> str:
    return _LINES.sub("\n", strip(_LEFT_OVER.sub("\n", held)))


def _time(date: int | None) -> str | None:
    """Return a date and time that is packed into 32 bits, as the specification says for DTTM."""
    if date is None:
        return None
    year, month, day = 1900 + (date >> 20 & 0x1FF), date >> 16 & 0xF, date >> 11 & 0x1F
    try:
        return datetime(year, month, day, date >> 6 & 0x1F, date & 0x3F).isoformat()  # noqa: DTZ001 - the file names no zone
    except ValueError:
        return None


def _tell(source: Source, undecoded: int) -> Iterator[str]:
    inserted, deleted = source.counts["inserted"], source.counts["deleted"]
    if inserted or deleted:
        yield (
            f"Tracked changes were accepted: {count(inserted, 'insertion')} kept, "
            f"{count(deleted, 'deletion')} left out."
        )
    if source.counts["pages"]:
        yield "Page headers and footers were left out."
    if number := source.counts["text box"]:
        yield f"{count(number, 'text box', 'text boxes')} {were(number)} left out."
    if number := source.counts["picture"]:
        yield f"Pictures and shapes were left out ({number:,})."
    if undecoded:
        did = f"{count(undecoded, 'character')} {were(undecoded)}"
        yield f"{did} not in the code page of the file and replaced: try --encoding."
