"""Speaker labels: what looks like one, and what looks like prose, a heading or a form."""

from collections.abc import Mapping
from functools import lru_cache

import regex

from qualcode.reading.turns.kinds import is_known_sort
from qualcode.reading.turns.spelling import bare_label, label_key
from qualcode.reading.turns.vocabulary import (
    FORM_FIELDS,
    LEADS,
    NAMES_THAT_ARE_WORDS,
    NAMES_THAT_LEAD,
    SMALL_WORDS,
)

__all__ = [
    "MOST_CHARACTERS",
    "bare_label",
    "is_form_field",
    "is_known_sort",
    "is_name_like",
    "is_plausible",
    "is_word",
    "label_key",
]

MOST_CHARACTERS = 50
_MOST_WORDS = 6
_KEPT = 100_000
_MOST_OF_A_NAME = 200
_NAME_WORD = regex.compile(
    r"(?:(?:[dlo]|de)['’]|\p{Ll}{1,3}[-‐‑])?[\p{Lu}\p{Lt}\p{Lo}][\p{L}\p{M}\p{N}'’.\-‐‑·]*,?"
    r"|\p{Ll}\p{Lu}[\p{L}\p{N}]+|\d{1,3}|[&/+]|[\p{L}\d]+\?|\?"
)
_DIGIT = regex.compile(r"\d")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
_DATE = regex.compile(
    rf".*\b(?:19|20)\d\d\b.*|(?:.* )?\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH}\.? \d{{1,2}},?"
)
_NOT_IN_LABELS = regex.compile(r'[;!“”"|=@\\]')


@lru_cache(_KEPT)
def is_name_like(label: str) -> bool:
    """Say whether the label is written as a name or a known sort is, and not as prose is."""
    if is_known_sort(label):
        return True
    if len(label) > _MOST_OF_A_NAME:
        return False
    words = bare_label(label).replace("/", " / ").split()
    if not words or not is_plausible(label):
        return False
    return bool(_NAME_WORD.fullmatch(words[0])) and all(
        _NAME_WORD.fullmatch(word) or word.casefold() in SMALL_WORDS for word in words[1:]
    )


def is_plausible(label: str) -> bool:
    """Say whether the label is at least short, and does not begin as prose does."""
    bare = bare_label(label)
    words = label_key(bare).split()
    return (
        0 < len(words) <= _MOST_WORDS
        and (words[0].rstrip(".,") not in LEADS or _is_name_after_all(bare))
        and words[0] not in FORM_FIELDS
        and not _NOT_IN_LABELS.search(bare)
        and not (_DIGIT.search(bare) and _DATE.fullmatch(bare.casefold()))
    )


def _is_name_after_all(label: str) -> bool:
    """Say whether a label that begins as prose is a single capital, or a name as “An Nguyen” is."""
    words = label.split()
    if len(words) == 1:
        return len(label) == 1 and label.isupper()
    rest = " ".join(words[1:])
    return words[0].casefold() in NAMES_THAT_LEAD and all(
        word[0].isupper() and word.casefold() not in LEADS for word in rest.split()
    )


def is_word(label: str, words: Mapping[str, int]) -> bool:
    """Say whether a label of one word is among words in small letters, and no name besides."""
    key = label_key(label)
    return words.get(key, 0) > 0 and key not in NAMES_THAT_ARE_WORDS


def is_form_field(label: str) -> bool:
    """Say whether the label heads a line of a cover sheet (“Date”, “Venue”)."""
    words = label_key(label).split()
    return bool(words) and words[0] in FORM_FIELDS
