"""Samples: passages to be coded, with the reason and chance of each kept in the log.

Random draws allow an estimate for what nobody read. Picked ones show more of rare themes, and
allow none; a mixed sample has half of each, and knows which is which.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile, zip_longest
from typing import TypeVar

from qualcode.measures import label_passages
from qualcode.measures.draws import draw_passages
from qualcode.model import Passage, Proposal, random_id
from qualcode.model.coder import clean_name
from qualcode.project.counts.units import (
    label_spans,
    list_spoken_turns,
    list_variables_of,
)
from qualcode.project.errors import NoProposalsError, NothingToDrawError, UnknownVariableError
from qualcode.project.suggesting.frame import cut_frame, turns_where
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.codings import list_codings, list_proposals, list_readings
from qualcode.store.samples import DrawnPassage, Reason, StoredSample, list_samples
from qualcode.store.sources import read_texts

EVERYTHING = "all"
NOT_RECORDED = "not recorded"
# Between the names of variables by which a draw is shared out together.
CROSSED = " and "


@dataclass(frozen=True, slots=True)
class Draw:
    """What an act writes of one passage drawn. `chance` is None where it was picked."""

    passage: Passage
    stratum: str | None
    place: int
    chance: float | None
    reason: Reason
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A draw: its name and seed, and the passages in the order in which to code them.

    `strata` gives by stratum how many passages there are and how many were drawn at random. Of
    a check those already found are a stratum of their own, of which none is drawn. `picked` gives,
    by passage, the code (id) it was picked for.
    """

    name: str
    seed: str
    passages: tuple[Passage, ...]
    strata: dict[str, tuple[int, int]]
    picked: dict[str, str]


