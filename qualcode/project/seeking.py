"""Seeking: all passages of one theme, by reading the likeliest first and learning from each."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from qualcode.measures.draws import draw_passages
from qualcode.measures.unfound import Unfound, estimate_unfound
from qualcode.model import Passage
from qualcode.model.words import count
from qualcode.project.errors import NothingToDrawError
from qualcode.project.samples import Draw, Sample, record_sample
from qualcode.project.suggesting.learning import learn
from qualcode.project.suggesting.material import gather
from qualcode.store import Store
from qualcode.store.samples import Reason, StoredSample, list_samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

UNLOOKED, HELD = "not looked at", "found before"


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage to look at for a theme, and how likely the present model takes it to be there."""

    passage: str
    source: str
    start: int
    end: int
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Left:
    """How much of a theme is still unfound, as far as anybody can say.

    `found` passages hold the theme by now, `unlooked` were not looked at for it. `estimate`,
    `low` and `high` are numbers of passages still unfound, and `least_found` the least share that
    was found; None without a check. `drawn` of the check were looked at and `hits` of them hold
    the theme. `sentence` says it in words.
    """

    found: int
    unlooked: int
    drawn: int
    hits: int
    estimate: float | None
    low: float | None
    high: float | None
    least_found: float | None
    sentence: str


class Seeking:
    """Find all of a theme: look where the model points, code, and ask again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def next(
        self, code: str, n: int = 10, report: Callable[[str], None] = lambda _: None
    ) -> list[Sought]:
        """Return n passages that nobody looked at for a code (by id), the likeliest first.

        The model is fitted anew on all that was coded and read up to now (relevance feedback:
        Rocchio 1971; Cormack and Grossman 2014). `report` is told what goes on.
        """
        material = gather(self._store)
        passages, column = material.passages, material.column(code)
        wanted = _rows(~material.looked[:, column])
        if not wanted:
            return []
        suggester = learn(self._store, material, report)
        scores = suggester.predict_proba(
            [passages[row].text for row in wanted], [material.roles[row] for row in wanted]
        )[:, column].tolist()
        best = sorted(zip(scores, wanted, strict=True), key=lambda pair: (-pair[0], pair[1]))
        return [_seek(passages[row], score) for score, row in best[:n]]

    def check(self, code: str, n: int, *, seed: str | None = None) -> Sample:
        """Draw n passages at random from those nobody looked at for a code (by id).

        Once they are looked at, `unfound` can say how much is left. They wait in the queue of
        samples. Raises NothingToDrawError where all was looked at.
        """
        material = gather(self._store)
        passages, column = material.passages, material.column(code)
        open_ = {passages[row].id: passages[row] for row in _rows(~material.looked[:, column])}
        found = int((material.known[:, column] == 1).sum())
        seed = seed or secrets.token_hex(8)
        drawn = draw_passages({UNLOOKED: list(open_)}, n, seed) if open_ else []
        if not drawn:
            raise NothingToDrawError
        sizes = {UNLOOKED: (len(open_), len(drawn)), HELD: (found, 0)}
        draws = [
            Draw(open_[one.passage], one.stratum, one.place, one.chance, Reason.CHECK, code)
            for one in drawn
        ]
        name = f"{len(drawn)} to check “{material.codes[column].label}”"
        record_sample(self._store, name, seed, None, sizes, draws, open_.values())
        return Sample(name, seed, tuple(one.passage for one in draws), sizes, {})

    def unfound(self, code: str) -> Left:
        """Return how many passages of a code (by id) are still unfound.

        Method: the latest check of the code is a random draw among the passages that nobody had
        looked at then. Of its order those count that were looked at without a gap. Their share
        with the code, with Wilson's interval for a draw without replacement, times the passages
        then not looked at, less what was found since (an elusion test, Roitblat 2007;
        `measures.unfound`). Without a check nothing can be said, and the sentence says so.
        """
        material = gather(self._store)
        said = material.known[:, material.column(code)].tolist()
        labels = {one.id: p for one, p in zip(material.passages, said, strict=True)}
        found = sum(value == 1 for value in labels.values())
        unlooked = sum(value != value for value in labels.values())  # noqa: PLR0124 - NaN
        checks = [
            one
            for one in list_samples(self._store.conn, Reason.CHECK)
            if one.drawn and one.drawn[0].code == code
        ]
        told = _judge(checks[-1], labels, found) if checks else None
        if told is None:
            return Left(found, unlooked, 0, 0, None, None, None, None, _say_unknown(unlooked))
        drawn, hits, left = told
        return Left(
            found,
            unlooked,
            drawn,
            hits,
            left.estimate,
            left.low,
            left.high,
            left.least_found,
            _say_left(found, left),
        )


def _judge(
    check: StoredSample, labels: dict[str, float], found: int
) -> tuple[int, int, Unfound] | None:
    """Return how many of a check count, how many hold the code, and what is left; None for none."""
    there = [labels[one.passage] for one in check.drawn if one.passage in labels]
    looked = list(takewhile(lambda value: value == value, there))  # noqa: PLR0124 - NaN
    if not looked:
        return None
    before = check.sizes.get(HELD, 0)
    hits = sum(value == 1 for value in looked)
    frame = max(check.sizes[UNLOOKED], len(looked))
    since = min(frame, max(hits, found - before))
    return len(looked), hits, estimate_unfound(frame, len(looked), hits, since, before)


def _say_unknown(unlooked: int) -> str:
    if not unlooked:
        return "Every passage was looked at for it: nothing is unfound."
    return (
        f"{count(unlooked, 'passage')} were not looked at for it. How many of them hold it nobody "
        "can say before a check at random: qualcode sample PROJECT 50 --check CODE"
    )


def _say_left(found: int, left: Unfound) -> str:
    return (
        f"{count(found, 'passage')} found; about {left.estimate:.0f} may still be unfound, at most "
        f"{left.high:.0f} (95%), so that at least {left.least_found:.0%} are found."
    )


def _seek(one: Passage, probability: float) -> Sought:
    return Sought(one.id, one.source, one.start, one.end, one.text, float(probability))


def _rows(which: "NDArray[np.bool_] | np.bool_") -> list[int]:
    """Return the rows at which a column is true."""
    import numpy as np  # noqa: PLC0415

    return [int(row) for row in np.flatnonzero(which)]
