"""Codes held by one window while another changes them, and what a look for one code says."""

import pytest
from small_study import Desk

from qualcode.model import Proposal
from qualcode.project.codebook.errors import CodeGoneError, SortedAlreadyError
from qualcode.store.errors import CodebookLockedError, UnknownItemError

WEEK, DAY, JOB = "a week away in May", "never had a day", "lost my job"


@pytest.fixture
def tom(desk, open_as):
    """Tom at the same project."""
    return Desk(open_as(desk.project.path, "Tom"))


def gives(desk):
    """Every way in which a coder gives a code to words."""
    project, source = desk.project, desk.source("A-FG1")
    held = desk.apply("A-FG1", JOB, "Work")
    span = desk.span("A-FG1", DAY)
    proposal = Proposal("p", source, *span, desk.code("Help"), 0.7, 1, likely=True, model="m")
    return {
        "apply": lambda code: project.codings.apply(source, *span, code),
        "apply to many": lambda code: project.codings.apply_many([(source, *span)], code),
        "recode": lambda code: project.codings.recode(held.id, code),
        "accept as": lambda code: project.suggestions.accept_as(proposal, code),
        "look": lambda code: project.readings.look(source, *span, code, found=True),
    }


WAYS = ["apply", "apply to many", "recode", "accept as", "look"]


class TestCodesThatWentMeanwhile:
    @pytest.mark.parametrize("way", WAYS)
    def test_a_code_whose_making_was_undone_is_given_to_nothing(self, desk, tom, way):
        code = tom.project.codes.add("Pets").id
        give = gives(desk)[way]
        before = desk.project.history.count()
        tom.project.history.undo()
        with pytest.raises(UnknownItemError):
            give(code)
        assert desk.project.history.count() == before + 1  # Tom's undo
        assert [one.code for one in desk.project.codings.of()] == [desk.code("Work")]

    @pytest.mark.parametrize("way", WAYS)
    def test_a_deleted_code_is_given_to_nothing(self, desk, tom, way):
        desk.apply("A-FG1", WEEK, "Breaks")
        give, breaks = gives(desk)[way], desk.code("Breaks")
        tom.project.codes.delete(breaks)
        with pytest.raises(CodeGoneError, match="Breaks"):
            give(breaks)

    @pytest.mark.parametrize("way", WAYS)
    def test_a_joined_code_says_where_it_went(self, desk, tom, way):
        give, breaks = gives(desk)[way], desk.code("Breaks")
        tom.project.codes.join(breaks, desk.code("Help"))
        with pytest.raises(CodeGoneError, match="Help"):
            give(breaks)


class TestSorting:
    def test_a_passage_that_somebody_recoded_meanwhile_is_left_as_they_said(self, desk, tom):
        one = desk.apply("A-FG1", WEEK, "Breaks")
        project = desk.project
        away, _ = project.codes.split(desk.code("Breaks"), ["Away", "At home"])
        split = project.codes.sorting.of(desk.code("Breaks"))
        (passage,) = project.codes.sorting.left(split)
        tom.project.codings.recode(one.id, desk.code("Work"))
        with pytest.raises(SortedAlreadyError):
            project.codes.sorting.sort(split, passage, away.id)
        assert [coding.code for coding in project.codings.of()] == [desk.code("Work")]

    def test_undoing_a_split_that_another_sorted_gives_the_passages_back(self, desk, tom):
        desk.apply("A-FG1", WEEK, "Breaks")
        tom.apply("A-FG1", DAY, "Breaks")
        breaks = desk.code("Breaks")
        desk.project.codes.split(breaks, ["Away", "At home"])
        sorting = tom.project.codes.sorting
        split = sorting.of(breaks)
        for passage, code in zip(sorting.left(split), split.into, strict=True):
            sorting.sort(split, passage, code)
        desk.project.history.undo()
        assert [one.code for one in desk.project.codings.of()] == [breaks, breaks]
        desk.project.history.redo()
        assert [one.code for one in desk.project.codings.of()] == list(split.into)


class TestLooksForOneCode:
    def test_are_no_progress_of_who_has_not_read_there(self, desk, tom):
        desk.read("A-FG1")
        source = desk.source("A-FG1")
        span = desk.span("A-FG1", "I never had a day.")
        tom.project.readings.look(source, *span, desk.code("Work"), found=False)
        progress = tom.project.sources.overview()[source]
        assert progress.of("Tom").read == 0
        assert progress.of("Asha").read == 1

    def test_and_the_loose_ends_still_call_it_unread(self, desk, tom):
        source = desk.source("A-FG1")
        before = [one for one in tom.project.tidying.list() if one.about == "selection"]
        span = desk.span("A-FG1", "I had a week away in May.")
        tom.project.readings.look(source, *span, desk.code("Work"), found=False)
        after = [one for one in tom.project.tidying.list() if one.about == "selection"]
        assert after == before

    def test_are_a_no_for_that_code_alone(self, desk):
        source = desk.source("A-FG1")
        for words in ("I had a week away in May.", "And then I lost my job."):
            desk.project.readings.look(
                source, *desk.span("A-FG1", words), desk.code("Work"), found=False
            )
        assert desk.counts("people", "Work")["all"][:2] == (0, 1)
        assert desk.counts("people", "Breaks")["all"][:2] == (0, 0)


def test_undoing_the_beginning_of_a_study_does_not_unlock_its_codebook(project, open_as):
    tom = open_as(project.path, "Tom")
    tom.codes.lock()
    project.history.undo()
    assert [one.live for one in project.history.list("Asha") if one.kind == "init"] == [False]
    assert project.codes.lead == "Tom"
    with pytest.raises(CodebookLockedError):
        project.codes.add("Mine")
    assert project.title == "p"
