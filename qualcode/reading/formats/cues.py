"""The cues of a caption file, each with its times and its raw words.

The cues are split here and not by a library, since a voice span in the middle of a cue is a change
of speaker. After the WebVTT standard of the W3C, and SubRip as players take it.
"""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from qualcode.model.words import count
from qualcode.reading.sentences import were
from qualcode.reading.times import STAMP, parse_time

_TIMING = regex.compile(rf"\s*({STAMP})\s*-->\s*({STAMP})")
_TAG = regex.compile(
    r"</?(?:[cibu]|lang|rt|ruby|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|\{\\[^{}\n]*\}", regex.IGNORECASE
)
_SPACES = regex.compile(r"[ \t\n\u00a0]+")
_NOT_CUES = {"NOTE", "STYLE", "REGION", "WEBVTT"}
# A file of captions that roll repeats a line in so many of its cues.
_ROLLING, _FEWEST = 0.5, 4


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: `start` and `end` in seconds, `payload` as it stands in the file."""

    start: float | None
    end: float | None
    payload: str


def split_cues(text: str) -> Iterator[Cue]:
    """Yield the cues; words after a blank line in a cue still belong to it."""
    cue: Cue | None = None
    for block in _split_blocks(text):
        timed = [(i, match) for i, line in enumerate(block) if (match := _TIMING.match(line))]
        if timed:
            if cue:
                yield cue
            place, match = timed[0]
            words = "\n".join(block[place + 1 :])
            cue = Cue(parse_time(match[1]), parse_time(match[2]), words)
        elif block[0].split()[0] in _NOT_CUES:
            if cue:
                yield cue
            cue = None
        elif cue:
            # The standard drops words after a blank line within a cue; people mean them to stay.
            cue = replace(cue, payload="\n".join([*filter(None, [cue.payload]), *block]))
    if cue:
        yield cue


def plain_words(raw: str) -> str:
    """Return caption words without tags and entities. A return would join a line feed to one."""
    return _SPACES.sub(" ", html.unescape(_TAG.sub("", raw)).replace("\r", " ")).strip(" ")


def tell_blocks_left_out(text: str) -> Iterator[str]:
    """Tell the notes, styles and regions, which are no words."""
    starts = [
        block[0].split()[0] for block in _split_blocks(text) if not any(map(_TIMING.match, block))
    ]
    for word, name in (("NOTE", "note"), ("STYLE", "style block"), ("REGION", "region block")):
        if number := starts.count(word):
            yield f"{count(number, name)} of the caption file {were(number)} left out."


def unroll(cues: Sequence[Cue]) -> tuple[list[Cue], int]:
    """Return the cues without the lines that captions which roll repeat, and how many there were.

    Cues of such a file begin with the last lines of the cue before, or grow by a few words. Where
    most cues don't, a line that comes twice was said twice.
    """
    shown: list[str] = []
    unrolled: list[Cue] = []
    repeated = 0
    spoken = 0
    for cue in cues:
        lines = [words for line in cue.payload.split("\n") if (words := plain_words(line))]
        if not lines:
            continue
        spoken += 1
        fresh = _without_repeats(shown, lines)
        repeated += fresh != lines
        shown = lines
        if fresh:
            kept = cue.payload if fresh == lines else html.escape("\n".join(fresh), quote=False)
            unrolled.append(replace(cue, payload=kept))
    if spoken < _FEWEST or repeated < _ROLLING * spoken:
        return list(cues), 0
    return unrolled, repeated


def _without_repeats(shown: Sequence[str], lines: Sequence[str]) -> list[str]:
    for number in range(min(len(shown), len(lines)), 0, -1):
        if list(shown[-number:]) == list(lines[:number]):
            return list(lines[number:])
    if shown and lines[0].startswith(shown[-1] + " "):
        return [lines[0][len(shown[-1]) + 1 :], *lines[1:]]
    return list(lines)


def _split_blocks(text: str) -> Iterator[list[str]]:
    """Yield the runs of lines between blank lines; a second timing line ends a run too."""
    block: list[str] = []
    timed = False
    for line in text.split("\n"):
        timing = bool(_TIMING.match(line))
        if timing and timed:
            number = [block.pop()] if len(block) > 1 and block[-1].strip().isdecimal() else []
            yield block
            block, timed = number, False
        elif not line.strip():
            if block:
                yield block
            block, timed = [], False
        if line.strip():
            block.append(line)
            timed = timed or timing
    if block:
        yield block
