"""Backup: a whole copy, made safely while the project is open."""

import os
from pathlib import Path

from qualcode.store.database import translate_errors
from qualcode.store.errors import ProjectExistsError
from qualcode.store.store import Store


def back_up(store: Store, target: Path) -> None:
    """Write a copy of the project to a new file, whole or not at all.

    Copying an open project by hand can lose the work that is still in its log.
    """
    if target.exists():
        raise ProjectExistsError(target)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with translate_errors(store.path):
        try:
            store.conn.execute("VACUUM INTO ?", (str(part),))
            os.replace(part, target)  # noqa: PTH105 - replaces in one step on every system
        finally:
            part.unlink(missing_ok=True)
