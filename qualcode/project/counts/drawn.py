"""What a random draw tells of all passages, those nobody read included.

The first n of a stratum's order are a random sample, and only they: a passage coded out of its
turn may have been chosen for what it says. So a theme is counted over the passages read without a
gap from the first on, and over all strata only once every passage drawn has been read.
"""

from collections.abc import Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from qualcode.measures import ALL, clustered_interval
from qualcode.model import Code
from qualcode.model.code import SEPARATOR
from qualcode.project.counts.prevalence import count_places
from qualcode.project.counts.tallies import DRAWN, ThemeCount, ThemeTable
from qualcode.project.counts.units import roll_up, split_labels
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.samples import DrawnPassage, Reason, list_samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def count_drawn(store: Store, by: str | None, coder: str | None) -> ThemeTable | None:
    """Count themes over the latest draw that can be counted by a variable, None where none can.

    Shares are of passages. Intervals respect that passages of one conversation are alike
    (`measures.clustered_interval`).
    """
    import numpy as np  # noqa: PLC0415

    samples = [one for one in list_samples(store.conn, Reason.RANDOM) if by in (None, one.variable)]
    if not samples:
        return None
    drawn = samples[-1].only(Reason.RANDOM)
    codes = list_codes(store.conn)
    spans = [(one.passage, one.source, one.start, one.end) for one in drawn]
    own_said, own_read = split_labels(store, spans, codes, coder)
    said, read = roll_up(own_said, codes, np.logical_or), roll_up(own_read, codes, np.logical_and)
    strata = {
        name: [row for row, _ in group]
        for name, group in groupby(enumerate(drawn), key=lambda one: one[1].stratum or ALL)
    }
    groups = list(strata) if by else []
    counts = [
        _count(drawn, said[:, column], read[:, column], strata, code, name)
        for name in [*groups, ALL]
        for column, code in enumerate(codes)
    ]
    if not any(count.base for count in counts):
        return None
    places = count_places(counts) if by else {}
    return ThemeTable(DRAWN, by, (*groups, ALL), tuple(counts), places)


def _count(
    drawn: Sequence[DrawnPassage],
    said: "NDArray[np.bool_]",
    read: "NDArray[np.bool_]",
    strata: dict[str, list[int]],
    code: Code,
    group: str,
) -> ThemeCount:
    """Count one theme over one stratum, or over all of them."""
    if group == ALL:
        only = _gapless(read, strata[next(iter(strata))]) if len(strata) == 1 else []
        counted = list(range(len(drawn))) if read.all() else only
    else:
        counted = _gapless(read, strata[group])
    hits: dict[str, int] = {}
    sizes: dict[str, int] = {}
    for row in counted:
        source = drawn[row].source
        sizes[source] = sizes.get(source, 0) + 1
        hits[source] = hits.get(source, 0) + int(said[row])
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


def _gapless(read: "NDArray[np.bool_]", rows: Sequence[int]) -> list[int]:
    """Return the rows of a stratum, in its order, up to the first that was not read."""
    return list(takewhile(lambda row: bool(read[row]), rows))
