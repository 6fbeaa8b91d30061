"""Names after a time without a mark behind them: “[00:01:02] Moira words”."""

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.labels import is_name_like
from qualcode.reading.turns.lines import Line
from qualcode.reading.turns.shapes import Shape
from qualcode.reading.turns.spelling import label_key

_MOST_WORDS = 4
_LOOKED_AT = 80
_WORD = regex.compile(r"\S+[ \t]*")
# How many of a name's lines must go on with a further name before that belongs to the name.
_GOES_ON = 0.9


def name_stamps(text: str, lines: Sequence[Line], headers: Sequence[Header]) -> Iterator[Header]:
    """Yield the times with words on their line as headers with the name that the words begin with.

    A name is the longest run of words written as names are that begins at least two such lines.
    """
    stamps = [h for h in headers if h.shape is Shape.STAMP and h.body < lines[h.last].end]
    starts = [
        _WORD.findall(text[h.body : min(lines[h.last].end, h.body + _LOOKED_AT)])[: _MOST_WORDS + 1]
        for h in stamps
    ]
    counts = Counter(
        tuple(word.strip() for word in words[:n])
        for words in starts
        for n in range(1, min(_MOST_WORDS, len(words) - 1) + 1)
        if is_name_like(" ".join(word.strip() for word in words[:n]))
    )
    going_on: Counter[tuple[str, ...]] = Counter()
    for name, number in counts.items():
        if number > 1:
            going_on[name[:-1]] += number
    for header, words in zip(stamps, starts, strict=True):
        if length := _name_length(words, counts, going_on):
            taken = "".join(words[:length])
            label = " ".join(word.strip() for word in words[:length])
            yield header._replace(
                shape=Shape.BEFORE,
                label=label,
                key=label_key(label),
                body=header.body + len(taken),
            )


def _name_length(
    words: Sequence[str],
    counts: Counter[tuple[str, ...]],
    going_on: Counter[tuple[str, ...]],
) -> int:
    length = 0
    name: tuple[str, ...] = ()
    while length < min(_MOST_WORDS, len(words) - 1):
        longer = (*name, words[length].strip())
        if counts[longer] < 2 or (name and going_on[name] < _GOES_ON * counts[name]):  # noqa: PLR2004
            break
        name, length = longer, length + 1
    return length
