"""Times in a recording, and of the day, as transcripts print them."""

import regex

STAMP = r"\d{1,3}:\d{1,2}(?::\d{2})?(?:[.,]\d{1,3})?"
CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?\s?[aApP]\.?[mM]\b\.?"
SPOKEN = (
    r"(?:\d{1,2} ?h(?:(?:ou)?rs?)?,? )?(?:\d{1,4} ?m(?:in(?:ute)?s?)?,? )?"
    r"\d{1,2} ?s(?:ec(?:ond)?s?)?\b"
)
ANY_TIME = rf"(?:{CLOCK}|{STAMP}|{SPOKEN})"
_STAMP = regex.compile(STAMP)
_SPOKEN = regex.compile(
    r"(?:(?P<hours>\d+) ?h[a-z]*,? )?(?:(?P<minutes>\d+) ?m[a-z]*,? )?(?P<seconds>\d+) ?s[a-z]*"
)


def parse_time(stamp: str) -> float | None:
    """Return the seconds of "00:01:02", "01:02", "00:01:02.500" or "1 minute 2 seconds".

    None for anything else; so for the time of a day ("10:42 AM"), which says nothing of how far
    into the recording it is.
    """
    if match := _SPOKEN.fullmatch(stamp):
        hours, minutes, seconds = (float(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds
    if not _STAMP.fullmatch(stamp):
        return None
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
