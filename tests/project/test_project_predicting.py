"""Predictions for assisted shares: from what was read, by models that saw no such conversation."""

import numpy as np
import pytest

from qualcode import suggest
from qualcode.measures import assisted_prevalence
from qualcode.model import Code, Passage
from qualcode.project.counts.predicting import predict_apart

WORDS = ("kettle", "bus", "garden", "form", "nurse", "Tuesday", "stairs", "letter", "rain", "shop")
CODES = (Code("c1", "rest", "Rest", definition="Time off."),)
NAN = float("nan")
CONVERSATIONS, EACH = 30, 10
GROUPS = [f"s{n // EACH}" for n in range(CONVERSATIONS * EACH)]


def passages_of(rng):
    """Return passages whose words say nothing of the code."""
    texts = [" ".join(rng.choice(WORDS, 12)) for _ in GROUPS]
    return [
        Passage(f"p{n}", source, f"t{n}", n, 0, len(text), text)
        for n, (source, text) in enumerate(zip(GROUPS, texts, strict=True))
    ]


def predict(passages, known, read, groups=GROUPS):
    return predict_apart(passages, known, read, CODES, [None] * len(passages), groups, "tfidf")


class Seen:
    """What the models of one prediction learned from and were asked."""

    def __init__(self, monkeypatch):
        self.learned, self.asked, self.read, self.said = [], [], [], []
        seen = self

        class Spy(suggest.Suggester):
            def fit(self, texts, *rest, **how):
                seen.learned.append(list(texts))
                seen.read.append(np.array(how["read"]))
                return super().fit(texts, *rest, **how)

            def predict_proba(self, texts, *rest):
                found = super().predict_proba(texts, *rest)
                seen.asked.append(list(texts))
                seen.said.append(dict(zip(texts, found[:, 0], strict=True)))
                return found

        monkeypatch.setattr(suggest, "Suggester", Spy)


@pytest.fixture
def seen(monkeypatch):
    return Seen(monkeypatch)


class TestWhatWasRead:
    """One in ten carries the code where it was read; others were coded in passing, and picked."""

    @pytest.fixture
    def material(self):
        rng = np.random.default_rng(3)
        passages = passages_of(rng)
        truth = (rng.random(len(passages)) < 0.1).astype(float)
        read = np.zeros((len(passages), 1), dtype=bool)
        read[rng.permutation(len(passages))[:120]] = True
        picked = np.flatnonzero((truth == 0) & ~read[:, 0])[:80]
        known = np.where(read, truth[:, None], NAN)
        known[picked] = 1.0
        return passages, known, read

    def test_what_was_coded_in_passing_does_not_make_a_theme_common(self, material):
        passages, known, read = material
        share = known[read[:, 0], 0].mean()
        assert predict(passages, known, read).mean() == pytest.approx(share, abs=0.04)
        # Taken as if all of it had been read, the theme looks four times as common.
        assert predict(passages, known, ~np.isnan(known)).mean() > 3 * share

    def test_taken_as_read_it_would_lie_outside_what_the_draw_allows(self, material):
        """The estimate leans on predictions for what was not drawn: those must be of its base."""
        passages, known, read = material
        rows = np.flatnonzero(read[:, 0])
        y = known[rows, 0]
        found = {
            name: predict(passages, known, how)[:, 0]
            for name, how in (("read", read), ("all", ~np.isnan(known)))
        }
        summed = {name: one.mean() for name, one in found.items()}
        clusters = [GROUPS[row] for row in rows]
        told = assisted_prevalence(y, found["read"][rows], found["read"], clusters)
        assert told.low <= summed["read"] <= told.high
        assert summed["all"] > told.high


class TestFolds:
    def test_a_passage_of_an_unknown_conversation_gets_the_mean_of_all_models(self, seen):
        rng = np.random.default_rng(1)
        passages = passages_of(rng)
        known = np.full((len(passages), 1), NAN)
        known[: 20 * EACH : 2, 0] = rng.random(20 * EACH // 2) < 0.3
        predicted = predict(passages, known, ~np.isnan(known))
        assert len(seen.learned) == 5
        new = passages[25 * EACH]
        assert predicted[25 * EACH, 0] == pytest.approx(np.mean([m[new.text] for m in seen.said]))

    def test_one_of_a_known_conversation_only_that_of_the_model_without_it(self, seen):
        rng = np.random.default_rng(2)
        passages = passages_of(rng)
        known = np.full((len(passages), 1), NAN)
        known[: 20 * EACH : 2, 0] = rng.random(20 * EACH // 2) < 0.3
        predicted = predict(passages, known, ~np.isnan(known))
        for row in (0, 1):  # one that was read, and one beside it that nobody read
            (model,) = [n for n, asked in enumerate(seen.asked) if passages[row].text in asked]
            assert predicted[row, 0] == seen.said[model][passages[row].text]
            own = {one.text for one in passages[:EACH]}
            assert not own & set(seen.learned[model])

    def test_fewer_conversations_than_folds_give_a_model_each(self, seen):
        passages = passages_of(np.random.default_rng(4))
        known = np.full((len(passages), 1), NAN)
        known[: 3 * EACH, 0] = np.arange(3 * EACH) % 3 == 0
        predict(passages, known, ~np.isnan(known))
        assert [len(one) for one in seen.learned] == [2 * EACH] * 3

    def test_with_nothing_known_the_codebook_alone_predicts(self, seen):
        passages = passages_of(np.random.default_rng(5))
        known = np.full((len(passages), 1), NAN)
        found = predict(passages, known, ~np.isnan(known))
        assert seen.learned == [[]]
        assert found.shape == known.shape


def test_a_code_added_later_was_read_in_nothing_that_came_before(desk, seen):
    """Passages read before are no “no” of the new code, though it was coded in one in passing."""
    project = desk.project
    drawn = project.samples.draw(10**6, seed="s").passages
    for one in drawn:
        project.readings.mark(one.source, one.start, one.end)
    later = project.codes.add("Sleep", definition="Nights.")
    for one in drawn[:2]:
        project.codings.apply(one.source, one.start, one.end, later.id)
    found = project.counting.assisted()
    column = [one.id for one in project.codes.list()].index(later.id)
    assert seen.read
    assert not any(read[:, column].any() for read in seen.read)
    assert all(read[:, :column].all() for read in seen.read)
    told = {one.code: one for one in found.counts}
    assert told[later.id].estimate is None
