"""Codebooks in the store: what was loaded of each, and every code with how it stands now."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from qualcode.model.code import Code, Codebook
from qualcode.store.codes import read_code

_EVERY_CODE = """
    SELECT code.id, code.slug, code.label, code.other_labels, code.definition, code.include,
           code.exclude, code.examples, code.keywords, code.colour, code.parent,
           code.codebook, code_tree.path, code.was,
           code.position, code.gone, CASE WHEN code_tree.target <> code.id THEN code_tree.target END
    FROM code JOIN code_tree ON code_tree.code = code.id
    ORDER BY code_tree.place, code.id
"""
# What an undone load said counts no more.
_LOADED = """
    SELECT change.id, change.field, change.value FROM change
    JOIN event ON event.id = change.event
    WHERE change.entity = 'code' AND event.kind = 'codebook' AND change.value IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id)
    ORDER BY event.lamport, event.session, event.seq, change.n
"""


@dataclass(frozen=True, slots=True)
class StoredCode:
    """A code with its fields as they are stored, listed or not.

    `code.parent` is the parent that was said, also where that was joined into another code or
    deleted; `into` is the code it was joined into.
    """

    code: Code
    position: float | None
    gone: bool
    into: str | None

    @property
    def stands(self) -> bool:
        """Whether it is neither deleted nor joined into another."""
        return not self.gone and self.into is None


def list_stored_codes(conn: sqlite3.Connection) -> list[StoredCode]:
    """Return all codes, the deleted and the joined too, in tree order."""
    return [
        StoredCode(read_code(row[:14]), row[14], bool(row[15]), row[16])
        for row in conn.execute(_EVERY_CODE)
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a code stands: its label, the label of the code it was joined into, and if it is gone."""

    label: str
    into: str | None
    gone: bool


def read_standing(conn: sqlite3.Connection, code: str) -> Standing | None:
    """Return how a code (by id) stands, None where there is none."""
    row = conn.execute(
        """SELECT code.label, CASE WHEN target.id <> code.id THEN target.label END, target.gone
           FROM code JOIN code_tree ON code_tree.code = code.id
           JOIN code AS target ON target.id = code_tree.target WHERE code.id = ?""",
        (code,),
    ).fetchone()
    return None if row is None else Standing(row[0], row[1], bool(row[2]))


def list_loaded(conn: sqlite3.Connection) -> dict[str, Codebook]:
    """Return the codebooks that were loaded, by id, each without its codes."""
    rows = conn.execute("SELECT id, label, description, source, licence FROM codebook ORDER BY id")
    return {
        item: Codebook(item, label, (), description or "", source or "", licence or "")
        for item, label, description, source, licence in rows
    }


def loaded_fields(conn: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """Return, by code id, the fields as the latest load that touched them said them.

    A field that is not there was never said, and so was empty in the file.
    """
    said: dict[str, dict[str, Any]] = {}
    for item, field, value in conn.execute(_LOADED):
        said.setdefault(item, {})[field] = json.loads(value)
    return said
