"""Captions: WebVTT and SubRip files, as meeting programs and transcription services write them."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise

import regex

from qualcode.model.words import count
from qualcode.reading.formats.cues import Cue, plain_words, split_cues, tell_blocks_left_out, unroll
from qualcode.reading.formats.voices import Voiced, name_by_prefix, names_within
from qualcode.reading.rendering import Spoken, render_turns
from qualcode.reading.sentences import agree, quote_few
from qualcode.reading.shape import Cut
from qualcode.reading.turns.doubts import doubt_nobody
from qualcode.reading.turns.spelling import label_key

_VOICE = regex.compile(r"<v(?:\.[^\s<>]*)?(?:\s+(?P<name>[^<>]*))?>|(?P<close></v>)")
_CHANGE = regex.compile(r"(?:>{2,3}|[-–—])\s*(?=\S)")
_STAGE = regex.compile(r"[\[(♪].*[\])♪]")
_LONGEST_LABEL = 100
# Nobody's words are cut at a silence of so many seconds, and where a sentence ends after so many
# characters: captions without names would else be one turn of an hour.
_SILENCE, _PARAGRAPH = 2.0, 500


def cut_captions(text: str, declared: AbstractSet[str] = frozenset()) -> Cut:
    """Return the text of a caption file's turns: consecutive cues of one speaker are one turn."""
    cues, repeated = unroll(list(split_cues(text)))
    voiced = [piece for cue in cues for piece in _split_voices(cue)]
    inside = names_within(voiced)
    voiced, carried, passed = name_by_prefix(voiced, declared)
    left_out = list(tell_blocks_left_out(text))
    if repeated:
        told = "of rolling captions repeated words, which were kept once"
        left_out.append(f"{count(repeated, 'cue')} {told}.")
    if carried:
        left_out.append(
            f"{count(carried, 'cue')} without a name went to the speaker before: please check."
        )
    nameless = [piece for piece in voiced if piece.label is None]
    if 0 < len(nameless) < len(voiced):
        left_out.append(f"{count(len(nameless), 'cue')} without a speaker went to nobody.")
    cut = render_turns(_join(voiced), "webvtt/1", left_out)
    unsure = _doubt(cues, voiced, nameless, carried=carried, inside=[*inside, *passed])
    return replace(cut, unsure=tuple(unsure))


def _split_voices(cue: Cue) -> Iterator[Voiced]:
    label: str | None = None
    position = 0
    for match in _VOICE.finditer(cue.payload):
        yield from _piece(cue.payload[position : match.start()], label, cue)
        name = plain_words((match["name"] or "")[:_LONGEST_LABEL])
        label = None if match["close"] else name or None
        position = match.end()
    yield from _piece(cue.payload[position:], label, cue)


def _piece(raw: str, label: str | None, cue: Cue) -> Iterator[Voiced]:
    lines = [words for line in raw.split("\n") if (words := plain_words(line))]
    changes = label is None and sum(bool(_CHANGE.match(line)) for line in lines)
    run: list[str] = []
    for line in lines:
        if changes and run and _CHANGE.match(line):
            yield _voiced(run, label, cue)
            run = []
        run.append(line)
    if run:
        yield _voiced(run, label, cue)


def _voiced(lines: Sequence[str], label: str | None, cue: Cue) -> Voiced:
    fresh = label is None and bool(_CHANGE.match(lines[0]))
    return Voiced("\n".join(lines), label, cue.start, cue.end, fresh)


def _join(pieces: Sequence[Voiced]) -> Iterator[Spoken]:
    """Run consecutive pieces of one speaker together. The first gives the time."""
    run: list[Voiced] = []
    length = 0
    for piece in pieces:
        if run and not _goes_on(run[-1], piece, length):
            yield _spoken(run)
            run, length = [], 0
        run.append(piece)
        length += len(piece.words)
    if run:
        yield _spoken(run)


def _goes_on(above: Voiced, below: Voiced, length: int) -> bool:
    if above.label is not None or below.label is not None:
        return label_key(above.label or "") == label_key(below.label or "")
    silent = above.end is not None and below.time is not None and below.time - above.end >= _SILENCE
    ended = length >= _PARAGRAPH and above.words.rstrip("\"'”’)]").endswith((".", "?", "!", "…"))
    return not (below.fresh or silent or ended)


def _spoken(run: Sequence[Voiced]) -> Spoken:
    words = " ".join(" ".join(piece.words.split("\n")).strip(" ") for piece in run)
    return Spoken(words.strip(), run[0].label, run[0].time)


def _doubt(
    cues: Sequence[Cue],
    voiced: Sequence[Voiced],
    nameless: Sequence[Voiced],
    *,
    carried: int,
    inside: Sequence[str],
) -> Iterator[str]:
    """Doubt whose words the cues hold. `inside` has names that words of a cue begin with."""
    if len(nameless) == len(voiced):
        yield from doubt_nobody(len(voiced))
        return
    if carried:
        yield "Names stand only where the voice changes; a change without a name can't be seen."
    if spoken := sum(not _STAGE.fullmatch(piece.words) for piece in nameless):
        verb = agree(spoken, "names", "name")
        yield f"{count(spoken, 'cue')} {verb} nobody among others that do."
    if number := len(inside):
        yield (
            f"{count(number, 'cue')} {agree(number, 'begins', 'begin')} with what may be another "
            f"speaker's name: {quote_few(inside)}."
        )
    starts = [cue.start for cue in cues if cue.start is not None]
    if back := sum(after < before for before, after in pairwise(starts)):
        verb = agree(back, "begins", "begin")
        yield f"{count(back, 'cue')} {verb} before the one above; the file's order is kept."