@dataclass(frozen=True, slots=True)
class Queued:
    """A drawn passage that waits to be read. `reason` and `code` are None where they are hidden.

    `reason` is random, picked or check; `code` is for which code it was picked, or is to check.
    """

    passage: str
    source: str
    start: int
    end: int
    text: str
    sample: str
    reason: Reason | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sample has been read.

    `counted` of the `random` passages were read without a gap from the first of each stratum on:
    only they are a random sample.
    """

    sample: str
    name: str
    drawn: int
    read: int
    random: int
    counted: int


Drawn = TypeVar("Drawn", Draw, DrawnPassage)


class Samples:
    """Samples of passages. Only what was drawn at random allows an interval."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def draw(
        self,
        n: int,
        *,
        by: str | Sequence[str] | None = None,
        seed: str | None = None,
        rare: bool = False,
    ) -> Sample:
        """Draw n passages at random, shared out by a variable (site, role …) where one is named.

        Of several variables every combination that occurs gets its share (“site and role”). With
        `rare`, half of them are picked where the present suggestions say that rare themes are
        likely, theme by theme, the rarest first. Raises UnknownVariableError,
        NothingToDrawError, and NoProposalsError where there are no suggestions to pick by.
        """
        passages = {passage.id: passage for passage in cut_frame(self._store)}
        names = (by,) if isinstance(by, str) else tuple(dict.fromkeys(by or ()))
        strata = self._strata(passages.values(), names)
        variable = CROSSED.join(names) or None
        seed = seed or secrets.token_hex(8)
        wanted = n // 2 if rare else 0
        drawn = draw_passages(strata, n - wanted, seed)
        if not drawn:
            raise NothingToDrawError
        picked = self._pick(wanted, {one.passage for one in drawn}, passages) if rare else []
        taken = Counter(one.stratum for one in drawn)
        sizes = {name: (len(ids), taken[name]) for name, ids in strata.items()}
        draws = [
            Draw(passages[one.passage], one.stratum, one.place, one.chance, Reason.RANDOM)
            for one in drawn
        ]
        draws += [
            Draw(passages[one.passage], None, place, None, Reason.PICKED, one.code)
            for place, one in enumerate(picked, 1)
        ]
        name = f"{len(drawn)} at random" + (f" by {variable}" if variable else "")
        name += f", {len(picked)} likely for rare themes" if rare else ""
        record_sample(self._store, name, seed, variable, sizes, draws, passages.values())
        order = [passages[one.passage.id] for one in in_order(draws, sizes)]
        return Sample(name, seed, tuple(order), sizes, {one.passage: one.code for one in picked})

    def queue(self, coder: str | None = None, *, reasons: bool = False) -> tuple[Queued, ...]:
        """Return the drawn passages that wait to be read, in the order in which to read them.

        A passage waits until a coder (by name) has read all of it; without a name, until anybody
        has. Reasons are hidden unless asked for, since whoever knows that a passage was picked for
        a theme finds the theme in it. Strata take turns, and so do random and picked passages, so
        that a queue left half done is a fair half.
        """
        done = list_done(self._store, clean_name(coder))
        texts = read_texts(self._store.conn)
        seen: set[str] = set()
        waiting = []
        for sample in list_samples(self._store.conn):
            for one in in_order(sample.drawn, _taken(sample)):
                if one.passage in seen or (one.passage, one.code_to_check) in done:
                    continue
                seen.add(one.passage)
                waiting.append(
                    Queued(
                        one.passage,
                        one.source,
                        one.start,
                        one.end,
                        texts[one.source][one.start : one.end],
                        sample.id,
                        one.reason if reasons else None,
                        one.code if reasons else None,
                    )
                )
        return tuple(waiting)

    def progress(self, coder: str | None = None) -> tuple[Progress, ...]:
        """Return how far each sample was read, by one coder (by name) or by all together."""
        done = list_done(self._store, clean_name(coder))
        return tuple(
            Progress(
                sample.id,
                sample.name,
                len(sample.drawn),
                sum((one.passage, one.code_to_check) in done for one in sample.drawn),
                len(sample.only(Reason.RANDOM)),
                sum(len(rows) for rows in _gapless(sample, done)),
            )
            for sample in list_samples(self._store.conn)
        )

    def _strata(self, passages: Iterable[Passage], by: Sequence[str]) -> dict[str, list[str]]:
        if not by:
            return {EVERYTHING: [passage.id for passage in passages]}
        frame = list(passages)
        for name in by:
            if not any(group_passages(self._store, frame, name).values()):
                raise UnknownVariableError(name, list_variables_of(self._store))
        groups = group_passages(self._store, frame, CROSSED.join(by))
        strata: dict[str, list[str]] = {}
        for passage in frame:
            strata.setdefault(groups.get(passage.id) or NOT_RECORDED, []).append(passage.id)
        return strata

    def _pick(self, n: int, taken: set[str], passages: dict[str, Passage]) -> list[Proposal]:
        """Return proposals for n passages that nobody read, the rarest codes choosing first."""
        proposals = list_proposals(self._store.conn)
        if not proposals:
            raise NoProposalsError
        known = {one.passage for sample in list_samples(self._store.conn) for one in sample.drawn}
        uses = Counter(one.code for one in list_codings(self._store.conn))
        by_code: dict[str, list[Proposal]] = {}
        for one in sorted(proposals, key=lambda one: (-one.probability, one.passage)):
            if one.passage in passages and one.passage not in taken | known:
                by_code.setdefault(one.code, []).append(one)
        rarest = sorted(by_code, key=lambda code: (uses[code], code))
        picked: dict[str, Proposal] = {}
        for one in chain.from_iterable(zip_longest(*(by_code[code] for code in rarest))):
            if len(picked) == n:
                break
            if one is not None:
                picked.setdefault(one.passage, one)
        return list(picked.values())


def group_passages(store: Store, passages: Iterable[Passage], by: str) -> dict[str, str | None]:
    """Return by passage the value of a variable for whoever speaks where it begins.

    Of several variables (“site and role”) it is their values, joined.
    """
    heard = list_spoken_turns(store)
    names = [by] if any(one.group(by) for one in heard) else by.split(CROSSED)
    spoken = {one.turn.id: _join([one.group(name) for name in names]) for one in heard}
    turns = turns_where(store, passages)
    return {passage: spoken.get(turn.id) for passage, turn in turns.items()}


