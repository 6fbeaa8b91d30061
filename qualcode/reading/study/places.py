"""Where a path leads in the end."""

from pathlib import Path


def real_path(path: Path) -> Path:
    """Return the path without links; as it stands where its links lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # RuntimeError before Python 3.13
        return path.absolute()
