"""Assisted shares of a project: from random draws alone, and refused in words where they fail."""

import shutil
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from corpus_project import CORPUS, OWN_CODES, make_corpus_project

from qualcode.codebooks import load_codebook
from qualcode.measures import assisted_prevalence, wilson_interval
from qualcode.measures.draws import draw_passages
from qualcode.project.counts import assisted, estimating
from qualcode.project.counts.errors import (
    GroupNotDrawnError,
    NotDrawnError,
    OutgrownDrawError,
    PeopleNotDrawnError,
    UnreadDrawError,
)
from qualcode.project.counts.predicting import predict_apart
from qualcode.project.counts.wording import say_assisted
from qualcode.project.errors import UnknownVariableError
from qualcode.project.samples import group_passages


@pytest.fixture(scope="module")
def uncoded_file(tmp_path_factory):
    return make_corpus_project(tmp_path_factory.mktemp("uncoded") / "u.qualcode", coded=False)


@pytest.fixture
def uncoded(uncoded_file, tmp_path, open_as):
    """The bundled study with its codebook, and nothing coded or read."""
    return open_as(shutil.copyfile(uncoded_file, tmp_path / "u.qualcode"), "Lead")


@pytest.fixture
def quick(monkeypatch):
    """A model that knows nothing, in no time: what is asked here is which draws count."""
    monkeypatch.setattr(assisted, "predict_apart", lambda *given: np.full(given[1].shape, 0.5))


def breaks(project):
    return project.codes.find("breaks").id


def read(project, passages, has=lambda _: False):
    """Read passages, and code those with breaks that `has` says."""
    for one in passages:
        if has(one):
            project.codings.apply(one.source, one.start, one.end, breaks(project))
        project.readings.mark(one.source, one.start, one.end)


def count_of(project, **how):
    found = project.counting.assisted(**how)
    return {one.group: one for one in found.counts if one.code == breaks(project)}


def place_of(project, code):
    """Return which of the project's codes one is, from 0."""
    return [one.id for one in project.codes.list()].index(code)


def spread_over(passages, n):
    """Return whether a passage is one of the first n, for `read`."""
    chosen = {one.id for one in passages[:n]}
    return lambda one: one.id in chosen


