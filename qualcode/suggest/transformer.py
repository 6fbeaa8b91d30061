"""Sentence embeddings from a folder on this computer: a BERT encoder, computed with NumPy.

The folder is that of a sentence-transformers model (Reimers and Gurevych 2019), such as
all-MiniLM-L6-v2: config.json, model.safetensors and tokenizer.json, and how the pieces are pooled
in 1_Pooling. The layers are those of Devlin et al. (2019). Nothing is fetched, and no code of the
folder is run.
"""

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from scipy.special import erf

from qualcode.suggest.errors import EncoderFolderError
from qualcode.suggest.meaning import digest_file, normalise, read_pieces, read_tensors
from qualcode.suggest.memory import Memory

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Floats32 = NDArray[np.float32]

_MODEL, _PIECES, _CONFIG = "model.safetensors", "tokenizer.json", "config.json"
_LONGEST = 256
# As many pieces at once keep the intermediate arrays within some tens of megabytes.
_PIECES_AT_ONCE = 4_096
# Where positions begin: RoBERTa keeps the first ones for padding.
_FIRST_POSITION = {"bert": 0, "roberta": 2, "xlm-roberta": 2}


class TransformerEncoder:
    """A BERT encoder with the mean (or first) piece as the text's row, at length 1.

    `name` follows from the weights. `memory` keeps what was computed, by a keyed hash of the text.
    """

    def __init__(
        self,
        tensors: "dict[str, NDArray[Any]]",
        config: dict[str, Any],
        pieces: "Tokenizer",
        *,
        name: str,
        longest: int = _LONGEST,
        first_piece: bool = False,
    ) -> None:
        self.name, self._first_piece = name, first_piece
        self._pieces = pieces
        self._pieces.no_padding()
        self._offset = _FIRST_POSITION[config["model_type"]]
        self._heads = int(config["num_attention_heads"])
        self._small = float(config.get("layer_norm_eps", 1e-12))
        self._read(tensors, int(config["num_hidden_layers"]))
        self._pieces.enable_truncation(min(longest, len(self._places) - self._offset))
        self.width = int(self._words.shape[1])
        self.memory = Memory(self.width)

    def fit(self, texts: Sequence[str]) -> Self:  # noqa: ARG002
        """Return the encoder as it is."""
        return self

    def transform(self, texts: Sequence[str]) -> "Floats32":
        """Return n × d rows; a text without a word gets zeros."""
        return self.memory.recall(texts, self._compute)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the encoder itself: no text changes it."""
        return self

    def _compute(self, texts: Sequence[str]) -> "Floats32":
        rows = np.zeros((len(texts), self.width), dtype=np.float32)
        by_length: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for i, text in enumerate(texts):
            if text.strip():
                ids = self._pieces.encode(text).ids
                by_length[len(ids)].append((i, ids))
        # Texts of one length need neither padding nor a mask.
        for length, members in by_length.items():
            step = max(1, _PIECES_AT_ONCE // length)
            for start in range(0, len(members), step):
                part = members[start : start + step]
                rows[[i for i, _ in part]] = self._forward(np.array([ids for _, ids in part]))
        return rows

    def _forward(self, ids: "NDArray[np.intp]") -> "Floats32":
        """Return a row for each line of b × length pieces."""
        texts, length = ids.shape
        places = self._places[self._offset : self._offset + length]
        x = _normalise_layer(self._words[ids] + places + self._kind, self._first, self._small)
        for layer in self._layers:
            x = layer.apply(x, self._heads, self._small)
        return normalise(x[:, 0] if self._first_piece else x.mean(axis=1)).reshape(texts, -1)

    def _read(self, tensors: "dict[str, NDArray[Any]]", layers: int) -> None:
        # Some folders say bert.embeddings…, others embeddings….
        prefix = next(
            (name.partition("embeddings.")[0] for name in tensors if "embeddings." in name), ""
        )
        own = {
            name.removeprefix(prefix): array.astype(np.float32)
            for name, array in tensors.items()
            if array.dtype.kind == "f"
        }
        self._words = own["embeddings.word_embeddings.weight"]
        self._places = own["embeddings.position_embeddings.weight"]
        self._kind = own["embeddings.token_type_embeddings.weight"][0]
        self._first = _pair(own, "embeddings.LayerNorm")
        self._layers = [_Layer(own, f"encoder.layer.{i}.") for i in range(layers)]


class _Layer:
    """One layer of the encoder: attention, then two dense maps, each added and normalised."""

    def __init__(self, own: "dict[str, Floats32]", at: str) -> None:
        parts = [_pair(own, f"{at}attention.self.{part}") for part in ("query", "key", "value")]
        self._asked = (
            np.concatenate([weight for weight, _ in parts]).T.copy(),
            np.concatenate([bias for _, bias in parts]),
        )
        self._joined = _dense(own, f"{at}attention.output.dense")
        self._after = _pair(own, f"{at}attention.output.LayerNorm")
        self._wide = _dense(own, f"{at}intermediate.dense")
        self._narrow = _dense(own, f"{at}output.dense")
        self._last = _pair(own, f"{at}output.LayerNorm")

    def apply(self, x: "Floats32", heads: int, small: float) -> "Floats32":
        """Return b × length × d of the next layer."""
        texts, length, width = x.shape
        asked = _map(x, self._asked).reshape(texts, length, 3, heads, width // heads)
        query, key, value = asked.transpose(2, 0, 3, 1, 4)
        weights = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // heads))
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        heard = (weights @ value).transpose(0, 2, 1, 3).reshape(texts, length, width)
        x = _normalise_layer(x + _map(heard, self._joined), self._after, small)
        wide = _map(x, self._wide)
        wide *= 0.5 * (1 + erf(wide * np.float32(np.sqrt(0.5))))
        return _normalise_layer(x + _map(wide, self._narrow), self._last, small)


def open_transformer(folder: Path, cache: Path | None = None) -> TransformerEncoder:
    """Return the encoder of a folder, the same one while its files stay as they are.

    `cache` is a folder in which it keeps what it computes, for later runs: see `memory`. Raises
    EncoderFolderError where the folder holds no encoder that can be computed here.
    """
    model = folder / _MODEL
    for path in (model, folder / _PIECES, folder / _CONFIG):
        if not path.is_file():
            raise EncoderFolderError(folder, f"it has no {path.name}")
    state = model.stat()
    encoder = _open(folder.resolve(), state.st_size, state.st_mtime_ns)
    if cache is not None:
        encoder.memory.keep_in(cache, encoder.name)
    return encoder


def close_transformers() -> None:
    """Let go of the encoders that are open, and of what they computed."""
    _open.cache_clear()


@lru_cache(maxsize=2)
def _open(folder: Path, size: int, changed: int) -> TransformerEncoder:  # noqa: ARG001
    config = _read_json(folder / _CONFIG)
    kind = config.get("model_type")
    if kind not in _FIRST_POSITION:
        raise EncoderFolderError(folder, f"its model is of the type {kind!r}, not BERT or RoBERTa")
    if config.get("hidden_act", "gelu") != "gelu":
        raise EncoderFolderError(folder, "its activation is not gelu")
    if (folder / "2_Dense").is_dir():
        raise EncoderFolderError(folder, "it has a dense layer behind the pooling")
    pooling = _read_json(folder / "1_Pooling" / _CONFIG)
    if not (pooling.get("pooling_mode_mean_tokens", True) or pooling["pooling_mode_cls_token"]):
        raise EncoderFolderError(folder, "it pools neither the mean nor the first piece")
    longest = _read_json(folder / "sentence_bert_config.json").get("max_seq_length") or _LONGEST
    try:
        return TransformerEncoder(
            read_tensors(folder / _MODEL),
            config,
            read_pieces(folder / _PIECES),
            name=f"{kind} {digest_file(folder / _MODEL)}",
            longest=int(longest),
            first_piece=not pooling.get("pooling_mode_mean_tokens", True),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise EncoderFolderError(folder, f"its files do not fit together ({wrong})") from None


def _read_json(path: Path) -> dict[str, Any]:
    """Return what a file says; nothing where there is none."""
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise EncoderFolderError(path, "it is not JSON") from None
    return found if isinstance(found, dict) else {}


def _pair(own: "dict[str, Floats32]", name: str) -> "tuple[Floats32, Floats32]":
    return own[f"{name}.weight"], own[f"{name}.bias"]


def _dense(own: "dict[str, Floats32]", name: str) -> "tuple[Floats32, Floats32]":
    weight, bias = _pair(own, name)
    return weight.T.copy(), bias


def _map(x: "Floats32", weights: "tuple[Floats32, Floats32]") -> "Floats32":
    """Return x · weight + bias over the last axis, as one product of matrices."""
    matrix, bias = weights
    found: Floats32 = (x.reshape(-1, x.shape[-1]) @ matrix).reshape(*x.shape[:-1], -1) + bias
    return found


def _normalise_layer(
    x: "Floats32", weights: "tuple[Floats32, Floats32]", small: float
) -> "Floats32":
    gain, bias = weights
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(small))
    found: Floats32 = x * gain + bias
    return found
