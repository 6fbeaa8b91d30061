"""Labels and names made short so that they can still be told from others."""

from collections.abc import Collection
from itertools import takewhile

from qualcode_tui.text.cells import clip, clusters, width_of

_TELLING = 3


def shorten(label: str, others: Collection[str], room: int) -> str:
    """Return a label in so many cells, told apart where it can be from others that begin alike.

    A label whose beginning says too little gives up the words it shares: "…by the council".
    """
    if width_of(label) <= room:
        return clip(label, room)
    shared = max((_shared(label, other) for other in others if other != label), default=0)
    if room - 1 - width_of(label[:shared]) >= _TELLING:
        return clip(label, room)
    differs_from = label.rfind(" ", 0, shared) + 1
    return clip(f"…{label[differs_from:]}", room) if differs_from else clip(label, room)


def initials(name: str, others: Collection[str]) -> str:
    """Return the first letters of a name's words; more of it where another has the same."""
    rivals = [other for other in others if other != name]
    letters = _first_letters(name)
    if all(_first_letters(rival) != letters for rival in rivals):
        return letters
    shared = max(_shared(name, rival) for rival in rivals)
    return next((name[: c.end] for c in clusters(name, 0, len(name)) if c.end > shared), name)


def _shared(one: str, other: str) -> int:
    """Count the code points with which two texts begin alike."""
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _first_letters(name: str) -> str:
    return "".join(word[: next(clusters(word, 0, len(word))).end] for word in name.split())