class TestEstimate:
    def test_it_is_that_of_the_measure_on_the_passages_drawn(self, uncoded):
        drawn = uncoded.samples.draw(60, seed="s").passages
        read(uncoded, drawn, lambda one: "break" in one.text.casefold() or one.n % 5 == 0)
        seen = {}

        def remember(passages, known, *rest):
            seen["f"], seen["ids"] = predict_apart(passages, known, *rest), passages
            return seen["f"]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(assisted, "predict_apart", remember)
            count = count_of(uncoded)["all"]
        places = {one.id: place for place, one in enumerate(seen["ids"])}
        rows = [places[one.id] for one in drawn]
        column = place_of(uncoded, breaks(uncoded))
        everybody = seen["f"][:, column]
        coded = {(one.source, one.start) for one in uncoded.codings.of()}
        y = [float((one.source, one.start) in coded) for one in drawn]
        found = assisted_prevalence(y, everybody[rows], everybody)
        assert (count.estimate, count.low, count.high) == pytest.approx(
            (found.estimate, found.low, found.high)
        )
        assert (count.human_low, count.human_high) == (found.human_low, found.human_high)
        assert (count.n, count.drawn, count.base) == (int(sum(y)), 60, len(everybody))

    def test_no_model_sees_the_conversation_that_it_predicts(self, uncoded, monkeypatch):
        from qualcode import suggest

        drawn = uncoded.samples.draw(40, seed="s").passages
        often = Counter(one.text for one in uncoded.samples.draw(10**6).passages)
        learned = []

        class Spy(suggest.Suggester):
            def fit(self, texts, *rest, **how):
                learned.append(list(texts))
                return super().fit(texts, *rest, **how)

            def predict_proba(self, texts, *rest):
                # Two people may say the same; then it is not the conversation that was seen.
                assert {often[one] for one in set(learned[-1]) & set(texts)} <= {2, 3, 4, 5}
                return super().predict_proba(texts, *rest)

        monkeypatch.setattr(suggest, "Suggester", Spy)
        read(uncoded, drawn, spread_over(drawn, 10))
        count_of(uncoded)
        assert 2 <= len(learned) <= 5

    @pytest.mark.usefixtures("quick")
    def test_a_theme_has_what_is_coded_under_it(self, uncoded):
        parent = uncoded.codes.add("Rest")
        uncoded.codes.move(breaks(uncoded), parent.id)
        drawn = uncoded.samples.draw(20, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 6))
        counts = {one.code: one for one in uncoded.counting.assisted().counts}
        assert counts[parent.id].n == counts[breaks(uncoded)].n == 6

    @pytest.mark.usefixtures("quick")
    def test_when_all_was_read_the_share_is_known(self, uncoded):
        drawn = uncoded.samples.draw(10**6, seed="s").passages
        for source in uncoded.sources.list():
            uncoded.readings.mark_all(source.id)
        uncoded.codings.apply(drawn[0].source, drawn[0].start, drawn[0].end, breaks(uncoded))
        count = count_of(uncoded)["all"]
        assert count.estimate == count.low == count.high == pytest.approx(1 / len(drawn))
        assert count.effective is None
        assert count.more == 0

    @pytest.mark.usefixtures("quick")
    def test_by_site_every_site_has_its_own_base_and_draw(self, uncoded):
        drawn = uncoded.samples.draw(40, by="site", seed="s")
        read(uncoded, drawn.passages, spread_over(drawn.passages, 8))
        counts = count_of(uncoded, by="site")
        assert {name: (one.base, one.drawn) for name, one in counts.items() if name != "all"} == (
            drawn.strata
        )
        assert counts["all"].drawn == 40

    @pytest.mark.usefixtures("quick")
    def test_a_draw_by_site_and_role_tells_by_site_each_role_by_its_size_there(self, uncoded):
        def is_yes(one):
            return "break" in one.text.casefold() or one.n % 7 == 0

        drawn = uncoded.samples.draw(80, by=("site", "role"), seed="s")
        assert "A, carer" in drawn.strata
        read(uncoded, drawn.passages, is_yes)
        strata = group_passages(uncoded._store, drawn.passages, "site and role")
        shares = {}
        for name, (size, taken) in drawn.strata.items():
            hits = sum(is_yes(one) for one in drawn.passages if strata[one.id] == name)
            shares[name] = size * hits / taken
        for by in ("site", "role"):
            counts = count_of(uncoded, by=by)
            told = [name for name in counts if name not in ("all", "not recorded")]
            assert told
            for name in told:
                own = [one for one in drawn.strata if name in one.split(", ")]
                base = sum(drawn.strata[one][0] for one in own)
                assert counts[name].base == base
                assert counts[name].drawn == sum(drawn.strata[one][1] for one in own)
                wanted = sum(shares[one] for one in own) / base
                assert counts[name].estimate == pytest.approx(wanted)

    @pytest.mark.usefixtures("quick")
    def test_a_draw_from_all_is_counted_by_site_too(self, uncoded):
        drawn = uncoded.samples.draw(60, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 20))
        counts = count_of(uncoded, by="site")
        assert sum(one.drawn for name, one in counts.items() if name != "all") == 60

    @pytest.mark.usefixtures("quick")
    def test_passages_drawn_one_by_one_are_not_widened_by_their_conversations(self, uncoded):
        drawn = uncoded.samples.draw(40, seed="s").passages
        read(uncoded, drawn)
        found = uncoded.counting.assisted()
        (count,) = [one for one in found.counts if one.code == breaks(uncoded)]
        n = 40 / (1 - 40 / count.base)
        assert (count.low, count.high) == pytest.approx(wilson_interval(0, n))
        assert any("of these conversations, not of others" in note for note in found.notes)
        assert not any("indicative" in note for note in found.notes)

    @pytest.mark.usefixtures("quick")
    def test_one_passage_tells_little_and_is_told(self, uncoded):
        read(uncoded, uncoded.samples.draw(20, seed="s").passages[:1])
        count = count_of(uncoded)["all"]
        n = 1 / (1 - 1 / count.base)
        assert (count.low, count.high) == pytest.approx(wilson_interval(0, n))

    @pytest.mark.usefixtures("quick")
    def test_it_holds_the_truth_where_conversations_differ_much(self, uncoded):
        """Every passage of every other conversation speaks of it: as alike as can be."""
        frame = uncoded.samples.draw(10**6, seed="all").passages
        uncoded.history.undo()
        sources = sorted({one.source for one in frame})
        has = {one.id: one.source in sources[::2] for one in frame}
        truth = sum(has.values()) / len(frame)
        runs, held = 2000, 0
        for run in range(runs):
            drawn = draw_passages({"all": list(has)}, 40, str(run))
            y = [float(has[one.passage]) for one in drawn]
            found = assisted_prevalence(y, [0.0] * 40, [0.0] * len(frame))
            held += found.low <= truth <= found.high
        # Three standard errors of .95 over so many draws, and the steps of a count of 40.
        assert 0.925 <= held / runs <= 0.975

    @pytest.mark.usefixtures("quick")
    def test_what_comes_of_a_small_corpus_is_not_credited_to_the_model(self, uncoded):
        read(uncoded, uncoded.samples.draw(60, seed="s").passages)
        count = count_of(uncoded)["all"]
        assert count.effective_without == pytest.approx(60 / (1 - 60 / count.base))
        assert count.gain == pytest.approx(count.effective / count.effective_without)

    @pytest.mark.usefixtures("quick")
    def test_of_several_draws_the_one_most_read_counts_and_is_named(self, uncoded):
        read(uncoded, uncoded.samples.draw(12, seed="first").passages)
        assert not any("random draws" in one for one in uncoded.counting.assisted().notes)
        read(uncoded, uncoded.samples.draw(30, seed="second").passages[:5])
        found = uncoded.counting.assisted()
        (note,) = [one for one in found.notes if "random draws" in one]
        assert found.seed == "first"
        assert note.startswith("2 random draws can tell of this.")
        assert "“12 at random”, seed first." in note

    @pytest.mark.usefixtures("quick")
    def test_more_is_drawn_wherever_the_interval_is_wider_than_the_margin(self, uncoded):
        drawn = uncoded.samples.draw(40, by="site", seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 8))
        for margin in (0.03, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3):
            for one in count_of(uncoded, by="site", within=margin).values():
                assert (one.more > 0) is ((one.high - one.low) / 2 > margin)

    @pytest.mark.usefixtures("quick")
    def test_more_to_code_for_a_margin_falls_with_the_margin(self, uncoded):
        drawn = uncoded.samples.draw(20, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 6))
        wide, narrow = (count_of(uncoded, within=one)["all"].more for one in (0.2, 0.05))
        assert narrow > wide


