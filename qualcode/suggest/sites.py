"""How good suggestions are by site: where they learned, and where they did not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.suggest.arrays import Floats
from qualcode.suggest.metrics import recall_at

FEW_CODED = 20
_MUCH_WORSE = 0.1


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """One site: passages looked at, codes given there, and recall at three.

    `recall_elsewhere` is by fits that saw nothing of the site: what a new site like it may expect.
    Either is None where no code was given, the second also where there is one site only.
    """

    site: str
    passages: int
    positives: int
    recall_at_3: float | None
    recall_elsewhere: float | None


def judge_sites(
    sites: Sequence[object], truth: Floats, probabilities: Floats, elsewhere: Floats | None
) -> tuple[SiteFigures, ...]:
    """Return the figures of each site, by name; a passage without a site is in none."""
    named = np.array([site if isinstance(site, str) else "" for site in sites], dtype=object)
    figures = []
    for site in sorted(set(named.tolist()) - {""}):
        own = named == site
        seen = truth[own]
        figures.append(
            SiteFigures(
                site,
                int((~np.isnan(seen)).any(axis=1).sum()),
                int(np.nansum(seen)),
                _known(recall_at(seen, probabilities[own])),
                None if elsewhere is None else _known(recall_at(seen, elsewhere[own])),
            )
        )
    return tuple(figures)


def remark_sites(sites: Sequence[SiteFigures]) -> list[str]:
    """Return what is to be said of them: a site that differs, and what a new one may expect."""
    known = [
        (one.site, one.recall_at_3, one.recall_elsewhere)
        for one in sites
        if one.positives >= FEW_CODED and one.recall_at_3 and one.recall_elsewhere is not None
    ]
    worse = [name for name, here, elsewhere in known if here - elsewhere >= _MUCH_WORSE]
    if not worse:
        return []
    remark = (
        f"Judged by other sites alone, suggestions are much worse at {', '.join(worse)}: "
        "code some passages of every site before leaning on suggestions there."
    )
    return [remark]


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else figure
