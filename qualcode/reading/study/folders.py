"""Folders: which files they hold, in which order, and the study file that describes them."""

import os
from collections.abc import Sequence
from pathlib import Path

import regex

from qualcode.reading.errors import ReadingError
from qualcode.reading.study import load_study
from qualcode.reading.study.places import real_path

STUDY_FILE = "study.yaml"
# What programs and systems leave in folders, and nobody put there.
_HIDDEN = (".", "~$", "__MACOSX")
_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_OWN = ".qualcode"
_DIGITS = regex.compile(r"(\d+)")


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files, and for each folder the files in it and in folders below.

    A folder's files come in natural order (a2 before a10), whatever their sort: reading says of
    each why it can't be read. Passed over are hidden files, what systems leave behind, project
    files and the study file. Where the folder's study file names sources, these are its files,
    there or not. A file that is named itself is returned always; none is returned twice.
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
        for place in (folder, real_path(folder).parent):
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
        folders[:] = [name for name in folders if not name.startswith(_HIDDEN)]
        found += [Path(root) / name for name in names if _may_be_a_source(name)]
    return found


def _may_be_a_source(name: str) -> bool:
    plain = name.casefold()
    return not (
        name.startswith(_HIDDEN)
        or plain in _LEFT_BY_SYSTEMS
        or plain == STUDY_FILE
        # With the files that SQLite keeps beside an open project, and copies of it.
        or _OWN in plain
    )


def _natural_key(path: Path) -> list[list[tuple[int, str]]]:
    return [
        [
            (int(part), "") if part.isdecimal() else (-1, part.casefold())
            for part in _DIGITS.split(name)
        ]
        for name in path.parts
    ]
