"""Encoders: what turns words into rows whose inner products say how alike two texts are.

Two TF-IDF encoders are always there: one of words and pairs of words, one of the characters inside
words, which forgives spelling and endings. A third, of meaning, may be set beside them: any object
with the two methods of `Encoder`, such as one over sentence embeddings that lie on this computer.
It then takes half of the weight.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, runtime_checkable

from qualcode.suggest.errors import UnknownEncoderError

if TYPE_CHECKING:
    from qualcode.suggest.arrays import Floats, Indices

WORDS = r"\w+(?:['’]\w+)*|[?!]"
_MANY = 2_000


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


class TfidfEncoder:
    """TF-IDF rows over words (1–2) or over characters inside words (2–5); ? and ! are kept."""

    def __init__(self, analyser: str) -> None:
        self.analyser = analyser

    def fit(self, texts: Sequence[str]) -> Self:
        """Learn the vocabulary and how rare each term is."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

        # A vocabulary must not be empty; a question mark is in it whatever the texts say.
        learned = [*texts, "?"]
        options: dict[str, Any] = (
            {"token_pattern": WORDS, "ngram_range": (1, 2)}
            if self.analyser == "word"
            else {"ngram_range": (2, 5), "min_df": 2 if len(texts) > _MANY else 1}
        )
        self.vectoriser_ = TfidfVectorizer(
            analyzer=self.analyser, lowercase=True, sublinear_tf=True, **options
        ).fit(learned)
        return self

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401
        """Return n × d CSR rows of length 1."""
        return self.vectoriser_.transform(texts)

    def terms(self) -> list[str]:
        """Return what each column stands for."""
        return [str(term) for term in self.vectoriser_.get_feature_names_out()]


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


class Encoders:
    """The encoders of one suggester and their weights, which sum to 1."""

    def __init__(self, encoder: object) -> None:
        self.word = TfidfEncoder("word")
        members: list[Encoder] = [self.word, TfidfEncoder("char_wb")]
        if encoder == "tfidf":
            self.weights: tuple[float, ...] = (0.5, 0.5)
        elif isinstance(encoder, Encoder) and not isinstance(encoder, type):
            members.append(encoder)
            self.weights = (0.25, 0.25, 0.5)
        else:
            raise UnknownEncoderError(encoder)
        self.members = tuple(members)

    def fit(self, texts: Iterable[str]) -> Self:
        """Let every encoder learn from all texts there are."""
        learned = list(texts)
        for member in self.members:
            member.fit(learned)
        return self

    def transform(self, texts: Sequence[str]) -> Rows:
        """Return the rows of texts under every encoder."""
        # Not every encoder takes an empty list.
        asked = texts or [""]
        blocks = (member.transform(asked)[: len(texts)] for member in self.members)
        return Rows(tuple(blocks), self.weights)
