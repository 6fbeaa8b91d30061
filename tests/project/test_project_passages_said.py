"""A passage as it is pasted elsewhere: its words, who said them where, and what to mind."""

import pytest

from qualcode.project.quoted.saying import Place


def said(desk, ref, words):
    return desk.project.quoting.say(Place(desk.source(ref), *desk.span(ref, words))).split("\n")


def test_words_stand_above_role_participant_source_and_turn(desk):
    assert said(desk, "A-FG1", "I had a week away in May.") == [
        "“I had a week away in May.”",
        "— Carer, A-FG1-P1 (A-FG1, turn 2)",
    ]


def test_what_a_person_refused_is_marked(desk):
    *_, last = said(desk, "B-INT1", "I get by.")
    assert last == "[Do not quote: B-INT1-P1 did not agree to be quoted.]"


def test_consent_that_nobody_recorded_is_marked(desk):
    *_, last = said(desk, "A-FG1", "I never had a day.")
    assert last == "[Consent to be quoted is not recorded.]"


def test_a_facilitator_is_no_person_to_ask(desk):
    assert said(desk, "A-FG1", "How are things?")[1:] == ["— Facilitator, A-FG1-F1 (A-FG1, turn 1)"]


def test_over_several_turns_each_speaker_is_named(desk):
    source = desk.source("A-FG1")
    start, end = desk.span("A-FG1", "I had a week")[0], desk.span("A-FG1", "a day.")[1]
    lines = desk.project.quoting.say(Place(source, start, end)).split("\n")
    assert lines[:2] == [
        "“A-FG1-P1: I had a week away in May.",
        "A-FG1-P2: I never had a day.”",
    ]
    assert lines[2] == "— Carer, A-FG1-P1; worker, A-FG1-P2 (A-FG1, turns 2 to 3)"


def test_a_coded_passage_is_said_as_its_place_is(desk):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    (passage,) = desk.project.codings.passages()
    lines = desk.project.quoting.say(passage).split("\n")
    assert lines == said(desk, "A-FG1", "I never had a day.")
    assert desk.project.quoting.say(passage.coding).split("\n") == lines


@pytest.mark.parametrize(("seconds", "time"), [(0.0, "0:00:00"), (3725.4, "1:02:05")])
def test_a_turn_with_a_time_says_it(desk, seconds, time):
    from dataclasses import replace

    from qualcode.project.quoted.saying import attribute

    document = desk.project.sources.document(desk.source("A-FG1"))
    turn = replace(document.turns[1], time=seconds)
    assert attribute(document, [turn], []) == f"A-FG1, turn 2, {time}"
