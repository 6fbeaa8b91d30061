"""A table of the answers to a closed question: who chose what, out of those who answered.

Plain counts and shares. Who answers a survey is seldom a random sample, so no interval is given.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.measures.counts import ALL, NOT_RECORDED
from qualcode.measures.errors import GroupNameError
from qualcode.measures.options import order_groups, order_options

SMALL_BASE = 10
"""A share of fewer than so many respondents is marked."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What one respondent chose, nothing where the answer is blank, and their group."""

    choices: tuple[str, ...]
    group: str | None = None


@dataclass(frozen=True, slots=True)
class SurveyGroup:
    """A group of respondents: `base` answered the question, `blank` did not."""

    name: str
    base: int
    blank: int

    @property
    def is_small(self) -> bool:
        """Whether the base is too small for a share to say much."""
        return self.base < SMALL_BASE


@dataclass(frozen=True, slots=True)
class SurveyCount:
    """How many of a group's base chose an option; `share` is None where the base is nobody."""

    option: str
    group: str
    n: int
    base: int

    @property
    def share(self) -> float | None:
        """The share of the base, 0 to 1."""
        return self.n / self.base if self.base else None


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """The answers to a question, by the values of a variable (None: not split) and for all.

    `options` stand in their natural order, `counts` option by option in the order of the groups.
    With `several`, a respondent may be counted under more than one option.
    """

    question: str
    several: bool
    by: str | None
    options: tuple[str, ...]
    groups: tuple[SurveyGroup, ...]
    counts: tuple[SurveyCount, ...]

    def count(self, option: str, group: str = ALL) -> SurveyCount:
        """Return one cell."""
        return next(one for one in self.counts if (one.option, one.group) == (option, group))


def tabulate_answers(
    answers: Iterable[Answered], question: str, *, several: bool = False, by: str | None = None
) -> SurveyTable:
    """Count the answers to a question by group and for all.

    Blank answers are outside every base, and counted apart. With `by`, an answer without a group
    counts under NOT_RECORDED. Raises GroupNameError where a group is called like the row of all.
    """
    found = list(answers)
    members: dict[str, list[Answered]] = {}
    if by is not None:
        for one in found:
            members.setdefault(one.group or NOT_RECORDED, []).append(one)
        if ALL in members:
            raise GroupNameError(by, ALL)
    known = order_groups(name for name in members if name != NOT_RECORDED)
    names = [*known, *([NOT_RECORDED] if NOT_RECORDED in members else [])]
    by_name = {**{name: members[name] for name in names}, ALL: found}
    options = order_options(Counter(choice for one in found for choice in set(one.choices)))
    groups = tuple(_group(name, some) for name, some in by_name.items())
    return SurveyTable(
        question,
        several,
        by,
        tuple(options),
        groups,
        tuple(
            SurveyCount(option, group.name, _uses(option, by_name[group.name]), group.base)
            for option in options
            for group in groups
        ),
    )


def _group(name: str, members: Sequence[Answered]) -> SurveyGroup:
    base = sum(bool(one.choices) for one in members)
    return SurveyGroup(name, base, len(members) - base)


def _uses(option: str, members: Sequence[Answered]) -> int:
    return sum(option in one.choices for one in members)
