"""How soon help is there, and what is loaded for it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, repeat, tell
from benchmarks.study import LargeStudy

PAIRS = 15
HEAVY = (
    "docx",
    "jinja2",
    "mammoth",
    "matplotlib",
    "numpy",
    "pandas",
    "pydantic",
    "ruamel",
    "scipy",
    "sklearn",
    "spacy",
    "sqlite3",
    "sqlite_utils",
    "textual",
)
_QUALCODE = "import sys\nfrom qualcode.cli import main\nsys.exit(main())\n"
_BARE = '''import click


@click.group()
def bare() -> None:
    """Do things."""


@bare.command()
def thing() -> None:
    """Do a thing."""


bare()
'''
_LOADED = """import contextlib, io, sys
from qualcode.cli import main
sys.argv = ["qualcode", "--help"]
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def time_help(study: LargeStudy) -> Iterator[Figure]:
    """Print help, by turns with a bare click program."""
    tell(f"Asking for help {PAIRS} times")
    ours, beside = [], []
    script = _write(study, "qualcode.py", _QUALCODE)
    bare = _write(study, "bare.py", _BARE)
    for program in (script, bare):
        _ask(program)
    for _ in range(PAIRS):
        ours += repeat(lambda: _ask(script), 1)
        beside += repeat(lambda: _ask(bare), 1)
    yield Figure(
        "qualcode --help, beside a bare click program",
        f"{1000 * median(ours):.0f} ms",
        f"{1000 * median(beside):.0f} ms",
        f"{median(a / b for a, b in zip(ours, beside, strict=True)):.2f}",
        "ratio ≤ 1.5",
        f"median of {PAIRS} pairs",
    )
    loaded = set(_run("-c", _LOADED).split())
    heavy = sorted(loaded.intersection(HEAVY))
    yield Figure("heavy modules loaded for it", ", ".join(heavy) or "none", wanted="none")


def _write(study: LargeStudy, name: str, program: str) -> Path:
    # A folder of its own, because Python looks for modules beside the script first.
    path = study.folder / "programs" / name.removesuffix(".py") / "run.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(program, encoding="utf-8")
    return path


def _ask(script: Path) -> str:
    return _run(str(script), "--help")


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout
