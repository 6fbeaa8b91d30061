"""Invented transcripts: the same ones from the same seed, on every machine."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

NAMES = ("Ailsa", "Bryn", "Carmel", "Dilip", "Effie", "Fergus", "Gwen", "Hamza", "Ines", "Jonty")
SPEAKERS = 5
_ONSETS = ("b", "br", "d", "f", "gl", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo", "é")
_CODAS = ("", "", "l", "n", "nd", "r", "s", "sh", "t")
_VOCABULARY = 6_000
_SENTENCE = (6, 18)
_TURN = (1, 6)


def write_transcripts(folder: Path, count: int, words: int, seed: int = 1) -> list[Path]:
    """Write `count` focus groups of exactly `words` spoken words each, and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(1, count + 1):
        path = folder / f"group-{number:03}.txt"
        path.write_text(invent_transcript(words, seed * 1_000_003 + number), encoding="utf-8")
        paths.append(path)
    return paths


def invent_transcript(words: int, seed: int) -> str:
    """Return a conversation of five people in "Name: words" lines, `words` spoken words long."""
    chance = random.Random(seed)
    names = chance.sample(NAMES, SPEAKERS)
    lines, left, before = [], words, ""
    while left:
        speaker = chance.choice([name for name in names if name != before])
        said = list(itertools.islice(_speak(chance), left))
        left -= len(said)
        if not left:
            said[-1] = said[-1].rstrip(".") + "."
        lines.append(f"{speaker}: {' '.join(said)}\n")
        before = speaker
    return "\n".join(lines)


def _speak(chance: random.Random) -> Iterator[str]:
    """Yield the words of one turn, a few sentences of them."""
    for _ in range(chance.randint(*_TURN)):
        length = chance.randint(*_SENTENCE)
        first, *rest, last = chance.choices(_WORDS, cum_weights=_WEIGHTS, k=length)
        yield first.capitalize()
        yield from rest
        yield f"{last}."


def _invent_words() -> list[str]:
    chance = random.Random(0)
    found: dict[str, None] = {}
    while len(found) < _VOCABULARY:
        syllables = chance.choice((1, 2, 2, 3))
        parts = [
            chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
            for _ in range(syllables)
        ]
        found["".join(parts)] = None
    return list(found)


_WORDS = _invent_words()
# Zipf's law: the n-th most common word is 1/n as common as the first.
_WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
