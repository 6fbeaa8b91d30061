"""Files on disk: what may be read, and their bytes."""

import stat
from pathlib import Path

from qualcode.reading.errors import (
    ClosedFileError,
    FolderGivenError,
    LargeFileError,
    MissingFileError,
    SpecialFileError,
    UnsupportedFileError,
)

MOST_BYTES = 50_000_000
READABLE = frozenset(
    {
        *(".txt", ".md", ".markdown", ".vtt", ".srt", ".csv", ".tsv", ".xlsx", ".xlsm"),
        *(".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".xhtml"),
    }
)
_AS_WORD = "Open it in a word processor and save it as Word (.docx) or plain text (.txt)."
_FROM_WORD = "Open it in Word and save it as a Word document (.docx)."
_AS_SHEET = "Open it in a spreadsheet program and save it as Excel (.xlsx) or CSV."
_AS_TEXT = "Copy its words into a text file (.txt) or a Word document (.docx)."
_AS_MESSAGE = "Open it in your mail program, and copy its words into a text file (.txt)."
_TRANSCRIBE = "Have it transcribed, and import the transcript."
_READ_PICTURE = (
    "Have its words read by a program for text recognition (OCR), and save them as Word (.docx) "
    "or plain text (.txt)."
)
_UNPACK = "Unpack it, and name the files in it."
_NO_WORDS = "It holds nothing that anybody said: leave it out."
_SORTS = {
    ("an old Word document", _FROM_WORD): ".doc .dot",
    ("a Word document with macros or a template", _FROM_WORD): ".docm .dotx .dotm",
    ("a Pages document", "Export it from Pages as Word (.docx) or plain text (.txt)."): ".pages",
    ("a WordPerfect document", _AS_WORD): ".wpd .wps",
    ("an OpenDocument file of another sort", _AS_WORD): ".fodt .ott .odm .sxw",
    ("an e-book", _AS_TEXT): ".epub .mobi .azw .azw3",
    ("a presentation", _AS_TEXT): ".pptx .ppt .odp .key",
    ("a message", _AS_MESSAGE): ".msg .eml .mbox .pst",
    (
        "a saved web page",
        "Save it from the browser as a web page (.html).",
    ): ".mht .mhtml .webarchive",
    ("an old or another sort of spreadsheet", _AS_SHEET): ".xls .xlsb .ods .fods",
    ("a Numbers spreadsheet", "Export it from Numbers as Excel (.xlsx) or CSV."): ".numbers",
    (
        "an SPSS, Stata or R data file",
        "Export it from there as CSV (UTF-8).",
    ): ".sav .dta .rds .rdata",
    ("a codebook or the description of a study", _NO_WORDS): ".yaml .yml",
    ("an archive", _UNPACK): ".zip .7z .rar .gz .tar .tgz",
    ("a project of another program", "It is no source: import it as a project."): ".qdpx .qdc",
    (
        "a project of another program",
        "Export its documents from there.",
    ): ".nvp .nvpx .mx22 .mx24 .atlproj",
    (
        "a sound recording",
        _TRANSCRIBE,
    ): ".mp3 .m4a .wav .ogg .oga .opus .aac .flac .wma .amr .aiff .dss .ds2",
    ("a film", _TRANSCRIBE): ".mp4 .mov .avi .mkv .webm .m4v .wmv .mpg .mpeg .3gp",
    (
        "a picture",
        _READ_PICTURE,
    ): ".png .jpg .jpeg .gif .tif .tiff .bmp .heic .heif .webp .svg .psd",
    (
        "a file of a program",
        _NO_WORDS,
    ): ".exe .dll .app .lnk .url .ini .db .sqlite .json .xml",
}
# What describes a study or its codes is read, though never as a source.
_READ_OTHERWISE = frozenset({".yaml", ".yml"})
_UNSUPPORTED = {suffix: sort for sort, suffixes in _SORTS.items() for suffix in suffixes.split()}


def load_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file of at most MOST_BYTES.

    Sort and size are asked before it is opened: a pipe would block, a huge file fill memory.
    """
    if path.suffix.casefold() not in _READ_OTHERWISE:
        refuse_unsupported(path.name)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise FolderGivenError(path.name)
        if not stat.S_ISREG(found.st_mode):
            raise SpecialFileError(path.name)
        if found.st_size > MOST_BYTES:
            raise LargeFileError(path.name, found.st_size / 1e6, MOST_BYTES / 1e6)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFileError(str(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise ClosedFileError(path.name, str(reason)) from None
    if len(data) > MOST_BYTES:
        raise LargeFileError(path.name, len(data) / 1e6, MOST_BYTES / 1e6)
    return data


def refuse_unsupported(name: str) -> None:
    """Raise UnsupportedFileError for a sort of file that is known and not read."""
    known = _UNSUPPORTED.get(Path(name).suffix.casefold())
    if known:
        raise UnsupportedFileError(name, *known)
