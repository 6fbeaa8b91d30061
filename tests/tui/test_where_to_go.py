"""Going to what somebody types: a turn, a time, a speaker."""

import pytest
from scenes import make_cases, make_document

from qualcode_tui.text.destination import find_turn, name_somebody

TURNS, CASES = make_document().turns, make_cases()


def find(words, here=0):
    return find_turn(words, TURNS, CASES, here)


@pytest.mark.parametrize("words", ["5", "turn 5", "Turn5", " t 5 ", "#5"])
def test_a_number_is_a_turn(words):
    assert TURNS[find(words)].n == 5


@pytest.mark.parametrize(
    ("words", "n"), [("0:00", 1), ("00:43", 3), ("0:44", 4), ("1:02:03", 7), ("00:31.5", 3)]
)
def test_a_time_is_the_turn_that_is_spoken_then(words, n):
    assert TURNS[find(words)].n == n


def test_a_speaker_is_their_next_turn_and_after_the_last_their_first():
    assert TURNS[find("A-FG1-P1", here=0)].n == 2
    assert TURNS[find("a-fg1-p1", here=1)].n == 5
    assert TURNS[find("A-FG1-P1", here=4)].n == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("80", "There is no turn 80. The turns go from 1 to 7."),
        ("", "Type the number of a turn, a time like 12:30, or who speaks."),
        ("50%", "Nobody called “50%” speaks here."),
        ("12:75", "Nobody called “12:75” speaks here."),
    ],
)
def test_what_leads_nowhere_is_said(words, said):
    assert find(words).startswith(said)


def test_a_source_without_times_says_so():
    from dataclasses import replace

    turns = [replace(turn, time=None) for turn in TURNS]
    assert find_turn("12:30", turns, CASES, 0).startswith("This source has no times.")


def test_a_time_before_the_first_is_refused():
    assert find_turn("0:03", TURNS[1:], CASES, 0) == (
        "Nothing is spoken at 0:03 yet. The first time is in turn 2."
    )


def test_a_source_without_turns_leads_nowhere():
    assert find_turn("3", (), CASES, 0) == "This source has no turns."


@pytest.mark.parametrize("words", ["P1", "p1"])
def test_a_speaker_may_be_typed_by_what_stands_after_the_last_dash(words):
    assert TURNS[find(words)].n == 2


def test_the_example_is_a_person_who_speaks_here_and_leads_to_them():
    example = name_somebody(TURNS, CASES)
    assert TURNS[find(example)].case in {
        item for item, case in CASES.items() if case.code.endswith(f"-{example}")
    }
    assert name_somebody((), CASES) == ""
