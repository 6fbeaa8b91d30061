"""Search over the words of turns."""

from qualcode.model import Hit
from qualcode.store import Store
from qualcode.store.search import search_turns


class Search:
    """Full-text search."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def turns(self, query: str, limit: int = 200) -> list[Hit]:
        """Return the turns that hold all words of the query, best first.

        Words in double quotes must follow each other; the last word may be the beginning of one.
        """
        return search_turns(self._store.conn, query, limit)
