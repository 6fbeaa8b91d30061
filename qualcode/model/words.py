"""Small words for sentences with numbers in them."""

_STOPS = (".", "!", "?", ".”", "…”", "?”", "!”")


def close(told: str) -> str:
    """Return words as a sentence that another can follow: with a full stop where none is."""
    return told if not told or told.endswith(_STOPS) else f"{told}."


def count(number: int, noun: str, several: str | None = None) -> str:
    """Return “1 note”, “1,200 notes” or “2 people”: `several` is the plural where it is no -s."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"
