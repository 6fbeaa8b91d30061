"""Not looked for yet: what was read before a code meant what it means now, and looking again."""

import pytest
from small_study import GROUP, Desk

from qualcode.store.errors import AlreadyCodedError

MO, DEV, JOB = "I had a week away in May.", "I never had a day.", "And then I lost my job."


@pytest.fixture
def read(desk):
    """Asha has read the group with Help, Breaks and Work; then Money is made."""
    desk.read("A-FG1")
    desk.project.codes.add("Money", definition="What it costs.")
    return desk


def left(desk, label=None, coder="Asha"):
    code = desk.code(label) if label else None
    texts = desk.project.sources.texts()
    return [
        (
            texts[one.source][one.start : one.end],
            [desk.project.codes.find(c).label for c in one.codes],
        )
        for one in desk.project.readings.unlooked(code, coder=coder)
    ]


def look(desk, words, label, *, found=False):
    span = desk.span("A-FG1", words)
    desk.project.readings.look(desk.source("A-FG1"), *span, desk.code(label), found=found)


def test_nothing_is_left_where_all_was_read_with_the_codes_of_today(desk):
    desk.read("A-FG1")
    assert left(desk) == []


def test_what_nobody_has_read_is_not_offered(desk):
    desk.project.codes.add("Money")
    assert left(desk) == []


def test_a_new_code_was_not_looked_for_in_what_was_read(read):
    assert left(read) == [(MO, ["Money"]), (DEV, ["Money"]), (JOB, ["Money"])]


def test_a_redefined_code_is_offered_again_and_the_others_are_not(read):
    read.project.codes.redefine(read.code("Work"), definition="Any work.")
    assert left(read, "Work") == [(MO, ["Work"]), (DEV, ["Work"]), (JOB, ["Work"])]
    assert left(read)[0] == (MO, ["Work", "Money"])
    assert left(read, "Breaks") == []


def test_a_new_label_or_colour_asks_for_nothing(read):
    read.project.codes.rename(read.code("Work"), "Jobs")
    read.project.codes.recolour(read.code("Jobs"), "#0072B2")
    assert left(read, "Jobs") == []


def test_a_turn_that_was_given_the_code_since_is_asked_of_and_says_so(read):
    read.apply("A-FG1", MO, "Money")
    assert [words for words, _ in left(read, "Money")] == [MO, DEV, JOB]
    turns = read.project.readings.unlooked(read.code("Money"), coder="Asha")
    assert [one.given for one in turns] == [(read.code("Money"),), (), ()]


def test_whoever_was_given_the_code_is_counted_once_all_was_looked_at(read):
    read.apply("A-FG1", MO, "Money")
    look(read, DEV, "Money")
    look(read, JOB, "Money")
    assert read.counts("people", "Money")["all"] == (0, 1, 1)
    look(read, MO, "Money")
    assert left(read, "Money") == []
    assert read.counts("people", "Money")["all"] == (1, 2, 0)
    assert len(read.project.codings.of()) == 1


def test_each_coder_has_a_queue_of_their_own(read, open_as):
    assert left(read, "Money", coder="Tom") == []
    tom = Desk(open_as(read.project.path, "Tom"))
    tom.read("A-FG1")
    assert left(read, "Money", coder="Tom") == []
    assert left(read, "Money", coder=None) == []
    assert len(left(read, "Money", coder="Asha")) == 3


def test_looked_and_not_here_is_a_no_for_this_code_only(read):
    read.project.codes.redefine(read.code("Work"), definition="Any work.")
    look(read, DEV, "Money")
    assert [words for words, _ in left(read, "Money")] == [MO, JOB]
    assert len(left(read, "Work")) == 3
    assert read.counts("people", "Money")["all"] == (0, 1, 0)
    assert read.counts("people", "Work")["all"] == (0, 0, 0)


def test_looked_and_here_is_coded_in_the_same_act(read):
    look(read, MO, "Money", found=True)
    assert read.project.history.list()[0].kind == "look"
    assert read.counts("people", "Money")["all"] == (0, 0, 1)
    look(read, JOB, "Money")
    assert read.counts("people", "Money")["all"] == (1, 1, 0)
    read.project.history.undo()
    read.project.history.undo()
    assert read.project.codings.of() == []
    assert len(left(read, "Money")) == 3


def test_looking_again_for_one_code_is_no_reading_of_the_turn(read):
    read.project.history.undo()
    read.project.history.undo()
    look(read, DEV, "Work")
    assert read.project.readings.of() == []
    assert read.project.sources.progress("Asha")[read.source("A-FG1")] == 0


def test_what_was_looked_at_is_taken_back_with_the_rest(read):
    look(read, DEV, "Money")
    read.project.readings.unmark(read.source("A-FG1"), *read.span("A-FG1", DEV))
    assert [words for words, _ in left(read, "Money")] == [MO, JOB]
    read.project.readings.mark(read.source("A-FG1"), *read.span("A-FG1", DEV))
    assert read.counts("people", "Money")["all"] == (0, 1, 0)


def test_a_stretch_beside_what_is_taken_back_keeps_its_one_code(read):
    look(read, GROUP.strip(), "Money")
    read.project.readings.unmark(read.source("A-FG1"), *read.span("A-FG1", DEV))
    assert left(read, "Money") == []
    assert read.counts("people", "Money")["all"] == (0, 1, 0)


def test_a_code_with_others_joined_into_it_is_looked_for_as_all_of_them(read):
    read.project.codes.join(read.code("Work"), read.code("Money"))
    look(read, DEV, "Money")
    assert [words for words, _ in left(read, "Money")] == [MO, JOB]


def test_a_deleted_code_is_not_offered_even_while_it_has_codings(read):
    read.apply("A-FG1", MO, "Money")
    read.project.codes.delete(read.code("Money"))
    assert left(read) == []


def test_what_is_coded_already_is_not_found_again(read):
    look(read, MO, "Money", found=True)
    with pytest.raises(AlreadyCodedError):
        look(read, MO, "Money", found=True)
