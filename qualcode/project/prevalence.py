"""Who speaks of each theme, counted turn by turn into people and conversations."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qualcode.measures import ALL, NOT_RECORDED, count_themes
from qualcode.model import CaseKind, SourceKind
from qualcode.model.code import SEPARATOR
from qualcode.project.tallies import (
    CONVERSATIONS,
    PEOPLE,
    QUOTATIONS,
    RESPONDENTS,
    ThemeCount,
    ThemeTable,
)
from qualcode.project.units import LabelledTurns, SpokenTurn

if TYPE_CHECKING:
    from pandas import DataFrame

_FEW = 8


def list_variables(labelled: LabelledTurns) -> list[str]:
    """Return the names of what themes can be counted by."""
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


def count_units(labelled: LabelledTurns, unit: str, by: str | None) -> ThemeTable | None:
    """Count every theme over one sort of unit, by a variable; None where there are none."""
    places = [n for n, one in enumerate(labelled.turns) if _unit_of(one, unit) is not None]
    if not places:
        return None
    groups: dict[str, list[int]] = {}
    if by is not None:
        for n in places:
            groups.setdefault(labelled.turns[n].group(by) or NOT_RECORDED, []).append(n)
        groups = {name: groups[name] for name in sorted(groups, key=_last_if_unknown)}
    counts = [
        count
        for name, members in {**groups, ALL: places}.items()
        for count in _count_group(labelled, unit, name, members)
    ]
    return ThemeTable(unit, by, (*groups, ALL), tuple(counts), count_places(counts) if by else {})


def count_places(counts: Iterable[ThemeCount]) -> dict[str, tuple[int, int]]:
    """Return in how many groups, of those that were read for it, each theme was spoken of."""
    places: dict[str, tuple[int, int]] = {}
    for one in counts:
        if one.group not in (ALL, NOT_RECORDED):
            with_it, of = places.get(one.code, (0, 0))
            places[one.code] = (with_it + (one.n > 0), of + (one.base > 0))
    return places


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
    units = np.array(ids, dtype=object)
    said = pd.DataFrame(labelled.said[members], columns=codes).groupby(units).any()
    looked = pd.DataFrame(labelled.read[members], columns=codes).groupby(units).all()
    return pd.DataFrame({"unit": said.index}), _pairs(said), _pairs(looked)


def _pairs(table: "DataFrame") -> "DataFrame":
    """Return the (unit, code) pairs at which a table of units by codes is true."""
    import pandas as pd  # noqa: PLC0415

    rows, columns = table.to_numpy().nonzero()
    return pd.DataFrame(
        {"unit": table.index.to_numpy()[rows], "code": table.columns.to_numpy()[columns]},
        dtype=object,
    )


def list_notes(labelled: LabelledTurns, tables: Sequence[ThemeTable]) -> Iterable[str]:
    """Yield what must be said beside the tables, a sentence each."""
    unread = int((~labelled.read.any(axis=1)).sum())
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
    rests_on = [
        one.base if one.clusters is None else one.clusters
        for table in tables
        for one in table.counts
        if one.low is not None
    ]
    if rests_on and min(rests_on) < _FEW:
        yield (
            "An interval that rests on fewer than 8 respondents, or passages of fewer than 8 "
            "conversations, is only indicative."
        )


def _last_if_unknown(name: str) -> tuple[bool, str]:
    return (name == NOT_RECORDED, name)


def _number(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - NaN is not itself
