"""Files on disk: what may be read, which files a folder holds, and in which order."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import regex

from qualcode.reading.errors import (
    ClosedFileError,
    FolderGivenError,
    LargeFileError,
    MissingFileError,
    ReadingError,
    SpecialFileError,
    UnsupportedFileError,
)
from qualcode.reading.study import load_study

MOST_BYTES = 50_000_000
STUDY_FILE = "study.yaml"
READABLE = frozenset({".txt", ".md", ".vtt", ".srt", ".docx", ".csv", ".tsv"})
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
_DIGITS = regex.compile(r"(\d+)")


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


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files, and for each folder the readable files in it and in folders below.

    A folder's files come in natural order (a2 before a10), hidden files and the study file passed
    over. Where the folder's study file names sources, these are its files, there or not. A file
    that is named itself is returned whatever it is; none is returned twice.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(_list_sources(path) or _walk(path), key=_natural_key)
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def find_study(paths: Sequence[Path]) -> Path | None:
    """Return the study file that is given, or is in or one above the folder of what is given."""
    for path in paths:
        if path.name.casefold() == STUDY_FILE and path.is_file():
            return path
        folder = path if path.is_dir() else path.parent
        for place in (folder, folder.resolve().parent):
            if (place / STUDY_FILE).is_file():
                return place / STUDY_FILE
    return None


def _list_sources(folder: Path) -> list[Path]:
    """Return the sources that a folder's study file names; loading it says what is wrong."""
    if not (folder / STUDY_FILE).is_file():
        return []
    try:
        study = load_study(folder / STUDY_FILE)
    except ReadingError:
        return []
    return [study.path_of(source) for source in study.sources]


def _walk(folder: Path) -> list[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root) / name for name in names if _is_readable(name)]
    return [path for path in found if path.is_file()]


def _is_readable(name: str) -> bool:
    hidden = name.startswith((".", "~$"))
    return not hidden and Path(name).suffix.casefold() in READABLE


def _natural_key(path: Path) -> list[list[tuple[int, str]]]:
    return [
        [
            (int(part), "") if part.isdecimal() else (-1, part.casefold())
            for part in _DIGITS.split(name)
        ]
        for name in path.parts
    ]
