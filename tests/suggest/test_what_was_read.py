"""What was picked teaches what a code sounds like; only what was read, how common it is."""

import numpy as np
import pytest

from qualcode.suggest import Suggester, evaluate, forget
from qualcode.suggest.errors import ShapeError
from qualcode.suggest.shelf import open_shelf


@pytest.fixture(scope="module")
def picked(study):
    """The first forty passages were read; of the others only what carries a code was coded."""
    codings = np.where(study.Y == 1, 1.0, np.nan)
    codings[:40] = study.Y[:40]
    read = np.zeros(study.Y.shape, dtype=bool)
    read[:40] = True
    return codings, read


def test_picked_passages_do_not_make_a_code_look_common():
    # Words that tell nothing: 60 passages were read, 6 with the code, and 100 more were coded.
    rng = np.random.default_rng(3)
    texts = [" ".join(rng.choice(list("abcdefghijkl"), 8)) for _ in range(260)]
    codings = np.full((160, 1), 1.0)
    codings[:60] = (np.arange(60) % 10 == 0)[:, None]
    read = np.zeros((160, 1), dtype=bool)
    read[:60] = True
    told = Suggester("tfidf").fit(texts[:160], codings, codes=["x"], read=read)
    untold = Suggester("tfidf").fit(texts[:160], codings, codes=["x"])
    assert told.predict_proba(texts[160:]).mean() == pytest.approx(0.1, abs=0.07)
    assert untold.predict_proba(texts[160:]).mean() > 0.4


def test_picked_passages_teach_what_a_code_sounds_like(study, picked):
    codings, read = picked
    # Broken nights are in none of the passages that were read.
    codings, read = codings.copy(), read.copy()
    codings[:40, 0], read[:, 0] = np.nan, False
    told = Suggester().fit(study.texts, codings, groups=study.carers, codes=study.codes, read=read)
    nights, forms = told.predict_proba(["I am up three times in the night", "the forms again"])
    assert nights[0] > forms[0]


def test_one_no_among_many_picked_says_little_of_how_common_a_code_is(study):
    codings = np.where(study.Y == 1, 1.0, np.nan)
    codings[np.flatnonzero(study.Y[:, 0] == 0)[0], 0] = 0
    read = np.zeros(codings.shape, dtype=bool)
    refused = Suggester().fit(study.texts, codings, codes=study.codes, read=read)
    assert refused.predict_proba(["to be honest, at home"])[0, 0] < 0.5
    assert evaluate(refused, codings).codes[0].base is None


def test_where_all_was_read_nothing_differs(study):
    plain = Suggester().fit(study.texts, study.Y, codes=study.codes)
    said = Suggester().fit(
        study.texts, study.Y, codes=study.codes, read=np.ones(study.Y.shape, dtype=bool)
    )
    assert said.model_ == plain.model_
    np.testing.assert_array_equal(said.thresholds_, plain.thresholds_)


def test_a_base_is_of_what_was_read(study, picked):
    codings, read = picked
    told = Suggester().fit(study.texts, codings, groups=study.carers, codes=study.codes, read=read)
    first = evaluate(told, codings, study.carers).codes[0]
    assert first.base == pytest.approx(study.Y[:40, 0].mean())
    assert first.positives == study.Y[:, 0].sum()


def test_what_was_read_has_the_shape_of_the_codings(study):
    with pytest.raises(ShapeError, match="cells of what was read"):
        Suggester().fit(study.texts, study.Y, codes=study.codes, read=[True, False])


def test_what_is_forgotten_is_encoded_again():
    shelf = open_shelf("tfidf", ["up all night", "no bus"])
    assert open_shelf("tfidf", ["up all night", "no bus"]) is shelf
    forget()
    assert open_shelf("tfidf", ["up all night", "no bus"]) is not shelf
