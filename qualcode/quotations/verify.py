"""Proving that an edited quotation is verbatim but for the edits that authors may make."""

from bisect import bisect_left
from dataclasses import dataclass

import regex

# A gloss, a removed name or a cut in square brackets; or an ellipsis for a cut.
_EDIT = regex.compile(r"\[[^\[\]]*\]|…|\.(?:\s?\.){2,}")
_WORD = regex.compile(r"\S*[\p{L}\p{N}]\S*")
_APOSTROPHES = "'’"
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether every word of an edited quotation stands in its source, in order.

    `spans` are the stretches of the source that were found, half-open; `problem` is the first
    words that do not stand there, or "" where all do.
    """

    verbatim: bool
    spans: tuple[tuple[int, int], ...]
    problem: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words between two edits. An edit that touches a word, as in "[T]he", leaves part of it."""

    words: str
    letters: str
    from_start: bool
    to_end: bool


class _Source:
    """A text as its letters and digits alone, folded, each knowing its place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.letters, self.places = _fold(text)

    def find(self, stretch: _Stretch, after: int) -> int:
        """Return the first place at or after one where the stretch stands in whole words, or -1."""
        found = self.letters.find(stretch.letters, after)
        while found >= 0 and not self._fits(stretch, found):
            found = self.letters.find(stretch.letters, found + 1)
        return found

    def find_last(self, stretch: _Stretch, before: int) -> int:
        """Return the last place where the stretch stands in whole words and ends before one."""
        found = self.letters.rfind(stretch.letters, 0, before)
        while found >= 0 and not self._fits(stretch, found):
            found = self.letters.rfind(stretch.letters, 0, found + len(stretch.letters) - 1)
        return found

    def span(self, stretch: _Stretch, found: int) -> tuple[int, int]:
        """Return the place in the source of a stretch that was found."""
        return self.places[found], self.places[found + len(stretch.letters) - 1] + 1

    def _fits(self, stretch: _Stretch, found: int) -> bool:
        start, end = self.span(stretch, found)
        return (not stretch.from_start or self._is_edge(start)) and (
            not stretch.to_end or self._is_edge(end)
        )

    def _is_edge(self, at: int) -> bool:
        """Say whether no word runs through a place."""
        before, after = self._text[at - 1 : at] if at else "", self._text[at : at + 1]
        if after in tuple(_APOSTROPHES):
            after = self._text[at + 1 : at + 2]
        if before in tuple(_APOSTROPHES):
            before = self._text[at - 2 : at - 1] if at > 1 else ""
        return not (before.isalnum() and after.isalnum())


def verify_quotation(quoted: str, source_text: str) -> Verification:
    """Compare an edited quotation with the text it was taken from.

    Permitted are square brackets for a gloss or a removed name, an ellipsis ("…", "...", "[…]")
    for a cut, and other marks, punctuation, white space and capitals. Words between two edits must
    follow one another in the source, and the stretches must come in the order of the source.
    """
    source = _Source(source_text)
    stretches = _split(quoted)
    if not stretches:
        return Verification(verbatim=False, spans=(), problem=quoted.strip())
    found: list[int] = []
    after = 0
    for stretch in stretches:
        at = source.find(stretch, after)
        if at < 0:
            spans = tuple(map(source.span, stretches, found))
            problem = _first_problem(source, stretch, after)
            return Verification(verbatim=False, spans=spans, problem=problem)
        found.append(at)
        after = at + len(stretch.letters)
    # Common words may stand far above the rest: draw every stretch down to the one after it.
    for i in range(len(found) - 2, -1, -1):
        found[i] = source.find_last(stretches[i], found[i + 1])
    return Verification(verbatim=True, spans=tuple(map(source.span, stretches, found)), problem="")


def _split(quoted: str) -> list[_Stretch]:
    edits = [(m.start(), m.end(), m.group()) for m in _EDIT.finditer(quoted)]
    starts = [0, *(end for _, end, _ in edits)]
    ends = [*(start for start, _, _ in edits), len(quoted)]
    before = ["", *(edit for _, _, edit in edits)]
    after = [*(edit for _, _, edit in edits), ""]
    stretches = [
        _stretch(quoted[start:end], left, right)
        for start, end, left, right in zip(starts, ends, before, after, strict=True)
    ]
    return [stretch for stretch in stretches if stretch.letters]


def _stretch(words: str, left: str, right: str) -> _Stretch:
    cut_left = left.endswith("]") and words[:1].isalnum()
    cut_right = right.startswith("[") and words[-1:].isalnum()
    return _Stretch(words.strip(), _fold(words)[0], not cut_left, not cut_right)


def _first_problem(source: _Source, stretch: _Stretch, after: int) -> str:
    """Return the first words of a stretch that cannot be read on in the source."""
    ends = [match.end() for match in _WORD.finditer(stretch.words)]
    starts = [match.start() for match in _WORD.finditer(stretch.words)]

    def is_missing(count: int) -> bool:
        letters = _fold(stretch.words[: ends[count]])[0]
        head = _Stretch("", letters, stretch.from_start, count + 1 < len(ends) or stretch.to_end)
        return source.find(head, after) < 0

    first = bisect_left(range(len(ends)), True, key=is_missing)
    first = min(first, len(ends) - 1)
    last = min(first + SHOWN, len(ends)) - 1
    return stretch.words[starts[first] : ends[last]]


def _fold(text: str) -> tuple[str, list[int]]:
    """Return the letters and digits of a text in one case, and where each stood."""
    folded: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if character.isalnum():
            letters = character.casefold()
            folded.append(letters)
            places.extend([at] * len(letters))
    return "".join(folded), places
