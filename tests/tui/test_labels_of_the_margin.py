"""Labels in the margin: short, and yet told from each other."""

from hypothesis import given
from hypothesis import strategies as st
from scenes import make_document

from qualcode_tui.text.cells import width_of
from qualcode_tui.text.layout import Layout
from qualcode_tui.text.margin import Margin, Mark
from qualcode_tui.text.short_labels import initials, shorten

COUNCIL, FAMILY = "Care given by the council", "Care given by the family"


def test_a_label_with_room_is_whole():
    assert shorten(COUNCIL, [FAMILY], 40) == COUNCIL


def test_labels_that_begin_alike_give_up_the_words_they_share():
    assert shorten(COUNCIL, [COUNCIL, FAMILY], 14) == "…council"
    assert shorten(FAMILY, [COUNCIL, FAMILY], 14) == "…family"


def test_a_label_whose_beginning_tells_enough_keeps_it():
    assert shorten("Breaks from caring", ["Breathing space", "Work"], 12) == "Breaks from…"


def test_a_label_with_no_rival_keeps_its_beginning():
    assert shorten(COUNCIL, ["Work"], 12) == "Care given…"


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=4), st.integers(1, 20))
def test_a_short_label_never_takes_more_cells_than_it_may(label, others, room):
    assert width_of(shorten(label, others, room)) <= room


def test_coders_are_said_by_their_initials_unless_those_are_shared():
    assert initials("Asha Patel", ["Asha Patel", "Tom"]) == "AP"
    assert initials("Tom", ["Tom", "Tilda", "Asha"]) == "To"


def margin_of(*marks):
    document = make_document()
    turn = document.turns[4]
    layout = Layout(document, 40)
    margin = Margin(layout, [Mark(turn.body, turn.end, *mark) for mark in marks])
    lines = layout.lines_of(turn.body, turn.end)
    return [said for line in lines if (said := margin.say_label(line, 12))]


def test_the_same_code_by_two_coders_shows_whose_each_stripe_is():
    assert margin_of(("Breaks", "#111", "", "Asha"), ("Breaks", "#111", "", "Tom")) == [
        "Breaks (A)",
        "Breaks (T)",
    ]


def test_different_codes_by_two_coders_show_only_their_labels():
    assert margin_of(("Breaks", "#111", "", "Asha"), ("Work", "#222", "", "Tom")) == [
        "Breaks",
        "Work",
    ]


def test_a_suggestion_beside_a_coding_of_the_same_code_needs_no_initial():
    assert margin_of(("Breaks", "#111", "", "Asha"), ("Breaks", "#111", "likely", "")) == [
        "Breaks",
        "Breaks",
    ]
