"""How much of something is still unfound, from a random draw among what nobody looked at.

Whoever reads the likeliest passages first finds most of a theme soon, and cannot tell from that
how much is left. A random draw among the unread can: it is called an elusion test where documents
are searched for (Roitblat 2007; Cormack and Grossman 2014, SIGIR, 153–162, on the search itself).
"""

import math
from dataclasses import dataclass

from qualcode.measures.errors import ImpossibleShareError
from qualcode.measures.intervals import wilson_interval


@dataclass(frozen=True, slots=True)
class Unfound:
    """How many passages still hide, with its interval.

    `least_found` is the lower end of the share of all such passages that are found by now.
    """

    estimate: float
    low: float
    high: float
    least_found: float


def estimate_unfound(
    frame: int,
    drawn: int,
    hits: int,
    found_since: int,
    found_before: int = 0,
    level: float = 0.95,
    *,
    unlooked: int | None = None,
) -> Unfound:
    """Return how many passages with a theme are still unfound.

    Parameters
    ----------
    frame
        The passages nobody had looked at for the theme when the draw was made.
    drawn
        How many of them were drawn at random and looked at.
    hits
        How many of those hold the theme.
    found_since
        How many of the frame are known by now to hold it, the hits included.
    found_before
        How many were known before the draw.
    level
        The level of the interval.
    unlooked
        How many of the frame nobody has looked at by now: no more can be unfound. Without it, those
        that were neither drawn nor found.

    The share in the frame has Wilson's interval at drawn/(1 − drawn/frame), since the draw is
    without replacement; times the frame, less what was found since. Nothing is unfound where the
    whole frame was drawn or looked at. Raises ImpossibleShareError where the numbers contradict
    each other.
    """
    if not 0 < drawn <= frame or not 0 <= hits <= min(drawn, found_since) or found_since > frame:
        raise ImpossibleShareError(hits, drawn, level)
    if unlooked is not None and not 0 <= unlooked <= frame - found_since:
        raise ImpossibleShareError(found_since, frame, level)
    hidden = max(0, frame - drawn - found_since + hits) if unlooked is None else unlooked
    if drawn == frame or not hidden:
        return Unfound(0.0, 0.0, 0.0, 1.0)
    effective = drawn / (1 - drawn / frame)
    share = hits / drawn
    low, high = wilson_interval(share * effective, effective, level)
    left, least, rest = (
        min(float(hidden), max(0.0, total - found_since))
        for total in (frame * share, frame * low, float(math.floor(frame * high)))
    )
    found = found_before + found_since
    return Unfound(left, least, rest, found / (found + rest) if found else 0.0)