def _join(values: Sequence[str | None]) -> str | None:
    """Return values in one, None where none is recorded."""
    return ", ".join(value or NOT_RECORDED for value in values) if any(values) else None


def record_sample(
    store: Store,
    name: str,
    seed: str,
    variable: str | None,
    sizes: dict[str, tuple[int, int]],
    draws: Sequence[Draw],
    frame: Iterable[Passage],
) -> str:
    """Keep a sample as one act, and return its id.

    Undone, it leaves the queue and the counts; the log keeps it.
    """
    sample = random_id()
    first = draws[0].passage.id
    with store.act("sample") as act:
        act.make(
            "sample",
            {
                "name": name,
                "frame": store.read_field("passage", first, "frame") or "",
                "seed": seed,
                "variable": variable,
                "strata": {key: list(value) for key, value in sizes.items()},
                "sources": sorted({passage.source for passage in frame}),
                "coder": act.coder,
                "made": act.time,
            },
            sample,
        )
        for one in draws:
            act.make(
                "draw",
                {
                    "sample": sample,
                    "source": one.passage.source,
                    "passage": one.passage.id,
                    "stratum": one.stratum,
                    "place": one.place,
                    "chance": one.chance,
                    "reason": str(one.reason),
                    "code": one.code,
                },
            )
    return sample


def in_order(draws: Iterable[Drawn], sizes: dict[str, tuple[int, int]]) -> list[Drawn]:
    """Return draws in the order in which to read them: every stratum, and what was picked, in turn.

    Each stratum keeps its own order, so that what was read first of it is a random sample.
    """
    rows = list(draws)
    picked = sum(one.reason is Reason.PICKED for one in rows)

    def turn(one: Drawn) -> tuple[float, str, int]:
        _, taken = sizes.get(one.stratum or "", (0, 0))
        many = picked if one.reason is Reason.PICKED else taken
        return (one.place - 0.5) / max(many, 1), one.stratum or "", one.place

    return sorted(rows, key=turn)


def list_done(store: Store, coder: str | None) -> set[tuple[str, str | None]]:
    """Return what is done of all that was drawn, by one coder or by all: (passage, None).

    That is what was read from end to end. A passage that is to check one code is done once it was
    looked at for that code: (passage, code).
    """
    rows = [one for sample in list_samples(store.conn) for one in sample.drawn]
    spans = list(
        {one.passage: (one.passage, one.source, one.start, one.end) for one in rows}.values()
    )
    readings = [
        (one.source, one.start, one.end, frozenset({EVERYTHING}))
        for one in list_readings(store.conn)
        if coder in (None, one.coder)
    ]
    found = label_passages(spans, [], readings, [EVERYTHING])[:, 0]
    done: set[tuple[str, str | None]] = {
        (span[0], None) for span, known in zip(spans, found, strict=True) if known == 0
    }
    import numpy as np  # noqa: PLC0415

    checked = {one.code for one in rows if one.code_to_check}
    codes = [code for code in list_codes(store.conn) if code.id in checked]
    if codes:
        looked = ~np.isnan(label_spans(store, spans, codes, coder, present=True))
        for row, column in zip(*looked.nonzero(), strict=True):
            done.add((spans[row][0], codes[column].id))
    return done


def _taken(sample: StoredSample) -> dict[str, tuple[int, int]]:
    drawn = Counter(one.stratum or "" for one in sample.drawn if one.reason is not Reason.PICKED)
    return {name: (sample.sizes.get(name, 0), count) for name, count in drawn.items()}


def _gapless(
    sample: StoredSample, done: set[tuple[str, str | None]]
) -> Iterable[list[DrawnPassage]]:
    """Yield, by stratum, the random draws that were read from the first on without a gap."""
    strata: dict[str | None, list[DrawnPassage]] = {}
    for one in sample.only(Reason.RANDOM):
        strata.setdefault(one.stratum, []).append(one)
    for rows in strata.values():
        yield list(takewhile(lambda one: (one.passage, None) in done, rows))
