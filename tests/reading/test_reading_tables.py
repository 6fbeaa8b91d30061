"""Tables: rows of comma-separated values, and transcripts among them."""

import pytest
from reading_checks import assert_holds, read_text, said

from qualcode.model import Form, SourceKind
from qualcode.reading import ReadingError
from qualcode.reading.formats.tables import read_grid


def cells(text):
    return [row.cells for row in read_grid(text, "a.csv")]


def test_a_table_of_turns_is_a_transcript():
    file = read_text('Time,Speaker,Text\n00:01,Moira,"well, yes"\n00:09,Jo,no\n', "a.csv")
    assert said(file) == [("Moira", "well, yes"), ("Jo", "no")]
    assert [turn.time for turn in file.turns] == [1.0, 9.0]
    assert (file.kind, file.survey) == (SourceKind.RECORDING, None)


def test_what_a_transcript_has_beside_its_turns_is_told():
    file = read_text("speaker,text,mood\nMo,yes,glad\nMo,,sad\nJo,no,\n", "a.csv")
    assert file.left_out == (
        "1 column was left out: “mood”.",
        "1 row without words was left out.",
    )


def test_times_of_day_make_no_transcript():
    file = read_text(
        "Timestamp,Participant,Comment\n"
        "2026-03-01 10:00,P1,We waited a year\n2026-03-02 11:30,P2,Nobody rang us back\n",
        "a.csv",
    )
    assert (file.kind, file.form) == (SourceKind.SURVEY, Form.OTHER)


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_marks_between_cells_are_known(mark):
    file = read_text(f"speaker{mark}words\nMoira{mark}yes, it is\nMoira{mark}no\n", "a.csv")
    assert said(file) == [("Moira", "yes, it is"), ("Moira", "no")]


def test_the_mark_that_parts_rows_evenly_goes_before_the_commonest():
    assert cells('"Do you, or anyone, care?";Age\n"yes; I, do";40\nno;41\n') == [
        ("Do you, or anyone, care?", "Age"),
        ("yes; I, do", "40"),
        ("no", "41"),
    ]


def test_a_table_of_one_column_is_not_cut_at_its_commas():
    assert cells("What helped?\nSleep, and the choir\nA lift\n") == [
        ("What helped?",),
        ("Sleep, and the choir",),
        ("A lift",),
    ]


def test_the_line_in_which_excel_names_the_mark_is_no_row():
    assert cells("sep=;\nid;text\n1;so it went\n")[0] == ("id", "text")


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    rows = read_grid("id,text\n\n1,so it went\n", "a.csv")
    assert [(row.number, row.filled) for row in rows] == [(1, 2), (2, 0), (3, 2)]


def test_a_row_of_too_few_cells_is_read():
    assert said(read_text("id,text\n1,so we waited\n2\n", "a.csv")) == [
        (None, "text"),
        ("1", "so we waited"),
    ]


def test_blank_lines_in_a_cell_stay():
    file = read_text('id,text\n1,"one\r\n\r\ntwo"\n', "a.csv")
    assert said(file)[1:] == [("1", "one\n\ntwo")]
    assert_holds(file)


def test_a_table_without_words_is_refused():
    with pytest.raises(ReadingError, match="no column of words"):
        read_text("id,age\n1,30\n2,40\n", "ages.csv")


def test_the_refusal_says_how_to_call_a_column_open():
    with pytest.raises(ReadingError, match='--column "Where you live=open"'):
        read_text("id,age,Where you live\n1,30,Oak Hill\n2,40,Oak Hill\n3,40,Oak Hill\n", "a.csv")


@pytest.mark.parametrize("length", [3, 20_000])
def test_an_open_quotation_mark_is_refused_with_its_line(length):
    with pytest.raises(ReadingError, match="not closed"):
        read_text('id,text\n1,"' + "so it goes on \n" * length, "open.csv")


def test_a_stray_quotation_mark_within_a_cell_is_read():
    assert cells('id,text\n1,she said "no" twice\n2,"so" it goes\n')[1] == (
        "1",
        'she said "no" twice',
    )
