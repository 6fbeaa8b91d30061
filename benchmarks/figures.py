"""Measuring and printing."""

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from tabulate import tabulate

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: what was measured, what stands beside it, what is wanted."""

    what: str
    measured: str
    beside: str = ""
    ratio: str = ""
    wanted: str = ""
    runs: str = "once"


def measure(work: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds that something took, and what it gave."""
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def repeat(work: Callable[[], object], times: int) -> list[float]:
    """Return the seconds that each of some runs took."""
    return [measure(work)[0] for _ in range(times)]


def percentile(seconds: Sequence[float], share: int) -> float:
    """Return the time within which `share` per cent of the runs ended."""
    return statistics.quantiles(seconds, n=100, method="inclusive")[share - 1]


def print_figures(title: str, figures: Iterable[Figure]) -> None:
    """Print a table with a line for each figure."""
    rows = [(f.what, f.measured, f.beside, f.ratio, f.wanted, f.runs) for f in figures]
    heads = ("", "measured", "beside it", "ratio", "wanted", "runs")
    print(f"\n{title}\n{tabulate(rows, heads, disable_numparse=True)}", flush=True)


def tell(what: str) -> None:
    """Say on the error stream what goes on."""
    print(f"… {what}", file=sys.stderr, flush=True)
