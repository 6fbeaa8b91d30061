"""What a caller gives, made into plain lists and arrays, or refused in a sentence."""

import math
from collections.abc import Iterable, Sequence

import numpy as np

from qualcode.suggest.arrays import Flags, Floats, Indices
from qualcode.suggest.errors import LabelError, ShapeError


def read_texts(texts: Iterable[object]) -> list[str]:
    """Return the texts as strings; what is no string (a missing value) says nothing."""
    if isinstance(texts, str):
        texts = [texts]
    return [text if isinstance(text, str) else "" for text in texts]


def read_targets(labels: object, rows: int, codes: int) -> Floats:
    """Return the codings as rows × codes of 0, 1 and nan.

    None, and anything without a cell, stands for no codings, where there are no texts. Raises
    ShapeError or LabelError.
    """
    dense = labels.toarray() if hasattr(labels, "toarray") else labels
    try:
        table = np.array([] if dense is None else dense, dtype=np.float64)
    except (TypeError, ValueError):
        raise LabelError("something that is not a table of numbers") from None
    if table.ndim == 1 and codes == 1:
        table = table[:, None]
    if not table.size and not rows:
        return np.zeros((0, codes))
    if len(table) != rows:
        raise ShapeError("rows of codings", len(table), "texts", rows)
    width = table.shape[1] if table.ndim > 1 else 1
    if table.ndim != 2 or width != codes:  # noqa: PLR2004
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
    """Return how many columns the codings have, None where that cannot be told."""
    shape = getattr(labels, "shape", None) or np.shape(np.array(labels, dtype=object))
    width: tuple[int, ...] = tuple(shape)[1:]
    return width[0] if width else None


def read_roles(roles: Iterable[object] | None, rows: int) -> list[str | None]:
    """Return each text's role; what is no string, or an empty one, is an unknown role."""
    if roles is None:
        return [None] * rows
    found = [role if isinstance(role, str) and role else None for role in roles]
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
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)


def _is_missing(group: object) -> bool:
    return group is None or (isinstance(group, float) and math.isnan(group))
