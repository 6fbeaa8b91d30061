"""What a caller gives, made into plain lists and arrays, or refused in a sentence."""

import math
from collections.abc import Hashable, Iterable, Sequence

import numpy as np

from qualcode.suggest.arrays import Flags, Floats, Indices
from qualcode.suggest.errors import (
    CodingsTableError,
    GroupError,
    LabelError,
    NoCodingsError,
    SeedError,
    ShapeError,
    TextError,
    TextsError,
)

_MOST_DIMENSIONS = 2


def read_texts(texts: object) -> list[str]:
    """Return the texts as strings; one alone is a list of one.

    Halves of characters, which cannot be written, become question marks. Raises TextsError, or
    TextError where one is missing or is no text.
    """
    if isinstance(texts, str):
        texts = [texts]
    if hasattr(texts, "columns") or not isinstance(texts, Iterable):
        raise TextsError(_say_kind(texts))
    return [_read_text(text, place) for place, text in enumerate(texts, 1)]


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


def read_flags(flags: object, shape: tuple[int, ...]) -> Flags:
    """Return rows × codes of true and false, all true where nothing is given. Raises ShapeError."""
    if flags is None:
        return np.ones(shape, dtype=np.bool_)
    table = np.asarray(flags, dtype=np.bool_)
    if table.shape != shape:
        raise ShapeError("cells of what was read", table.size, "cells of codings", math.prod(shape))
    return table


def read_width(labels: object) -> int | None:
    """Return how many columns the codings have, None where that cannot be told.

    Codings without columns are those of one code.
    """
    shape = getattr(labels, "shape", None) or np.shape(np.array(labels, dtype=object))
    rows, *width = (*shape, 0) if len(shape) == 0 else shape
    return width[0] if width else (1 if rows else None)


def name_columns(labels: object) -> list[str] | None:
    """Return what a data frame of codings calls its columns, None where they have no names."""
    columns: Iterable[object] | None = getattr(labels, "columns", None)
    return None if columns is None else [str(name) for name in columns]


def read_roles(roles: Iterable[object] | None, rows: int) -> list[str | None]:
    """Return each text's role by name; a missing one, or an empty name, is an unknown role."""
    if roles is None:
        return [None] * rows
    found = [None if _is_missing(role) else str(role) or None for role in roles]
    if len(found) != rows:
        raise ShapeError("roles", len(found), "texts", rows)
    return found


def read_groups(groups: Sequence[object] | None, rows: int) -> Indices:
    """Return the number of each text's group, from 0; without a group, a text is its own."""
    if groups is None:
        return np.arange(rows)
    given = list(groups)
    if len(given) != rows:
        raise ShapeError("groups", len(given), "texts", rows)
    numbers: dict[object, int] = {}
    keys = [object() if _is_missing(group) else group for group in given]
    for key in keys:
        if not isinstance(key, Hashable):
            raise GroupError(_say_kind(key))
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def _read_text(text: object, place: int) -> str:
    if not isinstance(text, str):
        raise TextError(place, "missing" if _is_missing(text) else _say_kind(text))
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _read_table(labels: object) -> Floats:
    """Return the codings as an array of numbers, what pandas calls missing as nan."""
    try:
        if hasattr(labels, "toarray"):
            return np.asarray(labels.toarray(), dtype=np.float64)
        if hasattr(labels, "to_numpy"):
            return np.array(labels.to_numpy(dtype=np.float64, na_value=math.nan))
        return np.array([] if labels is None else labels, dtype=np.float64)
    except (TypeError, ValueError):
        raise LabelError(_find_odd(labels)) from None


def _find_odd(labels: object) -> str:
    """Say what among the codings is no number."""
    table = labels.to_numpy(dtype=object) if hasattr(labels, "to_numpy") else labels
    flat = np.array(table, dtype=object).ravel().tolist()
    words = [cell for cell in flat if isinstance(cell, str)]
    return f"“{words[0]}”" if words else "something that is not a table of numbers"


def _is_missing(value: object) -> bool:
    """Tell whether a value is None, nan, or what pandas puts where there is none."""
    if isinstance(value, float | np.floating):
        return math.isnan(value)
    return value is None or type(value).__name__ in {"NAType", "NaTType"}


def _say_kind(value: object) -> str:
    return f"of the type {type(value).__name__}"
