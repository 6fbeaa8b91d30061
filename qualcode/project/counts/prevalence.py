"""Who speaks of each theme, counted turn by turn into people and conversations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.measures import ALL, NOT_RECORDED, count_themes
from qualcode.model import CaseKind, Code, SourceKind
from qualcode.model.code import SEPARATOR
from qualcode.project.counts.tallies import (
    CONVERSATIONS,
    PEOPLE,
    QUOTATIONS,
    RESPONDENTS,
    ThemeCount,
    ThemeTable,
)
from qualcode.project.counts.units import LabelledTurns, SpokenTurn, TakingPart, name_variables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pandas import DataFrame

_FEW = 8


def list_variables(labelled: LabelledTurns) -> list[str]:
    """Return the names of what themes can be counted by."""
    return name_variables((*labelled.turns, *labelled.silent))


def _unit_of(one: SpokenTurn, unit: str) -> str | None:
    """Return the id of the unit that a turn belongs to, None where it belongs to none."""
    kind = one.source.kind
    if kind is SourceKind.REPORT:
        return one.turn.id if unit == QUOTATIONS else None
    if kind is not SourceKind.SURVEY and unit == CONVERSATIONS:
        return one.source.id
    if one.case is None:
        return None
    if kind is SourceKind.SURVEY:
        return one.case.id if unit == RESPONDENTS else None
    return one.case.id if unit == PEOPLE and one.case.kind is CaseKind.PERSON else None


def count_units(labelled: LabelledTurns, unit: str, by: str | None) -> ThemeTable | None:
    """Count every theme over one sort of unit, by a variable; None where there are none."""
    rows = _rows(labelled, unit)
    places = [n for n, item in enumerate(rows.units) if item is not None]
    if not places:
        return None
    groups: dict[str, list[int]] = {}
    if by is not None:
        for n in places:
            groups.setdefault(_group_of(rows.parts[n], unit, by) or NOT_RECORDED, []).append(n)
        groups = {name: groups[name] for name in sorted(groups, key=_last_if_unknown)}
    counts = [
        count
        for name, members in {**groups, ALL: places}.items()
        for count in _count_group(
            labelled.codes, rows, name, members, intervals=unit == RESPONDENTS
        )
    ]
    return ThemeTable(unit, by, (*groups, ALL), tuple(counts), count_places(counts) if by else {})


def _group_of(one: TakingPart, unit: str, by: str) -> str | None:
    """Return the group of a row. A conversation is of the site where it took place."""
    if unit == CONVERSATIONS and by == "site":
        return one.source.site or one.site
    return one.group(by)


def count_places(counts: Iterable[ThemeCount]) -> dict[str, tuple[int, int]]:
    """Return in how many groups, of those that were read for it, each theme was spoken of."""
    places: dict[str, tuple[int, int]] = {}
    for one in counts:
        if one.group not in (ALL, NOT_RECORDED):
            with_it, of = places.get(one.code, (0, 0))
            places[one.code] = (with_it + (one.n > 0), of + (one.base > 0))
    return places


@dataclass(frozen=True, slots=True)
class _Rows:
    """Those who take part, row by row: the id of each one's unit, what they said, what was read."""

    parts: "tuple[TakingPart, ...]"
    units: tuple[str | None, ...]
    said: "NDArray[np.bool_]"
    read: "NDArray[np.bool_]"


def _rows(labelled: LabelledTurns, unit: str) -> _Rows:
    """Return the turns as rows; among people a row for each presence without a word, too."""
    import numpy as np  # noqa: PLC0415

    units = tuple(_unit_of(one, unit) for one in labelled.turns)
    if unit != PEOPLE or not labelled.silent:
        return _Rows(labelled.turns, units, labelled.said, labelled.read)
    unheard = np.zeros((len(labelled.silent), len(labelled.codes)), dtype=bool)
    return _Rows(
        (*labelled.turns, *labelled.silent),
        (*units, *(one.case.id for one in labelled.silent)),
        np.vstack([labelled.said, unheard]),
        np.vstack([labelled.read, _read_around(labelled)]),
    )


