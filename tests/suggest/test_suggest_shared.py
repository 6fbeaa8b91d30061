"""How good suggestions are on real survey answers, where those stand beside the checkout."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from qualcode.suggest import Suggester
from qualcode.suggest.metrics import average_precisions, calibration_error, recall_at

ANSWERS = Path(__file__).parents[2].parent / "shared" / "data" / "pxfft"
USED = 30

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not ANSWERS.is_dir(), reason="the reference data are not here"),
]


@pytest.fixture(scope="module")
def answers():
    segments = pd.read_csv(ANSWERS / "segments.csv").set_index("segment_id")
    labels = pd.read_csv(ANSWERS / "labels.csv")
    book = pd.read_csv(ANSWERS / "codebook.csv")
    uses = labels.code.value_counts()
    book = book[book.code.map(uses).fillna(0) >= USED].drop(columns="examples")
    table = pd.crosstab(labels.segment_id, labels.code).clip(upper=1)
    return segments, table.reindex(index=segments.index, columns=book.code, fill_value=0), book


def test_two_hundred_random_answers_and_a_codebook_carry_far(answers):
    segments, table, book = answers
    split = json.loads((ANSWERS / "splits" / "pxfft_seed0.json").read_text())
    coded, test = split["rand"]["200"], split["test"]
    suggester = Suggester().fit(
        segments.text[coded].tolist(),
        table.loc[coded].to_numpy(),
        groups=segments.participant_id[coded].tolist(),
        codebook=book,
        pool=segments.text[split["train"]].tolist(),
    )
    truth = table.loc[test].to_numpy(dtype=float)
    p = suggester.predict_proba(segments.text[test].tolist())
    assert np.nanmean(average_precisions(truth, p)) > 0.36
    assert recall_at(truth, p) > 0.65
    assert calibration_error(truth, p) < 0.05
