"""Reviewing: which suggestions wait to be judged, and which of them to judge first."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, zip_longest

from qualcode.model import Proposal
from qualcode.project.counts.units import label_spans
from qualcode.project.suggesting.showing import decide_all
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.codings import list_codings, list_proposals, list_verdicts


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Suggestions that the coder is not shown: how many, in how many sources, and why."""

    why: str
    proposals: int
    sources: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits to be judged: passages with what is proposed for each, best first.

    The passages stand in the order in which to judge them (`order_by_use`).
    """

    passages: tuple[tuple[Proposal, ...], ...]
    held_back: tuple[HeldBack, ...]


def find_waiting(store: Store) -> Waiting:
    """Return the suggestions that the present coder may see and that nothing has settled yet.

    One is settled where somebody judged it, coded the passage so, or read it for that code.
    """
    proposals = _drop_settled(store, list_proposals(store.conn))
    by_source: defaultdict[str, list[Proposal]] = defaultdict(list)
    for one in proposals:
        by_source[one.source].append(one)
    shown: list[Proposal] = []
    held: dict[str, list[str]] = {}
    for source, showing in decide_all(store, by_source).items():
        if showing.shown:
            shown += by_source[source]
        else:
            held.setdefault(showing.why, []).append(source)
    uses = Counter(coding.code for coding in list_codings(store.conn))
    held_back = (
        HeldBack(why, sum(len(by_source[source]) for source in sources), len(sources))
        for why, sources in held.items()
    )
    return Waiting(tuple(order_by_use(shown, uses)), tuple(held_back))


def order_by_use(
    proposals: Iterable[Proposal], uses: Mapping[str, int]
) -> list[tuple[Proposal, ...]]:
    """Return passages, each with its proposals, in the order in which judging them serves most.

    Those with a likely proposal, the likeliest first, take turns with those whose judgement
    teaches most. A yes or no teaches the more the more open it is, and the fewer codings (`uses`,
    by code id) the code has: p(1 - p), the variance of the answer, over √(1 + uses), since what is
    known of a code grows with the root of its codings.
    """
    passages: defaultdict[str, list[Proposal]] = defaultdict(list)
    for one in proposals:
        passages[one.passage].append(one)
    groups = [tuple(sorted(group, key=lambda one: one.rank)) for group in passages.values()]

    def teaches(group: Sequence[Proposal]) -> float:
        return max(
            one.probability * (1 - one.probability) / math.sqrt(1 + uses.get(one.code, 0))
            for one in group
        )

    def best(group: Sequence[Proposal]) -> float:
        return max(one.probability for one in group)

    likely = [group for group in groups if any(one.likely for one in group)]
    likely.sort(key=lambda group: (-best(group), group[0].passage))
    teaching = sorted(groups, key=lambda group: (-teaches(group), group[0].passage))
    in_turn = chain.from_iterable(zip_longest(likely, teaching))
    return list(dict.fromkeys(group for group in in_turn if group is not None))


def count_judged(store: Store, since: datetime) -> int:
    """Count what the present coder said yes or no to since a time (with its zone)."""
    return sum(
        one.coder == store.coder and datetime.fromisoformat(one.time) >= since
        for one in list_verdicts(store.conn)
    )


def _drop_settled(store: Store, proposals: Sequence[Proposal]) -> list[Proposal]:
    import numpy as np  # noqa: PLC0415

    wanted = {one.code for one in proposals}
    codes = [code for code in list_codes(store.conn) if code.id in wanted]
    spans = {one.passage: (one.passage, one.source, one.start, one.end) for one in proposals}
    if not codes:
        return []
    is_open = np.isnan(label_spans(store, list(spans.values()), codes, present=True))
    rows = {passage: row for row, passage in enumerate(spans)}
    columns = {code.id: column for column, code in enumerate(codes)}
    return [
        one
        for one in proposals
        if one.code in columns and is_open[rows[one.passage], columns[one.code]]
    ]
