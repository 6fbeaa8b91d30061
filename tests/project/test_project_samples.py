"""Random samples: the same seed draws the same anywhere, and a draw can grow."""

import pytest

from qualcode.project import Project
from qualcode.project.errors import NoProposalsError, UnknownVariableError


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


def queued(project, **how):
    return [one.passage for one in project.samples.queue(**how)]


class TestMixed:
    def test_half_is_random_and_half_is_picked_with_the_theme_it_was_picked_for(self, suggested):
        sample = suggested.samples.draw(10, rare=True, seed="tea")
        assert len(sample.passages) == 10
        assert len(sample.picked) == 5
        proposed = {(one.passage, one.code) for one in suggested.suggestions.of()}
        assert set(sample.picked.items()) <= proposed

    def test_only_the_random_half_has_a_chance(self, suggested):
        suggested.samples.draw(10, rare=True, seed="tea")
        found = suggested._store.conn.execute("SELECT reason, chance, code FROM draw").fetchall()
        assert {(reason, chance is None, code is None) for reason, chance, code in found} == {
            ("random", False, True),
            ("picked", True, False),
        }

    def test_the_random_half_is_the_same_as_without_the_other(self, suggested):
        alone = drawn(suggested.samples.draw(5, seed="tea"))
        mixed = suggested.samples.draw(10, rare=True, seed="tea")
        assert [one for one in drawn(mixed) if one not in mixed.picked] == alone

    def test_rarer_themes_choose_first(self, suggested):
        picked = suggested.samples.draw(4, rare=True, seed="tea").picked
        uses = {one.id: 0 for one in suggested.codes.list()}
        for one in suggested.codings.of():
            uses[one.code] += 1
        proposed = {one.code for one in suggested.suggestions.of()}
        rarest = sorted(proposed, key=lambda code: uses[code])
        assert max(uses[code] for code in picked.values()) <= uses[rarest[len(rarest) // 2]]

    def test_without_suggestions_nothing_can_be_picked(self, corpus):
        with pytest.raises(NoProposalsError, match="qualcode suggest"):
            corpus.samples.draw(10, rare=True)


class TestQueue:
    def test_it_holds_what_was_drawn_and_not_read_in_the_order_of_the_draw(self, desk):
        sample = desk.project.samples.draw(3, seed="tea")
        assert queued(desk.project) == drawn(sample)
        first = sample.passages[0]
        desk.project.readings.mark(first.source, first.start, first.end)
        assert queued(desk.project) == drawn(sample)[1:]

    def test_what_one_coder_read_waits_for_another(self, desk):
        sample = desk.project.samples.draw(2, seed="tea")
        first = sample.passages[0]
        desk.project.readings.mark(first.source, first.start, first.end)
        assert queued(desk.project, coder="Asha") == drawn(sample)[1:]
        assert queued(desk.project, coder="Tom") == drawn(sample)

    def test_a_passage_read_in_half_waits(self, desk):
        first = desk.project.samples.draw(1, seed="tea").passages[0]
        desk.project.readings.mark(first.source, first.start, first.end - 2)
        assert queued(desk.project) == [first.id]

    def test_a_passage_of_two_draws_waits_once(self, desk):
        desk.project.samples.draw(2, seed="tea")
        more = desk.project.samples.draw(4, seed="tea")
        assert queued(desk.project) == drawn(more)

    def test_strata_take_turns(self, corpus):
        sample = corpus.samples.draw(12, by="site", seed="tea")
        sites = {one.id: one.site for one in corpus.sources.list()}
        half = {sites[one.source] for one in sample.passages[:6]}
        assert half == {"A", "B", "C", "D"}

    def test_reasons_are_hidden_unless_asked_for(self, suggested):
        sample = suggested.samples.draw(6, rare=True, seed="tea")
        unread = {one.passage for one in suggested.samples.queue()}
        assert all(one.reason is None and one.code is None for one in suggested.samples.queue())
        told = {one.passage: one.code for one in suggested.samples.queue(reasons=True)}
        assert {one: code for one, code in told.items() if code} == {
            one: code for one, code in sample.picked.items() if one in unread
        }

    def test_progress_tells_what_was_read_and_what_counts(self, desk):
        passages = desk.project.samples.draw(4, seed="tea").passages
        for one in (passages[0], passages[2]):
            desk.project.readings.mark(one.source, one.start, one.end)
        (progress,) = desk.project.samples.progress()
        assert (progress.drawn, progress.read, progress.random, progress.counted) == (4, 2, 4, 1)

    def test_a_draw_survives_a_merge(self, desk, tmp_path):
        desk.project.copies.back_up(tmp_path / "copy.qualcode")
        with Project.open(tmp_path / "copy.qualcode", "Tom") as there:
            theirs = there.samples.draw(3, seed="tea")
        mine = desk.project.samples.draw(2, seed="tea")
        desk.project.copies.merge(tmp_path / "copy.qualcode")
        assert drawn(theirs)[:2] == drawn(mine)
        assert queued(desk.project) == drawn(theirs)


def test_by_site_and_role_every_combination_has_its_share(corpus):
    sample = corpus.samples.draw(60, by=("site", "role"), seed="tea")
    assert {"A, carer", "B, carer"} <= set(sample.strata)
    assert all(taken for _, taken in sample.strata.values())
    assert sum(taken for _, taken in sample.strata.values()) == 60
    by_site = corpus.samples.draw(1, by="site", seed="tea").strata
    for site, (size, _) in by_site.items():
        own = [held for name, (held, _) in sample.strata.items() if name.split(", ")[0] == site]
        assert sum(own) == size


def test_of_two_variables_an_unknown_one_is_refused(corpus):
    with pytest.raises(UnknownVariableError, match="shoe size"):
        corpus.samples.draw(10, by=("site", "shoe size"))
