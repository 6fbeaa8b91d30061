"""The speakers of a file, and what each label stands for."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualcode.model import CaseKind, Form
from qualcode.reading.shape import ReadSpeaker, ReadTurn
from qualcode.reading.turns.kinds import guess_kind, is_known_sort, joined_names
from qualcode.reading.turns.labels import is_name_like
from qualcode.reading.turns.spelling import bare_label, label_key

_FIRST_WORDS = 12
_LOOKED_AT = 1_000
_GROUP = 3
# Layouts of files that say themselves what is a label.
LABELS_TOLD = frozenset({"webvtt/1", "table/1", "survey/1"})
# Letters that stand for an interviewer where nobody else does, and for a person otherwise.
_PERHAPS_FACILITATOR = frozenset({"f", "m"})
_QUESTION_MARKS = "?？؟"
# Whoever asks at least so many questions, in so many of their turns, and so many times as many as
# the next, may be the one who leads.
_FEWEST_QUESTIONS, _ASKING, _TIMES_MORE = 3, 0.5, 2


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
        turn
        if turn.label is None or (label := shown[label_key(turn.label)]) == turn.label
        else replace(turn, label=label)
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
    if survey:
        guesses = dict.fromkeys(by_label, (CaseKind.PERSON, True))
    else:
        guesses = _guess_kinds(text, by_label)
    told = layout in LABELS_TOLD
    speakers = []
    for label, taken in by_label.items():
        kind, sure = guesses[label]
        inferred = len(taken) > 1 or kind is not CaseKind.PERSON or is_known_sort(label)
        sure = sure and (told or (inferred and is_name_like(label)))
        speakers.append(ReadSpeaker(label, kind, len(taken), _first_words(text, taken), sure))
    return tuple(speakers)


def _guess_kinds(
    text: str, by_label: Mapping[str, Sequence[ReadTurn]]
) -> dict[str, tuple[CaseKind, bool]]:
    """Guess what stands behind each label: from the label, from the others, from who asks."""
    guesses = {label: guess_kind(label) for label in by_label}
    names = {word for label in by_label for word in (label_key(label), _first_name(label))}
    for label, (kind, sure) in guesses.items():
        joined = joined_names(label)
        if kind is CaseKind.SEVERAL and not sure and len(joined) > 1:
            guesses[label] = kind, any(label_key(part) in names for part in joined)
    for find in (_letters_that_lead, _guess_leader):
        if not any(kind is CaseKind.FACILITATOR for kind, _ in guesses.values()):
            guesses |= dict.fromkeys(find(text, by_label), (CaseKind.FACILITATOR, False))
    return guesses


def _first_name(label: str) -> str:
    return "" if len(joined_names(label)) > 1 else label_key(label).split()[0]


def _letters_that_lead(_text: str, by_label: Mapping[str, Sequence[ReadTurn]]) -> list[str]:
    return [label for label in by_label if label_key(label) in _PERHAPS_FACILITATOR]


def _guess_leader(text: str, by_label: Mapping[str, Sequence[ReadTurn]]) -> list[str]:
    """Return the label of whoever asks by far the most, if anybody does."""
    asked = Counter(
        {
            label: sum(
                any(text.find(m, t.body, t.end) >= 0 for m in _QUESTION_MARKS) for t in taken
            )
            for label, taken in by_label.items()
            if guess_kind(label)[0] is CaseKind.PERSON
        }
    )
    if len(asked) < 2:  # noqa: PLR2004 - somebody must answer
        return []
    (most, number), (_, following) = asked.most_common(2)
    leads = number >= max(_FEWEST_QUESTIONS, _ASKING * len(by_label[most]))
    return [most] if leads and number >= _TIMES_MORE * following else []


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
