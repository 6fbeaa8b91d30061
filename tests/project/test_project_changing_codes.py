"""Codes changed in place: coloured, put in order, split and sorted, deleted and brought back."""

import pytest
from small_study import Desk

from qualcode.project.codebook.errors import (
    CodeGoneError,
    ExistingLabelError,
    NoNeighbourError,
    OtherCodebookError,
    TooFewLabelsError,
    UnknownColourError,
)
from qualcode.store.errors import NothingToUndoError, UnknownItemError


@pytest.fixture
def codes(desk):
    return desk.project.codes


@pytest.fixture
def coded(desk):
    """Asha and Tom have coded Mo's break; Asha has coded Dev's and Jo's too."""
    desk.apply("A-FG1", "a week away in May", "Breaks")
    desk.apply("A-FG1", "I never had a day", "Breaks")
    desk.apply("B-INT1", "My sister sits with him", "Breaks")
    return desk


def labels(desk):
    return [code.path for code in desk.project.codes.list()]


def acts(desk):
    return [entry.kind for entry in desk.project.history.list()]


def coded_as(desk, label):
    return [one.text for one in desk.project.codings.passages(code=desk.code(label))]


class TestColour:
    def test_a_colour_is_kept_in_capitals_and_undone(self, desk, codes):
        codes.recolour(desk.code("Work"), "#0072b2")
        assert codes.find("Work").colour == "#0072B2"
        desk.project.history.undo()
        assert codes.find("Work").colour is None

    def test_none_gives_the_palette_its_say_again(self, desk, codes):
        codes.recolour(desk.code("Work"), "#0072B2")
        codes.recolour(desk.code("Work"), None)
        assert codes.find("Work").colour is None

    @pytest.mark.parametrize("colour", ["blue", "#12345", "#1234567", "123456", "#12345G", ""])
    def test_what_is_no_colour_is_refused(self, desk, codes, colour):
        with pytest.raises(UnknownColourError, match="#0072B2"):
            codes.recolour(desk.code("Work"), colour)


class TestWords:
    def test_keywords_and_other_labels_are_no_new_meaning(self, desk, codes):
        desk.read("A-FG1")
        codes.redefine(desk.code("Work"), keywords=["job", " shift ", ""], other_labels=["Paid"])
        assert codes.find("Work").keywords == ("job", "shift")
        assert codes.find("Paid").label == "Work"
        assert desk.counts("people", "Work")["all"] == (0, 2, 0)
        assert desk.project.history.list()[0].kind == "describe"


class TestOrder:
    def test_a_code_and_its_branch_change_places_with_the_next(self, desk, codes):
        codes.reorder(desk.code("Help"), 1)
        assert labels(desk) == ["Work", "Help", "Help › Breaks"]
        codes.reorder(desk.code("Help"), -1)
        assert labels(desk) == ["Help", "Help › Breaks", "Work"]
        desk.project.history.undo()
        assert labels(desk) == ["Work", "Help", "Help › Breaks"]

    def test_the_first_and_the_last_stay(self, desk, codes):
        with pytest.raises(NoNeighbourError, match="first"):
            codes.reorder(desk.code("Help"), -1)
        with pytest.raises(NoNeighbourError, match="last"):
            codes.reorder(desk.code("Breaks"), 1)

    def test_a_codebooks_codes_stay_before_those_made_here(self, desk, codes):
        codes.load_bundled("cross-cutting")
        above = [one.label for one in codes.list() if one.parent is None and one.codebook][-1]
        before = labels(desk)
        with pytest.raises(OtherCodebookError, match=f"“Help” stays below “{above}”"):
            codes.reorder(desk.code("Help"), -1)
        with pytest.raises(OtherCodebookError, match=f"“{above}” stays above “Help”"):
            codes.reorder(desk.code(above), 1)
        assert labels(desk) == before

    def test_a_new_order_is_what_leaves_and_comes_back(self, desk, codes, tmp_path):
        from qualcode.codebooks import load_codebook

        codes.reorder(desk.code("Help"), 1)
        desk.project.exporting.write(tmp_path / "out.yaml")
        assert codes.compare(load_codebook(tmp_path / "out.yaml")).is_empty


class TestDeleted:
    def test_a_deleted_code_with_codings_can_only_be_joined_or_brought_back(self, coded, codes):
        breaks, work = coded.code("Breaks"), coded.code("Work")
        codes.delete(breaks)
        assert codes.deleted() == {breaks}
        for act in (
            lambda: codes.rename(breaks, "Rest"),
            lambda: codes.redefine(breaks, definition="New."),
            lambda: codes.recolour(breaks, "#000000"),
            lambda: codes.move(breaks, None),
            lambda: codes.split(breaks, ["One", "Two"]),
            lambda: codes.add("Under it", parent=breaks),
        ):
            with pytest.raises(CodeGoneError, match="was deleted"):
                act()
        codes.join(breaks, work)
        assert len(coded_as(coded, "Work")) == 3

    def test_a_deleted_code_is_brought_back(self, coded, codes):
        codes.delete(coded.code("Breaks"))
        codes.restore(coded.code("Breaks"))
        assert codes.deleted() == frozenset()
        codes.rename(coded.code("Breaks"), "Rest")

    def test_a_joined_code_says_where_it_went(self, coded, codes):
        breaks = coded.code("Breaks")
        codes.join(breaks, coded.code("Work"))
        for act in (lambda: codes.rename(breaks, "Rest"), lambda: codes.delete(breaks)):
            with pytest.raises(CodeGoneError, match="joined into “Work”"):
                act()

    def test_an_unknown_code_is_said_to_be_none(self, codes):
        with pytest.raises(UnknownItemError):
            codes.rename("nothing", "Rest")


