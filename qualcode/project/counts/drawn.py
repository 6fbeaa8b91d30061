"""What a random draw tells of all passages, those nobody read included, by people's coding alone.

The first n of a stratum's order are a random sample, and only they: a passage coded out of its
turn may have been chosen for what it says. So a theme is counted over the passages of each stratum
that were read without a gap from the first on.
"""

from collections.abc import Sequence

from qualcode.measures import ALL
from qualcode.model import QualcodeError
from qualcode.project.counts.assisted_tables import FIVE_POINTS, AssistedCount
from qualcode.project.counts.drawn_corpus import gather_drawn
from qualcode.project.counts.errors import NotDrawnError, UnreadDrawError
from qualcode.project.counts.estimating import count_shares
from qualcode.project.counts.prevalence import count_places
from qualcode.project.counts.tallies import DRAWN, ThemeCount, ThemeTable
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.samples import Reason, list_samples


def count_drawn(
    store: Store, by: str | None, coder: str | None
) -> tuple[ThemeTable | None, Sequence[str]]:
    """Count themes over a random draw by a variable; return the table and what to say beside it.

    Shares are of all passages, and are those that `counts.assisted` gives without its model, of
    the same draw. The table is None where no draw tells anything yet; where there is a reason that
    reading on will not mend, it is said.
    """
    import numpy as np  # noqa: PLC0415

    if not list_samples(store.conn, Reason.RANDOM):
        return None, ()
    try:
        corpus = gather_drawn(store, list_codes(store.conn), by, coder)
    except (NotDrawnError, UnreadDrawError):
        return None, ()
    except QualcodeError as error:
        return None, (str(error),)
    found = count_shares(corpus, np.zeros(corpus.said.shape), FIVE_POINTS)
    groups = (*corpus.list_groups(), ALL)
    counts = [_tell(one) for group in groups for one in found if one.group == group]
    if not any(one.base for one in counts):
        return None, [one.why for one in found if one.why][:1]
    table = ThemeTable(DRAWN, by, groups, tuple(counts), count_places(counts) if by else {})
    return table, tuple(corpus.list_notes())


def _tell(one: AssistedCount) -> ThemeCount:
    known = one.human_estimate is not None
    return ThemeCount(
        one.code,
        one.path,
        one.depth,
        one.group,
        one.n if known else 0,
        one.drawn if known else 0,
        0,
        one.human_low,
        one.human_high,
        one.human_estimate,
    )
