"""Counting distinct people or conversations, with their base."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.measures import (
    GroupNameError,
    MissingColumnError,
    TwoClustersError,
    clustered_interval,
    count_themes,
    wilson_interval,
)


@pytest.fixture
def people():
    """Six people of two sites; nobody wrote down where the last one lives."""
    return pd.DataFrame(
        {
            "unit": ["ana", "ben", "cem", "dee", "eve", "fay"],
            "site": ["A", "A", "A", "B", "B", None],
        }
    )


@pytest.fixture
def said():
    """Ana says “wait” twice; Dee and Fay once; Ben says “cost”; nobody says “maze”."""
    return pd.DataFrame(
        {
            "unit": ["ana", "ana", "dee", "fay", "ben", "somebody else"],
            "code": ["wait", "wait", "wait", "wait", "cost", "wait"],
        }
    )


CODES = ["wait", "cost", "maze"]


def cell(counts, code, group):
    row = counts[(counts["code"] == code) & (counts["group"] == group)]
    assert len(row) == 1
    return row.iloc[0]


def test_every_code_and_group_has_a_row_in_order(people, said):
    counts = count_themes(people, said, CODES, by="site")
    assert list(counts.columns) == ["code", "group", "n", "base", "share", "low", "high"]
    groups = ["A", "B", "not recorded", "all"]
    assert list(zip(counts["code"], counts["group"], strict=True)) == [
        (code, group) for code in CODES for group in groups
    ]


def test_a_person_counts_once_however_often_they_said_it(people, said):
    counts = count_themes(people, said, CODES, by="site")
    assert [cell(counts, "wait", g)["n"] for g in ("A", "B", "not recorded", "all")] == [1, 1, 1, 3]


def test_the_base_is_everybody_in_the_group(people, said):
    counts = count_themes(people, said, CODES, by="site")
    assert [cell(counts, "wait", g)["base"] for g in ("A", "B", "not recorded", "all")] == [
        3,
        2,
        1,
        6,
    ]
    assert cell(counts, "wait", "A")["share"] == pytest.approx(1 / 3)


def test_nobody_is_a_zero_and_not_a_gap(people, said):
    row = cell(count_themes(people, said, CODES, by="site"), "maze", "B")
    assert (row["n"], row["base"], row["share"]) == (0, 2, 0.0)


def test_without_a_grouping_there_is_one_row_a_code(people, said):
    counts = count_themes(people, said, CODES)
    assert list(counts["group"]) == ["all"] * 3
    assert list(counts["n"]) == [3, 1, 0]


def test_a_blank_group_is_not_recorded(said):
    people = pd.DataFrame({"unit": ["ana", "ben"], "site": ["A", "  "]})
    counts = count_themes(people, said, ["cost"], by="site")
    assert cell(counts, "cost", "not recorded")["n"] == 1


def test_a_conversation_with_two_roles_counts_in_each_and_once_in_all():
    talks = pd.DataFrame({"unit": ["t1", "t1", "t2"], "role": ["carer", "nurse", "carer"]})
    said = pd.DataFrame({"unit": ["t1"], "code": ["wait"]})
    counts = count_themes(talks, said, ["wait"], by="role")
    found = {row.group: (row.n, row.base) for row in counts.itertuples()}
    assert found == {"carer": (1, 2), "nurse": (1, 1), "all": (1, 2)}


class TestLookedFor:
    def test_only_those_looked_at_for_the_code_are_the_base(self, people, said):
        looked = pd.DataFrame({"unit": ["ana", "cem", "dee"], "code": ["wait"] * 3})
        row = cell(count_themes(people, said, CODES, by="site", looked=looked), "wait", "A")
        assert (row["n"], row["base"]) == (1, 2)

    def test_whoever_said_it_was_looked_at(self, people, said):
        looked = pd.DataFrame({"unit": ["cem"], "code": ["wait"]})
        row = cell(count_themes(people, said, CODES, looked=looked), "wait", "all")
        assert (row["n"], row["base"]) == (3, 4)

    def test_a_code_nobody_was_looked_at_for_has_no_share(self, people, said):
        looked = pd.DataFrame({"unit": ["cem"], "code": ["wait"]})
        counts = count_themes(people, said, CODES, looked=looked, intervals=True)
        row = cell(counts, "maze", "all")
        assert (row["n"], row["base"]) == (0, 0)
        assert all(math.isnan(row[name]) for name in ("share", "low", "high"))


class TestIntervals:
    def test_without_them_the_ends_are_empty(self, people, said):
        counts = count_themes(people, said, CODES)
        assert counts[["low", "high"]].isna().all(axis=None)

    def test_they_are_wilsons(self, people, said):
        row = cell(count_themes(people, said, CODES, intervals=True), "wait", "all")
        assert (row["low"], row["high"]) == wilson_interval(3, 6)

    def test_people_of_one_conversation_are_not_independent(self, people, said):
        people = people.assign(cluster=["t1", "t1", "t1", "t2", "t2", "t3"])
        row = cell(count_themes(people, said, CODES, intervals=True), "wait", "all")
        assert (row["low"], row["high"]) == clustered_interval([1, 1, 1], [3, 2, 1])
        assert row["clusters"] == 3

    def test_a_person_without_a_conversation_stands_alone(self, people, said):
        people = people.assign(cluster=["t1", "t1", "t1", "t2", None, None])
        assert cell(count_themes(people, said, CODES), "wait", "all")["clusters"] == 4

    def test_a_person_in_two_conversations_is_refused(self, said):
        people = pd.DataFrame({"unit": ["ana", "ana"], "cluster": ["t1", "t2"]})
        with pytest.raises(TwoClustersError, match="ana"):
            count_themes(people, said, CODES)


class TestOddFrames:
    def test_nobody_at_all_is_a_base_of_none(self):
        units = pd.DataFrame({"unit": pd.Series(dtype=str), "site": pd.Series(dtype=str)})
        said = pd.DataFrame({"unit": pd.Series(dtype=str), "code": pd.Series(dtype=str)})
        row = cell(count_themes(units, said, ["wait"], by="site", intervals=True), "wait", "all")
        assert (row["n"], row["base"]) == (0, 0)
        assert math.isnan(row["share"])

    def test_a_code_asked_for_twice_has_one_row(self, people, said):
        assert len(count_themes(people, said, ["wait", "wait"])) == 1

    def test_no_codes_make_an_empty_table(self, people, said):
        assert len(count_themes(people, said, [])) == 0

    def test_a_missing_column_is_named(self, people, said):
        with pytest.raises(MissingColumnError, match=r"“units”.*“role”"):
            count_themes(people, said, CODES, by="role")
        with pytest.raises(MissingColumnError, match=r"“said”.*“code”"):
            count_themes(people, people, CODES)

    def test_a_group_may_not_be_called_all(self, said):
        people = pd.DataFrame({"unit": ["ana"], "site": ["all"]})
        with pytest.raises(GroupNameError, match="site"):
            count_themes(people, said, CODES, by="site")


names = st.sampled_from("abcdef")
sites = st.sampled_from(["A", "B", None])
pairs = st.lists(st.tuples(names, st.sampled_from(["wait", "cost"])), max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(names, sites), min_size=1, max_size=8), pairs, st.none() | pairs)
def test_counts_are_those_of_sets(units, said, looked):
    frame = pd.DataFrame(units, columns=["unit", "site"])
    counts = count_themes(
        frame,
        pd.DataFrame(said, columns=["unit", "code"]),
        ["wait", "cost"],
        by="site",
        looked=None if looked is None else pd.DataFrame(looked, columns=["unit", "code"]),
    )
    for row in counts.itertuples():
        members = {u for u, site in units if row.group in ("all", site or "not recorded")}
        yes = {u for u, code in said if code == row.code and u in members}
        base = (
            members if looked is None else yes | {u for u, c in looked if c == row.code} & members
        )
        assert (row.n, row.base) == (len(yes), len(base))
