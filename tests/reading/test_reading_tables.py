"""Tables: transcripts and surveys."""

import pytest
from reading_checks import assert_holds, read_text, said

from qualcode.model import Form, SourceKind
from qualcode.reading import ReadingError


def test_a_table_of_turns_is_a_transcript():
    file = read_text('Time,Speaker,Text\n00:01,Moira,"well, yes"\n00:09,Jo,no\n', "a.csv")
    assert said(file) == [("Moira", "well, yes"), ("Jo", "no")]
    assert [turn.time for turn in file.turns] == [1.0, 9.0]
    assert file.kind is SourceKind.RECORDING


def test_answers_to_one_question_are_a_turn_a_row():
    file = read_text("id,age,response\n00000,NA,We waited a year\n007,,None\n9,30,\n", "a.csv")
    assert said(file) == [("00000", "We waited a year"), ("007", "None")]
    assert (file.kind, file.form) == (SourceKind.SURVEY, Form.OTHER)
    assert [(s.label, str(s.kind)) for s in file.speakers] == [
        ("00000", "person"),
        ("007", "person"),
    ]
    assert "1 column was left out: “age”." in file.left_out
    assert "1 row without words was left out." in file.left_out


def test_answers_to_several_questions_keep_the_question_out_of_the_words():
    file = read_text(
        "id,site,What helped?,What did not?\n1,A,My sister on Sundays,The letters never came\n"
        "2,B,A neighbour with a car,Nobody rang us back\n",
        "a.csv",
    )
    assert said(file)[0] == ("1", "My sister on Sundays")
    first = file.turns[0]
    assert file.decoded.text[first.start : first.body] == "1 (What helped?): "
    assert len(file.turns) == 4


@pytest.mark.parametrize("mark", [";", "\t"])
def test_other_marks_between_cells_are_known(mark):
    file = read_text(f"speaker{mark}words\nMoira{mark}yes, it is\nMoira{mark}no\n", "a.csv")
    assert said(file) == [("Moira", "yes, it is"), ("Moira", "no")]


def test_a_row_of_too_few_cells_is_read():
    assert said(read_text("id,text\n1,so we waited\n2\n", "a.csv")) == [("1", "so we waited")]


def test_a_blank_line_in_a_cell_does_not_end_the_turn():
    file = read_text('id,text\n1,"one\r\n\r\ntwo"\n', "a.csv")
    assert said(file) == [("1", "one\ntwo")]
    assert_holds(file)


def test_a_table_without_words_is_refused():
    with pytest.raises(ReadingError, match="no column of words"):
        read_text("id,age\n1,30\n2,40\n", "ages.csv")


def test_an_open_quotation_mark_is_refused_with_its_line():
    with pytest.raises(ReadingError, match="not closed"):
        read_text('id,text\n1,"' + "so it goes on \n" * 20_000, "open.csv")
