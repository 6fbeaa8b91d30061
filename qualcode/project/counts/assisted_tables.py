"""Estimated shares of passages, as counting with a model's help gives them."""

from dataclasses import dataclass

PASSAGES = "passages"
FIVE_POINTS = 0.05


@dataclass(frozen=True, slots=True)
class AssistedCount:
    """The share of passages that speak of a theme, in a group.

    `drawn` of `base` passages were drawn at random and read; `n` of them speak of it. `low` to
    `high` is the 95% interval of `estimate`; the `human` ones are what people's coding gives
    without the model. `effective` is the number of passages that would tell as much, each drawn by
    itself from a corpus without end (None where all were read), and `effective_without` the same
    without the model: what it is more than `drawn` comes of there being no more than `base`.
    `conversations` is how many were drawn from. `more` is how many
    further passages to draw for an interval of ± `within`. `why` says in a sentence why there is no
    estimate, and the shares are None, or why the model was left out of it.
    """

    code: str
    path: str
    depth: int
    group: str
    n: int
    drawn: int
    base: int
    conversations: int
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    human_estimate: float | None = None
    human_low: float | None = None
    human_high: float | None = None
    effective: float | None = None
    effective_without: float | None = None
    gain: float | None = None
    more: int | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class AssistedCounts:
    """Themes by group, of one random draw, and what must be said beside them.

    `drawn` of `base` passages were drawn. `within` is the margin that was planned for.
    """

    unit: str
    by: str | None
    sample: str
    seed: str
    drawn: int
    base: int
    within: float
    groups: tuple[str, ...]
    counts: tuple[AssistedCount, ...]
    notes: tuple[str, ...]
