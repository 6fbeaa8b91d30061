"""The lines of a text, and the numbers that some transcripts print before each."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from qualcode.reading.turns.spelling import INVISIBLE

# Line ends that some programs write in place of a line feed.
_OTHER_BREAKS = "\x85\u2028\u2029"
_AS_BREAK = str.maketrans(dict.fromkeys(_OTHER_BREAKS, "\n"))
_UNSEEN = frozenset(INVISIBLE)
_NUMBER = regex.compile(r"(?P<number>\d{1,5})(?:[.):]?[ \t\u00a0]+(?:\| )?|$)")
_LOOKED_AT = 60
_FEWEST = 3
# How many of the steps from number to number must be alike, how many of the lines have a number,
# and how many of the numbered lines look labelled where it is the turns that are numbered.
_STEADY, _NUMBERED, _LABELLED = 0.8, 0.8, 0.6


class Line(NamedTuple):
    """A line of the text that is not blank: `start` to `end` without the blanks around it.

    Its own content begins at `words`, after marks that nobody sees, such as those of the writing
    direction, and after a line number where the lines have numbers.
    """

    start: int
    words: int
    end: int
    after_blank: bool


def split_lines(text: str) -> list[Line]:
    """Return the lines that are not blank, in order."""
    lines: list[Line] = []
    start, after_blank = 0, True
    if any(mark in text for mark in _OTHER_BREAKS):
        text = text.translate(_AS_BREAK)
    for raw in text.split("\n"):
        words = raw.strip()
        shown = words.lstrip(INVISIBLE) if words[:1] in _UNSEEN else words
        if shown:
            left = start if raw[0] == words[0] else start + len(raw) - len(raw.lstrip())
            end = left + len(words)
            lines.append(Line(left, end - len(shown), end, after_blank))
        after_blank = not shown
        start += len(raw) + 1
    return lines


def skip_numbers(text: str, lines: Sequence[Line]) -> list[Line] | None:
    """Return the lines with `words` after their numbers; None where lines are not numbered.

    Numbers rise by one step from line to line. A line with nothing but its number is blank.
    """
    found = {
        n: match
        for n, line in enumerate(lines)
        if (match := _NUMBER.match(text, line.words, line.end))
    }
    if not _rise(found) or not (
        len(found) >= _NUMBERED * len(lines) or _look_labelled(text, lines, found)
    ):
        return None
    numbered: list[Line] = []
    after_blank = True
    for n, line in enumerate(lines):
        words = found[n].end() if n in found else line.words
        if words < line.end:
            after = after_blank or line.after_blank
            numbered.append(line._replace(words=words, after_blank=after))
        after_blank = words >= line.end
    return numbered or None


def _rise(found: dict[int, regex.Match[str]]) -> bool:
    numbers = [int(match["number"]) for match in found.values()]
    steps = [after - before for before, after in pairwise(numbers)]
    steady = sum(step == 1 for step in steps)
    return len(numbers) >= _FEWEST and steady >= _STEADY * len(steps)


def _look_labelled(text: str, lines: Sequence[Line], found: dict[int, regex.Match[str]]) -> bool:
    labelled = sum(
        any(
            mark in text[match.end() : min(lines[n].end, match.end() + _LOOKED_AT)]
            for mark in ":\t"
        )
        for n, match in found.items()
    )
    return labelled >= _LABELLED * len(found)


def count_blocks(lines: Sequence[Line]) -> int:
    """Count the paragraphs: runs of lines that a blank line parts."""
    return sum(line.after_blank for line in lines)