@pytest.mark.usefixtures("quick")
class TestWhatCounts:
    def test_a_draw_half_done_counts_up_to_its_first_gap(self, uncoded):
        drawn = uncoded.samples.draw(30, seed="s").passages
        read(uncoded, [*drawn[:12], *drawn[13:]], spread_over(drawn, 5))
        found = uncoded.counting.assisted()
        assert {one.drawn for one in found.counts} == {12}
        assert any("without a gap" in note for note in found.notes)

    def test_what_was_picked_beside_the_draw_changes_nothing(self, uncoded):
        drawn = uncoded.samples.draw(15, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 5))
        before = count_of(uncoded)["all"]
        others = [one for one in uncoded.samples.draw(60, seed="t").passages if one not in drawn]
        read(uncoded, others[5:], lambda _: True)  # not in the order of any draw
        assert count_of(uncoded)["all"] == before

    def test_a_theme_redefined_since_is_not_estimated_and_says_why(self, uncoded):
        drawn = uncoded.samples.draw(20, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 5))
        uncoded.codes.redefine(breaks(uncoded), definition="Something else.")
        count = count_of(uncoded)["all"]
        assert count.estimate is None
        assert "as it is now" in count.why
        other = next(one for one in uncoded.counting.assisted().counts if one.estimate is not None)
        assert other.drawn == 20

    def test_whoever_withdraws_leaves_the_draw_and_the_order_stays(self, uncoded):
        drawn = uncoded.samples.draw(60, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 20))
        base = count_of(uncoded)["all"].base
        turns = {
            turn.id: turn.case
            for source in uncoded.sources.list()
            for turn in uncoded.sources.document(source.id).turns
        }
        gone = turns[drawn[0].turn] or next(turns[one.turn] for one in drawn if turns[one.turn])
        lost = sum(turns[one.turn] == gone for one in drawn)
        uncoded.copies.withdraw(gone)
        count = count_of(uncoded)["all"]
        assert count.drawn == 60 - lost
        assert count.base < base

    def test_sources_that_came_later_are_left_out_and_told(self, uncoded, tmp_path):
        drawn = uncoded.samples.draw(20, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 5))
        base = count_of(uncoded)["all"].base
        late = tmp_path / "late.txt"
        late.write_text("Ada: I had a week away.\nBo: I never did.\n", encoding="utf-8")
        list(uncoded.sources.import_files([late]))
        assert count_of(uncoded)["all"].base == base
        assert any("came after the draw" in one for one in uncoded.counting.assisted().notes)
        more = uncoded.samples.draw(20, seed="s").passages
        read(uncoded, more, lambda _: False)
        assert count_of(uncoded)["all"].base > base


