"""Reading samples: what was drawn, from what, in which order."""

import json
import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnPassage:
    """A passage of a sample, where it stands, and its place (from 1) in its stratum's order."""

    passage: str
    source: str
    start: int
    end: int
    stratum: str
    place: int


@dataclass(frozen=True, slots=True)
class StoredSample:
    """A random draw: what it was shared out by, the size of each stratum, and what was drawn."""

    id: str
    name: str
    variable: str | None
    sizes: dict[str, int]
    drawn: tuple[DrawnPassage, ...]


def list_samples(conn: sqlite3.Connection) -> list[StoredSample]:
    """Return the random draws of a project, oldest first. What was picked is no random draw."""
    samples = []
    rows = conn.execute("SELECT id, name, variable, strata FROM sample ORDER BY made, id")
    for item, name, variable, strata in rows.fetchall():
        drawn = conn.execute(
            """SELECT draw.passage, passage.source, passage.start, passage."end", draw.stratum,
                      draw.place
               FROM draw JOIN passage ON passage.id = draw.passage
               WHERE draw.sample = ? AND draw.reason = 'random'
               ORDER BY draw.stratum, draw.place""",
            (item,),
        )
        passages = tuple(DrawnPassage(*row) for row in drawn)
        sizes = {key: int(size) for key, (size, _) in json.loads(strata or "{}").items()}
        if passages:
            samples.append(StoredSample(item, name, variable, sizes, passages))
    return samples
