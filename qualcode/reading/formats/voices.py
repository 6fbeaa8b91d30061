"""Whose words the cues of a caption file are, where a name stands before a colon in them."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from qualcode.reading.turns.evidence import choose_headers
from qualcode.reading.turns.headers import Header, find_headers
from qualcode.reading.turns.labels import is_name_like
from qualcode.reading.turns.lines import split_lines
from qualcode.reading.turns.shapes import Shape
from qualcode.reading.turns.spelling import label_key

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Voiced:
    """What one voice says in one cue, from `time` to `end`. `fresh` says that a voice begins."""

    words: str
    label: str | None
    time: float | None
    end: float | None = None
    fresh: bool = False


def name_by_prefix(
    pieces: Sequence[Voiced], declared: AbstractSet[str]
) -> tuple[list[Voiced], int, list[str]]:
    """Give pieces that begin "Name: " their names.

    Return them, how many went to the speaker before, and what might have been names as well.
    Captions for television name a speaker only where the voice changes, meeting programs in every
    cue: so a cue without a name is carried on only where most cues have none.
    """
    voices = {label_key(piece.label) for piece in pieces if piece.label}
    text = "\n".join(piece.words for piece in pieces if piece.label is None)
    found, heads = _choose_heads(text, voices | declared)
    split = list(_split_prefixes(pieces, heads))
    passed = [
        h.label
        for h in found
        if heads and h.start not in heads and h.label and is_name_like(h.label)
    ]
    named = sum(piece.label is not None for piece in split)
    if voices or not named or named > _MOSTLY * len(split):
        return split, 0, passed
    carried, running = 0, None
    for i, piece in enumerate(split):
        if piece.label is None and running is not None and not piece.fresh:
            split[i] = replace(piece, label=running)
            carried += 1
        running = split[i].label
    return split, carried, passed


def _choose_heads(text: str, known: AbstractSet[str]) -> tuple[list[Header], dict[int, Header]]:
    """Return what looks like a name before a colon, and by position what is one."""
    lines = split_lines(text)
    found = [h for h in find_headers(text, lines) if h.shape is Shape.COLON and h.time is None]
    speakers = {h.key for h in choose_headers(found, text, lines)} | known
    return found, {h.start: h for h in found if h.key in speakers}


def names_within(pieces: Sequence[Voiced]) -> list[str]:
    """Return names before a colon within the words of a voice: a room says who speaks in it."""
    text = "\n".join(piece.words for piece in pieces if piece.label is not None)
    return [
        h.label
        for h in find_headers(text, split_lines(text))
        if h.shape is Shape.COLON and h.label and is_name_like(h.label)
    ]


def _split_prefixes(pieces: Sequence[Voiced], heads: dict[int, Header]) -> Iterator[Voiced]:
    position = 0
    for piece in pieces:
        if piece.label is not None:
            yield piece
            continue
        yield from _split_piece(piece, position, heads)
        position += len(piece.words) + 1


def _split_piece(piece: Voiced, position: int, heads: dict[int, Header]) -> Iterator[Voiced]:
    """Split one piece, which begins at a position of the joined words, at its names."""
    words: list[str] = []
    label: str | None = None
    for line in piece.words.split("\n"):
        head = heads.get(position + len(line) - len(line.lstrip()))
        if head:
            if words:
                yield replace(piece, words="\n".join(words), label=label)
            words, label = [line[head.body - position :]], head.label
        else:
            words.append(line)
        position += len(line) + 1
    yield replace(piece, words="\n".join(words), label=label)
