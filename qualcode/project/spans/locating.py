"""Finding typed words in a text, whatever marks a keyboard or a word processor made of them."""

from collections.abc import Iterable

# One code point for one, so that positions hold.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u202f", " "),
    }
)
_NEAR = 75.0


def find_places(text: str, words: str) -> list[int]:
    """Return where words begin in a text: as typed, or else with marks of one sort taken alike.

    Only where neither is found, the first letter may be small for a capital, or the other way.
    """
    if not words:
        return []
    plain, typed = text.translate(_ALIKE), words.translate(_ALIKE)
    turned = typed[0].swapcase() + typed[1:]
    tries = [(text, words), (plain, typed)]
    if len(turned) == len(typed):
        tries.append((plain, turned))
    return next(filter(None, (_find_all(*one) for one in tries)), [])


def nearest_words(words: str, spoken: Iterable[str]) -> str | None:
    """Return the words of some turns that are most like those typed, None where none are near."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only a failure needs it

    typed = words.translate(_ALIKE).lower()
    best, found = _NEAR, None
    for turn in spoken:
        plain = turn.translate(_ALIKE).lower()
        if len(plain) != len(turn) or len(plain) < len(typed):
            continue
        near = fuzz.partial_ratio_alignment(typed, plain, score_cutoff=best)
        if near is not None and near.score > best:
            best, found = near.score, _whole_words(turn, near.dest_start, near.dest_end)
    return found


def _find_all(text: str, words: str) -> list[int]:
    places, at = [], text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return " ".join(text[start:end].split())
