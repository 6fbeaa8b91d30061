"""How many said it, out of how many, and in how many places: distinct units, never codings.

A unit is whatever is to be counted, a person or a conversation. The frames are:

    units   unit, and optionally a column that groups (site, role) and `cluster`; one row a unit,
            or one for each group that the unit belongs to
    said    unit, code: the unit has at least one coding of the code
    looked  unit, code: the unit was looked at for the code, so that silence is a no
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.measures.errors import GroupNameError, MissingColumnError, TwoClustersError
from qualcode.measures.intervals import Interval, clustered_interval, wilson_interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pandas import DataFrame, Series

ALL = "all"
"""The group of the row that counts every unit once."""
NOT_RECORDED = "not recorded"
"""The group of units of which nobody wrote down the group."""
_UNKNOWN = Interval(float("nan"), float("nan"))


def count_themes(
    units: "DataFrame",
    said: "DataFrame",
    codes: Sequence[str],
    by: str | None = None,
    *,
    intervals: bool = False,
    looked: "DataFrame | None" = None,
) -> "DataFrame":
    """Count the distinct units that said each code, by group and for all.

    Parameters
    ----------
    units, said, looked
        As at the top of this module. Pairs of units that are not in `units` and of codes that are
        not in `codes` do not count; nor do repeated rows.
    codes
        The ids of the codes to count, in the order of the result.
    by
        The column of `units` that groups. A unit in two groups counts in each of them, and once
        in the group "all". Units without a group form the group "not recorded".
    intervals
        Whether to give 95% intervals: Wilson's, or where `units` has a column `cluster`, the one
        that `clustered_interval` gives.

    Returns
    -------
    DataFrame
        A row for every code and group, those with nobody included: code, group, n (units that said
        it), base (units of the group; where `looked` is given, those that were looked at for the
        code or said it), share (n/base, NaN where the base is 0), low, high (NaN without
        intervals or base). Groups are in the order of their names, "not recorded" and "all" last.
        Where `units` has a column `cluster`, `clusters` counts those in the base.

    Raises
    ------
    MissingColumnError, GroupNameError, TwoClustersError

    """
    import pandas as pd  # noqa: PLC0415

    census = _take_census(units, by)
    wanted = list(dict.fromkeys(codes))
    yes = _pairs(census, "said", said, wanted)
    base = yes | _pairs(census, "looked", looked, wanted) if looked is not None else yes | True
    rows = []
    for c, code in enumerate(wanted):
        for group, members in census.groups.items():
            asked = members & base[:, c]
            rows.append(
                {"code": code, "group": group, **_count(census, asked, yes[:, c], intervals)}
            )
    columns = ["code", "group", "n", "base", "share", "low", "high"]
    if census.cluster is not None:
        columns.append("clusters")
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, slots=True)
class _Census:
    """The distinct units: the row of each, the members of each group, the cluster of each."""

    rows: dict[Hashable, int]
    groups: "dict[str, NDArray[np.bool_]]"
    cluster: "NDArray[np.intp] | None"


def _take_census(units: "DataFrame", by: str | None) -> _Census:
    import numpy as np  # noqa: PLC0415

    _need("units", units, ["unit"] if by is None else ["unit", by])
    rows: dict[Hashable, int] = {unit: n for n, unit in enumerate(units["unit"].unique())}
    places = np.asarray(units["unit"].map(rows), dtype=np.intp)
    groups: dict[str, NDArray[np.bool_]] = {}
    if by is not None:
        names = _group_names(units[by])
        if ALL in names:
            raise GroupNameError(by, ALL)
        for name in sorted(set(names), key=lambda name: (name == NOT_RECORDED, name)):
            members = np.zeros(len(rows), dtype=np.bool_)
            members[places[[found == name for found in names]]] = True
            groups[name] = members
    groups[ALL] = np.ones(len(rows), dtype=np.bool_)
    return _Census(rows, groups, _clusters(units, places, len(rows)))


def _group_names(column: "Series[Any]") -> list[str]:
    """Return the group of each row as text; what is missing or blank is "not recorded"."""
    missing = column.isna()
    return [
        NOT_RECORDED if lacks or not str(value).strip() else str(value)
        for value, lacks in zip(column, missing, strict=True)
    ]


def _clusters(units: "DataFrame", places: "NDArray[np.intp]", n: int) -> "NDArray[np.intp] | None":
    """Return the cluster of each distinct unit, numbered; a unit without one stands alone."""
    import numpy as np  # noqa: PLC0415

    if "cluster" not in units.columns:
        return None
    numbers = units["cluster"].factorize()[0]
    cluster = np.full(n, -1, dtype=np.intp)
    for place, number, unit in zip(places, numbers, units["unit"], strict=True):
        if cluster[place] not in (-1, number) and number != -1:
            raise TwoClustersError(unit)
        cluster[place] = max(number, cluster[place])
    alone = cluster == -1
    cluster[alone] = cluster.max(initial=-1) + 1 + np.arange(alone.sum())
    return cluster


def _pairs(
    census: _Census, name: str, frame: "DataFrame", codes: Sequence[str]
) -> "NDArray[np.bool_]":
    """Return a table of units by codes that is true where the frame has the pair."""
    import numpy as np  # noqa: PLC0415

    _need(name, frame, ["unit", "code"])
    columns = {code: c for c, code in enumerate(codes)}
    table = np.zeros((len(census.rows), len(codes)), dtype=np.bool_)
    rows = frame["unit"].map(census.rows)
    places = frame["code"].map(columns)
    known = (rows.notna() & places.notna()).to_numpy()
    table[rows[known].to_numpy(dtype=np.intp), places[known].to_numpy(dtype=np.intp)] = True
    return table


def _count(
    census: _Census, asked: "NDArray[np.bool_]", yes: "NDArray[np.bool_]", intervals: bool
) -> dict[str, Any]:
    n, base = int((asked & yes).sum()), int(asked.sum())
    low, high = _interval(census, asked, yes) if intervals and base else _UNKNOWN
    count: dict[str, Any] = {"n": n, "base": base, "share": n / base if base else float("nan")}
    if census.cluster is not None:
        count["clusters"] = len(set(census.cluster[asked].tolist()))
    return count | {"low": low, "high": high}


def _interval(census: _Census, asked: "NDArray[np.bool_]", yes: "NDArray[np.bool_]") -> Interval:
    import numpy as np  # noqa: PLC0415

    if census.cluster is None:
        return wilson_interval(int((asked & yes).sum()), int(asked.sum()))
    sizes = np.bincount(census.cluster[asked])
    hits = np.bincount(census.cluster[asked & yes], minlength=len(sizes))
    return clustered_interval(hits.tolist(), sizes.tolist())


def _need(name: str, frame: "DataFrame", columns: Sequence[str]) -> None:
    for column in columns:
        if column not in frame.columns:
            raise MissingColumnError(name, column)
