"""Fewer searches for garbage while a file is read.

Reading makes hundreds of thousands of small objects that all stay. To look through them time and
again took up to a third of the time that a long file needs.
"""

import contextlib
import gc
from collections.abc import Iterator

_NEW_OBJECTS = 200_000


@contextlib.contextmanager
def few_collections() -> Iterator[None]:
    """Within this, let so many objects be made before garbage is looked for."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _NEW_OBJECTS) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
