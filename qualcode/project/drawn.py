"""What a random draw tells of all passages, those nobody read included.

The first n of a stratum's order are a random sample, and only they: a passage coded out of its
turn may have been chosen for what it says. So a theme is counted over the passages coded without a
gap from the first on, and over all strata only once every passage drawn has been coded.
"""

from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from qualcode.measures import ALL, clustered_interval
from qualcode.model import Code
from qualcode.model.code import SEPARATOR
from qualcode.project.prevalence import count_places
from qualcode.project.tallies import DRAWN, ThemeCount, ThemeTable
from qualcode.project.units import label_spans, roll_up
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.samples import StoredSample, list_samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def count_drawn(store: Store, by: str | None, coder: str | None) -> ThemeTable | None:
    """Count themes over the latest draw that can be counted by a variable, None where none can.

    Shares are of passages. Intervals respect that passages of one conversation are alike
    (`measures.clustered_interval`).
    """
    samples = [one for one in list_samples(store.conn) if by in (None, one.variable)]
    if not samples:
        return None
    sample = samples[-1]
    codes = list_codes(store.conn)
    spans = [(one.passage, one.source, one.start, one.end) for one in sample.drawn]
    known = roll_up(label_spans(store, spans, codes, coder), codes)
    strata = {
        name: [row for row, _ in group]
        for name, group in groupby(enumerate(sample.drawn), key=lambda one: one[1].stratum)
    }
    groups = list(strata) if by else []
    counts = [
        _count(sample, known[:, column], strata, code, name)
        for name in [*groups, ALL]
        for column, code in enumerate(codes)
    ]
    if not any(count.base for count in counts):
        return None
    places = count_places(counts) if by else {}
    return ThemeTable(DRAWN, by, (*groups, ALL), tuple(counts), places)


def _count(
    sample: StoredSample,
    known: "NDArray[np.float64]",
    strata: dict[str, list[int]],
    code: Code,
    group: str,
) -> ThemeCount:
    """Count one theme over one stratum, or over all of them."""
    if group == ALL:
        complete = all(known[row] == known[row] for rows in strata.values() for row in rows)
        gapless = _gapless(known, strata[next(iter(strata))]) if len(strata) == 1 else []
        counted = list(range(len(sample.drawn))) if complete else gapless
    else:
        counted = _gapless(known, strata[group])
    hits: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for row in counted:
        source = sample.drawn[row].source
        sizes[source] = sizes.get(source, 0) + 1
        hits[source] = hits.get(source, 0) + int(known[row])
    bounds = clustered_interval(list(hits.values()), list(sizes.values())) if counted else None
    return ThemeCount(
        code.id,
        code.path,
        code.path.count(SEPARATOR),
        group,
        sum(hits.values()),
        len(counted),
        0,
        bounds.low if bounds else None,
        bounds.high if bounds else None,
        len(sizes) if counted else None,
    )


def _gapless(known: "NDArray[np.float64]", rows: Sequence[int]) -> list[int]:
    """Return the rows of a stratum, in its order, up to the first whose label is missing."""
    return list(takewhile(lambda row: known[row] == known[row], rows))
