"""One long transcript with dense coding: what the workspace is measured on."""

import random
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path

from benchmarks.figures import tell
from benchmarks.study import invent_spans
from benchmarks.transcripts import NAMES, invent_transcript
from qualcode.model import Selection
from qualcode.project import Project
from qualcode.project.readings import add_reading
from qualcode.store import Store
from qualcode.store.codes import list_codes
from qualcode.store.sources import list_sources, read_document

WORDS = 61_000
TURNS = 1_057
CODINGS = 5_000
CODES = 40
CODER, COLLEAGUE = "Asha", "Tom"
_SHARE_OF_COLLEAGUE = 5
_SEED = 61


class LongTranscript:
    """A project file with one transcript, coded by two people and read to its middle by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def path(self) -> Path:
        """The closed project."""
        tell(f"Inventing a transcript of {WORDS:,} words with {CODINGS:,} codings")
        file = self._folder / "long.txt"
        file.write_text(invent_turns(WORDS, TURNS, _SEED), encoding="utf-8")
        path = self._folder / "long.qualcode"
        with Project.create(path, CODER, "A long transcript") as project:
            for one in project.sources.import_files([file]):
                if one.refused or (one.words, one.turns) != (WORDS, TURNS):
                    raise RuntimeError(one.refused or f"{one.words} words, {one.turns} turns")
            for n in range(1, CODES + 1):
                project.codes.add(f"{_FIRST[n % 8]} {_SECOND[n % 5]}", definition=f"Part {n}.")
        store = Store.open(path, CODER)
        try:
            _code(store)
        finally:
            store.close()
        return path


def invent_turns(words: int, turns: int, seed: int) -> str:
    """Return a conversation in "Name: words" lines, of just so many words and turns."""
    chance = random.Random(seed)
    paragraphs = invent_transcript(words, seed).split("\n\n")
    said = " ".join(paragraph.split(": ", 1)[1].strip() for paragraph in paragraphs).split()
    ends = [i + 1 for i, word in enumerate(said[:-1]) if word.endswith(".")]
    cuts = [0, *sorted(chance.sample(ends, turns - 1)), words]
    lines, before = [], ""
    for start, end in pairwise(cuts):
        before = chance.choice([name for name in NAMES[:5] if name != before])
        lines.append(f"{before}: {' '.join(said[start:end])}\n")
    return "\n".join(lines)


_FIRST = ("Night", "Money", "Council", "Family", "Work", "Health", "Travel", "School")
_SECOND = ("worries", "support", "changes", "rules", "hopes")


def _code(store: Store) -> None:
    """Code overlapping passages, an act a coder, and read the first half."""
    chance = random.Random(_SEED)
    codes = [code.id for code in list_codes(store.conn)]
    document = read_document(store.conn, list_sources(store.conn)[0].id)
    turns = [(turn.body, turn.end) for turn in document.turns]
    spans = invent_spans(turns, document.text, _SEED)
    rows: dict[tuple[int, int, str], None] = {}
    while len(rows) < CODINGS:
        rows[(*next(spans), chance.choice(codes))] = None
    of_colleague = CODINGS // _SHARE_OF_COLLEAGUE
    left = iter(rows)
    for coder, count in ((COLLEAGUE, of_colleague), (CODER, CODINGS - of_colleague)):
        with store.act("code", coder=coder) as act:
            for start, end, code in islice(left, count):
                act.make(
                    "coding",
                    {
                        "source": document.source.id,
                        "selection": Selection.of(document.text, start, end),
                        "code": code,
                        "origin": "coded",
                        "coder": act.coder,
                        "made": act.time,
                    },
                )
            if coder == CODER:
                half = document.turns[TURNS // 2].end
                add_reading(act, document.source.id, document.text, 0, half)
