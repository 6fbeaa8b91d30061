"""Reasons to doubt who stands behind the labels of a file, a sentence for each."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from qualcode.model import CaseKind
from qualcode.reading.sentences import agree, quote_few
from qualcode.reading.shape import ReadSpeaker
from qualcode.reading.turns.kinds import is_known_sort, is_room, joined_names
from qualcode.reading.turns.speakers import LABELS_TOLD
from qualcode.reading.turns.spelling import bare_label, label_key, near_pairs

# Fewer turns than these are too few to say that a label comes seldom. Of two labels a letter apart
# the rarer is doubted where it comes so seldom, or so many times as seldom as the other.
_FEWEST, _SELDOM, _RARER = 4, 2, 3


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
    yield from _doubt_spelling(speakers)


def _doubt_spelling(speakers: Sequence[ReadSpeaker]) -> Iterator[str]:
    """Doubt labels that nearly are another's: one letter apart, or one with a further name."""
    by_key = {label_key(s.label): s for s in speakers if not is_known_sort(s.label)}
    for pair in near_pairs(by_key):
        rare, common = sorted((by_key[key] for key in pair), key=lambda s: s.turns)
        if rare.turns <= _SELDOM or rare.turns * _RARER <= common.turns:
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
