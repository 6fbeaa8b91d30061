"""What a caller gives, made into plain lists and arrays, or refused in a sentence."""

import math
import unicodedata
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np

from qualcode.suggest.arrays import Flags, Floats, Indices
from qualcode.suggest.errors import (
    CodingsTableError,
    GroupError,
    LabelError,
    ListError,
    NoCodingsError,
    ReadError,
    SeedError,
    ShapeError,
    TextError,
    TextsError,
)
from qualcode.suggest.missing import is_missing

_MOST_DIMENSIONS = 2


def read_texts(texts: object) -> list[str]:
    """Return the texts as strings; one alone is a list of one.

    Letters with marks are composed (NFC), so that a word is one however it was typed. Halves of
    characters, which cannot be written, become question marks. Raises TextsError, or TextError
    where one is missing or is no text.
    """
    given = _list([texts] if isinstance(texts, str) else texts)
    if given is None:
        raise TextsError(_say_kind(texts))
    return [_read_text(text, place) for place, text in enumerate(given, 1)]


def compose(text: str) -> str:
    """Return a text with its letters with marks composed (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def read_seed(seed: object) -> np.random.Generator:
    """Return what draws with a seed: None, or a whole number from 0 up. Raises SeedError."""
    try:
        return np.random.default_rng(seed)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise SeedError(seed) from None


def read_targets(labels: object, rows: int, codes: int) -> Floats:
    """Return the codings as rows × codes of 0, 1 and nan.

    None, and anything without a cell, stands for no codings, where there are no texts. Numbers one
    after the other are the codings of one code. Raises NoCodingsError, CodingsTableError,
    ShapeError or LabelError.
    """
    if labels is None and rows:
        raise NoCodingsError(rows)
    table = _read_table(labels)
    if table.ndim == 1 and codes == 1:
        table = table[:, None]
    if not table.size and not rows:
        empty = table.shape[1] if table.ndim == _MOST_DIMENSIONS else 0
        if empty not in {0, codes}:
            raise ShapeError("columns of codings", empty, "codes", codes)
        return np.zeros((0, codes))
    if table.ndim > _MOST_DIMENSIONS:
        raise CodingsTableError(table.ndim)
    if len(table) != rows:
        raise ShapeError("rows of codings", len(table), "texts", rows)
    width = table.shape[1] if table.ndim > 1 else 1
    if width != codes:
        raise ShapeError("columns of codings", width, "codes", codes)
    wrong = table[~(np.isnan(table) | (table == 0) | (table == 1))]
    if len(wrong):
        raise LabelError(f"{wrong[0]:g}")
    return table


def read_flags(flags: object, shape: tuple[int, int]) -> Flags:
    """Return rows × codes of true and false, all true where nothing is given.

    Raises ReadError where a cell is neither true, false, 1 nor 0, or ShapeError.
    """
    if flags is None:
        return np.ones(shape, dtype=np.bool_)
    table = _read_cells(flags)
    for cell in [] if table.dtype == np.bool_ else table.ravel().tolist():
        if is_missing(cell):
            raise ReadError("a cell without a value")
        if isinstance(cell, str):
            raise ReadError(f"“{cell}”")
        if not isinstance(cell, bool | int | float) or cell not in {0, 1}:
            raise ReadError(f"{cell!r}" if np.isscalar(cell) else "rows of unequal length")
    if table.shape == shape[::-1] != shape:
        raise ShapeError("rows of what was read", len(table), "rows of codings", shape[0])
    if table.shape != shape:
        raise ShapeError("cells of what was read", table.size, "cells of codings", math.prod(shape))
    return table.astype(np.bool_)


def read_width(labels: object) -> int | None:
    """Return how many columns the codings have, None where that cannot be told.

    Codings without columns are those of one code. Raises LabelError where they are no table.
    """
    try:
        shape = getattr(labels, "shape", None) or np.shape(np.array(labels, dtype=object))
    except ValueError:
        raise LabelError(_find_odd(labels)) from None
    rows, *width = (*shape, 0) if len(shape) == 0 else shape
    return width[0] if width else (1 if rows else None)


def read_names(codes: object) -> list[str]:
    """Return what `codes` calls the columns; "" where it leaves one without. Raises ListError."""
    given = _list([codes] if isinstance(codes, str) else codes)
    if given is None:
        raise ListError("names of the codes", _say_kind(codes), "column of the codings")
    return ["" if is_missing(name) else str(name) for name in given]


def read_roles(roles: object, rows: int) -> list[str | None]:
    """Return each text's role by name; a missing one, or an empty name, is an unknown role.

    Raises ListError or ShapeError.
    """
    if roles is None:
        return [None] * rows
    given = _list(roles)
    if given is None:
        raise ListError("roles", _say_kind(roles))
    found = [None if is_missing(role) else compose(str(role)) or None for role in given]
    if len(found) != rows:
        raise ShapeError("roles", len(found), "texts", rows)
    return found


def list_groups(groups: object, rows: int, what: str = "groups") -> list[object] | None:
    """Return the name of each text's group, None where no text has one.

    Raises ListError, ShapeError or GroupError.
    """
    if groups is None:
        return None
    given = _list(groups)
    if given is None:
        raise ListError(what, _say_kind(groups))
    if len(given) != rows:
        raise ShapeError(what, len(given), "texts", rows)
    named = [compose(group) if isinstance(group, str) else group for group in given]
    for group in named:
        if not (is_missing(group) or isinstance(group, Hashable)):
            raise GroupError(_say_kind(group))
    return None if all(map(is_missing, named)) else named


def read_groups(groups: object, rows: int) -> Indices:
    """Return the number of each text's group, from 0; without a group, a text is its own.

    Raises as `list_groups`.
    """
    named = list_groups(groups, rows)
    if named is None:
        return np.arange(rows)
    numbers: dict[object, int] = {}
    keys = [object() if is_missing(group) else group for group in named]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def _read_text(text: object, place: int) -> str:
    if not isinstance(text, str):
        raise TextError(place, "missing" if is_missing(text) else _say_kind(text))
    return text if text.isascii() else compose(text.encode("utf-8", "replace").decode("utf-8"))


def _list(values: object) -> list[object] | None:
    """Return one value after the other, None of what does not hold them so."""
    if hasattr(values, "columns") or isinstance(values, bytes):
        return None
    if not isinstance(values, Iterable) or getattr(values, "ndim", 1) == 0:
        return None
    return list(values)


def _read_table(labels: object) -> Floats:
    """Return the codings as an array of numbers, what pandas calls missing as nan."""
    try:
        if hasattr(labels, "toarray"):
            return np.asarray(labels.toarray(), dtype=np.float64)
        if hasattr(labels, "to_numpy"):
            return np.array(labels.to_numpy(dtype=np.float64, na_value=math.nan))
        if isinstance(labels, np.ma.MaskedArray):
            return np.where(np.ma.getmaskarray(labels), math.nan, np.ma.getdata(labels)).astype(
                np.float64
            )
        return np.array([] if labels is None else _unmask(labels), dtype=np.float64)
    except (TypeError, ValueError):
        raise LabelError(_find_odd(labels)) from None


def _read_cells(flags: Any) -> "np.ndarray[Any, np.dtype[Any]]":  # noqa: ANN401
    """Return the cells of a table as they are, None in those that are masked."""
    if hasattr(flags, "toarray"):
        return np.asarray(flags.toarray())
    if hasattr(flags, "to_numpy"):
        return np.asarray(flags.to_numpy())
    try:
        found = np.asarray(_unmask(flags))
    except ValueError:
        raise ReadError("rows of unequal length") from None
    # NumPy would turn what stands beside words into words.
    return np.array(_unmask(flags), dtype=object) if found.dtype.kind in "US" else found


def _unmask(table: object) -> object:
    """Return a table with None in every cell that is masked."""
    if isinstance(table, list | tuple):
        return [_unmask(row) for row in table]
    return table.tolist() if isinstance(table, np.ma.MaskedArray) else table


def _find_odd(labels: object) -> str:
    """Say what among the codings is no number."""
    table = labels.to_numpy(dtype=object) if hasattr(labels, "to_numpy") else labels
    try:
        flat = np.array(table, dtype=object).ravel().tolist()
    except ValueError:
        flat = []
    words = [cell for cell in flat if isinstance(cell, str)]
    return f"“{words[0]}”" if words else "something that is not a table of numbers"


def _say_kind(value: object) -> str:
    return f"of the type {type(value).__name__}"
