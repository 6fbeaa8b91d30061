"""Lanes of the margin."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode_tui.text.lanes import assign_lanes, place_labels

extents_strategy = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: (pair[0], sum(pair))),
    max_size=30,
)


@given(extents_strategy)
def test_no_two_stripes_share_a_cell(extents):
    cells = [
        (lane, line)
        for lane, (first, last) in zip(assign_lanes(extents), extents, strict=True)
        for line in range(first, last + 1)
    ]
    assert len(cells) == len(set(cells))


@given(extents_strategy)
def test_no_more_lanes_are_used_than_stripes_ever_stand_side_by_side(extents):
    deepest = max(
        (sum(first <= line <= last for first, last in extents) for line in range(40)), default=0
    )
    assert max(assign_lanes(extents), default=-1) + 1 == deepest


@given(extents_strategy)
def test_a_label_stands_on_a_line_of_its_stripe_and_none_is_named_twice(extents):
    named = place_labels(extents)
    assert len(set(named.values())) == len(named)
    for line, i in named.items():
        assert extents[i][0] <= line <= extents[i][1]


def test_stripes_that_begin_together_are_named_on_lines_of_their_own():
    assert place_labels([(0, 3), (0, 2)]) == {0: 1, 1: 0}


def test_a_stripe_with_no_free_line_has_no_label():
    assert len(place_labels([(0, 0), (0, 0)])) == 1
