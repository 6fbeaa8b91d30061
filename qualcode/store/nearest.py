"""The nearest valid name, for errors."""

from collections.abc import Iterable


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """Return the name most like the one given, None where none is near."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - only a failure needs it

    found = process.extractOne(
        name, list(names), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=60
    )
    return None if found is None else str(found[0])
