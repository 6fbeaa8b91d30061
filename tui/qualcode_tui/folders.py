"""Folders and paths as people choose and paste them."""

import os
import shlex
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Sort(StrEnum):
    """What an entry of a folder is."""

    UP = "the folder above"
    FOLDER = "a folder"
    FILE = "a file"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose in a folder."""

    path: Path
    sort: Sort

    @property
    def name(self) -> str:
        """The name as it can be shown."""
        name = self.path.name or str(self.path)
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def start_folder() -> Path:
    """Return the folder to begin at: where the program was started, else the user's own."""
    with suppress(OSError):
        return Path.cwd()
    return Path.home()


def is_catch_all(folder: Path) -> bool:
    """Say whether a folder is the user's own or that of their downloads: a study is in neither."""
    import platformdirs  # noqa: PLC0415

    return folder in (Path.home(), platformdirs.user_downloads_path())


def documents_folder() -> Path:
    """Return the user's folder of documents, or their own folder where there is none."""
    import platformdirs  # noqa: PLC0415

    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()


def list_folder(folder: Path, fits: Callable[[Path], bool]) -> list[Entry]:
    """Return what can be chosen in a folder: the one above, folders, then files that fit.

    Hidden ones are left out. Raises OSError where the folder cannot be read.
    """
    with os.scandir(folder) as found:
        shown = [(Path(one.path), _is_folder(one)) for one in found if one.name[:1] != "."]
    shown.sort(key=lambda one: one[0].name.casefold())
    up = [Entry(folder.parent, Sort.UP)] if folder.parent != folder else _drives()
    folders = [Entry(path, Sort.FOLDER) for path, is_folder in shown if is_folder]
    files = [Entry(path, Sort.FILE) for path, is_folder in shown if not is_folder and fits(path)]
    return [*up, *folders, *files]


def read_paths(typed: str) -> list[Path]:
    """Return the paths that somebody typed, pasted, or dragged into the window.

    A path may stand in quotes or begin with file://, each of several on a line of its own or in
    quotes, and blanks may stand behind a backslash, as terminals write them.
    """
    found: list[Path] = []
    for line in typed.splitlines():
        whole = _read_one(line)
        if whole is None:
            continue
        parts = _split(line)
        several = len(parts) > 1 and not _exists(whole) and any(map(_exists, parts))
        unescaped = len(parts) == 1 and not _exists(whole) and _exists(parts[0])
        found += parts if several or unescaped else [whole]
    return found


def name_file(title: str, suffix: str) -> str:
    """Return the name of a file for a study's title, without what file systems refuse."""
    kept = "".join(" " if one in '<>:"/\\|?*' or ord(one) < ord(" ") else one for one in title)
    name = " ".join(kept.split()).strip(". ")[:80].rstrip(". ")
    # Windows has kept these names for itself since the days of its forerunners.
    devices = {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "123"),
    }
    if not name or name.casefold() in devices:
        name = "study"
    return f"{name}{suffix}"


def name_output(title: str, what: str, suffix: str) -> str:
    """Return the name of a file that leaves a study: the study's title, and what is in it.

    A long title is cut, so that what is in the file can always be read.
    """
    room = 48
    short = title if len(title) <= room else title[:room].rsplit(" ", 1)[0]
    return name_file(f"{short} - {what}", suffix)


def free_path(path: Path) -> Path:
    """Return the path if nothing stands there, else the first of “name-2”, “name-3” … free."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free


def say_path(path: Path) -> str:
    """Return a path as people say it, with ~ for their own folder."""
    home = Path.home()
    said = Path("~") / path.relative_to(home) if path.is_relative_to(home) else path
    return str(said).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _read_one(line: str) -> Path | None:
    line = line.strip()
    if len(line) > 1 and line[0] == line[-1] and line[0] in "'\"":
        line = line[1:-1].strip()
    if line.casefold().startswith("file://"):
        line = unquote(urlsplit(line).path)
        if sys.platform == "win32":
            line = line.lstrip("/")
    if not line or "\0" in line:
        return None
    with suppress(RuntimeError):
        return Path(line).expanduser()
    return Path(line)


def _split(line: str) -> list[Path]:
    try:
        words = shlex.split(line, posix=sys.platform != "win32")
    except ValueError:
        return []
    read: Iterable[Path | None] = map(_read_one, words)
    return [path for path in read if path is not None]


def _exists(path: Path) -> bool:
    with suppress(OSError, ValueError):
        return path.exists()
    return False


def _is_folder(one: "os.DirEntry[str]") -> bool:
    with suppress(OSError):
        return one.is_dir()
    return False


def _drives() -> list[Entry]:
    """Return the drives of Windows, which has no folder above them."""
    if sys.platform == "win32" and hasattr(os, "listdrives"):
        return [Entry(Path(drive), Sort.FOLDER) for drive in os.listdrives()]
    return []
