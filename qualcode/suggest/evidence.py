"""Why a code may fit a passage, in words: what it shares with what the code is known by.

This looks at words alone and needs no fitted model. The suggester weighs more than words, so what
is said here is evidence and not the sum by which a probability came about.
"""

import hashlib
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’-]*")
# Each with the fewest letters that must be left: “cares” is “care”, and never “car”.
_ENDINGS = (
    *(("'s", 2), ("ings", 4), ("ing", 4), ("ied", 4), ("ies", 4), ("ed", 4), ("es", 4), ("s", 3)),
    *(("e", 4), ("y", 4)),
)
_LEAST_LIKENESS = 0.05
_WORDS_KEPT, _PIECES_KEPT = 50_000, 5_000
_COMMON_WORDS = """
a about after again ain all also am an and any are aren as at back be because been before being
but by came can cannot come comes coming could couldn did didn do does doesn doing don down each
even ever every few for from gave get gets getting give go goes going gone got had hadn has hasn
have haven having he her here hers him his how i if in into is isn it its itself just know let
like lot lots made make me mean might mine more most much must my myself no nor not now of off oh
ok okay on once one only or other our ours out over own put quite really said same saw say says
see she should shouldn so some something sort still such take takes tell than that the their them
then there these they thing things think this those though through to told too took under until up
us use used very want was wasn way we well went were weren what when where which while who whom
whose why will with won would wouldn yeah yes you your yours
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of a passage that speak for a code, the weightiest first, each as it stands there.

    `alike` are (place among the examples, likeness 0 to 1) of the passages most like this one.
    """

    words: tuple[str, ...]
    alike: tuple[tuple[int, float], ...]


class Usage:
    """How usual each word is in all that was said.

    A word weighs more the fewer pieces have it: TF-IDF of stems, each text of length 1 (Salton and
    Buckley 1988, doi 10.1016/0306-4573(88)90021-0). What was weighed once is kept.
    """

    def __init__(self, material: Iterable[str]) -> None:
        pieces = [set(_stems(piece)) for piece in material]
        self._seen = Counter(stem for piece in pieces for stem in piece)
        self._size = len(pieces)
        self._weighed: dict[str, dict[str, float]] = {}

    def weigh(self, text: str) -> dict[str, float]:
        """Return what each stem of a text weighs."""
        if text not in self._weighed:
            if len(self._weighed) >= _PIECES_KEPT:
                self._weighed.clear()
            self._weighed[text] = self._weigh(text)
        return self._weighed[text]

    def _weigh(self, text: str) -> dict[str, float]:
        weights = {
            stem: (1 + math.log(n)) * math.log((1 + self._size) / (1 + self._seen[stem]) + 1)
            for stem, n in _stems(text).items()
        }
        length = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
        return {stem: weight / length for stem, weight in weights.items()}


_lock = threading.Lock()
_kept: dict[bytes, Usage] = {}


def open_usage(texts: Iterable[str], cut: Callable[[], Iterable[str]]) -> Usage:
    """Return the usage of a study's texts; that at hand where the texts are the same.

    `cut` returns them in pieces, and is asked only where they are new.
    """
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        digest.update(f"{len(text)} {text}".encode("utf-8", "surrogatepass"))
    key = digest.digest()
    with _lock:
        if key not in _kept:
            made = Usage(cut())
            _kept.clear()
            _kept[key] = made
        return _kept[key]


def forget_usage() -> None:
    """Drop all words that are kept."""
    with _lock:
        _kept.clear()
    _read_word.cache_clear()


def find_evidence(
    passage: str,
    description: str,
    examples: Sequence[str],
    usage: Usage,
    most_words: int = 6,
    most_alike: int = 2,
) -> Evidence:
    """Return what a passage shares with a code's description and with passages that carry it.

    `usage` says how usual words are. Likeness is the cosine of weights.
    """
    here = usage.weigh(passage)
    shown = [usage.weigh(example) for example in examples]
    speaking: Counter[str] = Counter(usage.weigh(description))
    for weights in shown:
        speaking.update({stem: weight / len(shown) for stem, weight in weights.items()})
    shared = {stem: weight * speaking[stem] for stem, weight in here.items() if speaking[stem]}
    ranked = sorted(shared, key=lambda stem: (-shared[stem], stem))[:most_words]
    likeness = [
        (place, sum(weight * weights.get(stem, 0.0) for stem, weight in here.items()))
        for place, weights in enumerate(shown)
    ]
    alike = sorted(likeness, key=lambda one: (-one[1], one[0]))[:most_alike]
    return Evidence(
        tuple(_as_said(passage, stem) for stem in ranked),
        tuple((place, like) for place, like in alike if like >= _LEAST_LIKENESS),
    )


def _stems(text: str) -> Counter[str]:
    return Counter(stem for word in _WORD.findall(text) if (stem := _read_word(word)))


@lru_cache(_WORDS_KEPT)
def _read_word(word: str) -> str:
    """Return the stem of a word as it stands; nothing of a common one."""
    plain = unicodedata.normalize("NFC", word).casefold().replace("’", "'")
    return "" if _is_common(plain) else _stem(plain)


def _is_common(word: str) -> bool:
    """Say whether a word, before any apostrophe, is in every conversation: “he's”, “don't”."""
    return len(word) == 1 or word.partition("'")[0] in _COMMON


def _stem(word: str) -> str:
    """Cut an English ending off, so that “breaks” and “break” are one word."""
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word.removesuffix(ending)
    return word


def _as_said(passage: str, stem: str) -> str:
    for match in _WORD.finditer(passage):
        if _read_word(match.group()) == stem:
            return match.group()
    return stem
