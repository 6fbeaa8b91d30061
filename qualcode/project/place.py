"""Where a coder last was, and what was being typed there, so that the workspace can go on."""

from typing import Any

from qualcode.store import Store, coder_id
from qualcode.store import local as stored
from qualcode.store.errors import ProjectBusyError


class Place:
    """The coder's place and drafts in this copy of the project; never merged or exported."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self) -> dict[str, Any] | None:
        """Return the place, None where nothing is kept."""
        if not self._store.coder:
            return None
        return stored.read_place(self._store.conn, coder_id(self._store.coder))

    def set(self, place: dict[str, Any]) -> bool:
        """Keep the place; return False where another is writing just now: nobody waits for that."""
        if not self._store.coder:
            return True
        try:
            with self._store.without_waiting():
                stored.write_place(self._store, coder_id(self._store.coder), place)
        except ProjectBusyError:
            return False
        return True

    def draft(self, thing: str) -> str:
        """Return what was typed on a thing, by whatever name it has, and not saved; "" for none."""
        if not self._store.coder:
            return ""
        return stored.read_draft(self._store.conn, coder_id(self._store.coder), thing)

    def keep_draft(self, thing: str, text: str) -> bool:
        """Keep what is being typed, "" to drop it; return False where another is writing."""
        if not self._store.coder or text == self.draft(thing):
            return True
        try:
            with self._store.without_waiting():
                stored.write_draft(self._store, coder_id(self._store.coder), thing, text)
        except ProjectBusyError:
            return False
        return True
