"""Random draws of passages: fair, reproducible, and able to grow.

Within a stratum the order is that of hash(seed, passage id), so the first n of it are a random
sample without replacement. A larger n extends the sample; other copies of the project draw the
same; a passage that is withdrawn leaves the order of the others as it was.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawn:
    """A passage drawn: its place (from 1) in its stratum's order, and its chance of being drawn."""

    passage: str
    stratum: str
    place: int
    chance: float


def draw_passages(strata: Mapping[str, Sequence[str]], n: int, seed: str) -> list[Drawn]:
    """Draw n passages (all, where there are fewer), shared out among the strata by their size.

    `strata` holds the ids of the passages of each stratum. The chance of each is the number drawn
    from its stratum over the stratum's size. Shares are rounded by largest remainder.
    """
    shares = allocate({name: len(ids) for name, ids in strata.items()}, n)
    drawn = []
    for name in sorted(strata):
        order = sorted(strata[name], key=lambda passage: order_key(seed, passage))
        for place, passage in enumerate(order[: shares[name]], 1):
            drawn.append(Drawn(passage, name, place, shares[name] / len(order)))
    return drawn


def allocate(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """Share n out among strata in proportion to their sizes, by largest remainder (Hamilton).

    No stratum gets more than it has, and where n suffices every stratum that has any gets one.
    """
    total = sum(sizes.values())
    n = min(n, total)
    if total == 0:
        return dict.fromkeys(sizes, 0)
    exact = {name: n * size / total for name, size in sizes.items()}
    shares = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(sizes, key=lambda name: (shares[name] - exact[name], name))
    for name in by_remainder[: n - sum(shares.values())]:
        shares[name] += 1
    filled = [name for name, size in sizes.items() if size]
    if n >= len(filled):
        for name in sorted(filled):
            if shares[name] == 0:
                richest = max(shares, key=lambda one: (shares[one], one))
                shares[richest] -= 1
                shares[name] += 1
    return shares


def order_key(seed: str, passage: str) -> bytes:
    """Return the passage's place in the order of a seed, as bytes to sort by."""
    return hashlib.blake2b(passage.encode(), key=seed.encode()[:64], digest_size=16).digest()
