"""Which column of a table is which code: by what the columns are called, else by their order."""

import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias, TypeGuard, TypeVar

import numpy as np

from qualcode.suggest.arrays import Flags, Floats, Indices
from qualcode.suggest.errors import ColumnsError
from qualcode.suggest.missing import is_missing

# What a column may call a code, the first that fits first: as the table of codings called it, its
# code, and where there is a codebook its slug and its label; "" where there is no such name.
Names: TypeAlias = tuple[str, ...]

_AS_THEY_COME = "like a code, so they are taken in the order of the codes"

_Table = TypeVar("_Table", Floats, Flags)


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table calls its columns; "" where it calls one nothing.

    `counted` is true of whole numbers that rise, and of “0”, “1” and so on: they may be no names.
    """

    names: tuple[str, ...]
    counted: bool


def read_columns(table: object) -> Columns | None:
    """Return the columns of a data frame, None of what has none."""
    given: Iterable[object] | None = getattr(table, "columns", None)
    found = [] if given is None else list(given)
    if not found:
        return None
    names = tuple("" if is_missing(name) else str(name) for name in found)
    whole = [name for name in found if _is_whole(name)]
    rising = len(whole) == len(found) and all(a < b for a, b in pairwise(whole))
    return Columns(names, rising or names == tuple(map(str, range(len(names)))))


def find_codes(names: Sequence[str], known: Sequence[Names]) -> list[int | None]:
    """Return which of the codes each name stands for, None where that is none, or more than one.

    As it stands, or else whatever its case and the blanks around it.
    """
    found: list[int | None] = [None] * len(names)
    left = {place for place, name in enumerate(names) if name.strip()}
    for fold in (str, _fold):
        for tier in range(max(map(len, known), default=0)):
            places = _list_places([fold(one[tier]) if tier < len(one) else "" for one in known])
            for i in [i for i in left if fold(names[i]) in places]:
                found[i] = places[fold(names[i])]
                left.discard(i)
    return found


def place_columns(columns: Columns | None, known: Sequence[Names], what: str) -> Indices | None:
    """Return which code each column is, None where columns come in the order of the codes.

    Where no column at all is called like a code they are taken in that order too, and a UserWarning
    says so. Raises ColumnsError where only some are, or two like one, or there are more or fewer
    columns than codes.
    """
    if columns is None:
        return None
    places = find_codes(columns.names, known)
    often = Counter(places)
    strays = [
        name
        for name, place in zip(columns.names, places, strict=True)
        if place is None or often[place] > 1
    ]
    if not strays:
        return np.array(places, dtype=np.intp)
    if columns.counted:
        return None
    if len(strays) == len(known) and not any(often[place] for place in range(len(known))):
        order = ", ".join(map(_say, known))
        warnings.warn(f"No column of {what} is called {_AS_THEY_COME}: {order}.", stacklevel=4)
        return None
    raise ColumnsError(what, strays, [_say(names) for names in known])


def put_columns(table: _Table, order: Indices | None) -> _Table:
    """Return a table with each column at the place of its code (`place_columns`)."""
    return table if order is None else table[:, np.argsort(order)]


def _list_places(names: Sequence[str]) -> dict[str, int | None]:
    """Return the place of each name that is not blank, None where it has several."""
    places: dict[str, int | None] = {}
    for place, name in enumerate(names):
        if name.strip():
            places[name] = None if name in places else place
    return places


def _say(names: Names) -> str:
    """Return what to call a code: a slug is for people, an id of a codebook's code is not."""
    _, code, *others = names
    return (others[0] if others else "") or code


def _is_whole(name: object) -> "TypeGuard[int | np.integer[Any]]":
    return isinstance(name, int | np.integer) and not isinstance(name, bool)


def _fold(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip().casefold()
