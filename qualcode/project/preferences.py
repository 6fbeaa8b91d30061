"""What a user said once, for all projects: their name, a theme, and which projects they opened.

Kept in the user's own configuration folder. A file that is broken counts as an empty one, so that
nothing here can keep a program from starting.
"""

import json
import os
import re
import tempfile
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

MOST_RECENT = 12


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was opened here: its file, what it is called, and when (UTC, ISO 8601)."""

    path: Path
    title: str
    opened: str

    @property
    def is_there(self) -> bool:
        """Whether the file still stands where it was."""
        return self.path.is_file()


@dataclass(frozen=True, slots=True)
class Entry:
    """A setting in a table of the configuration: its name, its value, its line where known."""

    name: str
    value: object
    line: int | None


def config_path() -> Path:
    """Return where the configuration is kept; QUALCODE_CONFIG names another place."""
    named = os.environ.get("QUALCODE_CONFIG")
    if named:
        return Path(named)
    import platformdirs  # noqa: PLC0415 - help is there without it

    return platformdirs.user_config_path("qualcode") / "config.toml"


def read_coder() -> str | None:
    """Return the configured coder: QUALCODE_CODER, else the configuration file's `coder`."""
    return os.environ.get("QUALCODE_CODER", "").strip() or read_setting("coder")


def write_coder(coder: str) -> Path:
    """Keep a name as the coder's, for all projects, and return where it is kept."""
    return write_setting("coder", coder)


def read_setting(name: str) -> str | None:
    """Return a setting's words, None where it is not set, blank, or no words."""
    value = _read_settings().get(name)
    return value.strip() or None if isinstance(value, str) else None


def read_table(name: str) -> list[Entry]:
    """Return the settings of a table of the configuration, such as `[keys]`, in the file's order.

    A dotted name counts the same with and without quotation marks.
    """
    table = _read_settings().get(name)
    if not isinstance(table, dict):
        return []
    lines = _read_lines()
    return [Entry(own, value, _line_of(lines, name, own)) for own, value in _flatten(table)]


def read_fault() -> str | None:
    """Return what makes the configuration unreadable, as its parser says it; None where it reads.

    A file that is not there is no fault.
    """
    try:
        tomllib.loads(config_path().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        return str(fault)
    return None


def write_setting(name: str, value: str) -> Path:
    """Keep a setting, leaving all other lines as they are, and return where it is kept.

    Raises OSError where the folder cannot be written.
    """
    path = config_path()
    # A JSON string is a TOML string.
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    kept = _read_lines() if _read_settings() else []
    top = next((n for n, one in enumerate(kept) if one.lstrip().startswith("[")), len(kept))
    held = next((n for n in range(top) if kept[n].partition("=")[0].strip() == name), None)
    lines = [*kept[:top], line, *kept[top:]] if held is None else kept
    if held is not None:
        lines[held] = line
    _write(path, "\n".join(lines) + "\n")
    return path


def recent_projects() -> list[RecentProject]:
    """Return the projects that were opened here, the last one first."""
    try:
        rows = json.loads(_recent_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    found = [_recent(row) for row in rows] if isinstance(rows, list) else []
    return [one for one in found if one is not None][:MOST_RECENT]


def remember_project(path: Path, title: str) -> None:
    """Put a project first among the recent ones. A list that cannot be written stays as it is."""
    path = path.absolute()
    opened = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    others = [one for one in recent_projects() if one.path != path]
    _write_recent([RecentProject(path, title, opened), *others])


def forget_project(path: Path) -> None:
    """Take a project off the list of recent ones. The file itself is left alone."""
    _write_recent([one for one in recent_projects() if one.path != path])


def _recent_path() -> Path:
    return config_path().with_name("recent.json")


def _recent(row: object) -> RecentProject | None:
    if not isinstance(row, dict):
        return None
    path, title, opened = (row.get(name) for name in ("path", "title", "opened"))
    if not isinstance(path, str) or "\0" in path or not path:
        return None
    title = title if isinstance(title, str) else Path(path).stem
    return RecentProject(Path(path), title, opened if isinstance(opened, str) else "")


def _write_recent(projects: list[RecentProject]) -> None:
    rows = [{**asdict(one), "path": str(one.path)} for one in projects[:MOST_RECENT]]
    # No work is lost where the list cannot be kept, and a name may hold bytes that are no text.
    with suppress(OSError, UnicodeEncodeError):
        _write(_recent_path(), json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _read_lines() -> list[str]:
    try:
        return config_path().read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return []


def _read_settings() -> dict[str, object]:
    try:
        return tomllib.loads(config_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _flatten(table: dict[str, object], above: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flatten(value, f"{above}{name}.")
        else:
            found.append((f"{above}{name}", value))
    return found


def _line_of(lines: list[str], table: str, name: str) -> int | None:
    """Return the number of the line that sets a name in a table, counted from 1."""
    heading = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]")
    begun = next((n for n, line in enumerate(lines) if heading.match(line)), len(lines))
    for n, line in enumerate(lines[begun + 1 :], begun + 2):
        if line.partition("=")[0].strip().strip("\"'") == name:
            return n
    return None


def _write(path: Path, words: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(words)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
