"""The speakers of a file, and what each label stands for."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from qualcode.model import CaseKind, Form
from qualcode.reading.shape import ReadSpeaker, ReadTurn
from qualcode.reading.turns.labels import (
    bare_label,
    guess_kind,
    is_known_sort,
    is_name_like,
    label_key,
)

_FIRST_WORDS = 12
_LOOKED_AT = 1_000
_GROUP = 3
_LABELS_TOLD = frozenset({"webvtt/1", "table/1"})
# Letters that stand for an interviewer where nobody else does, and for a person otherwise.
_PERHAPS_FACILITATOR = frozenset({"f", "m"})


def unite_labels(turns: Sequence[ReadTurn]) -> tuple[ReadTurn, ...]:
    """Spell each speaker's label one way, the commonest: “MOIRA” and “Moira (carer)” as “Moira”.

    A role in brackets is dropped only where the same name also stands without one.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for turn in turns:
        if turn.label is not None:
            spellings[label_key(turn.label)][turn.label] += 1
    shown = {key: _commonest(counter) for key, counter in spellings.items()}
    for key, label in list(shown.items()):
        bare = label_key(bare_label(label))
        if bare != key and bare in spellings:
            shown[key] = _commonest(spellings[bare])
    return tuple(
        turn if turn.label is None else replace(turn, label=shown[label_key(turn.label)])
        for turn in turns
    )


def list_speakers(
    text: str, turns: Sequence[ReadTurn], layout: str, *, survey: bool
) -> tuple[ReadSpeaker, ...]:
    """Return the speakers in the order of their first turns.

    Everybody who answers a survey is a person. Where the file itself says what is a label, one
    turn is enough to be sure of it.
    """
    by_label: dict[str, list[ReadTurn]] = {}
    for turn in turns:
        if turn.label is not None:
            by_label.setdefault(turn.label, []).append(turn)
    guesses = {
        label: (CaseKind.PERSON, True) if survey else guess_kind(label) for label in by_label
    }
    led = survey or any(kind is CaseKind.FACILITATOR for kind, _ in guesses.values())
    told = layout in _LABELS_TOLD
    speakers = []
    for label, taken in by_label.items():
        kind, sure = guesses[label]
        if not led and label_key(label) in _PERHAPS_FACILITATOR:
            kind, sure = CaseKind.FACILITATOR, False
        inferred = len(taken) > 1 or kind is not CaseKind.PERSON or is_known_sort(label)
        sure = sure and (told or (inferred and is_name_like(label)))
        speakers.append(ReadSpeaker(label, kind, len(taken), _first_words(text, taken), sure))
    return tuple(speakers)


def guess_form(speakers: Sequence[ReadSpeaker]) -> Form:
    """Guess a focus group from three persons, an interview from one or two and a facilitator."""
    persons = sum(s.kind is CaseKind.PERSON for s in speakers)
    if persons >= _GROUP:
        return Form.FOCUS_GROUP
    if persons and any(s.kind is CaseKind.FACILITATOR for s in speakers):
        return Form.INTERVIEW
    return Form.OTHER


def _commonest(spellings: Counter[str]) -> str:
    """Return the commonest spelling; of two as common, one that is not in capitals."""
    return max(spellings, key=lambda label: (spellings[label], not label.isupper()))


def _first_words(text: str, taken: Sequence[ReadTurn]) -> str:
    words = next((text[t.body : t.end] for t in taken if t.body < t.end), "")[:_LOOKED_AT].split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
