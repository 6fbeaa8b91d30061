"""Telling the files that qualcode wrote from those that somebody brings in."""

import zipfile
from pathlib import Path

_CREATOR = b"<dc:creator>qualcode</dc:creator>"
_PROPERTIES = "docProps/core.xml"
_LARGEST = 100_000


def is_own_file(path: Path) -> bool:
    """Say whether a Word or Excel file names qualcode as who made it.

    False for files of other sorts, and for what cannot be read.
    """
    if path.suffix.casefold() not in (".docx", ".xlsx"):
        return False
    try:
        with zipfile.ZipFile(path) as packed:
            if packed.getinfo(_PROPERTIES).file_size > _LARGEST:
                return False
            return _CREATOR in packed.read(_PROPERTIES)
    except (OSError, KeyError, zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError):
        return False
