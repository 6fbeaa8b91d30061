"""Stars: passages, coded or not, that somebody marked as worth quoting."""

from qualcode.model import Star
from qualcode.project.spans.selections import select
from qualcode.store import Store
from qualcode.store import codings as stored
from qualcode.store.errors import UnknownItemError


class Stars:
    """The stars of a project, each its coder's own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, source: str | None = None, coder: str | None = None) -> list[Star]:
        """Return stars in reading order, narrowed by source id and coder's name."""
        return stored.list_stars(self._store.conn, source, coder)

    def add(self, source: str, start: int, end: int) -> Star:
        """Star `text[start:end]` of a source (by id), and return the star.

        A passage that has the coder's star already keeps the one it has. Raises a QualcodeError
        where the span is no passage of the source, holds no words, or cuts a visible character.
        """
        coder = self._store.require_coder()
        selection = select(self._store, source, start, end)
        for held in self.of(source, coder):
            if (held.start, held.end) == (start, end):
                return held
        with self._store.act("star") as act:
            item = act.make(
                "star",
                {
                    "source": source,
                    "selection": selection,
                    "coder": act.coder,
                    "made": act.time,
                },
            )
        return Star(item, source, start, end, coder, act.time)

    def remove(self, star: str) -> None:
        """Take a star (by id) off. An undo brings it back."""
        if self._store.read_field("star", star, "source") is None:
            raise UnknownItemError("star", star)
        with self._store.act("unstar") as act:
            act.set("star", star, {"gone": True})
