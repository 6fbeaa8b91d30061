"""Small words for the sentences that tell what was left out."""


def count(number: int, noun: str) -> str:
    """Return “1 note” or “1,200 notes”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def were(number: int) -> str:
    """Return the verb that agrees with a number."""
    return "was" if number == 1 else "were"
