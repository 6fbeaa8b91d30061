"""Where a coder last was, so that the workspace opens there again."""

from typing import Any

from qualcode.store import Store, coder_id
from qualcode.store import local as stored


class Place:
    """The coder's place in this copy of the project. It is never merged or exported."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self) -> dict[str, Any] | None:
        """Return the place, None where nothing is kept."""
        if not self._store.coder:
            return None
        return stored.read_place(self._store.conn, coder_id(self._store.coder))

    def set(self, place: dict[str, Any]) -> None:
        """Keep the place."""
        if self._store.coder:
            stored.write_place(self._store, coder_id(self._store.coder), place)
