"""How many people and conversations speak of each theme, and how far coders agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from qualcode.measures import ALL, Agreement, cohen_kappa, count_themes, spread
from qualcode.model import CaseKind, Code, SourceKind
from qualcode.model.code import SEPARATOR
from qualcode.project.errors import (
    NoCodesError,
    NoSourcesError,
    TooFewCodersError,
    UnknownVariableError,
)
from qualcode.project.units import LabelledTurns, SpokenTurn, label_turns
from qualcode.store import Store
from qualcode.store.codings import list_codings, list_readings

if TYPE_CHECKING:
    from pandas import DataFrame

PEOPLE, CONVERSATIONS, RESPONDENTS, QUOTATIONS = (
    "people",
    "conversations",
    "respondents",
    "quotations",
)
_FEW_CLUSTERS = 8


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme in a group: `n` of `base` units spoke of it.

    `base` counts the units all of whose words were read with the theme in its present meaning;
    `beyond` counts units outside the base that spoke of it all the same. `low` and `high` bound
    the share, None where counts are plain.
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


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """How far two coders agree on a code (None: on all codes together), turn by turn."""

    first: str
    second: str
    code: Code | None
    agreement: Agreement


class Counting:
    """Counts and agreement. A machine's suggestions are never part of either."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def prevalence(self, by: str | None = None, coder: str | None = None) -> Prevalence:
        """Count, for every theme, who speaks of it, by a variable (role, site …) and for all.

        Conversations and people of interviews and focus groups are counted plainly: they were
        chosen, not drawn, so no interval would be sound. Survey respondents get Wilson intervals.
        """
        labelled = self._labelled(coder)
        if by is not None:
            self._must_vary(labelled, by)
        tables = [
            table
            for unit in (CONVERSATIONS, PEOPLE, RESPONDENTS, QUOTATIONS)
            if (table := _count_unit(labelled, unit, by)) is not None
        ]
        return Prevalence(tuple(tables), tuple(_notes(labelled, tables)))

    def variables(self) -> list[str]:
        """Return the names of what prevalence can be counted by."""
        return _variables(self._labelled(None))

    def coders(self) -> list[str]:
        """Return the names of all who coded or read."""
        conn = self._store.conn
        return sorted(
            {one.coder for one in list_codings(conn)} | {one.coder for one in list_readings(conn)}
        )

    def agreement(self, coders: Sequence[str] | None = None) -> list[CodeAgreement]:
        """Return Cohen's kappa by code and over all codes, for each pair of coders.

        The units are the turns that both have read with the code in its present meaning.
        """
        names = list(coders) if coders else self.coders()
        if len(names) < 2:  # noqa: PLR2004 - a pair
            raise TooFewCodersError(names)
        labels = {name: label_turns(self._store, name) for name in names}
        return [
            one
            for first, second in combinations(names, 2)
            for one in _agree(first, second, labels[first], labels[second])
        ]

    def _labelled(self, coder: str | None) -> LabelledTurns:
        labelled = label_turns(self._store, coder)
        if not labelled.codes:
            raise NoCodesError
        if not labelled.turns:
            raise NoSourcesError
        return labelled

    def _must_vary(self, labelled: LabelledTurns, by: str) -> None:
        known = _variables(labelled)
        if by not in known:
            raise UnknownVariableError(by, known)


def _variables(labelled: LabelledTurns) -> list[str]:
    names = {name for one in labelled.turns for name in one.case.variables}
    return sorted(names | ({"site"} if any(one.site for one in labelled.turns) else set()))


def _unit_of(one: SpokenTurn, unit: str) -> str | None:
    """Return the id of the unit that a turn belongs to, None where it belongs to none."""
    kind = one.source.kind
    if kind is SourceKind.REPORT:
        return one.turn.id if unit == QUOTATIONS else None
    if kind is SourceKind.SURVEY:
        return one.case.id if unit == RESPONDENTS else None
    if unit == CONVERSATIONS:
        return one.source.id
    return one.case.id if unit == PEOPLE and one.case.kind is CaseKind.PERSON else None


def _count_unit(labelled: LabelledTurns, unit: str, by: str | None) -> ThemeTable | None:
    places = [n for n, one in enumerate(labelled.turns) if _unit_of(one, unit) is not None]
    if not places:
        return None
    if by is None:
        groups = {ALL: places}
    else:
        groups = {}
        for n in places:
            groups.setdefault(labelled.turns[n].group(by) or "not recorded", []).append(n)
        groups = {name: groups[name] for name in sorted(groups, key=_last_if_unknown)}
        groups[ALL] = places
    counts = [
        count
        for name, members in groups.items()
        for count in _count_group(labelled, unit, name, members)
    ]
    return ThemeTable(
        unit, by, tuple(groups), tuple(counts), _spread(labelled, by, places) if by else {}
    )


