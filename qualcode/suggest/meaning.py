"""Rows of meaning from a table of word pieces that lies on this computer.

The vector of a text is the weighted mean of its pieces' vectors, common pieces counting for less
(Arora, Liang and Ma 2017). The table is that of WordLlama (Miller 2024, MIT), which its package
carries; only the package's files are read, none of its code is run, and nothing is fetched.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from scipy.sparse import csr_matrix

from qualcode.suggest.errors import EncoderFolderError, NoStaticTableError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

_PACKAGE = "wordllama"
_VECTORS = Path("weights", "l2_supercat_256.safetensors")
_PIECES = Path("tokenizers", "l2_supercat_tokenizer_config.json")
_BATCH = 2_000
# The paper takes .001 or less. Of .001, .003 and .01 this was best on the training parts of a
# survey of patients, from 8 examples a code as from 1,000 answers.
_COMMON = 0.003


@dataclass(frozen=True, slots=True)
class Table:
    """A vector (float32) for each piece of a word, and what cuts texts into pieces.

    `name` says which table it is: it is part of a model's id.
    """

    vectors: "NDArray[np.float32]"
    pieces: "Tokenizer"
    name: str

    def count(self, texts: Sequence[str]) -> csr_matrix:
        """Return n × pieces counts, in lower case; nothing is counted in white space."""
        # One by one: batches would start threads, which gain little and outlive the call.
        found = [
            self.pieces.encode(text.lower(), add_special_tokens=False).ids if text else []
            for text in map(str.strip, texts)
        ]
        ends = np.cumsum([0, *map(len, found)])
        flat = np.fromiter((i for ids in found for i in ids), dtype=np.intp, count=int(ends[-1]))
        np.clip(flat, 0, len(self.vectors) - 1, out=flat)
        ones = np.ones(len(flat), dtype=np.float32)
        return csr_matrix((ones, flat, ends), shape=(len(texts), len(self.vectors)))


class StaticEncoder:
    """The mean of the vectors of a text's pieces, each weighted by a/(a + its share), at length 1.

    The shares of the pieces are learned from texts, the vectors are not.
    """

    def __init__(self, table: Table) -> None:
        self.name = table.name
        self._table = table

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn how common each piece is."""
        total = np.zeros(len(self._table.vectors), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            total += np.asarray(self._table.count(texts[start : start + _BATCH]).sum(axis=0))[0]
        share = total / max(float(total.sum()), 1.0)
        weight = _COMMON / (_COMMON + share)
        self._vectors = self._table.vectors * weight[:, None].astype(np.float32)
        return self

    def transform(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return n × d rows; a text without a word gets zeros."""
        parts = [np.zeros((0, self._vectors.shape[1]), dtype=np.float32)]
        for start in range(0, len(texts), _BATCH):
            counts = self._table.count(texts[start : start + _BATCH])
            parts.append(normalise(counts @ self._vectors))
        return np.concatenate(parts)


def has_table() -> bool:
    """Tell whether the table that comes with a usual installation is there."""
    return _find_package() is not None


@lru_cache(maxsize=1)
def open_table() -> Table:
    """Return the installed table. Raises NoStaticTableError without one."""
    folder = _find_package()
    if folder is None:
        raise NoStaticTableError
    (vectors,) = read_tensors(folder / _VECTORS).values()
    pieces = read_pieces(folder / _PIECES)
    pieces.no_padding()
    pieces.no_truncation()
    return Table(vectors.astype(np.float32), pieces, _VECTORS.stem)


def read_tensors(path: Path) -> "dict[str, NDArray[Any]]":
    """Return the arrays of a safetensors file by name. Raises EncoderFolderError."""
    from safetensors import SafetensorError  # noqa: PLC0415
    from safetensors.numpy import load_file  # noqa: PLC0415

    try:
        found: dict[str, NDArray[Any]] = load_file(path)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as wrong:
        raise EncoderFolderError(path, f"it cannot be read ({wrong})") from None
    return found


def read_pieces(path: Path) -> "Tokenizer":
    """Return the cutter of words into pieces that a file describes. Raises EncoderFolderError."""
    from tokenizers import Tokenizer  # noqa: PLC0415

    try:
        described = path.read_text(encoding="utf-8")
        return Tokenizer.from_str(described)
    except (OSError, ValueError) as wrong:
        raise EncoderFolderError(path, f"it cannot be read ({wrong})") from None


def digest_file(path: Path) -> str:
    """Return 16 hex digits that follow from a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def normalise(rows: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """Return the rows at length 1; zeros stay zeros."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    length[length == 0] = 1
    found: NDArray[np.float32] = (rows / length).astype(np.float32, copy=False)
    return found


def _find_package() -> Path | None:
    """Return the folder of the package that carries the table, without importing it."""
    spec = find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (Path(place) / _VECTORS).is_file() and (Path(place) / _PIECES).is_file():
            return Path(place)
    return None
