"""Reading codes: the tree as it stands, and what each code means now."""

import json
import sqlite3
from collections.abc import Callable, Sequence

from qualcode.model.code import SEPARATOR, Code
from qualcode.model.ids import content_id
from qualcode.model.nearest import nearest_name
from qualcode.store.errors import AmbiguousItemError, UnknownItemError
from qualcode.store.journal import encode

_CODE = """
    SELECT code.id, code.slug, code.label, code.other_labels, code.definition, code.include,
           code.exclude, code.examples, code.keywords, code.colour, code_tree.parent,
           code.codebook, code_tree.path, code.was
    FROM code JOIN code_tree ON code_tree.code = code.id
    WHERE code_tree.target = code.id
      AND (code.gone = 0 OR EXISTS (SELECT 1 FROM coding JOIN code_tree AS used
           ON used.code = coding.code WHERE used.target = code.id))
    ORDER BY code_tree.place
"""


def list_codes(conn: sqlite3.Connection) -> list[Code]:
    """Return the codes in tree order: each parent before its children.

    A code joined into another is not listed; a deleted one is while a coding uses it.
    """
    return [read_code(row) for row in conn.execute(_CODE)]


def find_code(conn: sqlite3.Connection, name: str) -> Code:
    """Return the code with this id, slug, path, label or other label, in that order.

    Before a name may stand its codebook, as in "cross-cutting:breaks". Raises AmbiguousItemError,
    which says of each code that fits how to name it, and UnknownItemError, which names the nearest.
    """
    codes = list_codes(conn)
    fits = _fitting(codes, name)
    if not fits and ":" in name:
        book, _, rest = name.partition(":")
        fits = _fitting([code for code in codes if code.codebook == book], rest.strip())
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise AmbiguousItemError(
            "code", name, [f"{full_slug(code)} ({code.path})" for code in fits]
        )
    names = [code.slug for code in codes] + [code.label for code in codes]
    raise UnknownItemError("code", name, nearest_name(name, names))


def full_slug(code: Code) -> str:
    """Return the name of a code that no other code of its project has: "cross-cutting:breaks"."""
    return f"{code.codebook}:{code.slug}" if code.codebook else code.slug


def _fitting(codes: Sequence[Code], name: str) -> list[Code]:
    """Return the codes that a name fits, by the first sort of name that fits any."""
    wanted = name.casefold()
    # A path of one label is that label: a code at the top is no better a fit than one below.
    sorts: tuple[Callable[[Code], bool], ...] = (
        lambda code: name == code.id,
        lambda code: name in (code.slug, full_slug(code)),
        lambda code: SEPARATOR in name and wanted == code.path.casefold(),
        lambda code: wanted == code.label.casefold(),
        lambda code: wanted in [label.casefold() for label in code.other_labels],
    )
    return next((fits for sort in sorts if (fits := [c for c in codes if sort(c)])), [])


def present_meanings(conn: sqlite3.Connection) -> dict[str, str]:
    """Return, by code id, the hash of what the code means now: definition, include, exclude.

    A new label or colour is no new meaning.
    """
    rows = conn.execute("SELECT id, definition, include, exclude FROM code ORDER BY id")
    return {item: content_id("meaning of", *parts)[:12] for item, *parts in rows}


def joined_meanings(conn: sqlite3.Connection, code: str) -> dict[str, str]:
    """Return the present meanings of a code (by id) and of all that were joined into it."""
    rows = conn.execute("SELECT code FROM code_tree WHERE target = ?", (code,))
    members = {str(row[0]) for row in rows}
    return {one: said for one, said in present_meanings(conn).items() if one in members}


def meaning_id(meanings: dict[str, str]) -> str:
    """Return the id of the codes as they stand, to be kept with a reading."""
    return content_id("meaning", encode(dict(meanings)))


def known_codes(conn: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """Return, by meaning id, the codes whose present meaning a reader under it had before them.

    A code into which others were joined was known only by those who knew all of them.
    """
    present = present_meanings(conn)
    members: dict[str, list[str]] = {}
    for code, target in conn.execute("SELECT code, target FROM code_tree"):
        members.setdefault(target, []).append(code)
    known = {}
    for item, codes in conn.execute("SELECT id, codes FROM meaning").fetchall():
        decoded = json.loads(codes)
        then = decoded if isinstance(decoded, dict) else {}
        known[item] = frozenset(
            target
            for target, joined in members.items()
            if all(then.get(code) == present[code] for code in joined)
        )
    return known


def read_code(row: tuple[str | None, ...]) -> Code:
    """Return the code of a row of its fields: those of `_CODE`, in that order."""
    (item, slug, label, others, definition, include, exclude) = row[:7]
    (examples, keywords, colour, parent, codebook, path, was) = row[7:]
    return Code(
        id=str(item),
        slug=str(slug),
        label=str(label),
        other_labels=_texts(others),
        definition=definition or "",
        include=include or "",
        exclude=exclude or "",
        examples=_texts(examples),
        keywords=_texts(keywords),
        colour=colour,
        parent=parent,
        codebook=codebook,
        path=path or "",
        was=_texts(was),
    )


def _texts(value: str | None) -> tuple[str, ...]:
    decoded = json.loads(value) if value else []
    return tuple(str(one) for one in decoded) if isinstance(decoded, list) else ()
