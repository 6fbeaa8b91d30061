"""Every text once: the rows of a study's texts, kept between one fit and the next.

What TF-IDF makes of a text depends on all texts there are. So rows are kept as long as the set of
texts stays the same, as it does while a study is being coded: only codings change, and a refit
encodes nothing. Texts are known by a keyed hash.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import numpy as np

from qualcode.suggest.arrays import Indices
from qualcode.suggest.encoders import Encoders, Rows, find_sentence_encoder, wants_table
from qualcode.suggest.evidence import forget_usage
from qualcode.suggest.memory import Keyed

KEPT_ROWS = 50_000
_SHELVES = 2
_keyed = Keyed()
_shelves: "OrderedDict[tuple[bool, int, bytes], Shelf]" = OrderedDict()
_lock = threading.Lock()


class Shelf:
    """Encoders that learned from a set of texts, and the rows of those texts."""

    def __init__(self, encoder: object, texts: Sequence[str]) -> None:
        self.encoders = Encoders(encoder)
        # Held, so that no other object can take its place in memory and pass for it.
        self._sentences = find_sentence_encoder(encoder)
        rows = self.encoders.learn(texts)
        self._rows = rows.take(np.arange(min(len(texts), KEPT_ROWS)))
        self._places = {_keyed.digest(text): i for i, text in enumerate(texts[:KEPT_ROWS])}

    def rows(self, texts: Sequence[str]) -> Rows:
        """Return a row for each text, from the shelf where it lies there."""
        places = [self._places.get(_keyed.digest(text), -1) for text in texts]
        found = np.array(places, dtype=np.intp)
        new = np.flatnonzero(found < 0)
        if not len(new):
            return self._rows.take(found)
        made = self.encoders.transform([texts[i] for i in new.tolist()])
        if len(new) == len(texts):
            return made
        order: Indices = found.copy()
        order[new] = len(self._rows) + np.arange(len(new))
        return self._rows.join(made).take(order)


def forget() -> None:
    """Drop every shelf, sentence encoder and usage of words: all that is in memory of any text."""
    from qualcode.suggest.transformer import close_transformers  # noqa: PLC0415 - loads SciPy

    with _lock:
        _shelves.clear()
    close_transformers()
    forget_usage()


def open_shelf(encoder: object, texts: Iterable[str]) -> Shelf:
    """Return the shelf of these texts, the one at hand where the set of texts is the same.

    Of equal texts one is learned from, so that a stock answer does not look common to TF-IDF.
    """
    distinct = sorted(set(texts))
    sentences = find_sentence_encoder(encoder)
    key = wants_table(encoder), id(sentences), _keyed.digest("\0".join(distinct))
    with _lock:
        if key in _shelves:
            _shelves.move_to_end(key)
            return _shelves[key]
    shelf = Shelf(encoder, distinct)
    with _lock:
        _shelves[key] = shelf
        while len(_shelves) > _SHELVES:
            _shelves.popitem(last=False)
    return shelf
