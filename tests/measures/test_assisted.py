"""Assisted shares: exact on paper examples, and honest over many samples from known truths."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.measures import (
    AssistedInputError,
    DecisionError,
    ForeignPredictionsError,
    ForeignScaleError,
    MissingStratumError,
    assisted_by_group,
    assisted_prevalence,
    plan_more,
    plan_sample,
    wilson_interval,
)

LEVEL = 0.95


def share_of(truth, rows, predicted, **how):
    return assisted_prevalence(truth[rows], predicted[rows], predicted, **how)


class Corpus:
    """Passages in conversations, with a code, and predictions that are biased but not blind."""

    def __init__(self, rng, conversations=400, size=10, share=0.25, alike=0.0, skill=1.5):
        middle = np.log(share / (1 - share))
        tilt = np.repeat(rng.normal(0, alike, conversations) if alike else 0, size)
        if not alike:
            tilt = np.zeros(conversations * size)
        odds = middle + tilt
        self.conversation = np.repeat(np.arange(conversations), size)
        self.truth = (rng.random(len(odds)) < 1 / (1 + np.exp(-odds))).astype(float)
        signal = skill * (2 * self.truth - 1) + rng.normal(0, 1, len(odds))
        # Too high by far: a model that says yes too readily.
        self.predicted = 1 / (1 + np.exp(-(signal + 0.5)))

    def __len__(self):
        return len(self.truth)


def covered(found, truth):
    return found.low <= truth <= found.high


def slack(runs, level=LEVEL):
    """Three standard errors of a coverage over so many independent samples."""
    return 3 * math.sqrt(level * (1 - level) / runs)


class TestRule:
    def test_it_follows_the_formula_on_an_example_worked_by_hand(self):
        # y − ȳ = ±½, f − f̄ = (.4, .2, −.2, −.4): cov = .15, var f = .1, so λ is held to 1.
        # y − f = (.1, .3, −.3, −.1): mean 0, variance .05; var y = .25; m = 2.
        y, f = [1, 1, 0, 0], [0.9, 0.7, 0.3, 0.1]
        everybody = [*f, *[0.25] * 16]
        found = assisted_prevalence(y, f, everybody)
        assert found.weight == 1
        assert found.estimate == pytest.approx(0.3)  # the mean of all predictions is 6/20
        assert found.gain == pytest.approx(1 + 2 / 7 * 3)  # of .25/.05 − 1 = 4 no more than 3
        assert found.n_eff == pytest.approx(4 * found.gain / (1 - 4 / 20))
        low, high = wilson_interval(0.3 * found.n_eff, found.n_eff)
        # Two of the twenty are known to carry it, and two not to.
        assert (found.low, found.high) == pytest.approx((max(low, 0.1), min(high, 0.9)))

    def test_without_a_model_it_is_wilsons_interval_with_the_corrected_sample(self):
        found = assisted_prevalence([1] * 5 + [0] * 15, [0.5] * 20, [0.5] * 100)
        n = 20 / (1 - 20 / 100)
        assert (found.estimate, found.weight, found.gain) == (0.25, 0, 1)
        assert (found.low, found.high) == pytest.approx(wilson_interval(0.25 * n, n))
        assert (found.human_low, found.human_high) == (found.low, found.high)

    def test_predictions_that_mislead_are_not_leant_on(self):
        found = assisted_prevalence([1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9], [0.9] * 40)
        assert (found.weight, found.gain, found.estimate) == (0, 1, 0.5)

    @pytest.mark.parametrize("few", [1, 5, 500])
    def test_perfect_predictions_are_worth_four_times_the_sample_at_most(self, few):
        y = [1] * few + [0] * 500
        found = assisted_prevalence(y, y, y * 10)
        assert found.estimate == pytest.approx(few / (few + 500))
        assert found.gain == pytest.approx(1 + few / (few + 5) * 3)

    @pytest.mark.parametrize("value", [0, 1])
    def test_a_sample_that_is_all_alike_is_told_without_the_model(self, value):
        rng = np.random.default_rng(0)
        predicted = rng.random(400)
        found = assisted_prevalence([value] * 40, predicted[:40], predicted)
        assert (found.estimate, found.weight, found.gain) == (value, 0, 1)
        n = 40 / (1 - 40 / 400)
        assert (found.low, found.high) == pytest.approx(wilson_interval(value * n, n))

    def test_when_every_passage_was_coded_the_share_is_known(self):
        y = [1, 0, 0, 1, 0]
        found = assisted_prevalence(y, [0.2, 0.1, 0.4, 0.9, 0.3], [0.2, 0.1, 0.4, 0.9, 0.3])
        assert found.estimate == found.low == found.high == pytest.approx(0.4)
        assert found.n_eff == math.inf

    @given(
        st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=25),
        st.lists(st.floats(0, 1), max_size=25),
    )
    def test_nothing_that_was_seen_is_ruled_out(self, sampled, others):
        y, f = [float(one) for one, _ in sampled], [one for _, one in sampled]
        found = assisted_prevalence(y, f, [*f, *others])
        total = len(f) + len(others)
        assert sum(y) / total - 1e-9 <= found.low <= found.estimate <= found.high
        assert found.high <= 1 - (len(y) - sum(y)) / total + 1e-9
        assert found.human_low <= found.human_estimate <= found.human_high
        assert 1 <= found.gain <= 4


class TestCoverage:
    @pytest.mark.parametrize("share", [0.03, 0.3])
    def test_the_interval_holds_the_truth_as_often_as_it_says(self, share):
        rng = np.random.default_rng(1)
        corpus = Corpus(rng, share=share)
        truth, runs = corpus.truth.mean(), 600
        found = [
            share_of(corpus.truth, rng.choice(len(corpus), 150, replace=False), corpus.predicted)
            for _ in range(runs)
        ]
        assert np.mean([covered(one, truth) for one in found]) >= LEVEL - slack(runs)
        # Wilson's own coverage for 150 of a rare code is a little above its level, too.
        assert np.mean([covered(one, truth) for one in found]) <= 0.99

    def test_it_is_narrower_than_the_sample_alone_where_the_model_is_good(self):
        rng = np.random.default_rng(2)
        corpus = Corpus(rng, share=0.3)
        found = [
            share_of(corpus.truth, rng.choice(len(corpus), 150, replace=False), corpus.predicted)
            for _ in range(50)
        ]
        narrow = np.mean([one.high - one.low for one in found])
        assert narrow < 0.8 * np.mean([one.human_high - one.human_low for one in found])

    def test_predictions_alone_would_be_wrong(self):
        corpus = Corpus(np.random.default_rng(3))
        assert corpus.predicted.mean() > corpus.truth.mean() + 0.05

    def test_passages_picked_as_the_likeliest_are_refused(self):
        rng = np.random.default_rng(4)
        corpus = Corpus(rng)
        likely = np.argsort(-corpus.predicted)[: len(corpus) // 4]
        for _ in range(20):
            rows = rng.choice(likely, 150, replace=False)
            with pytest.raises(ForeignPredictionsError, match="at random and not picked"):
                share_of(corpus.truth, rows, corpus.predicted)

    def test_passages_picked_for_what_no_prediction_shows_only_the_caller_can_know(self):
        rng = np.random.default_rng(4)
        corpus = Corpus(rng, skill=0)
        chance = np.where(corpus.truth == 1, 2, 1) / (len(corpus) + corpus.truth.sum())
        found = [
            share_of(
                corpus.truth,
                rng.choice(len(corpus), 150, replace=False, p=chance),
                corpus.predicted,
            )
            for _ in range(200)
        ]
        assert np.mean([covered(one, corpus.truth.mean()) for one in found]) < 0.5

    def test_an_uneven_draw_counts_each_stratum_by_its_size(self):
        rng = np.random.default_rng(5)
        common, rare = Corpus(rng, 300, share=0.5), Corpus(rng, 100, share=0.1)
        truth = np.concatenate((common.truth, rare.truth))
        predicted = np.concatenate((common.predicted, rare.predicted))
        strata = np.array(["common"] * len(common) + ["rare"] * len(rare))
        runs, held, naive = 250, 0, 0
        for _ in range(runs):
            rows = np.concatenate(
                (
                    rng.choice(len(common), 40, replace=False),
                    len(common) + rng.choice(len(rare), 120, replace=False),
                )
            )
            how = {"strata": strata[rows], "population_strata": strata}
            held += covered(share_of(truth, rows, predicted, **how), truth.mean())
            naive += covered(share_of(truth, rows, np.zeros(len(truth))), truth.mean())
        assert held / runs >= LEVEL - slack(runs)
        assert naive / runs < 0.5

    def test_whole_conversations_are_covered_once_they_are_named_as_clusters(self):
        rng = np.random.default_rng(6)
        corpus = Corpus(rng, conversations=300, size=20, share=0.3, alike=1.2, skill=0.8)
        runs, held, naive = 250, 0, 0
        for _ in range(runs):
            chosen = rng.choice(300, 12, replace=False)
            rows = np.flatnonzero(np.isin(corpus.conversation, chosen))
            how = {"clusters": corpus.conversation[rows]}
            truth = corpus.truth.mean()
            held += covered(share_of(corpus.truth, rows, corpus.predicted, **how), truth)
            alone = share_of(corpus.truth, rows, np.zeros(len(corpus)))
            naive += covered(alone, truth)
        assert held / runs >= LEVEL - slack(runs)
        assert naive / runs < 0.85

    @pytest.mark.parametrize(
        # Where the model serves one town and hardly the other, five in a hundred are lost there;
        # leaning on what it is worth in both together would lose fifteen.
        ("skills", "shares", "least"),
        [((1.5, 1.5), (0.2, 0.2), 0.95), ((0.5, 2), (0.1, 0.4), 0.9)],
    )
    def test_by_group_it_holds(self, skills, shares, least):
        rng = np.random.default_rng(7)
        towns = [
            Corpus(rng, size, share=share, skill=skill)
            for size, share, skill in zip((150, 250), shares, skills, strict=True)
        ]
        truth = np.concatenate([town.truth for town in towns])
        predicted = np.concatenate([town.predicted for town in towns])
        site = np.array(["A"] * len(towns[0]) + ["B"] * len(towns[1]))
        runs = 400
        held = dict.fromkeys("AB", 0)
        for _ in range(runs):
            rows = rng.choice(len(truth), 200, replace=False)
            found = assisted_by_group(
                truth[rows], predicted[rows], predicted, site[rows].tolist(), site.tolist()
            )
            for name, one in found.items():
                held[name] += covered(one, truth[site == name].mean())
        assert min(held.values()) / runs >= least - slack(runs, least)


class TestClusters:
    def test_passages_on_their_own_are_clusters_of_one(self):
        rng = np.random.default_rng(8)
        corpus = Corpus(rng)
        rows = rng.choice(len(corpus), 100, replace=False)
        alone = share_of(corpus.truth, rows, corpus.predicted)
        each = share_of(corpus.truth, rows, corpus.predicted, clusters=range(100))
        assert each.n_eff == pytest.approx(alone.n_eff)
        assert each.clusters == 100
        assert each.low <= alone.low  # Student's t in place of the normal quantile

    def test_conversations_of_one_voice_count_as_one_each(self):
        y = [1.0] * 20 + [0.0] * 20
        found = assisted_prevalence(
            y, [0.5] * 40, [0.5] * 4000, clusters=[n // 4 for n in range(40)]
        )
        # Ten clusters of four that agree: v = 10/9 · 10 · (4 · ½/40)², against 40/39 · 40 · (½/40)²
        assert found.design == pytest.approx((10 / 9 * 16) / (40 / 39 * 4))

    @pytest.mark.parametrize(("count", "says"), [(7, True), (8, False)])
    def test_fewer_than_eight_are_an_indication(self, count, says):
        y = [1] * 20 + [0] * 20
        found = assisted_prevalence(
            y, [0.5] * 40, [0.5] * 400, clusters=[n % count for n in range(40)]
        )
        assert found.indicative is says

    @pytest.mark.parametrize(("count", "says"), [(7, True), (8, False)])
    @pytest.mark.parametrize("rarer", [0, 1])
    def test_so_are_fewer_than_eight_that_hold_the_rarer_answer(self, count, says, rarer):
        y = np.full(80, 1.0 - rarer)
        y[: 4 * count : 4] = rarer
        found = assisted_prevalence(
            y, [0.5] * 80, [0.5] * 800, clusters=[n // 4 for n in range(80)]
        )
        assert found.indicative is says

    @pytest.mark.parametrize(("share", "alike", "drawn"), [(0.05, 0.3, 20), (0.02, 0.3, 40)])
    def test_the_interval_of_a_rare_code_holds_where_few_clusters_have_it(
        self, share, alike, drawn
    ):
        rng = np.random.default_rng(11)
        runs, held = 400, []
        for _ in range(runs):
            sizes = np.clip(rng.gamma(4, 5, 100).round(), 3, 80).astype(int)
            # Of a beta distribution with these two the correlation within clusters is `alike`.
            own = rng.beta(share * (1 / alike - 1), (1 - share) * (1 / alike - 1), 100)
            cluster = np.repeat(np.arange(100), sizes)
            truth = (rng.random(len(cluster)) < own[cluster]).astype(float)
            rows = np.flatnonzero(np.isin(cluster, rng.choice(100, drawn, replace=False)))
            found = share_of(truth, rows, np.zeros(len(truth)), clusters=cluster[rows])
            held.append(covered(found, truth.mean()))
        assert np.mean(held) >= LEVEL - slack(runs)

    def test_one_heavy_cluster_leaves_two_degrees_of_freedom(self):
        # Of six positives five are in one cluster, so Student's t stands at its widest, 4.303.
        y, clusters = np.zeros(100), np.repeat(np.arange(20), 5)
        y[:5] = y[50] = 1
        found = assisted_prevalence(y, [0.0] * 100, [0.0] * 10**6, clusters=clusters)
        spread = 4.302653**2 / found.n_eff
        # Wilson's upper end, the greater root of (p − .06)² = s p(1 − p).
        a, b, c = 1 + spread, -(0.12 + spread), 0.06**2
        assert found.high == pytest.approx((-b + math.sqrt(b * b - 4 * a * c)) / (2 * a), abs=1e-6)

    @pytest.mark.parametrize("blank", [None, float("nan"), pd.NA, pd.NaT, np.datetime64("NaT")])
    def test_each_passage_whose_cluster_is_blank_stands_alone(self, blank):
        y = [1, 0] * 10
        found = assisted_prevalence(y, [0.5] * 20, [0.5] * 200, clusters=["a"] * 10 + [blank] * 10)
        assert found.clusters == 11

    def test_one_cluster_tells_what_was_seen_and_no_more(self):
        found = assisted_prevalence([1, 0, 0, 0], [0.5] * 4, [0.5] * 40, clusters=["a"] * 4)
        assert (found.low, found.high) == (1 / 40, 37 / 40)

    def test_where_nobody_says_it_a_conversation_counts_once(self):
        found = assisted_prevalence([0] * 30, [0.1] * 30, [0.1] * 3000, clusters=[0, 1, 2] * 10)
        assert found.n_eff == pytest.approx(3 / (1 - 30 / 3000))

    def test_a_passage_without_a_cluster_stands_alone(self):
        found = assisted_prevalence(
            [1, 0, 1, 0], [0.5] * 4, [0.5] * 40, clusters=["a", None, None, float("nan")]
        )
        assert found.clusters == 4


class TestStrata:
    def test_a_stratum_of_which_little_was_drawn_widens_the_interval(self):
        rng = np.random.default_rng(12)
        strata = np.repeat(["few", "many", "more"], [200, 400, 400])
        truth = (rng.random(1000) < np.where(strata == "few", 0.4, 0.05)).astype(float)
        runs, found = 500, []
        for _ in range(runs):
            rows = np.concatenate(
                [
                    rng.choice(np.flatnonzero(strata == name), size, replace=False)
                    for name, size in (("few", 3), ("many", 50), ("more", 50))
                ]
            )
            how = {"strata": strata[rows], "population_strata": strata}
            found.append(share_of(truth, rows, np.zeros(1000), **how))
        assert np.mean([covered(one, truth.mean()) for one in found]) >= LEVEL - slack(runs)
        assert np.mean([one.indicative for one in found]) > 0.5

    def test_a_draw_in_proportion_is_no_mere_indication(self):
        strata = ["a"] * 300 + ["b"] * 600
        y = [1, 0, 0] * 30
        found = assisted_prevalence(
            y, [0.5] * 90, [0.5] * 900, strata=strata[270:360], population_strata=strata
        )
        assert not found.indicative


class TestPredictionsThatDoNotBelong:
    @pytest.fixture
    def drawn(self):
        corpus = Corpus(np.random.default_rng(13), share=0.3)
        rows = np.random.default_rng(14).choice(len(corpus), 200, replace=False)
        return corpus.truth[rows], corpus.predicted[rows], corpus.predicted

    @pytest.mark.parametrize(
        ("own", "of_all"),
        [
            pytest.param(lambda f: f, lambda f: 100 * f, id="percentages of all"),
            pytest.param(lambda f: 100 * f, lambda f: f, id="percentages of the drawn"),
            pytest.param(lambda f: f, lambda f: np.log(f / (1 - f)), id="logits of all"),
            pytest.param(lambda f: np.log(f / (1 - f)), lambda f: f, id="logits of the drawn"),
        ],
    )
    @pytest.mark.parametrize("n", [15, 200])
    def test_two_scales_are_refused(self, drawn, own, of_all, n):
        y, f, everybody = drawn
        with pytest.raises(ForeignScaleError, match="on one scale"):
            assisted_prevalence(y[:n], own(f[:n]), of_all(everybody))

    def test_those_of_another_code_are_refused(self, drawn):
        y, f, everybody = drawn
        with pytest.raises(ForeignPredictionsError, match=r"average 0\.\d+ and those of all"):
            assisted_prevalence(y, f, np.full(len(everybody), 0.02))

    def test_by_group_too(self, drawn):
        y, f, everybody = drawn
        with pytest.raises(ForeignPredictionsError):
            assisted_by_group(y, f, everybody**4, "AB" * 100, "AB" * (len(everybody) // 2))

    def test_groups_that_were_drawn_unevenly_are_not(self):
        everybody = [0.9] * 100 + [0.1] * 900
        own, of_all = "A" * 60 + "B" * 60, "A" * 100 + "B" * 900
        y = [1, 1, 0] * 20 + [0, 0, 1] * 20
        f = [0.9] * 60 + [0.1] * 60
        assert set(assisted_by_group(y, f, everybody, own, of_all)) == {"A", "B"}
        with pytest.raises(ForeignPredictionsError):
            assisted_prevalence(y, f, everybody)

    def test_a_little_too_small_they_are_set_aside(self, drawn):
        y, f, everybody = drawn
        found = assisted_prevalence(y, 0.8 * f, everybody)
        assert (found.weight, found.gain) == (0, 1)
        assert (found.estimate, found.low, found.high, found.n_eff) == (
            found.human_estimate,
            found.human_low,
            found.human_high,
            found.human_n_eff,
        )
        assert "differ more than chance explains" in found.remark

    @pytest.mark.parametrize("value", [-1, 2])
    def test_an_estimate_that_was_ruled_out_is_the_samples_alone(self, value):
        # Of fifteen passages five carry the code and five do not; λ = 1 would make it 0 or 1.
        y = [1, 0] * 5
        f = [0.6 if one else 0.4 for one in y]
        found = assisted_prevalence(y, f, [*f, *[value] * 5])
        assert (found.estimate, found.weight) == (0.5, 0)
        assert (found.low, found.high) == (found.human_low, found.human_high)
        assert "rule out" in found.remark

    def test_nothing_is_remarked_of_those_that_fit(self, drawn):
        found = assisted_prevalence(*drawn)
        assert found.remark == ""
        assert found.gain > 1.5

    def test_means_of_models_are_hardly_ever_set_aside_and_never_refused(self):
        rng = np.random.default_rng(15)
        runs, remarks, held = 300, 0, 0
        for _ in range(runs):
            corpus = Corpus(rng, share=0.3)
            odds = np.log(corpus.predicted / (1 - corpus.predicted))
            rows = rng.permutation(len(corpus))[:200]
            models = 1 / (
                1
                + np.exp(
                    -(odds + rng.normal(0, 0.3, (5, 1)) + rng.normal(0, 0.3, (5, len(corpus))))
                )
            )
            found = assisted_prevalence(
                corpus.truth[rows], models[np.arange(200) % 5, rows], models.mean(axis=0)
            )
            remarks += bool(found.remark)
            held += covered(found, corpus.truth.mean())
        assert remarks / runs <= 0.05
        assert held / runs >= LEVEL - slack(runs)

    @pytest.mark.parametrize(
        "make",
        [
            pytest.param(lambda rng: rng.beta(0.05, 2, 900), id="mostly near nothing"),
            pytest.param(lambda rng: (rng.random(900) < 0.02) * 1.0, id="yes or no"),
            pytest.param(lambda rng: rng.standard_t(3, 900), id="without bounds"),
        ],
    )
    @pytest.mark.parametrize("n", [2, 8, 150])
    def test_no_draw_of_all_is_refused(self, make, n):
        rng = np.random.default_rng(16)
        everybody = make(rng)
        for _ in range(150):
            rows = rng.choice(900, n, replace=False)
            assisted_prevalence((rng.random(n) < 0.1) * 1.0, everybody[rows], everybody)

    def test_nor_is_a_draw_of_clusters_of_which_few_are_unlike(self):
        rng = np.random.default_rng(17)
        cluster = np.repeat(np.arange(400), 10)
        everybody = np.where(cluster < 20, 0.9, 0.01)
        # None of a hundred has one of the twenty: once in two hundred draws.
        rows = np.flatnonzero(cluster >= 300)
        y = (rng.random(1000) < 0.1) * 1.0
        with pytest.raises(ForeignPredictionsError):
            assisted_prevalence(y, everybody[rows], everybody)
        found = assisted_prevalence(y, everybody[rows], everybody, cluster[rows])
        assert found.clusters == 100


class TestGroups:
    def test_a_group_in_which_nobody_has_it_leans_on_people_alone(self):
        y, f = [1, 0, 1, 0, 0, 0], [0.9, 0.2, 0.8, 0.1, 0.7, 0.6]
        found = assisted_by_group(y, f, [*f, *[0.5] * 30], "AAAABB", "AAAABB" + "AB" * 15)
        assert found["A"].weight > 0
        assert (found["B"].weight, found["B"].gain, found["B"].estimate) == (0, 1, 0)

    def test_a_group_without_a_draw_is_refused(self):
        with pytest.raises(MissingStratumError, match="None of the 2 passages of “C”"):
            assisted_by_group([1, 0], [0.5, 0.5], [0.5] * 6, "AB", "ABABCC")

    def test_no_group_gains_more_than_all_together(self):
        rng = np.random.default_rng(9)
        corpus = Corpus(rng)
        rows = rng.choice(len(corpus), 120, replace=False)
        whole = share_of(corpus.truth, rows, corpus.predicted)
        site = np.where(corpus.conversation % 2, "A", "B")
        found = assisted_by_group(
            corpus.truth[rows], corpus.predicted[rows], corpus.predicted, site[rows], site
        )
        assert all(one.gain <= whole.gain for one in found.values())
        assert sum(one.n for one in found.values()) == 120


class TestRefusals:
    @pytest.mark.parametrize(
        ("y", "f", "everybody"),
        [
            ([], [], [0.5]),
            ([1], [0.5, 0.5], [0.5] * 9),
            ([1, 0], [0.5, 0.5], [0.5]),
            ([1, 0], [0.5, float("nan")], [0.5] * 9),
            ([1, 0], [0.5, 0.5], [0.5, float("inf"), 0.1]),
            ([1, 0], ["a", "b"], [0.5] * 9),
            ([[1, 0]], [[0.5, 0.5]], [0.5] * 9),
            (1, 0.5, [0.5] * 9),
            ([1, 0], [0.5, 0.5], None),
        ],
    )
    def test_what_does_not_fit_together_is_refused(self, y, f, everybody):
        with pytest.raises(AssistedInputError):
            assisted_prevalence(y, f, everybody)

    @pytest.mark.parametrize("wrong", [0.5, 2, -1, float("nan"), "yes", pd.NA])
    def test_a_decision_is_yes_or_no(self, wrong):
        with pytest.raises(DecisionError, match=r"^y holds .* 1 where .* 0 where") as told:
            assisted_prevalence([1, wrong], [0.5, 0.5], [0.5] * 9)
        assert isinstance(told.value, AssistedInputError)

    @pytest.mark.parametrize(
        ("f", "found"), [([[0.5], [0.5]], "f is a table of 2 by 1"), (0.5, "f is a single number")]
    )
    def test_predictions_are_one_column(self, f, found):
        with pytest.raises(AssistedInputError, match=f"{found}.*one number for each passage"):
            assisted_prevalence([1, 0], f, [0.5] * 9)

    @pytest.mark.parametrize(
        "how",
        [
            {"clusters": ["a"]},
            {"clusters": [["a"], ["b"]]},
            {"strata": ["a"]},
            {"strata": ["a", "b"], "population_strata": ["a"]},
            {"population_strata": ["a"] * 9},
            {"strata": ["a", "b"], "population_strata": ["a"] * 9},
            {"strata": ["a", "a"], "population_strata": ["a"] * 8 + ["b"]},
            {"level": 1},
            {"level": float("nan")},
            {"level": ".95"},
            {"level": None},
        ],
    )
    def test_so_are_clusters_and_strata_that_do_not(self, how):
        with pytest.raises(AssistedInputError):
            assisted_prevalence([1, 0], [0.5, 0.5], [0.5] * 9, **how)


class TestPlanning:
    def test_five_points_either_way_take_three_hundred_and_eighty_one(self):
        # Wilson's width at ½ is z/√(n + z²), so n = z²(1/.1² − 1) = 3.8415 · 99 = 380.3.
        assert plan_sample(0.05, 10**9).total == 381

    def test_the_planned_sample_gives_the_margin(self):
        for share in (0.05, 0.3, 0.5):
            n = plan_sample(0.05, 2_000, share=share).total
            effective = n / (1 - n / 2_000)
            low, high = wilson_interval(share * effective, effective)
            assert (high - low) / 2 <= 0.05
            fewer = (n - 1) / (1 - (n - 1) / 2_000)
            low, high = wilson_interval(share * fewer, fewer)
            assert (high - low) / 2 > 0.05

    def test_what_was_drawn_is_taken_off_and_the_gain_saves(self):
        plan = plan_sample(0.05, 10**9, drawn=100, gain=2)
        assert (plan.total, plan.more) == (191, 91)
        assert (plan.total_without, plan.more_without) == (381, 281)

    def test_there_is_never_more_to_code_than_there_is(self):
        assert plan_sample(0.001, 50, drawn=50).more == 0

    @pytest.mark.parametrize("margin", [0.02, 0.05, 0.1, 0.2])
    @pytest.mark.parametrize("population", [60, 200, 5000])
    @pytest.mark.parametrize("skill", [0.0, 0.4, 0.9])
    def test_more_is_asked_for_just_where_the_interval_is_too_wide(self, margin, population, skill):
        rng = np.random.default_rng(10)
        for n in (1, 7, 40, 59, 60):
            for share in (0, 0.05, 0.3, 0.5, 1):
                truth = (np.arange(population) < share * population).astype(float)
                predicted = skill * truth + (1 - skill) * rng.random(population)
                strata = np.where(np.arange(population) % 3, "a", "b")
                rows = rng.choice(population, n, replace=False)
                how = {}
                if len(set(strata[rows])) == 2:
                    how = {"strata": strata[rows], "population_strata": strata}
                found = share_of(truth, rows, predicted, **how)
                more = plan_more(found, margin)
                assert (more > 0) is ((found.high - found.low) / 2 > margin)
                assert n + more <= population

    def test_so_many_more_give_the_margin(self):
        y = [1.0] * 10 + [0.0] * 30
        found = assisted_prevalence(y, [0.5] * 40, [0.5] * 1000)
        n = 40 + plan_more(found, 0.05)
        for drawn, wide in ((n, False), (n - 1, True)):
            effective = drawn / (1 - drawn / 1000)
            low, high = wilson_interval(0.25 * effective, effective)
            assert ((high - low) / 2 > 0.05) is wide

    def test_one_conversation_allows_no_plan(self):
        found = assisted_prevalence([1, 0], [0.5] * 2, [0.5] * 40, clusters=["a", "a"])
        assert plan_more(found, 0.05) is None

    @pytest.mark.parametrize(
        "how",
        [
            {"margin": 0},
            {"margin": 0.6},
            {"share": 2},
            {"gain": 0.5},
            {"design": 0},
            {"drawn": -1},
            {"population": "many"},
            {"drawn": None},
            {"level": ".95"},
        ],
    )
    def test_what_makes_no_sense_is_refused(self, how):
        with pytest.raises(AssistedInputError, match="No sample can be planned"):
            plan_sample(**{"margin": 0.05, "population": 100, **how})

    def test_a_margin_is_a_number(self):
        found = assisted_prevalence([1, 0], [0.5] * 2, [0.5] * 40)
        with pytest.raises(AssistedInputError, match="with a margin of 'x'"):
            plan_more(found, "x")
