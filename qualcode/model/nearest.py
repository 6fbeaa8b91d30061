"""The name somebody most likely meant, for errors."""

from collections.abc import Iterable

NEAR = 60.0
"""From here on, out of 100, two names are alike enough to ask “did you mean”."""


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """Return the name most like the one given (share of matching characters), or None."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a failure needs it

    found = process.extractOne(
        name, list(names), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=NEAR
    )
    return None if found is None else str(found[0])
