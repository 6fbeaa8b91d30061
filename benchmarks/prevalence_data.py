"""Real survey answers with known shares of every code, samples of them, and predictions for each.

Predictions are made as a project makes them: five fits, none of which saw anything of a
respondent whose answer it predicts. They are kept in a folder, since the statistics take seconds
and the fits many minutes.
"""

import hashlib
import inspect
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.figures import tell
from qualcode import suggest
from qualcode.suggest import Suggester

ANSWERS = Path(__file__).resolve().parents[2] / "shared" / "data" / "pxfft"
DRAWS = "prev_samples_pxfft_n200.json"
TRUTH = "prev_truth_pxfft.csv"
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample: the rows drawn, and an (N, q) table of predictions, out of fold on those rows."""

    rows: NDArray[np.intp]
    predicted: NDArray[np.float64]


class Answers:
    """N answers, q codes, and which answer carries which."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        segments = pd.read_csv(folder / "segments.csv").fillna("")
        self.ids = {name: row for row, name in enumerate(segments.segment_id)}
        self.texts: list[str] = segments.text.tolist()
        self.people = segments.participant_id.to_numpy()
        self.sites = segments.site.to_numpy()
        self.codes: list[str] = pd.read_csv(folder / TRUTH).code.tolist()

    @cached_property
    def coded(self) -> NDArray[np.float64]:
        """The (N, q) table of codes."""
        table = np.zeros((len(self.texts), len(self.codes)))
        places = {code: column for column, code in enumerate(self.codes)}
        labels = pd.read_csv(self.folder / "labels.csv")
        for name, code in zip(labels.segment_id, labels.code, strict=True):
            if code in places:
                table[self.ids[name], places[code]] = 1.0
        return table

    @cached_property
    def codebook(self) -> pd.DataFrame:
        """The codes' labels and definitions. The examples come from these very answers."""
        book = pd.read_csv(self.folder / "codebook.csv").set_index("code").loc[self.codes]
        return book.reset_index().assign(examples="")

    @cached_property
    def samples(self) -> dict[str, list[NDArray[np.intp]]]:
        """The rows of each sample: "srs" at random, "strat" at random by site."""
        drawn = json.loads((self.folder / DRAWS).read_text(encoding="utf-8"))
        return {
            kind: [np.array([self.ids[name] for name in one[kind]]) for one in drawn.values()]
            for kind in ("srs", "strat")
        }

    def draws(self, kind: str, cache: Path, most: int) -> Iterator[Draw]:
        """Yield the first samples of a kind with their predictions, made where not yet cached."""
        for number, rows in enumerate(self.samples[kind][:most]):
            file = cache / f"{_version()}-{kind}-{number:03}.npy"
            if not file.exists():
                tell(f"Predicting for sample {number + 1} of {most}, {kind}")
                np.save(file, self.predict(rows, number).astype(np.float32))
            yield Draw(rows, np.load(file).astype(np.float64))

    def predict(self, rows: NDArray[np.intp], seed: int) -> NDArray[np.float64]:
        """Return (N, q) means of five fits on a sample; of a respondent in it, by the one without.

        So it is in a project (`project.counts.predicting`).
        """
        names = np.unique(self.people[rows])
        dealt = np.random.default_rng(seed).permutation(len(names)) % FOLDS
        place = np.minimum(np.searchsorted(names, self.people), len(names) - 1)
        fold = np.where(names[place] == self.people, dealt[place], -1)
        total = np.zeros_like(self.coded)
        for number in range(FOLDS):
            found = self._fit(rows[fold[rows] != number]).predict_proba(self.texts)
            total[fold == -1] += found[fold == -1] / FOLDS
            total[fold == number] = found[fold == number]
        return total

    def _fit(self, learned: NDArray[np.intp]) -> Suggester:
        taken = set(learned.tolist())
        return Suggester(random_state=0).fit(
            [self.texts[row] for row in learned],
            self.coded[learned],
            groups=self.people[learned].tolist(),
            codebook=self.codebook,
            pool=[text for row, text in enumerate(self.texts) if row not in taken],
        )


def _version() -> str:
    """Return what the predictions rest on, in short, so that an older cache is not taken for it."""
    folder = Path(inspect.getfile(suggest)).parent
    words = b"".join(file.read_bytes() for file in sorted(folder.glob("*.py")))
    return hashlib.blake2b(words, digest_size=4).hexdigest()
