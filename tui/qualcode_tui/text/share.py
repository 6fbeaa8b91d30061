"""How much is read, as it is said everywhere."""

FULL = 0.9995


def percent_read(share: float) -> int:
    """Return a share of 0 to 1 in whole per cent.

    Nothing is called read to the end while a word of it is left.
    """
    return 100 if share >= FULL else min(round(share * 100), 99)
