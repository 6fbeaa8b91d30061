"""The order of codes: two that change places, and the numbers that say so."""

from collections.abc import Iterable, Sequence

from qualcode.model import Code
from qualcode.project.codebook.errors import NoNeighbourError, OtherCodebookError
from qualcode.store.codebooks import StoredCode


def swap_sisters(codes: Sequence[Code], code: str, by: int) -> list[str]:
    """Return the ids of a codebook's codes, depth first, with a code before or behind its sister.

    `by` is -1 or 1. Codes of one codebook stay together, and those that were made in the project
    come after them; so only a neighbour of the same kind changes places. Raises NoNeighbourError,
    and OtherCodebookError where the neighbour is not of the same kind.
    """
    moved = next(one for one in codes if one.id == code)
    around = [one for one in codes if one.parent == moved.parent]
    sisters = [one for one in around if one.codebook == moved.codebook]
    at = sisters.index(moved)
    if not 0 <= at + by < len(sisters):
        beyond = around.index(moved) + by
        if 0 <= beyond < len(around):
            side = "below" if by < 0 else "above"
            raise OtherCodebookError(moved.label, side, around[beyond].label)
        raise NoNeighbourError(moved.label, "first" if by < 0 else "last")
    first, second = (sisters[at + min(by, 0)].id, sisters[at + max(by, 0)].id)
    order = [one.id for one in codes if one.codebook == moved.codebook]
    above = {one.id: one.parent for one in codes}
    branch = {one: [other for other in order if _under(above, other, one)] for one in order}
    rest = [one for one in order if one not in {*branch[first], *branch[second]}]
    place = sum(order.index(one) < order.index(first) for one in rest)
    return [*rest[:place], *branch[second], *branch[first], *rest[place:]]


def renumber(codes: Iterable[StoredCode]) -> list[tuple[str, float]]:
    """Return (id, position) for codes in their new order, with the numbers they have between them.

    Where two have the same number, or none, all are numbered anew.
    """
    listed = list(codes)
    held = sorted(one.position for one in listed if one.position is not None)
    if len(set(held)) < len(listed):
        held = [float(n) for n in range(len(listed))]
    return [(one.code.id, place) for one, place in zip(listed, held, strict=True)]


def _under(above: dict[str, str | None], code: str | None, branch: str) -> bool:
    while code is not None and code != branch:
        code = above.get(code)
    return code == branch
