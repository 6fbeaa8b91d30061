"""Coders: finding somebody who has worked here."""

from qualcode.model.coder import clean_name
from qualcode.model.nearest import nearest_name
from qualcode.store import Store
from qualcode.store.codings import list_coders
from qualcode.store.errors import UnknownItemError


class Coders:
    """All who did anything in a project."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self) -> list[str]:
        """Return their names, sorted."""
        return list_coders(self._store.conn)

    def nearest_to_new(self, name: str | None) -> str | None:
        """Return the coder whom a name that is new here may stand for, None where it is known."""
        names = self.list()
        return nearest_name(name, names) if name and name not in names else None

    def find(self, name: str) -> str:
        """Return the name as it is written here; the error names the nearest."""
        return find_coder(self._store, name)


def find_coder(store: Store, name: str) -> str:
    """Return the name of somebody who has done anything here; the error names the nearest."""
    names = list_coders(store.conn)
    wanted = (clean_name(name) or "").casefold()
    fits = [one for one in names if one.casefold() == wanted]
    if name in fits or len(fits) != 1:
        fits = [one for one in fits if one == name]
    if not fits:
        raise UnknownItemError("coder", name, nearest_name(name, names))
    return fits[0]
