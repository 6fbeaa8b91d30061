"""Lanes: which column of the margin each stripe stands in, so that none covers another."""

from collections.abc import Container, Sequence


def assign_lanes(extents: Sequence[tuple[int, int]]) -> list[int]:
    """Return the lane of each extent (first and last line, both included).

    Greedy from the top, the longest first where several begin together: each takes the leftmost
    lane that is free there, so that as few lanes are used as lines ever overlap.
    """
    lanes = [0] * len(extents)
    taken_until: list[int] = []
    for first, minus_last, i in sorted(
        (first, -last, i) for i, (first, last) in enumerate(extents)
    ):
        lane = 0
        while lane < len(taken_until) and taken_until[lane] >= first:
            lane += 1
        taken_until[lane : lane + 1] = [-minus_last]
        lanes[i] = lane
    return lanes


def place_labels(extents: Sequence[tuple[int, int]], taken: Container[int] = ()) -> dict[int, int]:
    """Return for each line that carries a label which extent it names.

    Each extent is named on the first of its lines that is neither taken nor used; one that finds
    none is left out, and is named in the list of codes at the cursor.
    """
    named: dict[int, int] = {}
    for first, last, i in sorted((first, last, i) for i, (first, last) in enumerate(extents)):
        for line in range(first, last + 1):
            if line not in named and line not in taken:
                named[line] = i
                break
    return named
