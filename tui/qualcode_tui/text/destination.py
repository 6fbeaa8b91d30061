"""Where somebody wants to go, from what they type: a turn's number, a time, or who speaks."""

import re
from collections.abc import Mapping, Sequence

from qualcode.model import Case, CaseKind, Turn

_NUMBER = re.compile(r"(?:turn\s*|t\s*|#\s*)?(\d+)", re.IGNORECASE)
_TIME = re.compile(r"(?:(\d+):)?(\d{1,3}):([0-5]?\d)(?:\.\d*)?")
_MINUTE, _HOUR = 60, 3600


def find_turn(words: str, turns: Sequence[Turn], cases: Mapping[str, Case], here: int) -> int | str:
    """Return the index of the turn that is meant, or the sentence that says why there is none.

    "212" and "turn 212" are a turn's number; "12:30" and "1:02:03" a time from the beginning, which
    leads to the turn that is spoken then; anything else is who speaks, by the beginning of a
    participant code or what stands after its last dash, which leads to their next turn after the
    one with the index `here`.
    """
    words = " ".join(words.split())
    if not turns:
        return "This source has no turns."
    number, time = _NUMBER.fullmatch(words), _TIME.fullmatch(words)
    if number:
        return _by_number(int(number[1]), turns)
    if time:
        hours, minutes, seconds = (int(part or 0) for part in time.groups())
        return _by_time(words, hours * _HOUR + minutes * _MINUTE + seconds, turns)
    if not words:
        return "Type the number of a turn, a time like 12:30, or who speaks."
    return _by_speaker(words, turns, cases, here)


def _by_number(number: int, turns: Sequence[Turn]) -> int | str:
    found = next((i for i, turn in enumerate(turns) if turn.n == number), None)
    if found is None:
        return f"There is no turn {number}. The turns go from {turns[0].n} to {turns[-1].n}."
    return found


def _by_time(words: str, seconds: int, turns: Sequence[Turn]) -> int | str:
    timed = [(turn.time, i) for i, turn in enumerate(turns) if turn.time is not None]
    if not timed:
        return "This source has no times. Type the number of a turn instead."
    before = [i for time, i in timed if time <= seconds]
    if not before:
        return (
            f"Nothing is spoken at {words} yet. The first time is in turn {turns[timed[0][1]].n}."
        )
    return before[-1]


def _by_speaker(
    words: str, turns: Sequence[Turn], cases: Mapping[str, Case], here: int
) -> int | str:
    wanted = words.casefold()
    codes = {case: held.code for case, held in cases.items() if any(t.case == case for t in turns)}
    exact = {case for case, code in codes.items() if code.casefold() == wanted}
    last = {case for case, code in codes.items() if _last_part(code).casefold() == wanted}
    begun = {case for case, code in codes.items() if code.casefold().startswith(wanted)}
    meant = exact or last or begun
    if not meant:
        said = ", ".join(sorted(codes.values())[:6])
        return (
            f"Nobody called “{words}” speaks here. Speakers: {said}."
            if said
            else (f"“{words}” is no turn and no time.")
        )
    after = [*range(here + 1, len(turns)), *range(here + 1)]
    found: int = next(i for i in after if turns[i].case in meant)
    return found


def name_somebody(turns: Sequence[Turn], cases: Mapping[str, Case]) -> str:
    """Return how somebody who speaks here can be typed, a person first; "" where nobody does."""
    heard = dict.fromkeys(turn.case or "" for turn in turns)
    speaking = [cases[item] for item in heard if item in cases]
    speaking.sort(key=lambda case: case.kind is not CaseKind.PERSON)
    return _last_part(speaking[0].code) if speaking else ""


def _last_part(code: str) -> str:
    return code.rpartition("-")[2]
