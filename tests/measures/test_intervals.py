"""Intervals for a share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.measures import ImpossibleShareError, Interval, clustered_interval, wilson_interval


@st.composite
def shares(draw):
    n = draw(st.integers(1, 5000))
    return draw(st.integers(0, n)), n


levels = st.floats(0.5, 0.999)


class TestWilson:
    @pytest.mark.parametrize(
        ("k", "n", "low", "high"),
        [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_it_gives_the_numbers_of_newcombe(self, k, n, low, high):
        # Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3.
        assert wilson_interval(k, n) == pytest.approx((low, high), abs=0.00005)

    @given(shares(), levels)
    def test_it_holds_the_share_and_stays_possible(self, share, level):
        k, n = share
        low, high = wilson_interval(k, n, level)
        assert 0 <= low <= k / n <= high <= 1
        assert low < high

    @given(shares(), levels)
    def test_those_who_did_not_say_it_mirror_those_who_did(self, share, level):
        k, n = share
        said, silent = wilson_interval(k, n, level), wilson_interval(n - k, n, level)
        assert said.low == pytest.approx(1 - silent.high, abs=1e-9)
        assert said.high == pytest.approx(1 - silent.low, abs=1e-9)

    @given(shares(), levels)
    def test_its_ends_solve_the_score_equation(self, share, level):
        # Wilson 1927: an end π is where (p − π)² = z² π(1 − π)/n.
        from scipy.stats import norm

        k, n = share
        z = norm.ppf((1 + level) / 2)
        for end in wilson_interval(k, n, level):
            assert (k / n - end) ** 2 == pytest.approx(z**2 * end * (1 - end) / n, abs=1e-9)

    @given(shares())
    def test_more_certainty_takes_more_room(self, share):
        narrow, wide = wilson_interval(*share, 0.8), wilson_interval(*share, 0.95)
        assert wide.low <= narrow.low
        assert narrow.high <= wide.high

    @pytest.mark.parametrize(
        ("k", "n", "level"),
        [
            (0, 0, 0.95),
            (-1, 5, 0.95),
            (6, 5, 0.95),
            (1, 5, 0),
            (1, 5, 1),
            (1, float("nan"), 0.95),
            (1, 5, ".95"),
            (None, 5, 0.95),
        ],
    )
    def test_the_impossible_is_refused(self, k, n, level):
        with pytest.raises(ImpossibleShareError, match="no interval"):
            wilson_interval(k, n, level)


class TestClustered:
    def test_conversations_that_speak_with_one_voice_count_as_one_each(self):
        # In each of ten conversations all four people say it or none does, so the effective sample
        # is the linearised one of ten: p(1 − p)/v with v = m/(m − 1) · Σ(16 · 0.25)/40² = 1/36.
        hits, sizes = [4, 0] * 5, [4] * 10
        t = 2.2621572  # Student's t, .975, 9 degrees: any printed table gives 2.262
        n = 0.25 * 36
        spread = t * t / n
        half = (spread * (0.25 + spread / 4)) ** 0.5 / (1 + spread)
        assert clustered_interval(hits, sizes) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-6)

    def test_it_is_wider_than_if_people_had_spoken_alone(self):
        together = clustered_interval([4, 0] * 5, [4] * 10)
        alone = wilson_interval(20, 40)
        assert together.low < alone.low
        assert together.high > alone.high

    def test_even_conversations_do_not_make_more_people(self):
        even = clustered_interval([2] * 10, [4] * 10)
        assert even.high - even.low >= (wilson_interval(20, 40).high - wilson_interval(20, 40).low)

    def test_where_nobody_said_it_a_conversation_counts_once(self):
        assert clustered_interval([0, 0, 0], [5, 6, 7]) == wilson_interval(0, 3)

    def test_where_everybody_said_it_a_conversation_counts_once(self):
        assert clustered_interval([5, 6, 7], [5, 6, 7]) == wilson_interval(3, 3)

    def test_one_conversation_tells_nothing(self):
        assert clustered_interval([2], [5]) == Interval(0, 1)

    def test_an_empty_conversation_changes_nothing(self):
        assert clustered_interval([2, 0, 1], [5, 0, 4]) == clustered_interval([2, 1], [5, 4])

    @pytest.mark.parametrize(("hits", "sizes"), [([], []), ([3, 0], [2, 9]), ([-1, 2], [3, 3])])
    def test_the_impossible_is_refused(self, hits, sizes):
        with pytest.raises(ImpossibleShareError):
            clustered_interval(hits, sizes)

    @given(st.lists(shares(), min_size=1, max_size=9))
    def test_it_holds_the_share(self, clusters):
        hits, sizes = [k for k, _ in clusters], [n for _, n in clusters]
        low, high = clustered_interval(hits, sizes)
        assert 0 <= low <= sum(hits) / sum(sizes) <= high <= 1
