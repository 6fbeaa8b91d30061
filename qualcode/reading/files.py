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
_AS_WORD = "Open it in a word processor and save it as Word (.docx) or plain text (.txt)."
_AS_CSV = "Open it in a spreadsheet and save the sheet as CSV (UTF-8)."
_AS_TEXT = "Copy its words into a text file (.txt) or a Word document (.docx)."
_TRANSCRIBE = "Have it transcribed, and import the transcript."
_UNSUPPORTED = {
    ".doc": ("an old Word document", _AS_WORD),
    ".pages": ("a Pages document", "Export it from Pages as Word (.docx) or plain text (.txt)."),
    ".rtf": ("a Rich Text document", _AS_WORD),
    ".odt": ("an OpenDocument text", _AS_WORD),
    ".wpd": ("a WordPerfect document", _AS_WORD),
    ".pdf": ("a PDF", _AS_TEXT),
    ".html": ("a web page", _AS_TEXT),
    ".htm": ("a web page", _AS_TEXT),
    ".epub": ("an e-book", _AS_TEXT),
    ".pptx": ("a presentation", _AS_TEXT),
    ".xlsx": ("a spreadsheet", _AS_CSV),
    ".xls": ("a spreadsheet", _AS_CSV),
    ".ods": ("a spreadsheet", _AS_CSV),
    ".numbers": ("a spreadsheet", "Export it from Numbers as CSV (UTF-8)."),
    ".zip": ("an archive", "Unpack it, and name the files in it."),
    ".qdpx": ("a REFI-QDA project", "It is no source: import it as a project."),
    ".mp3": ("a sound recording", _TRANSCRIBE),
    ".m4a": ("a sound recording", _TRANSCRIBE),
    ".wav": ("a sound recording", _TRANSCRIBE),
    ".mp4": ("a film", _TRANSCRIBE),
}


def load_bytes(path: Path) -> bytes:
    """Return the bytes of an ordinary file of at most MOST_BYTES.

    Sort and size are asked before it is opened: a pipe would block, a huge file fill memory.
    """
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
