"""Reasons to doubt who stands behind the labels of a file, a sentence for each."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from qualcode.model import CaseKind
from qualcode.model.words import count
from qualcode.reading.sentences import agree, quote_few
from qualcode.reading.shape import ReadSpeaker
from qualcode.reading.turns.kinds import is_known_sort, is_room, joined_names
from qualcode.reading.turns.speakers import LABELS_TOLD
from qualcode.reading.turns.spelling import bare_label, is_doubled, label_key, near_pairs

# Fewer turns than these are too few to say that a label comes seldom. Of two labels a letter apart
# the rarer is doubted where it comes so seldom, or so many times as seldom as the other.
_FEWEST, _SELDOM, _RARER, _MOST = 4, 2, 3, 20


def doubt_speakers(
    speakers: Sequence[ReadSpeaker], layout: str, declared: AbstractSet[str] = frozenset()
) -> Iterator[str]:
    """Doubt who stands behind the labels; the keys of labels that are `declared` are sure to be."""
    for speaker in speakers:
        if speaker.kind is CaseKind.SEVERAL and is_room(bare_label(speaker.label)):
            yield f"“{speaker.label}” may be several people in one room."
    once = [
        s.label
        for s in speakers
        if s.turns == 1
        and s.kind is CaseKind.PERSON
        and not is_known_sort(s.label)
        and label_key(s.label) not in declared
    ]
    if once and layout not in LABELS_TOLD and sum(s.turns for s in speakers) >= _FEWEST:
        yield (
            f"{len(once):,} {agree(len(once), 'label comes', 'labels come')} only once: "
            f"{quote_few(once)}. Check that a speaker is meant."
        )
    yield from _at_most(_MOST, _doubt_spelling(speakers))


def _at_most(most: int, sentences: Iterator[str]) -> Iterator[str]:
    """Yield so many sentences, and then one that says how many more there are."""
    yield from islice(sentences, most)
    if more := sum(1 for _ in sentences):
        yield f"{count(more, 'more label')} may be another's, spelt in another way."


def _doubt_spelling(speakers: Sequence[ReadSpeaker]) -> Iterator[str]:
    """Doubt labels that nearly are another's: one letter apart, or one with a further name."""
    every = {label_key(s.label): s for s in speakers}
    by_key = {key: s for key, s in every.items() if not is_known_sort(s.label)}
    for pair in near_pairs(every):
        if not by_key.keys() & set(pair):
            continue
        rare, common = sorted((every[key] for key in pair), key=lambda s: s.turns)
        seldom = rare.turns <= _SELDOM or rare.turns * _RARER <= common.turns
        if seldom or is_doubled(*pair):
            yield f"“{rare.label}” and “{common.label}” may be one person, spelt two ways."
    firsts: dict[str, list[ReadSpeaker]] = {}
    for key, speaker in by_key.items():
        name = label_key(bare_label(speaker.label))
        if " " in name and len(joined_names(speaker.label)) == 1:
            firsts.setdefault(name.split()[0], []).append(speaker)
        elif name != key:
            firsts.setdefault(name, []).append(speaker)
    for key, speaker in by_key.items():
        longer = [s for s in firsts.get(key, ()) if s is not speaker]
        if longer:
            others = quote_few([s.label for s in longer])
            yield f"“{speaker.label}” may be the same person as {others}."
