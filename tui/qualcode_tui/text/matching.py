"""Which sentences of a turn hold the words of a search, and where these words stand."""

import unicodedata
from collections.abc import Iterable, Sequence

import regex

from qualcode_tui.text.cells import clip, width_of

_TERM = regex.compile(r'"[^"]*"|\S+')
_TOKEN = regex.compile(r"[\p{L}\p{N}\p{Co}]+")
_MARKS = regex.compile(r"\p{M}+")
_NEAR = 12

Place = tuple[int, int]
"""The first and the last of some words, by their places among all."""


def find_sentences(query: str, sentences: Sequence[str]) -> list[int]:
    """Return the places of the sentences with all words of a query; else of those with any.

    Read as the search of the project reads it: without case and marks, words in double quotes
    follow each other, and the last word may be the beginning of a longer one.
    """
    terms = _terms(query)
    if not terms:
        return []
    held = [
        [bool(_find(words, term, is_begun=is_begun)) for term, is_begun in terms]
        for words in map(_tokens, sentences)
    ]
    return [n for n, found in enumerate(held) if all(found)] or [
        n for n, found in enumerate(held) if any(found)
    ]


def find_words(query: str, words: Sequence[str]) -> list[Place]:
    """Return where a query is met among the words of a turn, in their order.

    Words that are sought together and stand near each other are one place, with what is between
    them; where they never do, each place of the rarest of them is one.
    """
    tokens = [(token, place) for place, word in enumerate(words) for token in _tokens(word)]
    bare = [token for token, _ in tokens]
    found = [_find(bare, term, is_begun=is_begun) for term, is_begun in _terms(query)]
    found = sorted((places for places in found if places), key=len)
    if not found:
        return []
    rarest, *others = found
    near = [_with_nearest(place, others) for place in rarest]
    met = [place for place in near if place[1] - place[0] < _NEAR]
    return _part((tokens[first][1], tokens[last][1]) for first, last in met or rarest)


def clip_around(text: str, query: str, room: int) -> str:
    """Return as much of a text as fits on a line, so that the words searched for are in it."""
    words = text.split()
    whole = " ".join(words)
    place = next(iter(find_words(query, words)), None)
    if place is None or width_of(whole) <= room:
        return clip(whole, room)
    first, last = place
    after = min(width_of(" ".join(words[last + 1 :])) + 1, room // 4)
    left = room - after - width_of(" ".join(words[first : last + 1]))
    if width_of(" ".join(words[:first])) + 1 <= left:
        return clip(whole, room)
    left -= len("…")
    while first and (needed := width_of(words[first - 1]) + 1) <= left:
        first, left = first - 1, left - needed
    return clip(f"…{' '.join(words[first:])}", room)


def _with_nearest(place: Place, others: Iterable[Sequence[Place]]) -> Place:
    """Return a place widened to the nearest of each of some others."""
    first, last = place
    for places in others:
        nearest = min(places, key=lambda one: abs(one[0] - place[0]))
        first, last = min(first, nearest[0]), max(last, nearest[1])
    return first, last


def _part(places: Iterable[Place]) -> list[Place]:
    """Return places in order, without those that share words with the one before."""
    parted: list[Place] = []
    for place in sorted(places):
        if not parted or place[0] > parted[-1][1]:
            parted.append(place)
    return parted


def _terms(query: str) -> list[tuple[list[str], bool]]:
    """Return the terms of a query, each with whether it may be the beginning of a longer word."""
    terms = [term for term in map(_tokens, _TERM.findall(query)) if term]
    is_begun = not query.rstrip().endswith('"')
    return [(term, is_begun and n == len(terms)) for n, term in enumerate(terms, 1)]


def _find(words: Sequence[str], term: list[str], *, is_begun: bool) -> list[Place]:
    """Return where the words of a term follow each other; the last may be begun only."""
    *whole, last = term
    found = []
    for start in range(len(words) - len(whole)):
        end = start + len(whole)
        if list(words[start:end]) == whole:
            word = words[end]
            if word == last or (is_begun and word.startswith(last)):
                found.append((start, end))
    return found


def _tokens(text: str) -> list[str]:
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _TOKEN.findall(bare.casefold())
