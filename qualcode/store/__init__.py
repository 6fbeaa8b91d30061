"""The project file: the only package that speaks SQL.

One SQLite file holds content (texts and turns), a journal (a growing set of acts) and what follows
from the two. Reading functions take the store's connection; writing happens in acts.
"""

from qualcode.store.store import Store, coder_id

__all__ = ["Store", "coder_id"]