@pytest.mark.usefixtures("quick")
class TestRefusals:
    def test_a_draw_that_is_unlike_all_to_the_model_is_no_random_draw(self, uncoded, monkeypatch):
        drawn = uncoded.samples.draw(40, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 10))
        own, column = {one.id for one in drawn}, place_of(uncoded, breaks(uncoded))

        def predict(passages, known, *_):
            predicted = np.full(known.shape, 0.5)
            predicted[:, column] = [0.9 if one.id in own else 0.1 for one in passages]
            return predicted

        monkeypatch.setattr(assisted, "predict_apart", predict)
        count = count_of(uncoded)["all"]
        assert (count.estimate, count.n) == (None, 10)
        assert "no random draw would bring that about" in count.why

    def test_why_the_model_was_left_out_is_said_beside_the_share(self, uncoded, monkeypatch):
        drawn = uncoded.samples.draw(40, seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 10))

        def leave_out(*args, **how):
            return replace(assisted_prevalence(*args, **how), remark="It did not fit.")

        monkeypatch.setattr(estimating, "assisted_prevalence", leave_out)
        (table,) = say_assisted(uncoded.counting.assisted(), "site")
        (told,) = table.refused
        assert told.startswith("Without the model: ")
        assert told.endswith("It did not fit.")

    def test_without_a_draw_whole_transcripts_stand_for_nothing(self, uncoded):
        for source in uncoded.sources.list()[:10]:
            uncoded.readings.mark_all(source.id)
        with pytest.raises(NotDrawnError, match="whole transcripts included"):
            uncoded.counting.assisted()

    def test_passages_picked_by_suggestions_stand_for_nothing(self, suggested):
        picked = suggested.samples.draw(8, rare=True, seed="s").picked
        store = suggested._store
        with store.act("sample") as act:
            for (item,) in store.conn.execute("SELECT id FROM draw WHERE reason = 'random'"):
                act.set("draw", item, {"gone": True})
        assert picked
        with pytest.raises(NotDrawnError, match="No passages were drawn at random"):
            suggested.counting.assisted()

    def test_a_draw_that_nobody_read_is_refused(self, uncoded):
        uncoded.samples.draw(20, seed="s")
        with pytest.raises(UnreadDrawError, match="has not been read"):
            uncoded.counting.assisted()

    def test_imported_codings_carry_no_reading(self, uncoded):
        uncoded.samples.draw(60, seed="s")
        uncoded.codes.load(load_codebook(OWN_CODES))
        uncoded.codings.apply_table(CORPUS / "coding" / "asha.csv")
        with pytest.raises(UnreadDrawError, match="as imported codings do"):
            uncoded.counting.assisted()

    def test_a_site_without_a_draw_is_refused(self, uncoded):
        drawn = uncoded.samples.draw(60, seed="s").passages
        read(uncoded, drawn[:3], lambda _: True)
        with pytest.raises(GroupNotDrawnError, match=r"None of the .* passages of site “[A-D]”"):
            uncoded.counting.assisted("site")

    def test_a_part_of_a_site_without_a_draw_is_refused_and_how_to_mend_it_is_said(self, uncoded):
        drawn = uncoded.samples.draw(5, by=("site", "role"), seed="s").passages
        read(uncoded, drawn)
        with pytest.raises(GroupNotDrawnError, match="sample PROJECT 100 --by site --by role"):
            uncoded.counting.assisted()
        assert any("--by site --by role" in note for note in uncoded.counting.prevalence().notes)

    def test_a_draw_by_site_tells_nothing_by_role(self, uncoded):
        drawn = uncoded.samples.draw(20, by="site", seed="s").passages
        read(uncoded, drawn, spread_over(drawn, 5))
        with pytest.raises(NotDrawnError, match="drawn by site, and tell nothing by role"):
            uncoded.counting.assisted("role")

    def test_passages_that_had_no_chance_are_refused(self, uncoded):
        drawn = uncoded.samples.draw(20, seed="s").passages
        read(uncoded, drawn)
        ref = uncoded.sources.list()[0]
        asker = next(
            turn.case
            for turn in uncoded.sources.document(ref.id).turns
            if turn.case and uncoded.people.by_id()[turn.case].kind == "facilitator"
        )
        with uncoded._store.act("people") as act:
            act.set("case", asker, {"kind": "person"})
        with pytest.raises(OutgrownDrawError, match="had no chance to be drawn"):
            uncoded.counting.assisted()

    @pytest.mark.parametrize("unit", ["people", "conversations"])
    def test_a_share_of_people_is_refused(self, uncoded, unit):
        with pytest.raises(PeopleNotDrawnError, match=f"A share of {unit} cannot be had"):
            uncoded.counting.assisted(unit=unit)

    def test_an_unknown_variable_is_refused(self, uncoded):
        with pytest.raises(UnknownVariableError):
            uncoded.counting.assisted("shoe size")
