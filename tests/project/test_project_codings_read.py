"""Codings as they are read: those of one source are found in another way than those of a study."""

import pytest
from small_study import Desk

DAY, WEEK = "I never had a day.", "I had a week away in May."


@pytest.fixture
def tom(desk, open_as):
    """Tom at the same project, in a session of his own."""
    return Desk(open_as(desk.project.path, "Tom"))


def test_the_codings_of_a_source_are_those_of_the_study_that_are_in_it(desk, tom):
    desk.apply("A-FG1", WEEK, "Breaks")
    desk.apply("A-FG1", DAY, "Work")
    tom.apply("A-FG1", DAY, "Work")
    desk.project.codes.join(desk.code("Work"), desk.code("Breaks"))
    source = desk.source("A-FG1")
    everywhere = [one for one in desk.project.codings.of() if one.source == source]
    assert len(everywhere) == 3
    assert desk.project.codings.of(source=source) == everywhere


def test_a_source_that_is_not_there_has_no_codings(desk):
    assert desk.project.codings.of(source="no-such-source") == []
