"""Encoders: what turns words into rows whose inner products say how alike two texts are.

Two TF-IDF encoders are always there: one of words and pairs of words, one of the characters inside
words, which forgives spelling and endings. Beside them stands the table of word vectors where it is
installed, and a sentence encoder where one is named: the folder of one on this computer, or any
object with the two methods of `Encoder`. Each has the same weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

from qualcode.suggest.errors import UnknownEncoderError

if TYPE_CHECKING:
    from qualcode.suggest.arrays import Floats, Indices

WORDS = r"\w+(?:['’]\w+)*|[?!]"
_MANY = 2_000
_WORTH_SPLITTING = 200
_SHARED = 0.03
_SMALL = 10_000_000
# A vocabulary must not be empty; a question mark is in it whatever the texts say.
_ALWAYS = "?"


@runtime_checkable
class Encoder(Protocol):
    """What makes rows of texts.

    `fit` sees every text there is, coded or not, and returns the encoder. `transform` returns one
    row a text, n × d, a dense array or a sparse CSR matrix, each row of Euclidean length 1, or 0
    where the text says nothing.
    """

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn from texts."""
        ...

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Return a row for each text."""
        ...


class WordEncoder:
    """TF-IDF rows over words and pairs of words; ? and ! are kept."""

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the vocabulary and how rare each term is."""
        self.learn(texts)
        return self

    def learn(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Fit, and return the rows of the same texts."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

        self._terms = TfidfVectorizer(token_pattern=WORDS, ngram_range=(1, 2), sublinear_tf=True)
        return self._terms.fit_transform([*texts, _ALWAYS])[:-1]

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Return n × d CSR rows of length 1."""
        return self._terms.transform(texts)

    def terms(self) -> list[str]:
        """Return what each column stands for."""
        return [str(term) for term in self._terms.get_feature_names_out()]


class CharacterEncoder:
    """TF-IDF rows over the runs of 2–5 characters inside words, each between two spaces.

    The same words come again and again. So the runs in each word are counted once: words in texts,
    times runs in words.
    """

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the runs, less those of a single text where texts are many, and their rarity."""
        self.learn(texts)
        return self

    def learn(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Fit, and return the rows of the same texts."""
        from sklearn.feature_extraction.text import (  # noqa: PLC0415
            CountVectorizer,
            TfidfTransformer,
        )

        counts, words = _count_words([*texts, _ALWAYS])
        options: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (2, 5)}
        every = CountVectorizer(**options)
        runs = counts @ every.fit_transform(words)
        kept = runs.getnnz(axis=0) >= (2 if len(texts) > _MANY else 1)
        vocabulary = every.get_feature_names_out()[kept]
        self._runs = CountVectorizer(**options, vocabulary=vocabulary)
        self._rarity = TfidfTransformer(sublinear_tf=True)
        return self._rarity.fit_transform(runs[:, kept])[:-1]

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Return n × d CSR rows of length 1."""
        counts, words = _count_words(texts)
        return self._rarity.transform(counts @ self._runs.transform(words))


def _count_words(texts: Sequence[str]) -> tuple[Any, list[str]]:
    """Return n × w counts of what stands between white space in lower case, and the w words."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    # The empty word, which no text holds, keeps the list from being empty.
    numbers = {"": 0}
    found: list[int] = []
    ends = [0]
    for text in texts:
        found += [numbers.setdefault(word, len(numbers)) for word in text.lower().split()]
        ends.append(len(found))
    counts = csr_matrix(([1.0] * len(found), found, ends), shape=(len(texts), len(numbers)))
    counts.sum_duplicates()
    return counts, list(numbers)


@dataclass(frozen=True, slots=True)
class Rows:
    """Texts as rows, in one block for each encoder, with the weight of each in the kernel."""

    blocks: tuple[Any, ...]
    weights: tuple[float, ...]

    def __len__(self) -> int:
        return int(self.blocks[0].shape[0])

    def take(self, index: "Indices") -> "Rows":
        """Return some of the rows."""
        return Rows(tuple(block[index] for block in self.blocks), self.weights)

    def split(self, *sizes: int) -> "list[Rows]":
        """Return parts of these sizes, in order, and then what is left."""
        parts, start = [], 0
        for size in (*sizes, len(self) - sum(sizes)):
            blocks = tuple(block[start : start + size] for block in self.blocks)
            parts.append(Rows(blocks, self.weights))
            start += size
        return parts

    def join(self, other: "Rows") -> "Rows":
        """Return these rows and then the others."""
        import numpy as np  # noqa: PLC0415
        from scipy.sparse import issparse, vstack  # noqa: PLC0415

        pairs = zip(self.blocks, other.blocks, strict=True)
        joined = (
            vstack(pair, format="csr") if issparse(pair[0]) else np.vstack(pair) for pair in pairs
        )
        return Rows(tuple(joined), self.weights)

    def similarity(self, other: "Rows") -> "Floats":
        """Return the weighted sum of the inner products: len(self) × len(other), at most 1."""
        import numpy as np  # noqa: PLC0415

        total = np.zeros((len(self), len(other)))
        for block, against, weight in zip(self.blocks, other.blocks, self.weights, strict=True):
            total += weight * _multiply(block, against)
        return total

    def weigh(self, other: "Rows", values: "Floats") -> "Floats":
        """Return similarity(other) · values for values len(other) × q, without the similarity."""
        import numpy as np  # noqa: PLC0415

        total = np.zeros((len(self), values.shape[1]))
        for block, against, weight in zip(self.blocks, other.blocks, self.weights, strict=True):
            total += weight * (block @ (against.T @ values))
        return total


def _multiply(left: Any, right: Any) -> "Floats":  # noqa: ANN401
    """Return the inner products of two blocks of rows, as a dense array.

    In sparse rows the few columns that many share are most of the work, and dense products of them
    in single precision are several times as fast.
    """
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import issparse  # noqa: PLC0415

    if not issparse(left):
        product: Floats = left @ right.T
        return product
    if min(left.shape[0], right.shape[0]) < _WORTH_SPLITTING:
        dense = right.shape[0] * right.shape[1] < _SMALL
        few = left @ (right.toarray().T if dense else right.T)
        return few if dense else few.toarray()  # type: ignore[no-any-return]
    shared = right.getnnz(axis=0) > _SHARED * right.shape[0]
    by_column, other = left.tocsc(), right.tocsc()
    product = (by_column[:, ~shared].tocsr() @ other[:, ~shared].tocsr().T).toarray()
    often, also = (part[:, shared].astype(np.float32).toarray() for part in (by_column, other))
    product += often @ also.T
    return product


class Encoders:
    """The encoders of one suggester and their weights, which sum to 1.

    `name` says which they are, for the model's id.
    """

    def __init__(self, encoder: object) -> None:
        from sklearn.base import clone  # noqa: PLC0415

        self.word, self.character = WordEncoder(), CharacterEncoder()
        beside: list[Encoder] = []
        if wants_table(encoder):
            from qualcode.suggest.meaning import StaticEncoder, open_table  # noqa: PLC0415

            beside.append(StaticEncoder(open_table()))
        sentences = find_sentence_encoder(encoder)
        if sentences is not None:
            # A caller's own object does not change when it is learned with.
            beside.append(clone(sentences, safe=False))
        self._members: tuple[Any, ...] = (self.word, self.character, *beside)
        self.weights = (1 / len(self._members),) * len(self._members)
        names = (str(getattr(one, "name", type(one).__name__)) for one in beside)
        self.name = " + ".join(("TF-IDF", *names))

    def learn(self, texts: Sequence[str]) -> Rows:
        """Let every encoder learn from all texts there are, and return their rows."""
        asked = texts or [""]
        blocks = [self.word.learn(asked), self.character.learn(asked)]
        blocks += [member.fit(asked).transform(asked) for member in self._members[2:]]
        return Rows(tuple(block[: len(texts)] for block in blocks), self.weights)

    def transform(self, texts: Sequence[str]) -> Rows:
        """Return the rows of texts under every encoder."""
        # Not every encoder takes an empty list.
        asked = texts or [""]
        blocks = (member.transform(asked)[: len(texts)] for member in self._members)
        return Rows(tuple(blocks), self.weights)


def wants_table(encoder: object) -> bool:
    """Tell whether a suggester's parameter asks for the table of word vectors.

    "static" insists on it; "tfidf" does without; anything else takes it where it is installed.
    """
    from qualcode.suggest.meaning import has_table  # noqa: PLC0415

    return encoder != "tfidf" and (encoder == "static" or has_table())


def find_sentence_encoder(encoder: object) -> Encoder | None:
    """Return the sentence encoder that a suggester's parameter names, None where it names none.

    "auto", "static" and "tfidf" name none; any other text or path names the folder of one. Raises
    UnknownEncoderError or EncoderFolderError.
    """
    if isinstance(encoder, str) and encoder in {"auto", "static", "tfidf"}:
        return None
    if isinstance(encoder, str | Path) and str(encoder) and Path(encoder).is_dir():
        from qualcode.suggest.transformer import open_transformer  # noqa: PLC0415

        return open_transformer(Path(encoder))
    if isinstance(encoder, Encoder) and not isinstance(encoder, type):
        return encoder
    raise UnknownEncoderError(encoder)
