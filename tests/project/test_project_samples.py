"""Random samples: the same seed draws the same anywhere, and a draw can grow."""

import pytest

from qualcode.project.errors import UnknownVariableError


def drawn(sample):
    return [one.id for one in sample.passages]


def chances(project):
    return project._store.conn.execute("SELECT chance, stratum FROM draw").fetchall()


def test_one_seed_draws_the_same_in_two_copies(corpus, tmp_path, open_as):
    corpus.samples.draw(1)
    corpus.copies.back_up(tmp_path / "copy.qualcode")
    there = open_as(tmp_path / "copy.qualcode", "Tom")
    assert drawn(corpus.samples.draw(12, by="site", seed="tea")) == drawn(
        there.samples.draw(12, by="site", seed="tea")
    )


def test_another_seed_draws_otherwise(corpus):
    assert drawn(corpus.samples.draw(12, seed="tea")) != drawn(corpus.samples.draw(12, seed="milk"))


def test_a_draw_without_a_seed_tells_the_one_it_took(corpus):
    first = corpus.samples.draw(12)
    assert drawn(corpus.samples.draw(12, seed=first.seed)) == drawn(first)


def test_a_larger_draw_extends_a_smaller_one(corpus):
    few, many = corpus.samples.draw(10, seed="tea"), corpus.samples.draw(30, seed="tea")
    assert drawn(many)[:10] == drawn(few)
    assert len(set(drawn(many))) == 30


def test_the_chance_of_each_passage_is_kept(corpus):
    sample = corpus.samples.draw(20, seed="tea")
    ((size, taken),) = sample.strata.values()
    assert taken == 20
    assert [row[0] for row in chances(corpus)] == pytest.approx([20 / size] * 20)


def test_by_site_each_site_has_its_share_and_its_own_chance(corpus):
    sample = corpus.samples.draw(20, by="site", seed="tea")
    # D-NOTES1 names nobody, and is of site D all the same.
    assert set(sample.strata) == {"A", "B", "C", "D"}
    assert sum(taken for _, taken in sample.strata.values()) == 20
    total = sum(size for size, _ in sample.strata.values())
    for size, taken in sample.strata.values():
        assert abs(taken - 20 * size / total) < 1
    assert {(stratum, round(chance, 9)) for chance, stratum in chances(corpus)} == {
        (name, round(taken / size, 9)) for name, (size, taken) in sample.strata.items()
    }


def test_a_draw_of_more_than_there_is_takes_all(corpus):
    sample = corpus.samples.draw(100_000, seed="tea")
    ((size, taken),) = sample.strata.values()
    assert len(sample.passages) == size == taken
    assert {chance for chance, _ in chances(corpus)} == {1.0}


def test_no_facilitators_words_are_drawn(corpus):
    people = corpus.people.by_id()
    speakers = {
        turn.id: people[turn.case].kind if turn.case else None
        for source in corpus.sources.list()
        for turn in corpus.sources.document(source.id).turns
    }
    kinds = {speakers[one.turn] for one in corpus.samples.draw(100_000).passages}
    assert "facilitator" not in kinds


def test_a_variable_that_nobody_has_is_refused(corpus):
    with pytest.raises(UnknownVariableError):
        corpus.samples.draw(5, by="shoe size")


def test_a_draw_is_an_act_that_can_be_undone(corpus):
    corpus.samples.draw(5)
    corpus.history.undo()
    assert chances(corpus) == []
