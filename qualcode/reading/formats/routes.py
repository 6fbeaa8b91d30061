"""Which reader a file goes to, by the suffix of its name."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from qualcode.model import ColumnKind, Decoded, decode
from qualcode.model.text import UnknownEncodingError, UnreadableTextError
from qualcode.reading.errors import BinaryFileError, EmptyFileError, UndecodableFileError
from qualcode.reading.formats.captions import cut_captions
from qualcode.reading.formats.markdown import split_front_matter
from qualcode.reading.formats.tables import cut_table, read_grid
from qualcode.reading.rendering import with_controls
from qualcode.reading.shape import Cut
from qualcode.reading.turns.layouts import cut_text

_SAMPLE = 65_536
# More control characters than this share, or than a few in a short text, and it is no text.
_MOST_CONTROLS, _FEW_CONTROLS, _SHORT_SHARE = 0.05, 4, 1 / 3
_WHITE_CONTROLS = "\x0b\x0c\x1c\x1d\x1e"
_PAGES = {".html", ".htm", ".xhtml"}
_LIBRARIES = {
    ".docx": ("mammoth", "lxml.etree"),
    ".odt": ("lxml.etree",),
    ".rtf": ("striprtf.striprtf",),
    ".pdf": ("pypdf",),
    **dict.fromkeys((".xlsx", ".xlsm"), ("openpyxl",)),
    **dict.fromkeys(_PAGES, ("lxml.etree",)),
}
# How files begin that are never text, whatever they are called.
_SIGNATURES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"ID3",
    b"OggS",
    b"RIFF",
    b"SQLite format 3\x00",
)


def load_libraries(name: str) -> None:
    """Load what parses such a file, which takes a moment the first time."""
    for library in _LIBRARIES.get(Path(name).suffix.casefold(), ()):
        import_module(library)


def cut_file(
    data: bytes,
    name: str,
    encoding: str | None,
    declared: AbstractSet[str],
    columns: Mapping[str, ColumnKind] | None,
) -> tuple[Decoded, Cut]:
    """Return the text of a file that is kept, and its turns. Raises ReadingError."""
    suffix = Path(name).suffix.casefold()
    cut = _cut_document(suffix, data, name, encoding, declared, columns)
    if cut is not None:
        return Decoded(cut.text, "utf-8", "\n", False, cut.replaced), cut
    decoded = _decode(data, name, encoding, page=suffix in _PAGES)
    if not decoded.text.strip():
        raise EmptyFileError(name)
    if suffix in {".vtt", ".srt"}:
        cut = cut_captions(with_controls(decoded), declared)
    elif suffix in {".csv", ".tsv"}:
        cut = cut_table(read_grid(with_controls(decoded), name), name, columns)
    elif suffix in _PAGES:
        from qualcode.reading.formats.webpage import cut_page  # noqa: PLC0415 - loads lxml

        cut = cut_page(decoded, name, declared)
    else:
        return _cut_plain(suffix, decoded, declared)
    return replace(decoded, text=cut.text, replaced=cut.replaced), cut


def _cut_document(
    suffix: str,
    data: bytes,
    name: str,
    encoding: str | None,
    declared: AbstractSet[str],
    columns: Mapping[str, ColumnKind] | None,
) -> Cut | None:
    """Return what a file holds that is no plain text; None where it is one.

    What reads a format is imported when the first such file comes: the libraries are slow to load.
    """
    if suffix == ".docx":
        from qualcode.reading.formats.word import cut_document  # noqa: PLC0415

        return cut_document(data, name, declared)
    if suffix == ".odt":
        from qualcode.reading.formats.opendocument import cut_opendocument  # noqa: PLC0415

        return cut_opendocument(data, name, declared)
    if suffix == ".rtf":
        from qualcode.reading.formats.rtf import cut_rtf  # noqa: PLC0415

        return cut_rtf(data, name, encoding, declared)
    if suffix == ".pdf":
        from qualcode.reading.formats.pdf import cut_pdf  # noqa: PLC0415

        return cut_pdf(data, name, declared)
    if suffix in {".xlsx", ".xlsm"}:
        from qualcode.reading.formats.spreadsheet import read_sheet  # noqa: PLC0415

        rows, told = read_sheet(data, name)
        return cut_table(rows, name, columns, told)
    return None


def _cut_plain(suffix: str, decoded: Decoded, declared: AbstractSet[str]) -> tuple[Decoded, Cut]:
    if suffix not in {".md", ".markdown"}:
        return decoded, cut_text(decoded.text, declared)
    words, told = split_front_matter(decoded)
    cut = cut_text(words.text, declared)
    return words, replace(cut, left_out=(*told, *cut.left_out))


def _decode(data: bytes, name: str, encoding: str | None, *, page: bool) -> Decoded:
    if data.startswith(_SIGNATURES):
        raise BinaryFileError(name)
    try:
        decoded = _decode_page(data, encoding) if page else decode(data, encoding)
    except (UnreadableTextError, UnknownEncodingError) as error:
        if encoding is None and b"\x00" in data[:_SAMPLE]:
            raise BinaryFileError(name) from error
        raise UndecodableFileError(name, str(error)) from error
    controls = sum(gone.character not in _WHITE_CONTROLS for gone in decoded.replaced)
    size = len(decoded.text)
    if controls > max(_MOST_CONTROLS * size, min(_FEW_CONTROLS, _SHORT_SHARE * size)):
        if encoding is not None:
            why = f"As {encoding} it is full of control characters. Try it without --encoding."
            raise UndecodableFileError(name, why)
        raise BinaryFileError(name)
    return decoded


def _decode_page(data: bytes, encoding: str | None) -> Decoded:
    from qualcode.reading.formats.webpage import decode_page  # noqa: PLC0415 - loads lxml

    return decode_page(data, encoding)
