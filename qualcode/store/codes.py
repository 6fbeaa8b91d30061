"""Reading codes: the tree as it stands, and what each code means now."""

import json
import sqlite3

from qualcode.model.code import Code
from qualcode.model.ids import content_id
from qualcode.model.nearest import nearest_name
from qualcode.store.errors import AmbiguousItemError, UnknownItemError
from qualcode.store.journal import encode

_CODE = """
    SELECT code.id, code.slug, code.label, code.other_labels, code.definition, code.include,
           code.exclude, code.examples, code.keywords, code.colour, code_tree.parent,
           code.codebook, code_tree.path
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
    return [_code(row) for row in conn.execute(_CODE)]


def find_code(conn: sqlite3.Connection, name: str) -> Code:
    """Return the code with this id, slug ("codebook:slug" where two share it), path or label."""
    codes = list_codes(conn)
    wanted = name.casefold()
    for fits in (
        [code for code in codes if name == code.id],
        [code for code in codes if name in (code.slug, f"{code.codebook}:{code.slug}")],
        [code for code in codes if wanted == code.path.casefold()],
        [code for code in codes if wanted == code.label.casefold()],
        [code for code in codes if wanted in [label.casefold() for label in code.other_labels]],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise AmbiguousItemError(
                "code", name, [f"{code.codebook}:{code.slug}" for code in fits]
            )
    names = [code.slug for code in codes] + [code.label for code in codes]
    raise UnknownItemError("code", name, nearest_name(name, names))


def present_meanings(conn: sqlite3.Connection) -> dict[str, str]:
    """Return, by code id, the hash of what the code means now: definition, include, exclude.

    A new label or colour is no new meaning.
    """
    rows = conn.execute("SELECT id, definition, include, exclude FROM code ORDER BY id")
    return {item: content_id("meaning of", *parts)[:12] for item, *parts in rows}


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


def _code(row: tuple[str | None, ...]) -> Code:
    (item, slug, label, others, definition, include, exclude) = row[:7]
    (examples, keywords, colour, parent, codebook, path) = row[7:]
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
    )


def _texts(value: str | None) -> tuple[str, ...]:
    decoded = json.loads(value) if value else []
    return tuple(str(one) for one in decoded) if isinstance(decoded, list) else ()