def _read_around(labelled: LabelledTurns) -> "NDArray[np.bool_]":
    """Return for each presence without a word, and each code, whether all turns there were read."""
    import numpy as np  # noqa: PLC0415

    sources = np.array([one.source.id for one in labelled.turns], dtype=object)
    around = [sources == one.source.id for one in labelled.silent]
    return np.array([labelled.read[at].all(axis=0) & at.any() for at in around])


def _count_group(
    codes: Sequence[Code], rows: _Rows, group: str, members: list[int], *, intervals: bool
) -> list[ThemeCount]:
    """Count the themes of one group's turns: a conversation counts here for what they say."""
    units, said, looked = _frames(codes, rows, members)
    within = said.merge(looked, on=["unit", "code"])
    table = count_themes(
        units, within, [code.id for code in codes], intervals=intervals, looked=looked
    )
    mentions = said.groupby("code")["unit"].nunique()
    found = {row["code"]: row for row in table.to_dict("records")}
    return [
        ThemeCount(
            code.id,
            code.path,
            code.path.count(SEPARATOR),
            group,
            int(found[code.id]["n"]),
            int(found[code.id]["base"]),
            int(mentions.get(code.id, 0)) - int(found[code.id]["n"]),
            _number(found[code.id]["low"]),
            _number(found[code.id]["high"]),
        )
        for code in codes
    ]


def _frames(
    codes: Sequence[Code], rows: _Rows, members: list[int]
) -> "tuple[DataFrame, DataFrame, DataFrame]":
    """Return the units, who said which code, and who was read to the end for which code."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    names = [code.id for code in codes]
    units = np.array([rows.units[n] for n in members], dtype=object)
    said = pd.DataFrame(rows.said[members], columns=names).groupby(units).any()
    looked = pd.DataFrame(rows.read[members], columns=names).groupby(units).all()
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
    if labelled.silent:
        yield _tell_silent(labelled)
    if any(table.unit == QUOTATIONS for table in tables):
        yield (
            "Quotations of a report are counted as quotations: nothing printed tells how many "
            "people they come from."
        )
    unnamed = sum(
        (one.case is None or one.case.kind in (CaseKind.SEVERAL, CaseKind.UNKNOWN))
        and one.source.kind is not SourceKind.REPORT
        for one in labelled.turns
    )
    if unnamed:
        yield (
            f"{unnamed} turns are of several people at once or of nobody known: they count for "
            "conversations, not for people."
        )
    notes = {one.source.id for one in labelled.turns if one.source.kind is SourceKind.NOTES}
    if notes:
        some = "is 1 set of notes" if len(notes) == 1 else f"are {len(notes)} sets of notes"
        yield f"Among the conversations {some}."
    rests_on = [
        one.base
        for table in tables
        for one in table.counts
        if table.unit == RESPONDENTS and one.low is not None
    ]
    if rests_on and min(rests_on) < _FEW:
        yield "An interval that rests on fewer than 8 respondents is only indicative."


def _tell_silent(labelled: LabelledTurns) -> str:
    """Return how many of the base of people were there and never spoke."""
    import numpy as np  # noqa: PLC0415

    read: dict[str, NDArray[np.bool_]] = {}
    for one, row in zip(labelled.silent, _read_around(labelled), strict=True):
        read[one.case.id] = row & read.get(one.case.id, row)
    by_code = np.sum(list(read.values()), axis=0)
    most, least = int(by_code.max()), int(by_code.min())
    if not most:
        return (
            f"Outside the base of people: {_people(len(read))} there and never spoke, until every "
            "turn of their conversations has been read."
        )
    where = "The" if least == most else "For some themes the"
    return f"{where} base of people holds {_people(most)} there and never spoke."


def _people(number: int) -> str:
    return "1 person who was" if number == 1 else f"{number} people who were"


def _last_if_unknown(name: str) -> tuple[bool, str]:
    return (name == NOT_RECORDED, name)


def _number(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - NaN is not itself
