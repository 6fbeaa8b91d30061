"""What a passage is known to be: coded, read and not coded, or not known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.measures import label_passages

PASSAGE = ("p", "s", 10, 20)
WAIT = frozenset({"wait"})
BOTH = frozenset({"wait", "cost"})


def label(selections=(), readings=(), passage=PASSAGE):
    """Give the one label of the passage for “wait”: 1, 0 or None."""
    found = label_passages([passage], selections, readings, ["wait"])
    assert found.shape == (1, 1)
    return None if np.isnan(found[0, 0]) else found[0, 0]


class TestCoded:
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            pytest.param(10, 20, id="the passage itself"),
            pytest.param(0, 100, id="all around it"),
            pytest.param(12, 14, id="a word in it"),
            pytest.param(0, 15, id="half of it, with much before"),
            pytest.param(19, 21, id="half of the selection, at its edge"),
        ],
    )
    def test_a_selection_codes_what_it_half_covers_or_lies_half_in(self, start, end):
        assert label([("s", start, end, "wait")]) == 1

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            pytest.param(0, 14, id="less than half of either"),
            pytest.param(0, 10, id="up to its start"),
            pytest.param(20, 30, id="from its end"),
            pytest.param(15, 15, id="empty"),
        ],
    )
    def test_a_selection_beside_it_tells_nothing(self, start, end):
        assert label([("s", start, end, "wait")]) is None

    def test_two_small_parts_do_not_add_up(self):
        assert label([("s", 0, 14, "wait"), ("s", 16, 40, "wait")]) is None

    def test_another_source_or_code_tells_nothing(self):
        assert label([("t", 10, 20, "wait"), ("s", 10, 20, "cost")]) is None

    def test_coded_and_read_is_coded(self):
        assert label([("s", 10, 20, "wait")], [("s", 0, 50, WAIT)]) == 1


class TestRead:
    def test_a_passage_read_for_the_code_is_a_no(self):
        assert label(readings=[("s", 10, 20, WAIT)]) == 0

    def test_a_passage_read_in_part_is_not_known(self):
        assert label(readings=[("s", 10, 19, WAIT)]) is None

    def test_readings_that_meet_cover_it_together(self):
        assert label(readings=[("s", 0, 15, WAIT), ("s", 15, 20, BOTH)]) == 0

    def test_a_gap_between_readings_leaves_it_unknown(self):
        assert label(readings=[("s", 0, 15, WAIT), ("s", 16, 20, WAIT)]) is None

    def test_a_reading_before_the_code_meant_this_does_not_count(self):
        assert label(readings=[("s", 0, 15, WAIT), ("s", 15, 20, frozenset({"cost"}))]) is None

    def test_an_empty_passage_is_not_known(self):
        assert label(readings=[("s", 0, 50, WAIT)], passage=("p", "s", 15, 15)) is None


def test_the_table_is_passages_by_codes():
    passages = [("p1", "s", 0, 10), ("p2", "s", 10, 20), ("p3", "t", 0, 10)]
    found = label_passages(passages, [("s", 0, 4, "cost")], [("s", 0, 20, BOTH)], ["wait", "cost"])
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, [[0, 1], [0, 0], [np.nan, np.nan]])


def test_nothing_gives_an_empty_table():
    assert label_passages([], [("s", 0, 1, "wait")], [("s", 0, 1, WAIT)], ["wait"]).shape == (0, 1)


def oracle(passages, selections, readings, codes):
    """Apply the rule letter by letter."""
    table = np.full((len(passages), len(codes)), np.nan)
    for row, (_, source, start, end) in enumerate(passages):
        letters = set(range(start, end))
        for column, code in enumerate(codes):
            read = set()
            for where, first, last, known in readings:
                if where == source and code in known:
                    read |= set(range(first, last))
            if letters and letters <= read:
                table[row, column] = 0
            for where, first, last, chosen in selections:
                shared = len(letters & set(range(first, last)))
                enough = 2 * shared >= len(letters) or 2 * shared >= last - first
                if where == source and chosen == code and shared and enough:
                    table[row, column] = 1
    return table


places = st.tuples(st.sampled_from("st"), st.integers(0, 14), st.integers(0, 8)).map(
    lambda place: (place[0], place[1], place[1] + place[2])
)
codes = st.sampled_from("abc")


@settings(deadline=None)
@given(
    st.lists(places.map(lambda place: ("p", *place)), max_size=6),
    st.lists(st.tuples(places, codes).map(lambda both: (*both[0], both[1])), max_size=6),
    st.lists(
        st.tuples(places, st.frozensets(codes)).map(lambda both: (*both[0], both[1])), max_size=6
    ),
)
def test_it_is_the_rule_applied_letter_by_letter(passages, selections, readings):
    arguments = (passages, selections, readings, ["a", "b", "c"])
    np.testing.assert_array_equal(label_passages(*arguments), oracle(*arguments))


def test_twenty_thousand_codings_are_all_found():
    passages = [(f"p{n}", f"s{n % 50}", n // 50 * 40, n // 50 * 40 + 40) for n in range(20_000)]
    many = [f"c{n}" for n in range(60)]
    selections = [(s, a, b + n % 30, many[n % 60]) for n, (_, s, a, b) in enumerate(passages)]
    versions = [frozenset(many[:n]) for n in (20, 40, 60)]
    readings = [(s, a, b, versions[n % 3]) for n, (_, s, a, b) in enumerate(passages)]
    found = label_passages(passages, selections, readings, many)
    assert (found == 1).sum() >= 20_000