class TestResting:
    def test_all_that_rests_on_a_code_is_told(self, coded, codes):
        coded.read("A-FG1")
        coded.project.notes.add("code", coded.code("Breaks"), "Is a week a break?")
        resting = codes.resting()[coded.code("Breaks")]
        assert list(resting.sentences()) == [
            "3 codings by 1 coder, words of 3 people in 2 sources.",
            "1 source read with it in mind, whole or in part.",
            "1 note about it.",
        ]

    def test_what_rests_on_two_codes_is_counted_once(self, coded, codes):
        coded.apply("A-FG1", "a week away in May", "Work")
        resting = codes.resting()
        both = resting[coded.code("Breaks")] | resting[coded.code("Work")]
        assert (len(both.codings), len(both.people), len(both.coders)) == (4, 3, 1)


class TestSplit:
    def test_new_codes_stand_beside_the_old_one(self, coded, codes):
        made = codes.split(coded.code("Breaks"), ["Taken", "Refused"])
        assert [code.path for code in made] == ["Help › Taken", "Help › Refused"]
        assert acts(coded)[0] == "split"
        coded.project.history.undo()
        assert labels(coded) == ["Help", "Help › Breaks", "Work"]

    def test_every_passage_waits_until_it_is_sorted(self, coded, codes):
        breaks = coded.code("Breaks")
        taken, refused = codes.split(breaks, ["Taken", "Refused"])
        split = codes.sorting.of(breaks)
        first, second, third = codes.sorting.left(split)
        codes.sorting.sort(split, first, taken.id)
        codes.sorting.sort(split, second, refused.id)
        assert codes.sorting.left(split) == [third]
        assert coded_as(coded, "Taken") == ["a week away in May"]
        assert coded_as(coded, "Refused") == ["I never had a day"]
        assert coded_as(coded, "Breaks") == ["My sister sits with him"]

    def test_each_key_press_is_undone_alone(self, coded, codes):
        breaks = coded.code("Breaks")
        taken, _ = codes.split(breaks, ["Taken", "Refused"])
        split = codes.sorting.of(breaks)
        for passage in codes.sorting.left(split):
            codes.sorting.sort(split, passage, taken.id)
        assert codes.sorting.left(split) == []
        for left in (1, 2, 3):
            coded.project.history.undo()
            assert len(codes.sorting.left(split)) == left
        coded.project.history.undo()
        assert codes.sorting.splits() == []
        assert len(coded_as(coded, "Breaks")) == 3

    def test_the_old_code_can_be_one_of_them_and_what_it_keeps_is_sorted(self, coded, codes):
        breaks = coded.code("Breaks")
        assert len(codes.split(breaks, ["breaks", "Refused"])) == 1
        split = codes.sorting.of(breaks)
        assert split.into[0] == breaks
        first, *rest = codes.sorting.left(split)
        codes.sorting.sort(split, first, breaks)
        assert codes.sorting.left(split) == rest
        assert len(coded_as(coded, "Breaks")) == 3

    def test_a_later_split_asks_again_for_all_that_is_still_there(self, coded, codes):
        breaks = coded.code("Breaks")
        codes.split(breaks, ["Breaks", "Refused"])
        split = codes.sorting.of(breaks)
        codes.sorting.sort(split, codes.sorting.left(split)[0], breaks)
        codes.split(breaks, ["Breaks", "Long ago"])
        assert len(codes.sorting.left(codes.sorting.of(breaks))) == 3

    def test_two_coders_of_one_passage_are_sorted_together(self, coded, codes, open_as):
        tom = Desk(open_as(coded.project.path, "Tom"))
        tom.apply("A-FG1", "a week away in May", "Breaks")
        breaks = coded.code("Breaks")
        taken, _ = codes.split(breaks, ["Taken", "Refused"])
        split = codes.sorting.of(breaks)
        (first, *_) = codes.sorting.left(split)
        assert first.coders == ("Asha", "Tom")
        codes.sorting.sort(split, first, taken.id)
        assert [one.coder for one in coded.project.codings.of(code=taken.id)] == ["Asha", "Tom"]

    def test_a_split_whose_new_codes_are_gone_offers_nothing(self, coded, codes):
        breaks = coded.code("Breaks")
        for code in codes.split(breaks, ["Taken", "Refused"]):
            codes.delete(code.id)
        assert codes.sorting.of(breaks) is None

    def test_a_passage_goes_to_no_other_code(self, coded, codes):
        breaks = coded.code("Breaks")
        codes.split(breaks, ["Taken", "Refused"])
        split = codes.sorting.of(breaks)
        with pytest.raises(UnknownItemError):
            codes.sorting.sort(split, codes.sorting.left(split)[0], coded.code("Work"))

    @pytest.mark.parametrize("wanted", [[], ["One"], ["One", "one"], ["Breaks", "breaks "]])
    def test_fewer_than_two_labels_are_refused(self, coded, codes, wanted):
        with pytest.raises(TooFewLabelsError):
            codes.split(coded.code("Breaks"), wanted)

    def test_a_label_that_a_sister_has_is_refused(self, coded, codes):
        codes.add("Taken", parent=coded.code("Help"))
        with pytest.raises(ExistingLabelError):
            codes.split(coded.code("Breaks"), ["Taken", "Refused"])


def test_nothing_is_left_to_undo_after_all_of_it(coded):
    while True:
        try:
            coded.project.history.undo()
        except NothingToUndoError:
            break
    assert labels(coded) == []