def _count_group(
    labelled: LabelledTurns, unit: str, group: str, members: Iterable[int]
) -> list[ThemeCount]:
    """Count the themes of one group's turns: a conversation counts here for what they say."""
    units, said, looked = _frames(labelled, unit, list(members))
    within = said.merge(looked, on=["unit", "code"])
    codes = [code.id for code in labelled.codes]
    table = count_themes(units, within, codes, intervals=unit == RESPONDENTS, looked=looked)
    mentions = said.groupby("code")["unit"].nunique()
    rows = {row["code"]: row for row in table.to_dict("records")}
    return [
        ThemeCount(
            code.id,
            code.path,
            code.path.count(SEPARATOR),
            group,
            int(rows[code.id]["n"]),
            int(rows[code.id]["base"]),
            int(mentions.get(code.id, 0)) - int(rows[code.id]["n"]),
            _number(rows[code.id]["low"]),
            _number(rows[code.id]["high"]),
        )
        for code in labelled.codes
    ]


def _frames(
    labelled: LabelledTurns, unit: str, members: list[int]
) -> "tuple[DataFrame, DataFrame, DataFrame]":
    """Return the units, who said which code, and who was read to the end for which code."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    codes = [code.id for code in labelled.codes]
    ids = [_unit_of(labelled.turns[n], unit) for n in members]
    known = pd.DataFrame(labelled.known[members], columns=codes)
    said = (known == 1).groupby(np.array(ids, dtype=object)).any()
    looked = known.notna().groupby(np.array(ids, dtype=object)).all()
    return pd.DataFrame({"unit": said.index}), _pairs(said), _pairs(looked)


def _pairs(table: "DataFrame") -> "DataFrame":
    """Return the (unit, code) pairs at which a table of units by codes is true."""
    import pandas as pd  # noqa: PLC0415

    rows, columns = table.to_numpy().nonzero()
    return pd.DataFrame(
        {"unit": table.index.to_numpy()[rows], "code": table.columns.to_numpy()[columns]},
        dtype=object,
    )


def _spread(labelled: LabelledTurns, by: str, members: list[int]) -> dict[str, tuple[int, int]]:
    """Return in how many groups, of how many, each theme was spoken of."""
    import pandas as pd  # noqa: PLC0415

    ids = [labelled.turns[n].group(by) for n in members]
    known = pd.DataFrame(labelled.known[members], columns=[code.id for code in labelled.codes])
    groups = pd.Series(ids, dtype=object).fillna("not recorded")
    said = (known == 1).groupby(groups.to_numpy()).any()
    frame = pd.DataFrame(
        {"unit": said.index, by: [None if one == "not recorded" else one for one in said.index]}
    )
    table = spread(frame, _pairs(said), list(known.columns), by)
    return {
        row["code"]: (int(row["groups_with"]), int(row["groups"]))
        for row in table.to_dict("records")
    }


def _notes(labelled: LabelledTurns, tables: Sequence[ThemeTable]) -> Iterable[str]:
    import numpy as np  # noqa: PLC0415

    unread = int(np.isnan(labelled.known).all(axis=1).sum())
    if unread == len(labelled.turns):
        yield (
            "Nothing has been marked as read with these themes, so there is no base yet: silence "
            "is no “no”. In the workspace, m marks a turn as read."
        )
    elif unread:
        yield (
            f"{unread} of {len(labelled.turns)} turns have not been read for any theme; whoever "
            "speaks in them is outside the base until they are."
        )
    if any(table.unit == QUOTATIONS for table in tables):
        yield (
            "Quotations of a report are counted as quotations: nothing printed tells how many "
            "people they come from."
        )
    unnamed = sum(
        one.case.kind in (CaseKind.SEVERAL, CaseKind.UNKNOWN)
        and one.source.kind is not SourceKind.REPORT
        for one in labelled.turns
    )
    if unnamed:
        yield (
            f"{unnamed} turns are of several people at once or of nobody known: they count for "
            "conversations, not for people."
        )
    respondents = next((table for table in tables if table.unit == RESPONDENTS), None)
    if respondents and any(count.base < _FEW_CLUSTERS for count in respondents.counts):
        yield "An interval over fewer than 8 respondents is only indicative."


def _agree(
    first: str, second: str, one: LabelledTurns, two: LabelledTurns
) -> Iterable[CodeAgreement]:
    import numpy as np  # noqa: PLC0415

    both = ~np.isnan(one.own) & ~np.isnan(two.own)
    everything = cohen_kappa(one.own[both].astype(int).tolist(), two.own[both].astype(int).tolist())
    yield CodeAgreement(first, second, None, everything)
    for column, code in enumerate(one.codes):
        rows = both[:, column]
        a, b = one.own[rows, column].astype(int), two.own[rows, column].astype(int)
        yield CodeAgreement(first, second, code, cohen_kappa(a.tolist(), b.tolist()))


def _last_if_unknown(name: str) -> tuple[bool, str]:
    return (name == "not recorded", name)


def _number(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - NaN is not itself
