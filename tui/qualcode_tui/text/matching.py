"""Which sentences of a turn hold the words of a search."""

import unicodedata
from collections.abc import Sequence

import regex

_TERM = regex.compile(r'"[^"]*"|\S+')
_TOKEN = regex.compile(r"[\p{L}\p{N}\p{Co}]+")
_MARKS = regex.compile(r"\p{M}+")


def find_sentences(query: str, sentences: Sequence[str]) -> list[int]:
    """Return the places of the sentences with all words of a query; else of those with any.

    Read as the search of the project reads it: without case and marks, words in double quotes
    follow each other, and the last word may be the beginning of a longer one.
    """
    terms = [_tokens(term) for term in _TERM.findall(query)]
    terms = [term for term in terms if term]
    if not terms:
        return []
    is_begun = not query.rstrip().endswith('"')
    held = [
        [
            _holds(words, term, is_begun=is_begun and place == len(terms) - 1)
            for place, term in enumerate(terms)
        ]
        for words in map(_tokens, sentences)
    ]
    return [n for n, found in enumerate(held) if all(found)] or [
        n for n, found in enumerate(held) if any(found)
    ]


def _holds(words: list[str], term: list[str], *, is_begun: bool) -> bool:
    """Say whether the words of a term follow each other somewhere; the last may be begun only."""
    *whole, last = term
    for start in range(len(words) - len(whole)):
        end = start + len(whole)
        if words[start:end] == whole:
            word = words[end]
            if word == last or (is_begun and word.startswith(last)):
                return True
    return False


def _tokens(text: str) -> list[str]:
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return _TOKEN.findall(bare.casefold())
