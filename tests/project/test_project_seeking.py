"""Finding all of a theme: the likeliest first, each look teaches, a check tells what is left."""

import pytest

from qualcode.project.errors import NothingToDrawError


@pytest.fixture
def online(corpus):
    """The study's own code, for which only what came after it was looked at."""
    return corpus.codes.find("online").id


def look(project, code, one, *, found):
    project.readings.look(one.source, one.start, one.end, code, found=found)


def test_what_is_next_was_not_looked_at_and_the_likeliest_comes_first(corpus, online):
    found = corpus.seeking.next(online, 8)
    scores = [one.probability for one in found]
    assert len(found) == 8
    assert scores == sorted(scores, reverse=True)
    first = {one.id for one in corpus.sources.list() if one.site in {"A", "B"}}
    assert {one.source for one in found} <= first


def test_what_was_looked_at_does_not_come_again_and_what_was_found_teaches(corpus, online):
    first = corpus.seeking.next(online, 3)
    for one in first:
        look(corpus, online, one, found=True)
    again = corpus.seeking.next(online, 500)
    assert not {one.passage for one in first} & {one.passage for one in again}
    assert corpus.seeking.unfound(online).found == 26 + 3


def test_without_a_check_nobody_says_how_much_is_left(corpus, online):
    left = corpus.seeking.unfound(online)
    assert (left.estimate, left.high, left.drawn) == (None, None, 0)
    assert "nobody can say before a check" in left.sentence


def test_a_check_waits_in_the_queue_and_then_bounds_what_is_left(corpus, online):
    check = corpus.seeking.check(online, 20, seed="s")
    ((unlooked, drawn), (before, _)) = check.strata["not looked at"], check.strata["found before"]
    assert (drawn, before) == (20, 26)
    assert {one.passage for one in corpus.samples.queue()} == {one.id for one in check.passages}
    for place, one in enumerate(check.passages):
        look(corpus, online, one, found=place == 4)
    assert corpus.samples.queue() == ()
    left = corpus.seeking.unfound(online)
    assert (left.drawn, left.hits, left.found) == (20, 1, 27)
    assert left.estimate == pytest.approx(unlooked / 20 - 1)
    assert left.low <= left.estimate <= left.high <= unlooked - 20
    assert left.least_found == pytest.approx(27 / (27 + left.high))


def test_a_check_half_done_counts_up_to_its_first_gap(corpus, online):
    check = corpus.seeking.check(online, 10, seed="s").passages
    for one in (*check[:4], *check[5:]):
        look(corpus, online, one, found=False)
    assert corpus.seeking.unfound(online).drawn == 4


def test_what_a_gap_holds_back_is_said(corpus, online):
    check = corpus.seeking.check(online, 10, seed="s").passages
    for one in check[1:4]:
        look(corpus, online, one, found=False)
    left = corpus.seeking.unfound(online)
    assert (left.drawn, left.held_back, left.estimate) == (0, 3, None)
    assert "3 more were looked at, and count only once passage 1 of its order is" in left.sentence
    look(corpus, online, check[0], found=False)
    left = corpus.seeking.unfound(online)
    assert (left.drawn, left.held_back) == (4, 0)
    assert "more were" not in left.sentence


def test_no_more_is_unfound_than_was_not_looked_at(corpus, online):
    check = corpus.seeking.check(online, 10, seed="s").passages
    for one in check:
        look(corpus, online, one, found=True)
    rest = corpus.seeking.next(online, 10**6)
    for one in rest[:-5]:
        look(corpus, online, one, found=False)
    left = corpus.seeking.unfound(online)
    assert left.unlooked == 5
    assert left.low <= left.estimate <= left.high <= 5
    for one in rest[-5:]:
        look(corpus, online, one, found=False)
    left = corpus.seeking.unfound(online)
    assert (left.unlooked, left.estimate, left.high, left.least_found) == (0, 0, 0, 1)
    assert "nothing is unfound" in left.sentence


def test_of_several_checks_the_one_most_looked_at_counts(corpus, online):
    for one in corpus.seeking.check(online, 6, seed="s").passages:
        look(corpus, online, one, found=False)
    corpus.seeking.check(online, 20, seed="t")
    assert corpus.seeking.unfound(online).drawn == 6


def test_sources_that_came_after_a_check_are_not_in_it_and_it_says_so(corpus, online, tmp_path):
    for one in corpus.seeking.check(online, 6, seed="s").passages:
        look(corpus, online, one, found=False)
    high = corpus.seeking.unfound(online).high
    late = tmp_path / "late.txt"
    late.write_text("Ada: I had a week away.\nBo: I never did.\n", encoding="utf-8")
    list(corpus.sources.import_files([late]))
    left = corpus.seeking.unfound(online)
    assert left.high == high
    assert "2 passages of sources that came after the check are not in it" in left.sentence


def test_a_check_is_no_sample_of_all_passages(corpus, online):
    corpus.seeking.check(online, 10)
    tables = {table.unit for table in corpus.counting.prevalence().tables}
    assert "drawn passages" not in tables


def test_where_all_was_looked_at_there_is_nothing_to_seek(corpus):
    code = corpus.codes.find("breaks").id
    for source in corpus.sources.list():
        corpus.readings.mark_all(source.id)
    assert corpus.seeking.next(code) == []
    with pytest.raises(NothingToDrawError):
        corpus.seeking.check(code, 5)
    assert "nothing is unfound" in corpus.seeking.unfound(code).sentence
