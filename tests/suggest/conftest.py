"""A small invented study: four codes, eight carers, passages made from stock phrases."""

from dataclasses import dataclass

import numpy as np
import pytest

from qualcode.model import Code, Codebook
from qualcode.model.code import code_id

PHRASES = {
    "sleep": ("I am up three times in the night", "never a full night of sleep", "tired all day"),
    "money": ("the bills pile up", "we cannot afford the heating", "I gave up my wages"),
    "respite": ("a week off would help", "the day centre gave me a break", "no respite at all"),
    "forms": ("another form to fill in", "twenty pages of paperwork", "they lost the form again"),
}
FILLERS = ("you know", "as I said", "to be honest", "with my mother", "since last year", "at home")
LABELS = {
    "sleep": ("Broken nights", "Being tired and losing sleep"),
    "money": ("Money worries", "Bills, wages and what the family can afford"),
    "respite": ("Respite", "A break or a week off from caring, day centre"),
    "forms": ("Paperwork", "Form filling, pages and assessments on paper"),
}


@dataclass(frozen=True)
class Study:
    texts: list[str]
    Y: np.ndarray
    carers: list[str]
    roles: list[str]
    codes: list[str]


def tell(seed: int, passages: int, carers: int) -> Study:
    rng = np.random.default_rng(seed)
    names = list(PHRASES)
    texts, rows = [], []
    for _ in range(passages):
        marks = (rng.random(len(names)) < 0.3).astype(float)
        pieces = [
            str(rng.choice(PHRASES[name])) for name, on in zip(names, marks, strict=True) if on
        ]
        pieces += [str(piece) for piece in rng.choice(FILLERS, size=2)]
        texts.append(", ".join(rng.permutation(pieces)) + ".")
        rows.append(marks)
    owners = [f"carer {i % carers}" for i in range(passages)]
    roles = ["carer" if i % 3 else "paid carer" for i in range(passages)]
    return Study(texts, np.array(rows), owners, roles, names)


@pytest.fixture(scope="session")
def study():
    return tell(1, 80, 8)


@pytest.fixture(scope="session")
def unseen():
    return tell(2, 60, 6)


@pytest.fixture(scope="session")
def codebook():
    codes = tuple(
        Code(code_id("tiny", slug), slug, label, definition=definition, path=label)
        for slug, (label, definition) in LABELS.items()
    )
    return Codebook("tiny", "A tiny codebook", codes)
