"""Passages: the stretches of turns that codes are asked of, cut once and never split again.

A turn of at most 120 words is one passage. A longer one is cut at sentence ends into pieces of 40
to 120 words. A sentence of more than 120 words, as speech recognition without full stops gives
them, is cut after the commas, semicolons, colons and dashes between its clauses, and where even
those are wanting between words. So no passage has more than 120 words. One of a long turn has
fewer than 40 only where the sentences around it leave no other way.

A word is what stands between white space. Every cut falls on white space, so that no word, and no
character as a reader sees it, is ever split.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qualcode.model import Passage, Turn, content_id

if TYPE_CHECKING:
    from spacy.language import Language

SEGMENTER = "turns-40-120"
VERSION = "1"
FRAME = f"{SEGMENTER}/{VERSION}"

FEWEST = 40
MOST = 120
_AIM = (FEWEST + MOST) // 2
_SPACY_LIMIT = 1_000_000

_WORD = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"(?<=[,;:–—])\s|\s(?=[–—-]\s)")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch that is not cut further: its place, its words, and whether a sentence ends it."""

    start: int
    end: int
    words: int
    whole: bool


def cut_passages(
    text: str, turns: Sequence[Turn], skip: Collection[str] = (), *, whole: bool = False
) -> list[Passage]:
    """Cut the turns of a source into passages.

    Parameters
    ----------
    text
        The imported text of the source that the turns point into.
    turns
        Its turns, in any order.
    skip
        Ids of turns to leave out: a facilitator's words, a document's own words.
    whole
        True where every turn is one passage however long, as the answers of a survey are.

    Returns
    -------
    list of Passage
        In the order of the text, numbered from 1 within the source, without white space at either
        end. A turn without words gives none. The same text and turns give the same ids always.
    """
    left_out = frozenset(skip)
    count: Counter[str] = Counter()
    passages: list[Passage] = []
    for turn in sorted(turns, key=lambda turn: (turn.source, turn.body, turn.end)):
        if turn.id in left_out:
            continue
        for start, end in _cut_turn(text, turn.body, turn.end, whole=whole):
            count[turn.source] += 1
            passages.append(
                Passage(
                    id=content_id("passage", FRAME, turn.source, start, end),
                    source=turn.source,
                    turn=turn.id,
                    n=count[turn.source],
                    start=start,
                    end=end,
                    text=text[start:end],
                )
            )
    return passages


def count_words(text: str) -> int:
    """Count the words of a text: the runs of characters between white space."""
    return sum(1 for _ in _WORD.finditer(text))


def _cut_turn(text: str, body: int, end: int, *, whole: bool) -> list[tuple[int, int]]:
    """Return the spans of the passages of one turn."""
    start, end = _trim(text, body, end)
    if start >= end:
        return []
    if whole or count_words(text[start:end]) <= MOST:
        return [(start, end)]
    units = [
        unit for sentence in _sentences(text, start, end) for unit in _units_of(text, *sentence)
    ]
    return [(units[i].start, units[j - 1].end) for i, j in _balance(units)]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Draw both ends in until no white space stands at either."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch; an end that no white space follows is not taken for one."""
    begin = start
    for low, high in _slices(text, start, end):
        for sentence in _sentencizer()(text[low:high]).sents:
            stop = low + sentence.end_char
            rest = text[stop : stop + 1]
            if stop == end or rest.isspace() or text[stop - 1].isspace():
                span = _trim(text, begin, stop)
                if span[0] < span[1]:
                    yield span
                begin = stop
    span = _trim(text, begin, end)
    if span[0] < span[1]:
        yield span


def _slices(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield stretches that spaCy takes, parted at white space wherever there is any."""
    while end - start > _SPACY_LIMIT:
        cut = max(text.rfind(space, start + 1, start + _SPACY_LIMIT) for space in " \n")
        cut = cut if cut > start else start + _SPACY_LIMIT
        yield start, cut
        start = cut
    yield start, end


@lru_cache(maxsize=1)
def _sentencizer() -> "Language":
    import spacy  # noqa: PLC0415

    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    return language


def _units_of(text: str, start: int, end: int) -> Iterator[_Unit]:
    """Yield a sentence as one unit, or the clauses of one that is too long."""
    words = count_words(text[start:end])
    if words <= MOST:
        yield _Unit(start, end, words, whole=True)
        return
    begin = start
    for match in (*_CLAUSE_END.finditer(text, start, end), None):
        stop = end if match is None else match.start()
        low, high = _trim(text, begin, stop)
        if low < high:
            yield from _even_runs(text, low, high, last=match is None)
        begin = stop


def _even_runs(text: str, start: int, end: int, *, last: bool) -> Iterator[_Unit]:
    """Yield a clause as one unit, or in runs of even length where it is too long itself."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    runs = 1 if len(words) <= MOST else -(-len(words) // _AIM)
    for i in range(runs):
        low, high = i * len(words) // runs, (i + 1) * len(words) // runs
        whole = last and i == runs - 1
        yield _Unit(words[low][0], words[high - 1][1], high - low, whole)


def _balance(units: Sequence[_Unit]) -> list[tuple[int, int]]:
    """Choose the runs of units, as half-open ranges, that make the best pieces.

    Fewest pieces under 40 words, then fewest cuts inside a sentence, then lengths nearest to 80
    words by least squares; none above 120 words. By dynamic programming, so the answer is exact.
    """
    best: list[tuple[tuple[int, int, int], int]] = [((0, 0, 0), 0)]
    for j in range(1, len(units) + 1):
        choices: list[tuple[tuple[int, int, int], int]] = []
        inside = int(not units[j - 1].whole)
        words, i = 0, j
        while i > 0 and words + units[i - 1].words <= MOST:
            i -= 1
            words += units[i].words
            short, cuts, squares = best[i][0]
            cost = (short + (words < FEWEST), cuts + inside, squares + (words - _AIM) ** 2)
            choices.append((cost, i))
        best.append(min(choices))
    pieces: list[tuple[int, int]] = []
    j = len(units)
    while j > 0:
        i = best[j][1]
        pieces.append((i, j))
        j = i
    return pieces[::-1]
