"""Real survey answers with their codes, how they are split, and the baseline that stands beside."""

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qualcode.suggest import Suggester
from qualcode.suggest.metrics import (
    average_precisions,
    calibration_error,
    f1_scores,
    recall_at,
)
from qualcode.suggest.wording import split_examples

ANSWERS = Path(__file__).resolve().parents[2] / "shared" / "data" / "pxfft"
LEAST_USES = 30
Floats = NDArray[np.float64]
# What is learned from, by name: the part of the split, and whether the codebook's quotations help.
SETTINGS = {
    "codebook only": (None, False),
    "k8": (("kshot", "8"), False),
    "k8, examples": (("kshot", "8"), True),
    "r200": (("rand", "200"), False),
    "r1000": (("rand", "1000"), False),
}


@dataclass(frozen=True, slots=True)
class Scores:
    """What a model reached on answers of people it had not seen; None where nothing is wanted."""

    mean_average_precision: float
    recall_at_3: float | None = None
    macro_f1: float | None = None
    micro_f1: float | None = None
    calibration_error: float | None = None

    def cells(self) -> tuple[str, ...]:
        """Return the figures for a table."""
        found = (getattr(self, one.name) for one in fields(self))
        return tuple("" if figure is None else f"{figure:.3f}" for figure in found)

    def say(self) -> str:
        """Return the figures in one cell."""
        found = (getattr(self, one.name) for one in fields(self))
        return " / ".join(f"{figure:.3f}" for figure in found if figure is not None)

    @classmethod
    def mean(cls, scores: list[Self]) -> Self:
        """Return the mean of each figure."""
        return cls(*(float(np.mean([getattr(s, one.name) for s in scores])) for one in fields(cls)))


@dataclass(frozen=True, slots=True)
class Part:
    """What is learned from and asked for in one split; the truth of what is asked is n × q."""

    coded: list[str]
    texts: list[str]
    Y: Floats
    people: list[str]
    pool: list[str]
    codebook: pd.DataFrame
    asked: list[str]
    truth: Floats

    def judge(self, probabilities: Floats, threshold: Any) -> Scores:  # noqa: ANN401
        """Return how good probabilities are, proposing from one threshold, or one a code."""
        proposed = (probabilities >= threshold).astype(float)
        return Scores(
            float(np.nanmean(average_precisions(self.truth, probabilities))),
            recall_at(self.truth, probabilities),
            *f1_scores(self.truth, proposed),
            calibration_error(self.truth, probabilities),
        )


class Answers:
    """All answers, which of the codes with 30 uses or more each carries, and the codebook."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.segments = pd.read_csv(folder / "segments.csv", keep_default_na=False)
        self.segments = self.segments.set_index("segment_id")
        labels = pd.read_csv(folder / "labels.csv")
        book = pd.read_csv(folder / "codebook.csv")
        uses = labels.code.value_counts()
        self.codebook = book[book.code.map(uses).fillna(0) >= LEAST_USES].reset_index(drop=True)
        table = pd.crosstab(labels.segment_id, labels.code).clip(upper=1)
        self.table = table.reindex(
            index=self.segments.index, columns=self.codebook.code, fill_value=0
        )

    def part(self, setting: str, seed: int) -> Part:
        """Return what a setting learns from in one of the splits."""
        split = json.loads((self.folder / "splits" / f"pxfft_seed{seed}.json").read_text())
        picked, examples = SETTINGS[setting]
        coded: list[str] = split[picked[0]][picked[1]] if picked else []
        taken = set(coded)
        pool = [one for one in split["train"] if one not in taken]
        return Part(
            coded,
            self.segments.text[coded].tolist(),
            self.table.loc[coded].to_numpy(dtype=float),
            self.segments.participant_id[coded].tolist(),
            self.segments.text[pool].tolist(),
            self._new_examples() if examples else self.codebook.drop(columns="examples"),
            self.segments.text[split["test"]].tolist(),
            self.table.loc[split["test"]].to_numpy(dtype=float),
        )

    def _new_examples(self) -> pd.DataFrame:
        """Return the codebook with those quotations only that are no part of any answer."""
        everything = "\n".join(map(_plain, self.segments.text))
        return self.codebook.assign(
            examples=[
                [one for one in split_examples(cell) if _plain(one) not in everything]
                for cell in self.codebook.examples
            ]
        )


def fit(encoder: object, part: Part) -> Suggester:
    """Learn from the coded answers of a part."""
    return Suggester(encoder=encoder, random_state=0).fit(
        part.texts, part.Y, groups=part.people, codebook=part.codebook, pool=part.pool
    )


@lru_cache(maxsize=1)
def load_answers() -> Answers:
    """Return the answers that stand beside the checkout."""
    return Answers(ANSWERS)


class Baseline:
    """TF-IDF of words, pairs of words and characters, and a logistic regression for each code.

    The characters are for fairness: without them it reaches less.
    """

    name = "TF-IDF + LR"
    threshold = 0.5

    def fit(self, texts: list[str], Y: Floats, pool: list[str]) -> Self:  # noqa: N803
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import make_union

        self._terms = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2),
        )
        self._terms.fit([*texts, *pool])
        self.learn(self.rows(texts), Y)
        return self

    def rows(self, texts: list[str]) -> Any:  # noqa: ANN401
        return self._terms.transform(texts)

    def learn(self, rows: Any, Y: Floats) -> None:  # noqa: ANN401, N803
        from sklearn.linear_model import LogisticRegression

        self._shares = Y.mean(axis=0)
        self._models = [
            LogisticRegression(class_weight="balanced", C=10).fit(rows, column)
            if 0 < column.sum() < len(column)
            else None
            for column in Y.T
        ]

    def predict_proba(self, texts: list[str]) -> Floats:
        rows = self.rows(texts)
        columns = (
            np.full(len(texts), share) if model is None else model.predict_proba(rows)[:, 1]
            for model, share in zip(self._models, self._shares, strict=True)
        )
        return np.column_stack(list(columns))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
