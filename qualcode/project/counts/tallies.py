"""Counts of themes, as tables: what counting gives and reports print."""

from dataclasses import dataclass

CONVERSATIONS = "conversations"
PEOPLE = "people"
RESPONDENTS = "respondents"
QUOTATIONS = "quotations"
DRAWN = "drawn passages"


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme in a group: `n` of `base` units spoke of it.

    `base` counts the units all of whose words were read with the theme in its present meaning;
    `beyond` counts units outside the base that spoke of it all the same. `low` and `high` bound
    the share, None where counts are plain. `estimate` is the share where it is not n/base: of a
    draw that was shared out, every part counts by its size.
    """

    code: str
    path: str
    depth: int
    group: str
    n: int
    base: int
    beyond: int
    low: float | None
    high: float | None
    estimate: float | None = None

    @property
    def share(self) -> float | None:
        """The share, from 0 to 1, None where the base is nothing."""
        if self.estimate is not None:
            return self.estimate
        return self.n / self.base if self.base else None


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """Theme by group, for one sort of unit. `places` says in how many groups a theme occurs."""

    unit: str
    by: str | None
    groups: tuple[str, ...]
    counts: tuple[ThemeCount, ...]
    places: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Prevalence:
    """The tables of a project, and what must be said beside them."""

    tables: tuple[ThemeTable, ...]
    notes: tuple[str, ...]
