"""Random draws are fair, the same everywhere, and able to grow."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from qualcode.measures.draws import allocate, draw_passages

PASSAGES = [f"p{n}" for n in range(30)]
strata = st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 40), min_size=1).map(
    lambda sizes: {name: [f"{name}{n}" for n in range(size)] for name, size in sizes.items()}
)


def test_every_passage_is_drawn_as_often_as_its_chance_says():
    draws = 3000
    seen = Counter(
        one.passage for n in range(draws) for one in draw_passages({"all": PASSAGES}, 6, str(n))
    )
    # Four standard errors of a share of 0.2 over 3,000 draws.
    slack = 4 * (0.2 * 0.8 / draws) ** 0.5
    assert all(abs(seen[passage] / draws - 0.2) < slack for passage in PASSAGES)


def test_pairs_are_drawn_as_often_as_in_a_sample_without_replacement():
    draws = 3000
    both = sum(
        {"p3", "p17"} <= {one.passage for one in draw_passages({"all": PASSAGES}, 6, str(n))}
        for n in range(draws)
    )
    expected = 6 * 5 / (30 * 29)
    assert abs(both / draws - expected) < 4 * (expected * (1 - expected) / draws) ** 0.5


@given(strata, st.integers(1, 60), st.text(max_size=8))
def test_a_draw_is_the_same_for_the_same_seed_whatever_the_order_given(strata, n, seed):
    backwards = {name: ids[::-1] for name, ids in reversed(strata.items())}
    assert draw_passages(strata, n, seed) == draw_passages(backwards, n, seed)


@given(st.integers(0, 30), st.integers(0, 30), st.text(max_size=8))
def test_a_larger_draw_extends_a_smaller_one(one, two, seed):
    small, large = sorted((one, two))
    first = [one.passage for one in draw_passages({"all": PASSAGES}, small, seed)]
    more = [one.passage for one in draw_passages({"all": PASSAGES}, large, seed)]
    assert more[: len(first)] == first


@given(strata, st.integers(1, 60))
def test_shares_are_proportional_and_no_stratum_gives_more_than_it_has(strata, n):
    sizes = {name: len(ids) for name, ids in strata.items()}
    shares = allocate(sizes, n)
    total = sum(sizes.values())
    assert sum(shares.values()) == min(n, total)
    assert all(0 <= shares[name] <= sizes[name] for name in sizes)
    if total and n >= sum(size > 0 for size in sizes.values()):
        assert all(shares[name] for name, size in sizes.items() if size)


@given(strata, st.integers(1, 60))
def test_the_chance_of_a_passage_is_the_share_of_its_stratum_that_is_drawn(strata, n):
    drawn = draw_passages(strata, n, "s")
    for one in drawn:
        mine = [other for other in drawn if other.stratum == one.stratum]
        assert one.chance == len(mine) / len(strata[one.stratum])
        assert sorted(other.place for other in mine) == list(range(1, len(mine) + 1))
