"""Times in a recording, as transcripts print them."""

import regex

STAMP = r"\d{1,3}:\d{1,2}(?::\d{2})?(?:[.,]\d{1,3})?"
_STAMP = regex.compile(STAMP)


def parse_time(stamp: str) -> float | None:
    """Return the seconds of "00:01:02", "01:02" or "00:01:02.500"; None for anything else."""
    if not _STAMP.fullmatch(stamp):
        return None
    seconds = 0.0
    for part in stamp.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
