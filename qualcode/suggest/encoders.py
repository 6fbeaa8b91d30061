"""Encoders: what turns words into rows whose inner products say how alike two texts are.

Two TF-IDF encoders are always there: one of words and pairs of words, one of the characters inside
words, which forgives spelling and endings. A third, of meaning, may be set beside them: any object
with the two methods of `Encoder`, such as one over sentence embeddings that lie on this computer.
It then takes half of the weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

from qualcode.suggest.errors import UnknownEncoderError

if TYPE_CHECKING:
    from qualcode.suggest.arrays import Floats, Indices

WORDS = r"\w+(?:['’]\w+)*|[?!]"
_MANY = 2_000
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
            product = block @ against.T
            total += weight * (product.toarray() if hasattr(product, "toarray") else product)
        return total

    def weigh(self, other: "Rows", values: "Floats") -> "Floats":
        """Return similarity(other) · values for values len(other) × q, without the similarity."""
        import numpy as np  # noqa: PLC0415

        total = np.zeros((len(self), values.shape[1]))
        for block, against, weight in zip(self.blocks, other.blocks, self.weights, strict=True):
            total += weight * (block @ (against.T @ values))
        return total


class Encoders:
    """The encoders of one suggester and their weights, which sum to 1."""

    def __init__(self, encoder: object) -> None:
        self.word, self.character = WordEncoder(), CharacterEncoder()
        self.meaning: Encoder | None = None
        self.weights: tuple[float, ...] = (0.5, 0.5)
        if isinstance(encoder, Encoder) and not isinstance(encoder, type):
            self.meaning = encoder
            self.weights = (0.25, 0.25, 0.5)
        elif encoder != "tfidf":
            raise UnknownEncoderError(encoder)

    def learn(self, texts: Sequence[str], others: Sequence[str] = ()) -> Rows:
        """Let every encoder learn from all texts there are; return the rows of the first ones."""
        everything = [*texts, *others]
        blocks = [self.word.learn(everything), self.character.learn(everything)]
        if self.meaning:
            blocks.append(self.meaning.fit(everything).transform(texts))
        return Rows(tuple(block[: len(texts)] for block in blocks), self.weights)

    def transform(self, texts: Sequence[str]) -> Rows:
        """Return the rows of texts under every encoder."""
        # Not every encoder takes an empty list.
        asked = texts or [""]
        members = (self.word, self.character, self.meaning)
        blocks = (member.transform(asked)[: len(texts)] for member in members if member)
        return Rows(tuple(blocks), self.weights)
