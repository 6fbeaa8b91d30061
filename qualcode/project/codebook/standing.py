"""Whether a code that somebody holds on their screen still stands: another may have changed it."""

from qualcode.project.codebook.errors import CodeGoneError
from qualcode.store import Store
from qualcode.store.codebooks import read_standing
from qualcode.store.errors import UnknownItemError


def require_code(store: Store, code: str) -> str:
    """Return the label of a code (by id) that can be given to words.

    Raises CodeGoneError where it was deleted or joined into another, and UnknownItemError.
    """
    found = read_standing(store.conn, code)
    if found is None:
        raise UnknownItemError("code", code)
    if found.into is not None or found.gone:
        raise CodeGoneError(found.label, found.into)
    return found.label
