"""Stars on passages, and what they do to lists of passages and to quotations."""

import pytest

from qualcode.project.quoting import Choice
from qualcode.store.errors import NoCoderError, UnknownItemError


@pytest.fixture
def week(desk):
    """Where “a week away in May” stands in the group."""
    return desk.source("A-FG1"), *desk.span("A-FG1", "a week away in May")


def test_a_star_stands_on_words_that_need_no_code(desk, week):
    star = desk.project.stars.add(*week)
    assert desk.project.stars.of(week[0]) == [star]
    assert (star.start, star.end, star.coder) == (*week[1:], "Asha")
    assert desk.project.codings.of() == []


def test_a_second_star_of_the_same_coder_on_the_same_words_is_the_first(desk, week):
    assert desk.project.stars.add(*week) == desk.project.stars.add(*week)
    assert len(desk.project.stars.of()) == 1


def test_stars_are_each_coders_own(desk, week, open_as):
    desk.project.stars.add(*week)
    tom = open_as(desk.project.path, "Tom")
    tom.stars.add(*week)
    assert [one.coder for one in tom.stars.of()] == ["Asha", "Tom"]
    assert [one.coder for one in tom.stars.of(coder="Tom")] == ["Tom"]


def test_a_star_is_taken_off_and_comes_back_with_undo(desk, week):
    star = desk.project.stars.add(*week)
    desk.project.stars.remove(star.id)
    assert desk.project.stars.of() == []
    desk.project.history.undo()
    assert desk.project.stars.of() == [star]
    with pytest.raises(UnknownItemError):
        desk.project.stars.remove("nothing")


def test_the_history_says_that_a_passage_was_starred(desk, week):
    desk.project.stars.add(*week)
    assert desk.project.history.undo() == "Undone: starred “a week away in May” in A-FG1, turn 2."


def test_nobody_can_star(desk, week, open_as):
    with pytest.raises(NoCoderError):
        open_as(desk.project.path, None).stars.add(*week)


@pytest.mark.parametrize(
    ("words", "starred"),
    [
        ("a week away in May", True),
        ("I had a week away in May.", True),
        ("week away", True),
        ("I had a", False),
        ("I never had a day.", False),
    ],
)
def test_a_coded_passage_is_starred_where_it_shares_half_of_the_shorter_ones_words(
    desk, week, words, starred
):
    desk.project.stars.add(*week)
    desk.apply("A-FG1", words, "Breaks")
    assert [one.starred for one in desk.project.codings.passages()] == [starred]


def quoted(desk, **how):
    return [item.text for item in desk.project.quoting.choose(Choice(**how)).items]


@pytest.fixture
def coded(desk, week):
    """Three passages with a break in them, of which the last is starred."""
    for words in ("I had a week away in May.", "I never had a day.", "And then I lost my job."):
        desk.apply("A-FG1", words, "Breaks")
    desk.project.stars.add(week[0], *desk.span("A-FG1", "And then I lost my job."))
    return desk


def test_quotations_can_be_of_starred_passages_only(coded):
    assert quoted(coded, starred=True) == ["And then I lost my job."]
    assert len(quoted(coded)) == 3


def test_a_starred_passage_goes_before_others_where_there_is_a_limit(coded):
    assert quoted(coded, most=1) == ["And then I lost my job."]
    chosen = coded.project.quoting.choose(Choice(most=1)).chosen
    assert "those with a star first" in chosen


def test_without_a_star_nothing_is_said_of_stars(desk):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    assert "star" not in desk.project.quoting.choose(Choice(most=1)).chosen
