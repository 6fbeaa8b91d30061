"""The order in which the answers to a closed question are shown."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BELOW = re.compile(r"^(?:under|less than|below|fewer than|up to|younger than|none|no)\b|^<")
_ABOVE = re.compile(
    r"^(?:over|more than|above|older than)\b|^>|\+$|\b(?:or|and) (?:over|more|older|above)|\bplus$"
)
# Of “6 months” and “2 years” the first is less.
_IN_YEARS = {"day": 1 / 365, "week": 1 / 52, "month": 1 / 12}
_LAST = frozenset(
    """
    other|other (please specify)|none of these|none of the above|don't know|don’t know|do not know
    not sure|unsure|prefer not to say|rather not say|not applicable|n/a|na|not stated|no answer
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
# Scales as questionnaires commonly have them, from one end to the other.
_SCALES = tuple(
    tuple(line.strip().split("|"))
    for line in """
    strongly agree|agree|tend to agree|slightly agree|neither agree nor disagree|neither|neutral|slightly disagree|tend to disagree|disagree|strongly disagree
    very satisfied|satisfied|fairly satisfied|somewhat satisfied|neither satisfied nor dissatisfied|neither|neutral|somewhat dissatisfied|fairly dissatisfied|dissatisfied|very dissatisfied
    excellent|very good|good|fairly good|fair|average|neither good nor poor|neither|fairly poor|poor|bad|very poor|very bad
    always|very often|often|usually|most of the time|sometimes|occasionally|rarely|seldom|hardly ever|never
    all of the time|most of the time|some of the time|a little of the time|none of the time
    daily|every day|weekly|every week|fortnightly|monthly|every month|yearly|less often|never
    very likely|likely|fairly likely|neither likely nor unlikely|neither|unlikely|fairly unlikely|very unlikely
    very important|important|fairly important|neither|not very important|unimportant|not important|not at all important
    very easy|easy|fairly easy|neither easy nor difficult|neither|fairly difficult|difficult|very difficult
    much better|better|a little better|about the same|the same|no change|a little worse|worse|much worse
    a great deal|a lot|quite a lot|a fair amount|somewhat|to some extent|a little|not much|hardly|not at all
    completely|mostly|partly|slightly|not at all
    yes, definitely|yes, always|yes|yes, to some extent|yes, sometimes|partly|maybe|no, not really|no
    true|false
    high|medium|low
    """.strip().splitlines()  # noqa: E501
)


def order_options(uses: Counter[str]) -> list[str]:
    """Return options in their natural order: of a scale, of numbers, or else the commonest first.

    "Don't know", "Other" and the like come last. Of options that are used as often, the one first
    in the alphabet stands first.
    """
    last = [option for option in uses if _key(option) in _LAST]
    rest = [option for option in uses if option not in last]
    ordered = _by_scale(rest) or _by_number(rest) or _by_use(rest, uses)
    return [*ordered, *_by_use(last, uses)]


def order_groups(names: Iterable[str]) -> list[str]:
    """Return the names of groups by scale or number, or else in the order of the alphabet."""
    found = list(names)
    return _by_scale(found) or _by_number(found) or sorted(found, key=str.casefold)


def _key(option: str) -> str:
    return " ".join(option.casefold().split()).rstrip(".")


def _by_use(options: Sequence[str], uses: Counter[str]) -> list[str]:
    return sorted(options, key=lambda option: (-uses[option], option.casefold(), option))


def _by_scale(options: Sequence[str]) -> list[str]:
    for scale in _SCALES:
        if options and all(_key(option) in scale for option in options):
            return sorted(options, key=lambda option: (scale.index(_key(option)), option))
    return []


def _by_number(options: Sequence[str]) -> list[str]:
    """Return options in the order of their numbers, nothing where one has none."""
    numbers = {option: _number(option) for option in options}
    found = [(number, option) for option, number in numbers.items() if number is not None]
    return [option for _, option in sorted(found)] if len(found) == len(options) else []


def _number(option: str) -> tuple[float, int] | None:
    """Return where an option stands on a scale of numbers, None where it names none."""
    plain = _key(option)
    found = _NUMBER.search(plain)
    if not found:
        return (0.0, -1) if plain in {"none", "never"} else None
    number = float(found.group().replace(",", ""))
    unit = next(
        (
            size
            for word, size in _IN_YEARS.items()
            if word in plain and "a " not in plain and "per " not in plain
        ),
        1.0,
    )
    side = 1 if _ABOVE.search(plain) else -1 if _BELOW.search(plain) else 0
    return number * unit, side
