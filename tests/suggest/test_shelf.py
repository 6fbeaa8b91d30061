import numpy as np
import pytest

from qualcode.suggest import Suggester, shelf
from qualcode.suggest.encoders import Encoders
from qualcode.suggest.shelf import open_shelf


@pytest.fixture
def learned(monkeypatch):
    """What was encoded since, a list of the texts for each time."""
    seen = []
    learn = Encoders.learn
    monkeypatch.setattr(shelf, "_shelves", type(shelf._shelves)())
    monkeypatch.setattr(
        Encoders, "learn", lambda self, texts: seen.append(list(texts)) or learn(self, texts)
    )
    return seen


def test_a_refit_with_other_codings_encodes_nothing(study, codebook, learned):
    for until in (30, 60):
        Suggester().fit(
            study.texts[:until], study.Y[:until], codebook=codebook, pool=study.texts[until:]
        )
    assert len(learned) == 1


def test_a_new_text_changes_what_is_rare_and_all_is_encoded_again(study, learned):
    open_shelf("tfidf", study.texts)
    open_shelf("tfidf", [*study.texts, "something new"])
    assert len(learned) == 2


def test_equal_texts_are_learned_from_once(learned):
    open_shelf("tfidf", ["no", "a form", "no", "no"])
    assert learned == [["a form", "no"]]


def test_rows_come_in_the_order_that_is_asked_for(study):
    held = open_shelf("tfidf", study.texts)
    asked = [study.texts[5], "words nobody said", study.texts[2], study.texts[5]]
    rows, fresh = held.rows(asked), held.encoders.transform(asked)
    for ours, theirs in zip(rows.blocks, fresh.blocks, strict=True):
        np.testing.assert_allclose(ours.toarray(), theirs.toarray(), atol=1e-12)


def test_no_texts_are_no_rows(study):
    assert len(open_shelf("tfidf", study.texts).rows([])) == 0


def test_texts_beyond_the_kept_ones_have_rows_too(study, monkeypatch):
    whole = open_shelf("tfidf", [*study.texts, "one more"]).rows(study.texts)
    monkeypatch.setattr(shelf, "KEPT_ROWS", 10)
    monkeypatch.setattr(shelf, "_shelves", type(shelf._shelves)())
    part = open_shelf("tfidf", [*study.texts, "one more"]).rows(study.texts)
    np.testing.assert_allclose(part.similarity(whole), whole.similarity(whole), atol=1e-9)


def test_no_more_than_two_shelves_are_kept(study, learned):
    for n in range(3):
        open_shelf("tfidf", study.texts[: 10 + n])
    assert len(shelf._shelves) == 2
