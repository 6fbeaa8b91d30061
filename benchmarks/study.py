"""The large study that the benchmarks share, made in steps as they are asked for.

Making it is not what is measured, so its codings are written some hundred an act, through the
store; a coder at work writes one an act.
"""

import random
import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from benchmarks.figures import tell
from benchmarks.transcripts import write_transcripts
from qualcode.model import Code, Codebook, Selection
from qualcode.project import Project
from qualcode.project.readings import add_reading
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.sources import list_sources, read_document

TRANSCRIPTS = 100
WORDS = 5_000
CODINGS = 20_000
THEMES = 8
CODES_PER_THEME = 4
CODED_SOURCES = 80  # the rest nobody has looked at: there is something to suggest


class LargeStudy:
    """A hundred transcripts, a codebook, and copies in which somebody has coded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def transcripts(self) -> list[Path]:
        """The files of the transcripts."""
        tell(f"Inventing {TRANSCRIPTS} transcripts of {WORDS:,} words")
        return write_transcripts(self.folder / "transcripts", TRANSCRIPTS, WORDS)

    @cached_property
    def imported(self) -> Path:
        """A closed project with the transcripts and a codebook in two levels."""
        files = self.transcripts
        tell("Making a project of them")
        path = self.folder / "imported.qualcode"
        with Project.create(path, "Asha", "A large study") as project:
            for one in project.sources.import_files(files):
                if one.refused:
                    raise RuntimeError(one.refused)
            project.codes.load(_invent_codebook())
        return path

    @cached_property
    def coded(self) -> Path:
        """A copy of it with all codings by Asha, who read the transcripts that she coded."""
        return self._code_copy("Asha", 1)

    @cached_property
    def coded_by_another(self) -> Path:
        """Another copy, with as many codings by Tom."""
        return self._code_copy("Tom", 2)

    def copy(self, path: Path, name: str) -> Path:
        """Copy a closed project, to be changed."""
        return Path(shutil.copyfile(path, self.folder / f"{name}.qualcode"))

    def _code_copy(self, coder: str, seed: int) -> Path:
        path = self.copy(self.imported, f"coded by {coder}")
        tell(f"{coder} codes {CODINGS:,} passages, {CODINGS // CODED_SOURCES} an act")
        store = Store.open(path, coder)
        try:
            _code(store, seed)
        finally:
            store.close()
        return path


def invent_spans(turns: list[tuple[int, int]], text: str, seed: int) -> Iterator[tuple[int, int]]:
    """Yield, without end, spans of whole words within turns, given as (body, end)."""
    chance = random.Random(seed)
    while True:
        body, end = chance.choice(turns)
        first, last = sorted(chance.choices(range(body, end), k=2))
        start = text.rfind(" ", body, first) + 1 or body
        stop = text.find(" ", last, end)
        yield start, end if stop < 0 else stop


def _invent_codebook() -> Codebook:
    codes = []
    for theme in range(1, THEMES + 1):
        parent = f"theme-{theme}"
        codes.append(Code(f"large:{parent}", parent, f"Theme {theme}", codebook="large"))
        for n in range(1, CODES_PER_THEME + 1):
            slug = f"{parent}-{n}"
            code = Code(
                f"large:{slug}",
                slug,
                f"Part {n} of {theme}",
                parent=f"large:{parent}",
                codebook="large",
            )
            codes.append(code)
    return Codebook("large", "A large codebook", tuple(codes))


def _code(store: Store, seed: int) -> None:
    """Code most sources, an act each, and mark them as read."""
    chance = random.Random(seed)
    codes = [code.id for code in list_codes(store.conn)]
    for number, source in enumerate(list_sources(store.conn)[:CODED_SOURCES]):
        document = read_document(store.conn, source.id)
        turns = [(turn.body, turn.end) for turn in document.turns]
        spans = invent_spans(turns, document.text, seed * 1_000 + number)
        with store.act("code") as act:
            chosen: set[tuple[int, int, str]] = set()
            while len(chosen) < CODINGS // CODED_SOURCES:
                chosen.add((*next(spans), chance.choice(codes)))
            for start, end, code in sorted(chosen):
                act.make(
                    "coding",
                    {
                        "source": source.id,
                        "selection": Selection.of(document.text, start, end),
                        "code": code,
                        "origin": "coded",
                        "coder": act.coder,
                        "made": act.time,
                    },
                )
            add_reading(act, source.id, document.text, 0, len(document.text))
