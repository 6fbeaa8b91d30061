"""A made-up encoder of two layers, small enough to compute by the definition, word by word."""

import copy
import math

import numpy as np
import pytest
from tiny_encoder import HEADS, LAYERS, WIDTH, WORDS, make_tensors, write_folder

from qualcode.suggest import Suggester
from qualcode.suggest.errors import EncoderFolderError
from qualcode.suggest.transformer import open_transformer


@pytest.fixture
def folder(tmp_path):
    return write_folder(tmp_path / "encoder")


def norm(vector, weights, name):
    vector = vector - vector.mean()
    gain, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return vector / math.sqrt((vector**2).mean()) * gain + bias


def dense(vector, weights, name):
    return weights[f"{name}.weight"] @ vector + weights[f"{name}.bias"]


def by_definition(words):
    """Devlin et al. (2019), one piece and one head at a time, in double precision."""
    w = {name: array.astype(float) for name, array in make_tensors().items()}
    known = [WORDS.index(word) if word in WORDS else 2 for word in words.split()]
    xs = [
        norm(
            w["embeddings.word_embeddings.weight"][piece]
            + w["embeddings.position_embeddings.weight"][place]
            + w["embeddings.token_type_embeddings.weight"][0],
            w,
            "embeddings.LayerNorm",
        )
        for place, piece in enumerate([0, *known, 1])
    ]
    size = WIDTH // HEADS
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        q, k, v = (
            [dense(x, w, f"{at}attention.self.{part}") for x in xs]
            for part in ("query", "key", "value")
        )
        new = []
        for i, x in enumerate(xs):
            heard = []
            for head in range(HEADS):
                own = slice(head * size, (head + 1) * size)
                scores = np.array([q[i][own] @ other[own] / math.sqrt(size) for other in k])
                shares = np.exp(scores) / np.exp(scores).sum()
                heard.append(sum(s * other[own] for s, other in zip(shares, v, strict=True)))
            joined = dense(np.concatenate(heard), w, f"{at}attention.output.dense")
            y = norm(x + joined, w, f"{at}attention.output.LayerNorm")
            wide = dense(y, w, f"{at}intermediate.dense")
            wide = np.array([0.5 * a * (1 + math.erf(a / math.sqrt(2))) for a in wide])
            new.append(norm(y + dense(wide, w, f"{at}output.dense"), w, f"{at}output.LayerNorm"))
        xs = new
    return xs


@pytest.mark.parametrize("prefix", ["", "bert."])
def test_rows_are_the_mean_of_the_pieces_by_definition(tmp_path, prefix):
    encoder = open_transformer(write_folder(tmp_path / "encoder", prefix=prefix))
    texts = ["up at night", "the bills", "the bills up quite at night", "the bills"]
    for row, text in zip(encoder.transform(texts), texts, strict=True):
        mean = np.mean(by_definition(text), axis=0)
        np.testing.assert_allclose(row, mean / np.linalg.norm(mean), atol=1e-5)


def test_the_first_piece_where_the_folder_says_so(tmp_path):
    pooling = {"pooling_mode_mean_tokens": False, "pooling_mode_cls_token": True}
    row = open_transformer(write_folder(tmp_path / "e", pooling=pooling)).transform(["at night"])[0]
    first = by_definition("at night")[0]
    np.testing.assert_allclose(row, first / np.linalg.norm(first), atol=1e-5)


def test_empty_texts_get_zeros_and_no_texts_no_rows(folder):
    encoder = open_transformer(folder)
    assert not encoder.transform(["", "  "]).any()
    assert encoder.transform([]).shape == (0, WIDTH)


def test_the_same_folder_is_read_once_and_a_copy_is_the_encoder_itself(folder):
    encoder = open_transformer(folder)
    assert open_transformer(folder) is encoder
    assert copy.deepcopy(encoder) is encoder


def test_a_suggester_takes_the_folder_by_name(folder, study, codebook, unseen):
    suggester = Suggester(encoder=str(folder)).fit(
        study.texts, study.Y, groups=study.carers, codebook=codebook
    )
    assert "bert " in suggester.encoder_
    assert suggester.predict_proba(unseen.texts).shape == unseen.Y.shape


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda folder: (folder / "tokenizer.json").unlink(), "no tokenizer.json"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"no"), "cannot be read"),
        (lambda folder: (folder / "config.json").write_text("{"), "not JSON"),
        (lambda folder: (folder / "config.json").write_text('{"model_type": "mpnet"}'), "mpnet"),
        (lambda folder: (folder / "config.json").write_text('{"model_type": "bert"}'), "together"),
        (lambda folder: (folder / "2_Dense").mkdir(), "dense layer"),
    ],
)
def test_a_folder_that_cannot_serve_is_refused_with_the_reason(folder, spoil, why):
    spoil(folder)
    with pytest.raises(EncoderFolderError, match=why):
        open_transformer(folder)
