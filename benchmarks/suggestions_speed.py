"""How long refits take, and how fast many answers are coded from file to file."""

import csv
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from benchmarks.figures import Figure, measure, repeat
from benchmarks.suggestions_data import Baseline, Part, fit, load_answers
from qualcode.suggest import Suggester, code_file
from qualcode.suggest.ridge import solve
from qualcode.suggest.thresholds import choose_thresholds

REFITS = 9
MANY = 20_000


def time_refit(encoder: object) -> Iterator[Figure]:
    """Refit 1,000 coded answers whose rows are at hand; the parts are timed one by one."""
    part = load_answers().part("r1000", 0)
    done = fit(encoder, part)
    pool = done.predict_proba(part.pool)
    rng = np.random.default_rng(0)
    parts: dict[str, Callable[[], object]] = {
        "of which the solve, held out too": lambda: solve(
            done._learned,  # noqa: SLF001
            done._wanted,  # noqa: SLF001
            done._noise,  # noqa: SLF001
            done._owners,  # noqa: SLF001
            rng,
        ),
        "of which calibration, six times": lambda: done._calibrate(rng),  # noqa: SLF001
        "of which thresholds": lambda: choose_thresholds(done.out_of_fold_, part.Y, pool),
    }
    yield Figure(
        "Refit at 1,000 coded, texts encoded before",
        _say(lambda: fit(encoder, part)),
        f"{_say(_learn_baseline(part))} (TF-IDF + LR, fit alone)",
        wanted="≤ 0.50 s",
        runs=f"median of {REFITS}",
    )
    for what, work in parts.items():
        yield Figure(what, _say(work), runs=f"median of {REFITS}")
    scoring = f"Scoring the pool of {len(part.pool):,}"
    yield Figure(scoring, _say(lambda: done.predict_proba(part.pool)), runs=f"median of {REFITS}")


def time_large(rows: int = MANY) -> Iterator[Figure]:
    """Code a file of answers, beside scikit-learn's transform and predict of the same features."""
    part = load_answers().part("r1000", 0)
    suggester, model = fit("auto", part), Baseline().fit(part.texts, part.Y, part.pool)
    words = [*part.pool, *part.asked]
    texts = [f"{words[i % len(words)]} {i}" for i in range(rows)]
    with tempfile.TemporaryDirectory() as folder, threadpool_limits(1, "blas"):
        ours, _ = measure(lambda: _code(suggester, texts, Path(folder)))
        theirs, _ = measure(
            lambda: [model.predict_proba(texts[i : i + 5_000]) for i in range(0, rows, 5_000)]
        )
    yield Figure(
        f"{rows:,} answers from file to file",
        f"{rows / ours:,.0f} a second",
        f"{rows / theirs:,.0f} a second (scikit-learn, in memory)",
        f"{theirs / ours:.2f}",
    )


def _code(suggester: Suggester, texts: list[str], folder: Path) -> None:
    source = folder / "answers.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["answer"], *([text] for text in texts)])
    code_file(suggester, source, folder / "coded.csv", text="answer")


def _learn_baseline(part: Part) -> Callable[[], None]:
    model = Baseline().fit(part.texts, part.Y, part.pool)
    rows = model.rows(part.texts)
    return lambda: model.learn(rows, part.Y)


def _say(work: Callable[[], object]) -> str:
    with threadpool_limits(1, "blas"):
        return f"{median(repeat(work, REFITS)):.2f} s"
