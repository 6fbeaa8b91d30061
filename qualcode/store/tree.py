"""The trees that follow from single fields: codes under and into codes, cases into cases.

Two people can, apart from each other, put A under B and B under A, or join each into the other. A
later change that would close a circle loses; `lost_edges` lists it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qualcode.model.code import SEPARATOR

_EDGES = """
    SELECT row.id, row."{field}" FROM "{entity}" AS row
    JOIN change ON change.id = row.id AND change.entity = '{entity}' AND change.field = '{field}'
    JOIN event ON event.id = change.event
    WHERE row."{field}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dead WHERE dead.event = event.id)
    GROUP BY row.id
    ORDER BY max(printf('%020d', event.lamport) || event.session || printf('%020d', event.seq))
"""


@dataclass(frozen=True, slots=True)
class LostEdge:
    """A change that would have closed a circle: `field` of `id` should have been `value`."""

    entity: str
    field: str
    id: str
    value: str


def refresh_trees(conn: sqlite3.Connection) -> None:
    """Find anew into which case each case, and into which code each code, has gone, and paths."""
    cases = [row[0] for row in conn.execute('SELECT id FROM "case"')]
    joined, _ = _without_circles(_edges(conn, "case", "into"))
    conn.execute("DELETE FROM same_case")
    conn.executemany(
        'INSERT INTO same_case ("case", target) VALUES (?, ?)',
        [(case, _follow(joined, case)) for case in cases],
    )
    conn.execute("DELETE FROM code_tree")
    conn.executemany(
        "INSERT INTO code_tree (code, target, parent, path, depth, place) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        _code_rows(conn),
    )


def lost_edges(conn: sqlite3.Connection) -> Iterator[LostEdge]:
    """Yield the changes that a circle made lose."""
    for entity, field in (("case", "into"), ("code", "into")):
        for child, target in _without_circles(_edges(conn, entity, field))[1]:
            yield LostEdge(entity, field, child, target)
    into, _ = _without_circles(_edges(conn, "code", "into"))
    for child, target in _without_circles(_parents(conn, into))[1]:
        yield LostEdge("code", "parent", child, target)


def _code_rows(conn: sqlite3.Connection) -> Iterator[tuple[str, str, str | None, str, int, int]]:
    into, _ = _without_circles(_edges(conn, "code", "into"))
    parents, _ = _without_circles(_parents(conn, into))
    labels: dict[str, str] = {}
    places: dict[str, tuple[bool, str, float, str]] = {}
    for code, label, codebook, position in conn.execute(
        "SELECT id, label, codebook, position FROM code"
    ):
        labels[code] = label
        # Codebook by codebook, each in its own order; codes made while coding come last.
        place = float("inf") if position is None else position
        places[code] = (codebook is None, codebook or "", place, code)
    children: dict[str | None, list[str]] = {}
    for code in labels:
        if code not in into:
            children.setdefault(parents.get(code), []).append(code)
    place = 0
    ahead = [(code, 0) for code in sorted(children.get(None, ()), key=places.__getitem__)][::-1]
    paths: dict[str | None, str] = {None: ""}
    placed: dict[str, tuple[str | None, str, int, int]] = {}
    while ahead:
        code, depth = ahead.pop()
        parent = parents.get(code)
        paths[code] = (paths[parent] + SEPARATOR if parent else "") + labels[code]
        place += 1
        placed[code] = (parent, paths[code], depth, place)
        below = sorted(children.get(code, ()), key=places.__getitem__)
        ahead += [(child, depth + 1) for child in reversed(below)]
    for code in labels:
        target = _follow(into, code)
        yield (code, target, *placed[target])


def _parents(conn: sqlite3.Connection, into: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the parent edges of codes that stand, a joined parent replaced by where it went."""
    for child, parent in _edges(conn, "code", "parent"):
        if child not in into:
            yield child, _follow(into, parent)


def _edges(conn: sqlite3.Connection, entity: str, field: str) -> list[tuple[str, str]]:
    """Return (id, value) of a field that refers to its own entity, oldest change first."""
    return list(conn.execute(_EDGES.format(entity=entity, field=field)))


def _without_circles(
    edges: Iterable[tuple[str, str]],
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the edges that stand, and those that would have closed a circle."""
    kept: dict[str, str] = {}
    lost = []
    for child, target in edges:
        if child == target or _leads_to(kept, target, child):
            lost.append((child, target))
        else:
            kept[child] = target
    return kept, lost


def _follow(edges: dict[str, str], start: str) -> str:
    while start in edges:
        start = edges[start]
    return start


def _leads_to(edges: dict[str, str], start: str, wanted: str) -> bool:
    while start in edges:
        start = edges[start]
        if start == wanted:
            return True
    return False
