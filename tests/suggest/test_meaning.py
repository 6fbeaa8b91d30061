import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from qualcode.suggest import meaning
from qualcode.suggest.encoders import Encoders
from qualcode.suggest.errors import EncoderFolderError, NoStaticTableError
from qualcode.suggest.meaning import StaticEncoder, Table, has_table, open_table, read_tensors

WORDS = ["[UNK]", "the", "night", "sleep", "bus"]
VECTORS = np.array([[0, 0], [5, 5], [1, 0], [1, 0.1], [0, 1]], dtype=np.float32)


@pytest.fixture
def table():
    pieces = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    pieces.pre_tokenizer = Whitespace()
    return Table(VECTORS, pieces, "a small table")


def test_a_row_is_the_weighted_mean_of_its_pieces_at_length_one(table):
    """By hand: of 10 pieces “the” is 6, so it weighs .003/.603; “night” and “bus” .003/.103."""
    told = ["the the the the the the night bus sleep sleep"]
    row = StaticEncoder(table).fit(told).transform(["The night"])[0]
    by_hand = VECTORS[1] * 0.003 / 0.603 + VECTORS[2] * 0.003 / 0.103
    np.testing.assert_allclose(row, by_hand / np.linalg.norm(by_hand), rtol=1e-5)


def test_a_text_without_words_gets_zeros(table):
    rows = StaticEncoder(table).fit(["the night"]).transform(["", " \n", "sleep"])
    assert not rows[:2].any()
    assert np.linalg.norm(rows[2]) == pytest.approx(1)


def test_nothing_to_learn_from_is_no_trouble(table):
    encoder = StaticEncoder(table).fit([])
    assert encoder.transform([]).shape == (0, 2)
    assert encoder.transform(["bus"]).tolist() == [[0, 1]]


@pytest.mark.skipif(not has_table(), reason="the table of word vectors is not installed")
def test_the_installed_table_knows_what_words_mean():
    rows = (
        StaticEncoder(open_table()).fit([]).transform(["exhausted", "very tired", "the bus stop"])
    )
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1


def test_without_the_table_suggestions_rest_on_tfidf(monkeypatch):
    monkeypatch.setattr(meaning, "_PACKAGE", "a_package_that_is_not_there")
    open_table.cache_clear()
    assert Encoders("auto").name == "TF-IDF"
    with pytest.raises(NoStaticTableError, match="not installed"):
        Encoders("static")


def test_a_damaged_file_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"\xff" * 100)
    with pytest.raises(EncoderFolderError, match="cannot be read"):
        read_tensors(tmp_path / "model.safetensors")
