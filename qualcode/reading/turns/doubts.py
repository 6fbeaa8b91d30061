"""Reasons to doubt where the turns of a text begin, a sentence for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from qualcode.model.words import count
from qualcode.reading.sentences import agree, quote_few, were
from qualcode.reading.shape import ReadTurn
from qualcode.reading.turns.choice import Choice
from qualcode.reading.turns.headers import Header
from qualcode.reading.turns.kinds import is_known_sort, names_several
from qualcode.reading.turns.labels import is_form_field, is_name_like, is_plausible, is_word
from qualcode.reading.turns.shapes import Shape
from qualcode.reading.turns.spelling import label_key
from qualcode.reading.turns.vocabulary import ROLE_WORDS
from qualcode.reading.turns.words import SmallWords

_OFTEN, _FEW_WORDS = 3, 3
# A turn is long at so many times the length of the middling one, and of at least so many letters.
_TIMES_LONGER, _LONG = 10, 600
_WORDED = frozenset({Shape.COLON, Shape.TAB, Shape.BOLD, Shape.ANGLE})
_KNOWN_ONLY = frozenset({Shape.DASH, Shape.POINT, Shape.SEMI, Shape.ALONE, Shape.COLON, Shape.TAB})


def doubt_nobody(turns: int) -> Iterator[str]:
    """Doubt a text that names nobody, cut into so many turns."""
    if turns:
        parts = "each paragraph or timed part is" if turns > 1 else "the whole text is one turn"
        yield f"No speaker names were found; {parts} {'a turn ' if turns > 1 else ''}of nobody."


def doubt_turns(
    text: str,
    headers: Sequence[Header],
    choice: Choice,
    turns: Sequence[ReadTurn],
) -> Iterator[str]:
    """Doubt where the turns of a labelled text begin."""
    opened = {n for h in choice.headers for n in range(h.line, h.last + 1)}
    counts = Counter(h.key for h in choice.headers)
    left = list(_passed_over(headers, opened, choice.headers[0].line, counts))
    if left:
        shown = quote_few([text[h.start : h.body].strip() for h in left])
        number = len(left)
        yield (
            f"{count(number, 'line')} {agree(number, 'begins', 'begin')} like a speaker's name but "
            f"{were(number)} taken as words: {shown}."
        )
    if choice.strays:
        shown = quote_few([text[h.start : h.body].strip() for h in choice.strays])
        number = len(choice.strays)
        yield (
            f"{count(number, 'turn')} {agree(number, 'begins', 'begin')} in another way than the "
            f"others: {shown}."
        )
    if choice.rivals:
        yield (
            f"The turns could also be cut another way, with {count(choice.rivals, 'turn')} that "
            "would begin elsewhere."
        )
    yield from _doubt_words(text, counts, choice.headers)
    yield from _doubt_long(turns, {h.start for h in left})


def _passed_over(
    headers: Sequence[Header], opened: set[int], first: int, counts: Mapping[str, int]
) -> Iterator[Header]:
    """Yield the headers that open no turn and might have: one a line."""
    tried = [h for h in headers if h.label and h.line > first and h.line not in opened]
    often = Counter(h.key for h in tried if h.shape in _WORDED)
    last = -1
    for header in tried:
        label = header.label or ""
        known = counts.get(label_key(label), 0) > 0 and header.shape in _KNOWN_ONLY
        like = header.shape in _WORDED | {Shape.STAMPED} and _is_like_one(label, often)
        if header.line != last and (known or like):
            last = header.line
            yield header


def _is_like_one(label: str, often: Mapping[str, int]) -> bool:
    if is_form_field(label):
        return False
    if is_name_like(label) or often.get(label_key(label), 0) >= _OFTEN:
        return True
    return is_plausible(label) and len(label.split()) < _FEW_WORDS


def _doubt_words(text: str, counts: Mapping[str, int], headers: Sequence[Header]) -> Iterator[str]:
    """Doubt labels that are words of the text besides."""
    words = SmallWords(text)
    spelt = {h.key: h.label or "" for h in headers}
    doubted = [
        label
        for key, label in spelt.items()
        if not is_known_sort(label)
        and not names_several(label)
        and key not in ROLE_WORDS
        and not (label.islower() and words.counts.get(key, 0) <= counts[key])
        and is_word(label, words.counts)
    ]
    if doubted:
        yield (
            f"{quote_few(doubted)} {agree(len(doubted), 'is a word', 'are words')} of the text as "
            "well as a label: check that a speaker is meant."
        )


def _doubt_long(turns: Sequence[ReadTurn], starts: set[int]) -> Iterator[str]:
    """Doubt turns far longer than the others with lines in them that look labelled."""
    lengths = [t.end - t.body for t in turns if t.label is not None]
    if len(lengths) < _OFTEN:
        return
    limit = max(_LONG, _TIMES_LONGER * median(lengths))
    ordered = sorted(starts)
    long = 0
    place = 0
    for turn in turns:
        inside = 0
        while place < len(ordered) and ordered[place] < turn.end:
            inside += ordered[place] >= turn.body
            place += 1
        long += turn.end - turn.body > limit and inside > 1
    if long:
        yield (
            f"{count(long, 'turn')} {agree(long, 'is', 'are')} far longer than the others and "
            f"{agree(long, 'has', 'have')} lines that begin like a speaker's name."
        )
