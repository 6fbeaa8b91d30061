"""Codes in people's own words: what was said, as the name of a theme."""

from collections.abc import Iterable

import regex

from qualcode.model import Code
from qualcode_tui.text.corrections import CLOSING, OPENING

LONGEST = 60
_EDGES = regex.compile(r"^[\p{P}\s]+|[\p{P}\s]+$")


def label_of(words: str) -> str:
    """Return a label made of words: on one line, marks around them left out, not too long.

    What is longer than 60 characters ends with the last word that fits, and “…”.
    """
    spoken = words.replace(OPENING, "").replace(CLOSING, "")
    label = _EDGES.sub("", " ".join(spoken.split()))
    if len(label) <= LONGEST:
        return label
    kept = label[: LONGEST - 1]
    whole = kept.rpartition(" ")[0] if label[LONGEST - 1] != " " else kept
    return f"{_EDGES.sub('', whole or kept)}…"


def find_called(label: str, codes: Iterable[Code]) -> Code | None:
    """Return the code that is called so: by its label, or else by another label of it."""
    wanted = " ".join(label.split()).casefold()
    known = list(codes)
    for code in known:
        if code.label.casefold() == wanted:
            return code
    return next(
        (code for code in known if wanted in [other.casefold() for other in code.other_labels]),
        None,
    )
