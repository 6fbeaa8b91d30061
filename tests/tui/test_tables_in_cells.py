"""Rows of a list laid out in cells: widths, what gives way, and words of any width."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode_tui.text.cells import width_of
from qualcode_tui.text.table import Column, Row, fits, lay_headings, lay_row, say_row, share_out
from qualcode_tui.text.when import say_when

COLUMNS = (
    Column("person", least=6),
    Column("words", least=5, gives_way=1, right=True),
    Column("said", least=8),
)
CHARACTERS = ("a", "b", " ", "漢", "e\u0301", "ع", "🧷", "👩🏽‍🦽", "👩‍👩‍👧")
WORDS = st.lists(st.sampled_from(CHARACTERS), max_size=40).map("".join)


def make_row(*cells, **more):
    return Row("1", cells, **more)


def test_short_columns_are_whole_and_a_long_one_has_the_rest():
    rows = [make_row("A-FG1-P1", 1200, "word " * 50)]
    assert share_out(COLUMNS, rows, 60) == [8, 5, 60 - 8 - 5 - 4]


def test_the_column_that_gives_way_is_left_out_where_there_is_no_room():
    rows = [make_row("A-FG1-P1", 1200, "word " * 50)]
    widths = share_out(COLUMNS, rows, 18)
    assert widths[1] == 0
    assert "words" not in lay_headings(COLUMNS, widths)
    assert "1,200" not in lay_row(rows[0], COLUMNS, widths).plain


def test_many_columns_of_which_none_gives_way_still_fit():
    columns = tuple(Column(f"group {n}", least=6, right=True) for n in range(12))
    widths = share_out(columns, [make_row(*range(12))], 40)
    assert sum(widths) + 2 * (sum(map(bool, widths)) - 1) <= 40
    assert widths[0]
    assert not widths[-1]


@given(st.lists(st.tuples(WORDS, st.integers(0, 10**6), WORDS), max_size=6), st.integers(20, 120))
def test_every_row_fits_the_width_and_columns_stand_below_their_headings(cells, width):
    rows = [make_row(*some) for some in cells]
    widths = share_out(COLUMNS, rows, width)
    for row in rows:
        line = lay_row(row, COLUMNS, widths).plain
        assert width_of(line) == sum(widths) + 2 * (sum(map(bool, widths)) - 1) <= width


def test_numbers_have_commas_and_stand_to_the_right():
    rows = [make_row("A", 1200, "x"), make_row("B", 3, "x")]
    lines = [lay_row(row, COLUMNS, share_out(COLUMNS, rows, 60)).plain for row in rows]
    assert lines == ["A       1,200  x   ", "B           3  x   "]


def test_a_row_is_found_by_all_words_in_any_column_and_by_what_no_column_shows():
    row = make_row("A-FG1", 1200, "Naïve talk", more="transcript.docx", variables={"site": ("A",)})
    assert fits(row, ["fg1", "naïve"], {}, COLUMNS)
    assert fits(row, ["1,200", "transcript"], {"site": "A"}, COLUMNS)
    assert not fits(row, ["fg1", "absent"], {}, COLUMNS)
    assert not fits(row, [], {"site": "B"}, COLUMNS)
    assert not fits(row, [], {"role": "carer"}, COLUMNS)


def test_a_row_is_copied_as_cells_with_tabs_between_and_no_line_ends():
    assert say_row(make_row("A", 1200, "two\nlines\tand"), COLUMNS) == "A\t1,200\ttwo lines and"


NOW = datetime(2031, 5, 14, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=5), "today 14:55"),
        (timedelta(hours=16), "yesterday 23:00"),
        (timedelta(days=3), "Sunday 15:00"),
        (timedelta(days=40), "4 Apr 2031"),
    ],
)
def test_when_is_said_in_plain_words(ago, said):
    assert say_when((NOW - ago).isoformat(), NOW) == said


def test_what_is_no_time_is_said_as_it_stands():
    assert say_when("long ago", NOW) == "long ago"
