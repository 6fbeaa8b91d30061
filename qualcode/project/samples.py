"""Samples: passages drawn at random to be coded, with the chance of each kept for good."""

import secrets
from dataclasses import dataclass

from qualcode.measures.draws import draw_passages
from qualcode.model import Passage, random_id
from qualcode.project.counts.units import list_spoken_turns
from qualcode.project.errors import NothingToDrawError, UnknownVariableError
from qualcode.project.suggestions import cut_frame
from qualcode.store import Store


@dataclass(frozen=True, slots=True)
class Sample:
    """A draw: its name and seed, and the passages in the order in which to code them."""

    name: str
    seed: str
    passages: tuple[Passage, ...]
    strata: dict[str, tuple[int, int]]


class Samples:
    """Random samples of passages. Only these allow an interval for what was not read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def draw(self, n: int, *, by: str | None = None, seed: str | None = None) -> Sample:
        """Draw n passages at random, shared out by a variable (site, role …) where one is named."""
        passages = {passage.id: passage for passage in cut_frame(self._store)}
        groups = (
            {one.turn.id: one.group(by) for one in list_spoken_turns(self._store)} if by else {}
        )
        if by and not any(groups.values()):
            raise UnknownVariableError(by, [])
        strata: dict[str, list[str]] = {}
        for passage in passages.values():
            stratum = groups.get(passage.turn) or "not recorded" if by else "all"
            strata.setdefault(stratum, []).append(passage.id)
        seed = seed or secrets.token_hex(8)
        drawn = draw_passages(strata, n, seed)
        if not drawn:
            raise NothingToDrawError
        taken = {name: sum(one.stratum == name for one in drawn) for name in strata}
        sizes = {name: (len(ids), taken[name]) for name, ids in strata.items()}
        sample = random_id()
        with self._store.act("sample") as act:
            name = f"{len(drawn)} at random" + (f" by {by}" if by else "")
            act.make(
                "sample",
                {
                    "name": name,
                    "frame": self._frame(drawn[0].passage),
                    "seed": seed,
                    "variable": by,
                    "strata": {key: list(value) for key, value in sizes.items()},
                    "coder": act.coder,
                    "made": act.time,
                },
                sample,
            )
            for one in drawn:
                act.make(
                    "draw",
                    {
                        "sample": sample,
                        "source": passages[one.passage].source,
                        "passage": one.passage,
                        "stratum": one.stratum,
                        "place": one.place,
                        "chance": one.chance,
                        "reason": "random",
                    },
                )
        return Sample(name, seed, tuple(passages[one.passage] for one in drawn), sizes)

    def _frame(self, passage: str) -> str:
        return self._store.read_field("passage", passage, "frame") or ""
