import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from qualcode.suggest.encoders import CharacterEncoder, Encoders, WordEncoder
from qualcode.suggest.errors import UnknownEncoderError

ODD = ["", "  ", "STRASSE İstanbul ß", "up at night\n\nand unheard-of", "?"]


@pytest.mark.parametrize("copies", [1, 30])
def test_runs_of_characters_are_those_of_scikit_learn(study, copies):
    """Its analyser `char_wb` is the definition; above 2,000 texts, runs of one text are dropped."""
    texts = [*study.texts, *(f"{study.texts[0]} {n}" for n in range(80 * (copies - 1)))]
    learned = CharacterEncoder()
    rows = learned.learn(texts)
    other = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2 if copies > 1 else 1
    )
    theirs = other.fit([*texts, "?"]).transform(texts)
    assert rows.shape == theirs.shape
    asked = [*texts[:40], *ODD]
    ours = learned.transform(asked) @ rows.T
    np.testing.assert_allclose(
        ours.toarray(), (other.transform(asked) @ theirs.T).toarray(), atol=1e-12
    )


@pytest.mark.parametrize("encoder", [WordEncoder(), CharacterEncoder()])
def test_learning_gives_the_rows_that_transforming_gives(encoder, study):
    texts = [*study.texts, *ODD]
    learned = encoder.learn(texts)
    assert learned.shape[0] == len(texts)
    assert abs(learned - encoder.transform(texts)).max() < 1e-12


def test_a_text_is_its_own_likeness_and_an_empty_one_nobodys(study):
    encoders = Encoders("tfidf")
    rows = encoders.learn(["", *study.texts])
    assert len(rows) == 81
    alike = rows.similarity(rows)
    np.testing.assert_allclose(np.diag(alike)[1:], 1.0)
    assert not alike[0].any()


def test_rows_are_split_in_order(study):
    rows = Encoders("tfidf").learn(study.texts)
    first, second, rest = rows.split(10, 0)
    assert [len(part) for part in (first, second, rest)] == [10, 0, 70]
    together = first.join(rest)
    assert all(
        abs(ours - whole).max() == 0
        for ours, whole in zip(together.blocks, rows.blocks, strict=True)
    )


def test_products_with_shared_columns_apart_are_the_same_products(study):
    """Above 200 rows; in single precision."""
    rows = Encoders("tfidf").learn([f"{text} {n}" for n in range(3) for text in study.texts])
    some = rows.take(np.arange(0, 240, 10))
    together = rows.similarity(rows)
    assert len(rows) == 240
    np.testing.assert_allclose(together[::10], some.similarity(rows), atol=1e-6)


def test_each_encoder_has_the_same_weight():
    assert Encoders("tfidf").weights == (1 / 2, 1 / 2)


@pytest.mark.parametrize("name", ["minilm", "", 7, WordEncoder])
def test_what_is_no_encoder_is_refused(name):
    with pytest.raises(UnknownEncoderError, match="There is no encoder"):
        Encoders(name)


def test_weighing_is_similarity_times_values(study):
    rows = Encoders("tfidf").learn(study.texts)
    values = np.random.default_rng(0).normal(size=(80, 3))
    np.testing.assert_allclose(rows.weigh(rows, values), rows.similarity(rows) @ values, atol=1e-12)
