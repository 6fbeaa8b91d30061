"""What was read: marked, taken back in part, and nobody else's."""

import pytest
from small_study import GROUP, Desk

from qualcode.store.errors import EmptySpanError, NoCoderError, UnknownItemError


def stretches(desk, coder=None):
    """Return the words of what was marked as read."""
    return [
        GROUP[one.start : one.end]
        for one in desk.project.readings.of(desk.source("A-FG1"))
        if coder in (None, one.coder)
    ]


def test_a_reading_is_kept_with_who_and_where(desk):
    made = desk.read("A-FG1")
    assert desk.project.readings.of() == [made]
    assert (made.start, made.end, made.coder) == (0, len(GROUP), "Asha")


def test_a_middle_taken_back_leaves_both_sides(desk):
    desk.read("A-FG1")
    start, end = desk.span("A-FG1", "I never had a day.")
    desk.project.readings.unmark(desk.source("A-FG1"), start, end)
    assert stretches(desk) == [GROUP[:start], GROUP[end:]]


def test_what_is_taken_back_wholly_is_gone_and_undo_brings_it_back(desk):
    made = desk.read("A-FG1")
    desk.project.readings.unmark(desk.source("A-FG1"), 0, len(GROUP))
    assert desk.project.readings.of() == []
    desk.project.history.undo()
    assert desk.project.readings.of() == [made]


def test_taking_back_touches_nobody_elses_reading(desk, open_as):
    desk.read("A-FG1")
    tom = Desk(open_as(desk.project.path, "Tom"))
    tom.read("A-FG1")
    desk.project.readings.unmark(desk.source("A-FG1"), 0, len(GROUP))
    assert stretches(desk, "Tom") == [GROUP]
    assert stretches(desk, "Asha") == []


def test_what_stays_read_keeps_the_codes_as_they_stood_then(desk):
    desk.read("A-FG1")
    desk.project.codes.redefine(desk.code("Work"), definition="Something else.")
    start, end = desk.span("A-FG1", "Tell me about breaks.")
    desk.project.readings.unmark(desk.source("A-FG1"), start, end)
    assert desk.counts("people", "Work") == {"all": (0, 0, 0)}
    assert desk.counts("people", "Breaks") == {"all": (0, 2, 0)}


def test_progress_is_the_share_of_words_in_turns(desk):
    source = desk.source("A-FG1")
    assert desk.project.sources.progress("Asha")[source] == 0
    desk.read("A-FG1")
    assert desk.project.sources.progress("Asha")[source] == pytest.approx(1)
    assert desk.project.sources.progress("Tom")[source] == 0


def test_what_is_no_stretch_of_words_is_refused(desk):
    at = GROUP.index("\n")
    with pytest.raises(EmptySpanError):
        desk.project.readings.mark(desk.source("A-FG1"), at, at + 1)
    with pytest.raises(UnknownItemError):
        desk.project.readings.mark("nowhere", 0, 5)


def test_nobody_can_mark_or_take_back(desk, open_as):
    nobody = open_as(desk.project.path, None)
    for act in (nobody.readings.mark, nobody.readings.unmark):
        with pytest.raises(NoCoderError):
            act(desk.source("A-FG1"), 0, 10)
