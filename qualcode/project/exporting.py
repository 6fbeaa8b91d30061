"""Keeping in the project what left it, so that a withdrawal can say where words went."""

from datetime import date
from pathlib import Path

from qualcode.store import Store


def record_export(store: Store, kind: str, target: Path) -> None:
    """Write down that a file left, where somebody is named who could have sent it."""
    if not store.coder:
        return
    with store.act("export") as act:
        act.make(
            "export",
            {
                "kind": kind,
                "file": target.name,
                "heads": store.heads,
                "coder": act.coder,
                "made": act.time,
            },
        )


def today() -> str:
    """Return the date that stands on what leaves today, ISO 8601."""
    return date.today().isoformat()  # noqa: DTZ011 - the reader's own calendar is meant
