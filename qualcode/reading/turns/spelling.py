"""When two spellings of a label are one speaker, and when they nearly are."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import regex

_SPACES = regex.compile(r"\s+")
_ONE_MARK = str.maketrans(dict.fromkeys("‘’ʼ´`′", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
# Marks of the writing direction, joiners and stray byte-order marks.
INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_AROUND = " \t\n\u00a0*_:："
_SHOWN = _ONE_MARK | str.maketrans(dict.fromkeys(INVISIBLE))
_OTHER_MARKS = regex.compile(r"[`*_:\[\]<>]")
_ROLE_MARK = regex.compile(r"[(\[|–—-]")
_PAIRS = {"[": "]", "<": ">"}
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "sr", "fr"])
_ROLE = regex.compile(
    r"(?P<name>\S.*?)\s*(?:\((?P<role>[^()]+)\)|\[(?P<role>[^\[\]]+)\]|\s(?:[-–—]|\|{1,2})\s(?P<part>\S.*))"
)
_DOUBLED = regex.compile(r"(\p{L})\1+")
_SHORTEST, _LONGEST, _MOST = 4, 200, 1_000
# A label comes again and again in a file, and is asked for at every turn.
_KEPT = 100_000


def label_key(label: str) -> str:
    """Return what two spellings of one label share: “MOIRA ” and “Moira” are one speaker.

    Straight and curly apostrophes are the same, and so are all dashes.
    """
    return _short_key(label) if len(label) <= _LONGEST else _key(label)


def _key(label: str) -> str:
    if label.isascii() and label.isprintable() and not _OTHER_MARKS.search(label):
        return " ".join(label.split()).casefold()
    plain = unicodedata.normalize("NFC", label).translate(_SHOWN).strip(_AROUND)
    while plain[:1] in _PAIRS and plain.endswith(_PAIRS[plain[0]]) and len(plain) > 1:
        plain = plain[1:-1].strip(_AROUND)
    return _SPACES.sub(" ", plain or label.strip()).casefold()


_short_key = lru_cache(_KEPT)(_key)


def bare_label(label: str) -> str:
    """Return the label without the role it carries: “Moira (carer)” gives “Moira”."""
    return split_role(label)[0]


def split_role(label: str) -> tuple[str, str]:
    """Return a label's name and role: “Moira (she/her) (carer)” gives “Moira” and “carer”."""
    name, role = label.strip(), ""
    if len(name) > _LONGEST or not _ROLE_MARK.search(name):
        return name, role
    while match := _ROLE.fullmatch(name):
        name, role = match["name"], role or match["role"] or match["part"]
    return name, role


def near_pairs(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of label keys one letter apart, or with two letters changed about.

    Digits are no letters: “speaker 1” and “speaker 2” are two speakers. Labels that differ only
    in their accents are a pair. Of very many labels only the first thousand are compared.
    """
    names = [key for key in keys if _SHORTEST <= len(key) <= _LONGEST][:_MOST]
    by_rest: dict[str, list[str]] = defaultdict(list)
    for name in names:
        plain = _without_accents(name)
        rests = {plain[:i] + plain[i + 1 :] for i, letter in enumerate(plain) if letter.isalpha()}
        for rest in rests | {plain}:
            by_rest[rest].append(name)
    seen: set[tuple[str, str]] = set()
    for alike in by_rest.values():
        for one, other in pairwise(alike):
            pair = (one, other)
            digits = [[c for c in name if c.isdigit()] for name in pair]
            titles = [name.split()[0].rstrip(".") for name in pair]
            titled = titles[0] != titles[1] and _TITLES.issuperset(titles)
            if pair not in seen and one != other and digits[0] == digits[1] and not titled:
                seen.add(pair)
                yield pair


def is_doubled(one: str, other: str) -> bool:
    """Say whether two labels differ only in how often a letter is doubled: “Maggie”, “Magggie”."""
    single = [_DOUBLED.sub(r"\1", _without_accents(name)) for name in (one, other)]
    return one != other and single[0] == single[1]


def _without_accents(name: str) -> str:
    parts = unicodedata.normalize("NFD", name)
    return "".join(c for c in parts if not unicodedata.combining(c))
