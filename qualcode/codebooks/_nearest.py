"""The name somebody most likely meant."""

from collections.abc import Sequence

NEAR = 60.0
"""From here on, out of 100, two names are alike enough to ask “did you mean”."""


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known name most like the word (share of matching characters), or None."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extractOne(
        word, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=NEAR
    )
    return None if found is None else str(found[0])
