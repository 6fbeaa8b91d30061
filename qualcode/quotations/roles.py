"""Plain roles: what is left of an attribution without names, places and numbers."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from qualcode.quotations.vocabulary import (
    COMMON_QUALIFIERS,
    DETERMINERS,
    GENDERS,
    ORGANISATIONS,
    PEOPLE,
    PLAIN_CARER_QUALIFIERS,
    ROLE_STOPS,
)

LONGEST_ROLE = 6
_WORD = regex.compile(r"[\p{L}\p{M}\d&/'’.+-]+")


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the singular, whether it is a body's, was a plural, and is made of common words."""

    name: str
    body: bool
    plural: bool
    common: bool


@lru_cache(maxsize=4096)
def read_role(segment: str) -> Role | None:
    """Read "A young carer of two, site B" up to "of" as the role "young carer"."""
    words: list[str] = []
    for word in _WORD.findall(segment):
        low = word.casefold().strip(".")
        if low in ROLE_STOPS and words:
            break
        words.append(word)
    while len(words) > 1 and (_is_number(words[-1]) or _is_letter(words[-1])):
        words.pop()
    low = [word.casefold().strip(".").replace("’", "'") for word in words]
    while len(low) > 1 and (low[0] in DETERMINERS or _is_number(low[0])):
        low, words = low[1:], words[1:]
    if not low or len(low) > LONGEST_ROLE:
        return None
    noun, plural = _singular(low[-1])
    if noun is None:
        return None
    described = low[:-1]
    while described and _is_aside(described[0]):
        described, words = described[1:], words[1:]
    common = all(
        word in COMMON_QUALIFIERS | PEOPLE | ORGANISATIONS or raw[:1].islower()
        for word, raw in zip(described, words, strict=False)
    )
    # Printed with and without its apostrophe, often in one report: one role all the same.
    described = ["carers'" if word == "carers" else word for word in described]
    return Role(" ".join([*described, noun]), noun in ORGANISATIONS, plural, common)


def _is_aside(word: str) -> bool:
    """Say whether a word before a role describes the person and not the role."""
    possessive = word.endswith(("'s", "s'")) and word not in COMMON_QUALIFIERS
    return possessive or word in PLAIN_CARER_QUALIFIERS | GENDERS


def _singular(noun: str) -> tuple[str | None, bool]:
    """Return a role noun in the singular and whether it was a plural, or None for another word."""
    noun = noun.removesuffix("-in-law")
    last = noun.rsplit("/", 1)[-1].rsplit("-", 1)[-1] if noun not in PEOPLE else noun
    for candidate in (noun, last):
        if candidate in PEOPLE or candidate in ORGANISATIONS:
            return noun, False
    if noun.endswith("s") and noun[:-1] in PEOPLE | ORGANISATIONS:
        return noun[:-1], True
    irregular = {"wives": "wife", "men": "man", "women": "woman", "people": "person"}
    return (irregular[noun], True) if noun in irregular else (None, False)


def _is_number(word: str) -> bool:
    return any(c.isdigit() for c in word)


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isupper()
