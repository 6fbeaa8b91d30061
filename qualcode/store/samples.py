"""Samples of passages: what was drawn, from what, with what chance, in which order, and why."""

import json
import sqlite3
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a passage is in a sample. Only the first allows an estimate for all passages.

    `check` passages are drawn at random too, from those not yet looked at for one code.
    """

    RANDOM = "random"
    PICKED = "picked"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class DrawnPassage:
    """A passage of a sample, where it stands, and its place (from 1) in its stratum's order.

    `chance` is that of being drawn, None where it was picked; `code` is for which code it was
    picked, or is to check.
    """

    passage: str
    source: str
    start: int
    end: int
    stratum: str | None
    place: int
    chance: float | None
    reason: Reason
    code: str | None

    @property
    def code_to_check(self) -> str | None:
        """The one code that it is to be looked at for, None where it is to be read for all."""
        return self.code if self.reason is Reason.CHECK else None


@dataclass(frozen=True, slots=True)
class StoredSample:
    """A sample: what it was shared out by, what it was drawn from, and what was drawn.

    `sizes` are the passages of each stratum when it was drawn; `sources` those it was drawn from,
    None where an earlier version wrote it. `made` is UTC, ISO 8601.
    """

    id: str
    name: str
    seed: str
    variable: str | None
    sizes: dict[str, int]
    sources: frozenset[str] | None
    made: str
    drawn: tuple[DrawnPassage, ...]

    def only(self, reason: Reason) -> tuple[DrawnPassage, ...]:
        """Return what was drawn for a reason, stratum by stratum, each in its order."""
        return tuple(one for one in self.drawn if one.reason is reason)


def list_samples(conn: sqlite3.Connection, reason: Reason | None = None) -> list[StoredSample]:
    """Return the samples of a project, oldest first; with a reason those that hold such draws."""
    samples = []
    rows = conn.execute(
        "SELECT id, name, seed, variable, strata, sources, made FROM sample ORDER BY made, id"
    )
    for item, name, seed, variable, strata, sources, made in rows.fetchall():
        sizes = {key: int(size) for key, (size, _) in json.loads(strata or "{}").items()}
        whence = frozenset(json.loads(sources)) if sources else None
        drawn = tuple(_list_drawn(conn, item))
        if any(reason in (None, one.reason) for one in drawn):
            samples.append(StoredSample(item, name, seed, variable, sizes, whence, made, drawn))
    return samples


def _list_drawn(conn: sqlite3.Connection, sample: str) -> list[DrawnPassage]:
    rows = conn.execute(
        """SELECT draw.passage, passage.source, passage.start, passage."end", draw.stratum,
                  draw.place, draw.chance, draw.reason, draw.code
           FROM draw JOIN passage ON passage.id = draw.passage
           WHERE draw.sample = ? ORDER BY draw.stratum, draw.place""",
        (sample,),
    )
    return [
        DrawnPassage(passage, source, start, end, stratum, place, chance, Reason(reason), code)
        for passage, source, start, end, stratum, place, chance, reason, code in rows
    ]
