"""Captions: WebVTT and SubRip files, as meeting programs and transcription services write them.

The cues are split here and not by a library, since a voice span in the middle of a cue is a change
of speaker. After the WebVTT standard of the W3C.
"""

import html
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from qualcode.reading.rendering import Spoken, render_turns
from qualcode.reading.sentences import count, were
from qualcode.reading.shape import Cut
from qualcode.reading.times import STAMP, parse_time
from qualcode.reading.turns.evidence import choose_headers
from qualcode.reading.turns.headers import Header, Shape, find_headers, split_lines
from qualcode.reading.turns.labels import label_key

_TIMING = regex.compile(rf"\s*({STAMP})\s*-->\s*{STAMP}")
_VOICE = regex.compile(r"<v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]*))?>|(?P<close></v>)")
_TAG = regex.compile(r"</?(?:[cibu]|lang|rt|ruby|font)(?:[.\s][^<>]*)?>|<\d[\d:.]*>")
_SPACES = regex.compile(r"[ \t\n]+")
_NOT_CUES = {"NOTE", "STYLE", "REGION", "WEBVTT"}
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class _Voiced:
    """What one voice says in one cue: `time` is the start of the cue."""

    words: str
    label: str | None
    time: float | None


def cut_captions(text: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Return the text of a caption file's turns: consecutive cues of one speaker are one turn."""
    voiced = [
        piece for time, payload in _split_cues(text) for piece in _split_voices(payload, time)
    ]
    voiced, carried = _name_by_prefix(voiced, declared)
    left_out = list(_blocks_left_out(text))
    if carried:
        left_out.append(
            f"{count(carried, 'cue')} without a name went to the speaker before: please check."
        )
    nameless = sum(piece.label is None for piece in voiced)
    if 0 < nameless < len(voiced):
        left_out.append(f"{count(nameless, 'cue')} without a speaker went to nobody.")
    return render_turns(_join(voiced), "webvtt/1", left_out)


def _split_blocks(text: str) -> Iterator[list[str]]:
    """Yield the runs of lines between blank lines; a second timing line ends a run too."""
    block: list[str] = []
    timed = False
    for line in text.split("\n"):
        timing = bool(_TIMING.match(line))
        if not line.strip() or (timing and timed):
            if block:
                yield block
            block, timed = [], False
        if line.strip():
            block.append(line)
            timed = timed or timing
    if block:
        yield block


def _split_cues(text: str) -> Iterator[tuple[float | None, str]]:
    """Yield the time and the raw words of each cue."""
    time: float | None = None
    in_cue = False
    for block in _split_blocks(text):
        timed = [(i, match[1]) for i, line in enumerate(block) if (match := _TIMING.match(line))]
        if timed:
            place, stamp = timed[0]
            time, in_cue = parse_time(stamp), True
            yield time, "\n".join(block[place + 1 :])
        elif block[0].split()[0] in _NOT_CUES:
            in_cue = False
        elif in_cue:
            # The standard drops words after a blank line within a cue; people mean them to stay.
            yield time, "\n".join(block)


def _split_voices(payload: str, time: float | None) -> Iterator[_Voiced]:
    label: str | None = None
    position = 0
    for match in _VOICE.finditer(payload):
        yield from _piece(payload[position : match.start()], label, time)
        label = None if match["close"] else _plain(match["name"] or "") or None
        position = match.end()
    yield from _piece(payload[position:], label, time)


def _piece(raw: str, label: str | None, time: float | None) -> Iterator[_Voiced]:
    lines = [_plain(line) for line in raw.split("\n")]
    words = "\n".join(line for line in lines if line)
    if words:
        yield _Voiced(words, label, time)


def _plain(raw: str) -> str:
    """Return caption words without tags and entities. A return would join a line feed to one."""
    return _SPACES.sub(" ", html.unescape(_TAG.sub("", raw)).replace("\r", " ")).strip(" ")


def _name_by_prefix(
    pieces: Sequence[_Voiced], declared: AbstractSet[str]
) -> tuple[list[_Voiced], int]:
    """Give pieces that begin "Name: " their names; return how many went to the speaker before.

    Captions for television name a speaker only where the voice changes, meeting programs in every
    cue: so a cue without a name is carried on only where most cues have none.
    """
    voices = {label_key(piece.label) for piece in pieces if piece.label}
    split = list(_split_prefixes(pieces, voices | declared))
    named = sum(piece.label is not None for piece in split)
    if voices or not named or named > _MOSTLY * len(split):
        return split, 0
    carried, running = 0, None
    for i, piece in enumerate(split):
        if piece.label is None and running is not None:
            split[i] = replace(piece, label=running)
            carried += 1
        running = split[i].label
    return split, carried


def _split_prefixes(pieces: Sequence[_Voiced], known: AbstractSet[str]) -> Iterator[_Voiced]:
    nameless = [piece for piece in pieces if piece.label is None]
    text = "\n".join(piece.words for piece in nameless)
    lines = split_lines(text)
    found = [h for h in find_headers(text, lines) if h.shape is Shape.COLON and h.time is None]
    speakers = {label_key(h.label or "") for h in choose_headers(found, text, lines)} | known
    heads = {h.start: h for h in found if label_key(h.label or "") in speakers}
    position = 0
    for piece in pieces:
        if piece.label is not None:
            yield piece
            continue
        yield from _split_piece(piece, position, heads)
        position += len(piece.words) + 1


def _split_piece(piece: _Voiced, position: int, heads: dict[int, Header]) -> Iterator[_Voiced]:
    """Split one piece, which begins at a position of the joined words, at its names."""
    words: list[str] = []
    label: str | None = None
    for line in piece.words.split("\n"):
        head = heads.get(position + len(line) - len(line.lstrip()))
        if head:
            if words:
                yield _Voiced("\n".join(words), label, piece.time)
            words, label = [line[head.body - position :]], head.label
        else:
            words.append(line)
        position += len(line) + 1
    yield _Voiced("\n".join(words), label, piece.time)


def _join(pieces: Sequence[_Voiced]) -> Iterator[Spoken]:
    """Run consecutive pieces of one speaker together. The first gives the time."""
    for key, group in groupby(pieces, lambda p: label_key(p.label) if p.label else None):
        run = list(group)
        words = " ".join(" ".join(p.words.split("\n")).strip(" ") for p in run)
        yield Spoken(words.strip(), run[0].label if key else None, run[0].time)


def _blocks_left_out(text: str) -> Iterator[str]:
    starts = [
        block[0].split()[0] for block in _split_blocks(text) if not any(map(_TIMING.match, block))
    ]
    for word, name in (("NOTE", "note"), ("STYLE", "style block"), ("REGION", "region block")):
        if number := starts.count(word):
            yield f"{count(number, name)} of the caption file {were(number)} left out."
