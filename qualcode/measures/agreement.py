"""How far two coders agree on one code, beyond what chance would give."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.measures.errors import DecisionError, NoListError, UnevenCodersError


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders' decisions on one code over the same `n` units.

    `both`, `only_first`, `only_second` and `neither` count the units that were given the code by
    whom, and add up to n. `observed` and `expected` are the shares of units agreed on, in fact and
    by chance. `kappa` is None where it is not defined, and `remark` says what that means.
    """

    n: int
    both: int
    only_first: int
    only_second: int
    neither: int
    observed: float | None
    expected: float | None
    kappa: float | None
    remark: str = ""


def cohen_kappa(a: Iterable[int], b: Iterable[int]) -> Agreement:
    """Compare two coders' decisions, 1 or 0 for each of the same units in the same order.

    Kappa = (observed − expected) / (1 − expected), where expected follows from how often each
    coder used the code (Cohen 1960, “A coefficient of agreement for nominal scales”, Educational
    and Psychological Measurement 20, 37–46). It is not defined where there are no units, and where
    both coders gave every unit the same one answer.

    Raises NoListError for a table, UnevenCodersError for different lengths, DecisionError for
    anything but 0 and 1.
    """
    first, second = _read(a), _read(b)
    if len(first) != len(second):
        raise UnevenCodersError(len(first), len(second))
    pairs = Counter(zip(map(_decision, first), map(_decision, second), strict=True))
    return _agreement(pairs[1, 1], pairs[1, 0], pairs[0, 1], pairs[0, 0])


def _read(values: Iterable[int]) -> list[int]:
    """Return one coder's decisions, not yet looked at."""
    if getattr(values, "ndim", 1) != 1 or not isinstance(values, Iterable):
        raise NoListError
    return list(values)


def _decision(value: int) -> int:
    try:
        decided = value in (0, 1)
    except (TypeError, ValueError):
        # Of pandas' NA, or of a list within the list, nothing can be said.
        decided = False
    if not decided or getattr(value, "ndim", 0) != 0:
        raise DecisionError(value)
    return int(value)


def _agreement(both: int, only_first: int, only_second: int, neither: int) -> Agreement:
    n = both + only_first + only_second + neither
    cells = (n, both, only_first, only_second, neither)
    if n == 0:
        return Agreement(*cells, None, None, None, "There is no unit that both have decided on.")
    # Whole numbers up to the last division, so that “no room above chance” is met exactly.
    agreed = n * (both + neither)
    chance = (both + only_first) * (both + only_second) + (only_second + neither) * (
        only_first + neither
    )
    observed, expected = agreed / n**2, chance / n**2
    if chance == n**2:
        used = (
            "Both coders gave this code to every unit" if both else "Neither coder used this code"
        )
        remark = f"{used}: they agree, but nothing shows whether they would tell it apart."
        return Agreement(*cells, observed, expected, None, remark)
    return Agreement(*cells, observed, expected, (agreed - chance) / (n**2 - chance))
