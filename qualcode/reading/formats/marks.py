"""Marks in words under way: where the words begin and end that a comment stands on.

A document's words are gathered, trimmed and laid out before their positions are known, so a
comment's place travels among them as a mark. `take_marks` takes them out, and gives the positions.
"""

import regex

from qualcode.model.text import REPLACEMENT

# A code point that is for ever no character, so that no text has a use for it.
MARK = "\ufdd0"
_PLACE = regex.compile(rf"({MARK}\d+[se]{MARK})")


def mark_start(n: int) -> str:
    """Return the mark before the first word that comment `n` stands on."""
    return f"{MARK}{n}s{MARK}"


def mark_end(n: int) -> str:
    """Return the mark after the last word that comment `n` stands on."""
    return f"{MARK}{n}e{MARK}"


def without_strangers(words: str) -> str:
    """Return a document's own words, which no mark may be mistaken for."""
    return words.replace(MARK, REPLACEMENT)


def without_marks(words: str) -> str:
    """Return the words alone."""
    return _PLACE.sub("", words) if MARK in words else words


def only_marks(words: str) -> str:
    """Return the marks alone."""
    return "".join(_PLACE.findall(words))


def strip(words: str, characters: str | None = None, *, left: bool = True) -> str:
    """Strip as `str.strip` does, through the marks, which stay; `left=False` strips the end."""
    if MARK not in words:
        return words.strip(characters) if left else words.rstrip(characters)
    pieces = _PLACE.split(words)
    for side in (str.lstrip, str.rstrip) if left else (str.rstrip,):
        order = range(0, len(pieces), 2)
        for i in order if side is str.lstrip else reversed(order):
            pieces[i] = side(pieces[i], characters)
            if pieces[i]:
                break
    return "".join(pieces)


def settle(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs that have words; marks that stand alone go to the next or last one."""
    settled: list[str] = []
    waiting = ""
    for paragraph in paragraphs:
        if without_marks(paragraph):
            settled.append(waiting + paragraph)
            waiting = ""
            continue
        for mark in _PLACE.findall(paragraph):
            if mark[-2] == "e" and settled:
                settled[-1] += mark
            else:
                waiting += mark
    if settled:
        settled[-1] += waiting
    return settled


def take_marks(words: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return the words without marks, and the span of each comment that has both its marks."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    kept: list[str] = []
    position = 0
    for i, piece in enumerate(_PLACE.split(words)):
        if i % 2 == 0:
            kept.append(piece)
            position += len(piece)
        else:
            places = starts if piece[-2] == "s" else ends
            places.setdefault(int(piece[1:-2]), position)
    spans = {n: (start, ends[n]) for n, start in starts.items() if ends.get(n, -1) >= start}
    return "".join(kept), spans
