"""Coding many passages in one act, resizing, examples of a code, and changing a note."""

import pytest

from qualcode.project.errors import EditedMeanwhileError
from qualcode.store.errors import AlreadyCodedError, EmptySpanError, UnknownItemError

WORDS = ("I had a week away in May.", "I never had a day.", "And then I lost my job.")


@pytest.fixture
def places(desk):
    """Where three answers of the group stand, and one of the interview."""
    group, interview = desk.source("A-FG1"), desk.source("B-INT1")
    found = [(group, *desk.span("A-FG1", words)) for words in WORDS]
    return [*found, (interview, *desk.span("B-INT1", "I get by."))]


def held(desk):
    return [(one.source, one.start, one.end) for one in desk.project.codings.of()]


def test_many_passages_of_several_sources_are_coded_in_one_act(desk, places):
    assert desk.project.codings.apply_many(places, desk.code("Breaks")) == 4
    assert sorted(held(desk)) == sorted(places)
    assert desk.project.history.undo() == "Undone: coded 4 passages “Breaks” at once."
    assert held(desk) == []


def test_what_has_the_code_already_is_passed_over(desk, places):
    desk.apply("A-FG1", WORDS[1], "Breaks")
    assert desk.project.codings.apply_many([*places, places[0]], desk.code("Breaks")) == 3
    assert len(held(desk)) == 4
    assert desk.project.codings.apply_many(places, desk.code("Breaks")) == 0


def test_what_lies_in_words_that_have_the_code_is_passed_over(desk, places):
    source, start, end = places[0]
    desk.apply("A-FG1", WORDS[0], "Breaks")
    some = [(source, start + 2, end - 8), (source, start, end + 3)]
    assert desk.project.codings.apply_many(some, desk.code("Breaks")) == 1
    assert desk.project.codings.apply_many(some[:1], desk.code("Work")) == 1


def test_one_bad_span_and_nothing_is_coded(desk, places):
    text = desk.project.sources.texts()[places[0][0]]
    blank = text.index(" ")
    with pytest.raises(EmptySpanError):
        desk.project.codings.apply_many(
            [*places, (places[0][0], blank, blank + 1)], desk.code("Breaks")
        )
    assert held(desk) == []


def test_a_code_that_is_not_there_codes_nothing(desk, places):
    with pytest.raises(UnknownItemError):
        desk.project.codings.apply_many(places, "no such code")


def test_a_coding_is_fitted_to_other_words_and_keeps_its_id(desk):
    coding = desk.apply("A-FG1", "a week away in May", "Breaks")
    start, end = desk.span("A-FG1", WORDS[0])
    desk.project.codings.resize(coding.id, start, end)
    (moved,) = desk.project.codings.of()
    assert (moved.id, moved.start, moved.end) == (coding.id, start, end)
    desk.project.history.undo()
    assert desk.project.codings.of() == [coding]


def test_a_coding_is_not_fitted_to_words_that_have_its_code(desk):
    desk.apply("A-FG1", WORDS[0], "Breaks")
    coding = desk.apply("A-FG1", "a week away", "Breaks")
    with pytest.raises(AlreadyCodedError):
        desk.project.codings.resize(coding.id, *desk.span("A-FG1", WORDS[0]))


def test_examples_are_ones_own_first_and_never_the_words_at_hand(desk, places, open_as):
    tom = open_as(desk.project.path, "Tom")
    tom.codings.apply(*places[3], desk.code("Breaks"))
    for words in WORDS:
        desk.apply("A-FG1", words, "Breaks")
    examples = desk.project.codings.examples(desk.code("Breaks"), places[0])
    assert {one.text for one in examples} == {WORDS[1], WORDS[2]}
    assert tom.codings.examples(desk.code("Breaks"))[0].text == "I get by."
    assert desk.project.codings.examples(desk.code("Work")) == []


def test_two_codings_of_the_same_words_are_one_example(desk, places, open_as):
    tom = open_as(desk.project.path, "Tom")
    tom.codings.apply(*places[0], desk.code("Breaks"))
    desk.apply("A-FG1", WORDS[0], "Breaks")
    assert len(desk.project.codings.examples(desk.code("Breaks"))) == 1


def test_a_note_is_edited_under_its_own_id(desk, places):
    source, start, end = places[0]
    note = desk.project.notes.add("selection", source, "Ask again.", (start, end))
    desk.project.notes.edit(note, "Asked in June.")
    (edited,) = desk.project.notes.list()
    assert (edited.id, edited.text, edited.start) == (note, "Asked in June.", start)
    assert (
        desk.project.history.undo() == "Undone: changed a note on turn 2 of A-FG1: “Asked in June.”"
    )
    assert desk.project.notes.list()[0].text == "Ask again."
    with pytest.raises(UnknownItemError):
        desk.project.notes.edit("nothing", "x")


def test_a_note_that_was_changed_meanwhile_is_not_deleted_unseen(desk, places):
    source, start, end = places[0]
    note = desk.project.notes.add("selection", source, "Ask in May.", (start, end))
    desk.project.notes.edit(note, "Ask in June.")
    with pytest.raises(EditedMeanwhileError, match=r"Ask in June\..*Delete it once more"):
        desk.project.notes.delete(note, before="Ask in May.")
    desk.project.notes.delete(note, before="Ask in June.")
    assert desk.project.notes.list() == []
