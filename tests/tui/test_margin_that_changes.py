"""The margin when codings come and go: the same as if it had been laid anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import make_document

from qualcode_tui.text.layout import Layout
from qualcode_tui.text.margin import Margin, Mark

DOCUMENT = make_document()
LAYOUT = Layout(DOCUMENT, 24)
SPEECH = DOCUMENT.turns[4]
marks_strategy = st.lists(
    st.builds(
        lambda start, length, label, coder: Mark(
            start, start + length, label, "#123456", "" if coder else "likely", coder
        ),
        st.integers(0, len(DOCUMENT.text) - 90),
        st.integers(1, 80),
        st.sampled_from(["Breaks", "Money", "Breathing space"]),
        st.sampled_from(["", "Asha", "Tom"]),
    ),
    max_size=14,
)


def drawn(margin):
    """All that a margin shows, line by line."""
    return [
        (
            sorted(margin.stripes(line)),
            sorted(margin.passages(line)),
            margin.say_label(line, 14),
            margin.hidden(line),
            margin.lanes,
        )
        for line in range(len(LAYOUT))
    ]


@given(marks_strategy, marks_strategy)
def test_changed_marks_show_what_they_would_show_if_laid_anew(before, after):
    margin = Margin(LAYOUT, before)
    drawn(margin)
    margin.change(after)
    # Marks that are quite alike may swap their lanes with the order they come in.
    if len(set(after)) == len(after):
        assert drawn(margin) == drawn(Margin(LAYOUT, after))


@given(marks_strategy, marks_strategy)
def test_every_line_that_looks_different_is_named(before, after):
    margin = Margin(LAYOUT, before)
    was = drawn(margin)
    lines = margin.change(after)
    now = drawn(margin)
    if lines is not None:
        assert {line for line in range(len(LAYOUT)) if was[line] != now[line]} <= lines


def test_a_new_coding_changes_only_lines_near_it():
    others = [
        Mark(turn.body, turn.end, "Breaks", "#111", "", "Asha") for turn in DOCUMENT.turns[:3]
    ]
    margin = Margin(LAYOUT, others)
    new = Mark(SPEECH.body, SPEECH.body + 10, "Breaks", "#111", "", "Asha")
    assert margin.change([*others, new]) == {LAYOUT.line_at(SPEECH.body)}


def test_nothing_new_changes_no_line():
    mark = Mark(SPEECH.body, SPEECH.end, "Breaks", "#111", "", "Asha")
    assert Margin(LAYOUT, [mark]).change([mark]) == set()


@pytest.mark.parametrize("count", [5, 6, 9])
def test_more_stripes_than_lanes_are_counted(count):
    marks = [Mark(SPEECH.body, SPEECH.end, f"Code {n}", "#111", "", "Asha") for n in range(count)]
    margin = Margin(LAYOUT, marks)
    line = LAYOUT.line_at(SPEECH.body)
    assert margin.lanes == 5
    assert len(margin.stripes(line)) == 5
    assert margin.hidden(line) == count - 5
