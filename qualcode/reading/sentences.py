"""Small words for the sentences that tell what was left out or is doubted."""

from collections.abc import Sequence

_SHOWN = 3


def were(number: int) -> str:
    """Return the verb that agrees with a number."""
    return "was" if number == 1 else "were"


def agree(number: int, one: str, several: str) -> str:
    """Return the verb that agrees with a number: “begins” or “begin”."""
    return one if number == 1 else several


def quote_few(names: Sequence[str]) -> str:
    """Return the first few names in quotation marks: “Moira”, “Derek” and so on."""
    shown = ", ".join(f"“{name}”" for name in dict.fromkeys(names[:_SHOWN]))
    return shown + (", …" if len(names) > _SHOWN else "")
