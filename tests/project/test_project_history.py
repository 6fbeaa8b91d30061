"""Undo takes back one's own latest act, and never other people's work unseen."""

import pytest
from small_study import Desk

from qualcode.store.errors import NothingToUndoError, RestingWorkError


def coded(desk):
    return [(one.coder, one.start) for one in desk.project.codings.of()]


@pytest.fixture
def tom(desk, open_as):
    """Tom at the same project, in a session of his own."""
    return Desk(open_as(desk.project.path, "Tom"))


def test_undo_and_redo_walk_over_ones_own_acts_and_sessions(desk, open_as):
    one = desk.apply("A-FG1", "I never had a day.", "Breaks")
    two = desk.apply("A-FG1", "I never had a day.", "Work")
    later = open_as(desk.project.path, "Asha")
    later.history.undo()
    later.history.undo()
    assert later.codings.of() == []
    later.history.redo()
    assert [coding.id for coding in later.codings.of()] == [one.id]
    later.history.redo()
    assert {coding.id for coding in later.codings.of()} == {one.id, two.id}


def test_undo_reaches_nobody_elses_acts(desk, tom):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    with pytest.raises(NothingToUndoError):
        tom.project.history.undo()
    assert len(coded(desk)) == 1


def test_an_act_on_which_others_codings_rest_is_not_undone_by_a_slip(desk, tom):
    desk.project.codes.add("Pets")
    tom.apply("A-FG1", "I never had a day.", "Pets")
    act = desk.project.history.list("Asha")[0]
    before = coded(desk)
    with pytest.raises(RestingWorkError) as refused:
        desk.project.history.undo()
    assert "1 by Tom" in str(refused.value)
    assert f"qualcode undo PROJECT --act {act.id}" in str(refused.value)
    assert coded(desk) == before
    assert desk.project.history.list()[0].kind == "code"


def test_it_can_be_undone_all_the_same_by_its_id_and_brought_back(desk, tom):
    desk.project.codes.add("Pets")
    act = desk.project.history.list("Asha")[0]
    tom.apply("A-FG1", "I never had a day.", "Pets")
    desk.project.history.revert(act.id)
    assert coded(desk) == []
    desk.project.history.redo()
    assert [coder for coder, _ in coded(desk)] == ["Tom"]


def test_an_import_on_which_others_read_is_not_undone_by_a_slip(project, tmp_path, open_as):
    (tmp_path / "one.txt").write_text("Int: How?\nMo: Slowly.\n", encoding="utf-8")
    project.codes.add("Work")
    list(project.sources.import_files([tmp_path / "one.txt"]))
    tom = open_as(project.path, "Tom")
    tom.readings.mark(tom.sources.list()[0].id, 0, 10)
    with pytest.raises(RestingWorkError, match="1 by Tom"):
        project.history.undo()
    assert len(project.sources.list()) == 1


def test_ones_own_codings_go_with_the_act_they_rest_on(desk):
    desk.project.codes.add("Pets")
    act = desk.project.history.list("Asha")[0]
    desk.apply("A-FG1", "I never had a day.", "Pets")
    desk.project.history.undo()
    desk.project.history.undo()
    assert act.id in {one.id for one in desk.project.history.list() if not one.live}
    assert coded(desk) == []


def test_an_act_that_only_changed_what_others_use_is_undone(desk, tom):
    tom.apply("A-FG1", "I never had a day.", "Work")
    desk.project.codes.rename(desk.code("Work"), "Paid work")
    desk.project.history.undo()
    assert desk.project.codes.find("Work").label == "Work"
    assert [coder for coder, _ in coded(desk)] == ["Tom"]


def test_undoing_ones_first_act_leaves_ones_later_work(desk, tom):
    tom.apply("A-FG1", "I had a week away in May.", "Breaks")
    first = tom.project.history.list("Tom")[0]
    tom.apply("A-FG1", "I never had a day.", "Breaks")
    desk.project.history.revert(first.id)
    assert coded(desk) == [("Tom", desk.span("A-FG1", "I never had a day.")[0])]
    assert not [one for one in desk.project.copies.check() if one.problem]


def test_undoing_ones_reading_leaves_the_same_reading_by_others(desk, tom):
    desk.read("A-FG1")
    tom.read("A-FG1")
    desk.project.history.undo()
    assert [one.coder for one in desk.project.readings.of()] == ["Tom"]
    assert desk.counts("people", "Work") == {"all": (0, 2, 0)}


def test_undoing_what_one_said_of_a_person_leaves_what_others_said_of_another(desk, tom):
    people = desk.project.people
    mo, dev = people.find("A-FG1-P1"), people.find("A-FG1-P2")
    desk.project.people.set_value(mo.id, "children", "2")
    tom.project.people.set_value(dev.id, "children", "1")
    desk.project.history.undo()
    assert "children" not in people.find("A-FG1-P1").variables
    assert people.find("A-FG1-P2").variables["children"] == "1"


def test_an_undo_is_told_in_words(desk):
    desk.apply("A-FG1", "I never had a day.", "Breaks")
    assert (
        desk.project.history.undo()
        == "Undone: coded “Breaks” in A-FG1, turn 3: “I never had a day.”"
    )
    assert (
        desk.project.history.redo()
        == "Done again: coded “Breaks” in A-FG1, turn 3: “I never had a day.”"
    )
