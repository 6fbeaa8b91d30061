"""Run the benchmarks that are named, or all of them, and print their tables."""

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, print_figures, tell
from benchmarks.formats import time_formats
from benchmarks.gains import count_gains
from benchmarks.prevalence import time_prevalence
from benchmarks.project_work import time_coding, time_import, time_long_jobs, time_retrieval
from benchmarks.starting import time_help
from benchmarks.study import LargeStudy
from benchmarks.suggestions import judge_suggestions
from benchmarks.workspace import time_workspace

BENCHMARKS: dict[str, tuple[str, Callable[[LargeStudy], Iterator[Figure]]]] = {
    "help": ("Starting (beside it: a bare click program)", time_help),
    "import": (
        "Import (beside it: the same rows by executemany, a transaction a file)",
        time_import,
    ),
    "formats": (
        "Import by format (beside it: the library that parses it, alone)",
        time_formats,
    ),
    "code": ("Coding, each durable (beside it: a bare INSERT and COMMIT)", time_coding),
    "retrieve": ("Retrieval (beside it: one SQL join, fetchall)", time_retrieval),
    "gains": ("What a coder gains by suggestions (beside it: keys for a code)", count_gains),
    "suggestions": (
        "Suggestions: mAP / R@3 / macro F1 / micro F1 / ECE (beside it: TF-IDF + LR)",
        judge_suggestions,
    ),
    "prevalence": (
        "Shares of all answers from 200 drawn ones (beside it: people's coding alone)",
        time_prevalence,
    ),
    "jobs": ("Long jobs, for information", time_long_jobs),
    "workspace": (
        "The workspace, 61,000 words, 1,057 turns, 5,000 codings (beside it: an empty app)",
        time_workspace,
    ),
}


def main() -> None:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"one of {', '.join(BENCHMARKS)}; none: all")
    parser.add_argument("--folder", type=Path, help="where to work; a disk, not memory")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.name if name not in BENCHMARKS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(BENCHMARKS)}")
    begun = time.perf_counter()
    print(
        f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} processors"
    )
    with tempfile.TemporaryDirectory(dir=chosen.folder, prefix="qualcode-benchmarks-") as folder:
        study = LargeStudy(Path(folder))
        for name in chosen.name or BENCHMARKS:
            title, benchmark = BENCHMARKS[name]
            print_figures(title, benchmark(study))
    tell(f"{time.perf_counter() - begun:.0f} seconds in all")


if __name__ == "__main__":
    main()
