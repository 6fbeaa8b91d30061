"""Checking a span before it becomes a selection."""

from collections.abc import Iterable

from qualcode.model import Selection
from qualcode.model.span import MASK
from qualcode.model.text import snap_to_graphemes
from qualcode.store import Store
from qualcode.store.content import has_words, read_text
from qualcode.store.errors import (
    BadSpanError,
    EmptySpanError,
    OutsideTurnsError,
    SpanSplitsCharacterError,
    UnknownItemError,
)


def select(store: Store, source: str, start: int, end: int) -> Selection:
    """Return the selection of `text[start:end]`, or raise the error that says why it is none."""
    return select_all(store, source, [(start, end)])[0]


def select_all(store: Store, source: str, spans: Iterable[tuple[int, int]]) -> list[Selection]:
    """Return the selections of many spans of one source, or raise why the first of them is none."""
    text = read_text(store.conn, source)
    if text is None or store.read_field("source", source, "ref") is None:
        raise UnknownItemError("source", source)
    return [_select(store, source, text, start, end) for start, end in spans]


def _select(store: Store, source: str, text: str, start: int, end: int) -> Selection:
    if not 0 <= start < end <= len(text):
        raise BadSpanError(start, end, len(text))
    if not text[start:end].replace(MASK, "").strip():
        raise EmptySpanError
    if snap_to_graphemes(text, start, end) != (start, end):
        raise SpanSplitsCharacterError(start, end)
    if not has_words(store.conn, source, start, end):
        raise OutsideTurnsError
    return Selection.of(text, start, end)
