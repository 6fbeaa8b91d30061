"""Seeking: all passages of one theme, by reading the likeliest first and learning from each."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import takewhile
from math import isnan
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
    was found; None without a check, and where all was looked at known without one. `drawn` of the
    check were looked at in its order and `hits` of them hold the theme; `held_back` were looked at
    after one that was not, and do not count until it is. `sentence` says it in words.
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
    held_back: int = 0


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

        Method: a check of the code is a random draw among the passages that nobody had looked at
        then; of several the one counts of which most was looked at in its order, the latest among
        equals. Of its order those count that were looked at without a gap. Their share with the
        code, with Wilson's interval for a draw without replacement, times the passages then not
        looked at, less what was found since, and no more than are not looked at by now (an elusion
        test, Roitblat 2007; `measures.unfound`). Sources that came later are not in it. Without a
        check nothing can be said, and the sentence says so.
        """
        material = gather(self._store)
        said = material.known[:, material.column(code)].tolist()
        known = {one.id: value for one, value in zip(material.passages, said, strict=True)}
        found, unlooked = _count(known.values())
        checks = [
            _look_at(one, known)
            for one in list_samples(self._store.conn, Reason.CHECK)
            if one.drawn and one.drawn[0].code == code
        ]
        best = max(reversed(checks), key=lambda one: len(one.looked), default=None)
        drawn, hits = (len(best.looked), best.looked.count(1)) if best else (0, 0)
        held_back = best.held_back if best else 0
        if not unlooked:
            # Nothing can hide; of nothing found, all is found.
            return Left(found, 0, drawn, hits, 0.0, 0.0, 0.0, 1.0, _NOTHING, held_back)
        if best is None or not drawn:
            sentence = _say_unknown(unlooked) if best is None else _say_unread(best, unlooked)
            return Left(found, unlooked, 0, 0, None, None, None, None, sentence, held_back)
        there = [
            value
            for one, value in zip(material.passages, said, strict=True)
            if best.sample.sources is None or one.source in best.sample.sources
        ]
        left = _judge(best, *_count(there))
        later = unlooked - _count(there)[1]
        return Left(
            found,
            unlooked,
            drawn,
            hits,
            left.estimate,
            left.low,
            left.high,
            left.least_found,
            _say_left(found, left, best, later),
            held_back,
        )


@dataclass(frozen=True, slots=True)
class _Checked:
    """A check: what was found of it in its order, up to the first that nobody looked at (1 or 0).

    `gap` is the place (from 1) of that first one, None where there is none, `held_back` how many
    were looked at after it.
    """

    sample: StoredSample
    looked: list[float]
    gap: int | None
    held_back: int


def _look_at(check: StoredSample, known: dict[str, float]) -> _Checked:
    there = [known[one.passage] for one in check.drawn if one.passage in known]
    looked = list(takewhile(lambda value: not isnan(value), there))
    rest = there[len(looked) :]
    held_back = sum(not isnan(value) for value in rest)
    return _Checked(check, looked, len(looked) + 1 if rest else None, held_back)


def _count(values: Iterable[float]) -> tuple[int, int]:
    """Return how many are found, and how many were not looked at."""
    known = list(values)
    return known.count(1), sum(isnan(value) for value in known)


def _judge(check: _Checked, found: int, unlooked: int) -> Unfound:
    """Return what is left of what a check was drawn from, of which so much is known by now."""
    looked = check.looked
    before = check.sample.sizes.get(HELD, 0)
    hits = looked.count(1)
    frame = max(check.sample.sizes[UNLOOKED], len(looked))
    since = min(frame, max(hits, found - before))
    hidden = min(unlooked, frame - since)
    return estimate_unfound(frame, len(looked), hits, since, before, unlooked=hidden)


_NOTHING = "Every passage was looked at for it: nothing is unfound."


def _say_unread(check: _Checked, unlooked: int) -> str:
    return (
        f"{count(unlooked, 'passage')} were not looked at for it. Nobody can say how many of them "
        f"hold it before the first of those drawn to check is looked at.{_say_gap(check)}"
    )


def _say_gap(check: _Checked) -> str:
    if not check.held_back or check.gap is None:
        return ""
    those = "1 more was" if check.held_back == 1 else f"{check.held_back} more were"
    count_ = "counts" if check.held_back == 1 else "count"
    return (
        f" Of the check {those} looked at, and {count_} only once passage {check.gap} of its order "
        "is: qualcode sample PROJECT --queue"
    )


def _say_unknown(unlooked: int) -> str:
    return (
        f"{count(unlooked, 'passage')} were not looked at for it. How many of them hold it nobody "
        "can say before a check at random: qualcode sample PROJECT 50 --check CODE"
    )


def _say_left(found: int, left: Unfound, check: _Checked, later: int) -> str:
    beyond = (
        f" {count(later, 'passage')} of sources that came after the check are not in it."
        if later
        else ""
    )
    return (
        f"{count(found, 'passage')} found; about {left.estimate:.0f} may still be unfound, at most "
        f"{left.high:.0f} (95%), so that at least {left.least_found:.0%} are found."
        f"{beyond}{_say_gap(check)}"
    )


def _seek(one: Passage, probability: float) -> Sought:
    return Sought(one.id, one.source, one.start, one.end, one.text, float(probability))


def _rows(which: "NDArray[np.bool_] | np.bool_") -> list[int]:
    """Return the rows at which a column is true."""
    import numpy as np  # noqa: PLC0415

    return [int(row) for row in np.flatnonzero(which)]
