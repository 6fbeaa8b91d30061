"""Surveys: what each column holds, and the text that reads down one question."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_checks import assert_holds, read_text, said

from qualcode.model import ColumnKind, Form, SourceKind
from qualcode.model.text import clean_text
from qualcode.reading import ReadingError, read_bytes

OPEN, CLOSED, SEVERAL = ColumnKind.OPEN, ColumnKind.CLOSED, ColumnKind.SEVERAL
ID, PERSONAL, LEFT_OUT = ColumnKind.ID, ColumnKind.PERSONAL, ColumnKind.LEFT_OUT

SMALL = """\
id,Age group,Who do you care for?,What helped most?,What did not?
0007,45-54,my wife,The choir on Tuesdays,
0008,55-64,my husband,A neighbour with a car,Letters nobody understands
0009,45-54,my wife,,Nobody rang us back
0010,75+,my daughter,,
0011,65-74,my wife,Sleep,N/A
0012,NA,my husband,My sister comes on Sundays,\u0020\u0020
"""

SURVEY_MONKEY = """\
Respondent ID,Collector ID,Start Date,IP Address,Email Address,First Name,How old are you?,\
How did you hear of us?,,,,What would help most?
,,,,,,Response,Radio,A friend,GP,Other (please specify),Open-Ended Response
118674532190,401,03/01/2026 10:00:12,10.0.0.1,jp@example.org,Jean,55-64,Radio,,GP,,\
"A sitter on Fridays, please"
118674532191,401,03/01/2026 11:00:12,10.0.0.2,wm@example.org,Win,65 or over,,,GP,the library,n/a
118674532192,401,03/01/2026 12:00:12,10.0.0.3,ad@example.org,Al,Under 18,,A friend,,,Sleep
118674532193,401,03/02/2026 12:00:12,10.0.0.4,bd@example.org,Bea,18-24,,,,,
"""

QUALTRICS = """\
StartDate,IPAddress,Finished,ResponseId,RecipientEmail,Q1,Q2,Q3
Start Date,IP Address,Finished,Response ID,Recipient Email,How long have you cared?,\
Which of these do you use?,In your own words: what gets in the way?
"{""ImportId"":""startDate""}","{""ImportId"":""ip""}","{""ImportId"":""f""}",\
"{""ImportId"":""_recordId""}","{""ImportId"":""e""}","{""ImportId"":""QID1""}",\
"{""ImportId"":""QID2""}","{""ImportId"":""QID3_TEXT""}"
2026-03-01 10:00:00,10.1.1.1,True,R_2aB3,,1-2 years,"Day centre,Sitting service","Forms, mostly"
2026-03-01 10:00:00,10.1.1.2,True,R_2ab3,,Less than 1 year,Day centre,Nobody rings back
2026-03-02 10:00:00,10.1.1.2,True,R_2aB5,,Over 10 years,"Sitting service,Day centre",
"""

MICROSOFT_FORMS = """\
ID;Start time;Completion time;Email;Name;Your age;Which help do you get?;Anything else?
1;3/1/26 10:00:00;3/1/26 10:04:00;anonymous;;67;"Breaks;Money;";No
2;3/1/26 10:00:00;3/1/26 10:04:00;anonymous;;45;"Breaks;";More breaks booked well ahead
3;3/1/26 10:00:00;3/1/26 10:04:00;anonymous;;71;"Money;A telephone line;";No
4;3/1/26 10:00:00;3/1/26 10:04:00;anonymous;;38;;The centre is a lifeline and I would be lost
"""


def survey(text, **how):
    file = read_text(text, "carers.csv") if not how else read_with(text, **how)
    assert_holds(file)
    return file


def read_with(text, columns):
    from qualcode.reading import read_bytes

    return read_bytes(text.encode(), "carers.csv", columns=columns)


def kinds(file):
    return {column.heading: column.kind for column in file.survey.columns}


def answers(file):
    return {one.label: dict(one.answers) for one in file.survey.respondents}


def kind_of(cells, heading="Q", others=""):
    """The kind of one column of answers, beside a column of ids and one of words."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["id", heading, "text"])
    for number, cell in enumerate(cells, 1):
        rows.writerow([f"S{number:02}", cell, f"so it went for us, the {number} of us"])
    return kinds(survey(out.getvalue()))[heading]


def test_a_coder_reads_down_one_question():
    file = survey(SMALL)
    assert file.decoded.text == (
        "# What helped most?\n\n"
        "0007: The choir on Tuesdays\n\n"
        "0008: A neighbour with a car\n\n"
        "0011: Sleep\n\n"
        "0012: My sister comes on Sundays\n\n"
        "# What did not?\n\n"
        "0008: Letters nobody understands\n\n"
        "0009: Nobody rang us back\n\n"
        "0011: N/A"
    )
    assert (file.kind, file.form, file.layout) == (SourceKind.SURVEY, Form.OTHER, "survey/1")
    assert said(file)[0] == (None, "What helped most?")
    assert {str(speaker.kind) for speaker in file.speakers} == {"person"}


def test_a_question_says_where_its_answers_stand():
    file = survey(SMALL)
    helped, not_ = (one for one in file.survey.questions if one.kind is OPEN)
    text = file.decoded.text
    assert text[helped.start : helped.end].startswith("0007: The choir")
    assert text[helped.start : helped.end].endswith("on Sundays")
    assert text[not_.start : not_.end].endswith("0011: N/A")
    assert [(one.n, one.heading) for one in file.survey.questions][:2] == [
        (2, "Age group"),
        (3, "Who do you care for?"),
    ]


def test_closed_answers_stand_by_respondent_and_na_is_an_answer():
    assert answers(survey(SMALL)) == {
        "0007": {"Age group": "45-54", "Who do you care for?": "my wife"},
        "0008": {"Age group": "55-64", "Who do you care for?": "my husband"},
        "0009": {"Age group": "45-54", "Who do you care for?": "my wife"},
        "0010": {"Age group": "75+", "Who do you care for?": "my daughter"},
        "0011": {"Age group": "65-74", "Who do you care for?": "my wife"},
        "0012": {"Age group": "NA", "Who do you care for?": "my husband"},
    }


def test_blank_answers_make_no_turn_and_are_counted():
    told = survey(SMALL).left_out
    assert "5 open answers are blank and make no turn." in told
    assert "1 open answer says no more than “none” or “N/A”, and is an answer too." in told


def test_every_column_is_there_with_what_speaks_for_its_guess():
    column = survey(SMALL).survey.columns[3]
    assert (column.heading, column.kind) == ("What helped most?", OPEN)
    assert (column.answered, column.blank, column.distinct) == (4, 2, 4)
    assert column.examples == ("The choir on Tuesdays", "A neighbour with a car", "Sleep")


def test_two_rows_of_headings_are_one_and_options_are_one_question():
    file = survey(SURVEY_MONKEY)
    assert kinds(file) == {
        "Respondent ID": ID,
        "Collector ID": LEFT_OUT,
        "Start Date": LEFT_OUT,
        "IP Address": PERSONAL,
        "Email Address": PERSONAL,
        "First Name": PERSONAL,
        "How old are you?": CLOSED,
        "How did you hear of us?": SEVERAL,
        "How did you hear of us?: Other (please specify)": OPEN,
        "What would help most?": OPEN,
    }
    heard = {
        label: said.get("How did you hear of us?", "") for label, said in answers(file).items()
    }
    assert list(heard.values()) == ["Radio; GP", "GP; Other (please specify)", "A friend", ""]
    assert said(file)[-3:] == [
        ("118674532190", "A sitter on Fridays, please"),
        ("118674532191", "n/a"),
        ("118674532192", "Sleep"),
    ]


def test_a_question_above_its_options_without_answers_is_no_column():
    file = survey(
        "Unique Response Number,2. What applies?,2. What applies? - I work,"
        "2. What applies? - I study,4. Comments\n"
        "500000001,,I work,,so it went\n500000002,,I work,I study,we waited a year\n"
    )
    assert kinds(file) == {
        "Unique Response Number": ID,
        "2. What applies?": SEVERAL,
        "4. Comments": OPEN,
    }


def test_a_question_that_stands_apart_from_its_options_keeps_its_heading():
    file = survey(
        "id,What applies?,What applies? - I work,What applies? - I study,text\n"
        "1,Both,x,x,so it went\n2,Work,x,,we waited a year\n3,Work,x,,they rang us\n"
    )
    assert kinds(file)["What applies?"] is CLOSED
    assert kinds(file)["What applies? (2)"] is SEVERAL


def test_whoever_wrote_of_something_else_has_chosen_it():
    file = survey(
        "id,Help: Choir,Help: Sitter,Help: Other (please specify),Help: Any other comments?,text\n"
        "1,x,,,it was late,so it went\n2,,x,A neighbour,,we waited a year\n"
        "3,,,My sister who drives,,they rang us\n"
    )
    chosen = [said["Help"] for said in answers(file).values()]
    assert chosen == ["Choir", "Sitter; Other (please specify)", "Other (please specify)"]


def test_a_nought_for_every_option_is_blank_and_told():
    file = survey(
        "id,Help: Choir,Help: Sitter,text\n1,1,0,so it went\n2,0,0,we waited\n3,,,they rang us\n"
    )
    assert [said.get("Help") for said in answers(file).values()] == ["Choir", None, None]
    assert any("1 row has a 0 for every option of “Help”" in told for told in file.left_out)


def test_a_column_that_may_tell_who_somebody_is_stays_out_of_text_and_examples():
    file = survey(SURVEY_MONKEY)
    assert "3 columns that may tell who somebody is were left out" in " ".join(file.left_out)
    assert "example.org" not in str(file)
    assert "Jean" not in str(file)


def test_the_rows_of_qualtrics_are_dropped_and_told():
    file = survey(QUALTRICS)
    assert "Rows 1 and 3, with Qualtrics' own names, were left out." in file.left_out
    assert kinds(file)["Response ID"] is ID
    assert kinds(file)["Which of these do you use?"] is SEVERAL
    assert said(file) == [
        (None, "In your own words: what gets in the way?"),
        ("R_2aB3", "Forms, mostly"),
        ("R_2ab3", "Nobody rings back"),
    ]


def test_ids_are_told_apart_to_the_letter():
    assert list(answers(survey(QUALTRICS))) == ["R_2aB3", "R_2ab3", "R_2aB5"]


def test_choices_in_one_cell_are_several_answers():
    file = survey(MICROSOFT_FORMS)
    assert kinds(file) == {
        "ID": ID,
        "Start time": LEFT_OUT,
        "Completion time": LEFT_OUT,
        "Email": PERSONAL,
        "Name": LEFT_OUT,
        "Your age": CLOSED,
        "Which help do you get?": SEVERAL,
        "Anything else?": OPEN,
    }
    assert answers(file)["1"]["Which help do you get?"] == "Breaks; Money"
    assert "Which help do you get?" not in answers(file)["4"]


@pytest.mark.parametrize(
    ("heading", "cells", "kind"),
    [
        ("Age", ["61", "48", "77", "52", "39", "80", "66", "58"], CLOSED),
        ("Hours a week", ["20-34", "50+", "under 20", "35-49", "50+", "20-34"], CLOSED),
        ("Income", ["£10,000 to £19,999", "Under £10,000", "£20,000 or more", "n/a"], CLOSED),
        ("Working", ["Yes", "No", "No", "Yes", "Yes", "No", "No", "Yes"], CLOSED),
        (
            "Breaks are easy to get",
            ["Agree", "Strongly disagree", "Neither agree nor disagree"] * 3,
            CLOSED,
        ),
        (
            "Which is true of you?",
            ["I have never been offered one", "I was offered one and took it"] * 4,
            CLOSED,
        ),
        ("One thing", ["Sleep please", "A lift", "Money", "My sister", "A day off"], OPEN),
        ("Anything else?", ["No"] * 9 + ["The forms are far too long for us"], OPEN),
        ("Other (please specify)", ["", "", "", "", "", "", "the library", "my aunt"], OPEN),
        ("Which?", ["Breaks|Rides", "Rides", "Breaks|Money", "Money|Rides"], SEVERAL),
        ("Whom? (tick all that apply)", ["Parent", "Partner", "Friend", "Parent, Friend"], SEVERAL),
        ("Whom?", ["Parent"] * 9 + ["Friend"] * 9 + ["Friend; Parent"] * 2, SEVERAL),
        ("What got in the way", ["No, nobody asked", "Well, the cost", "Time, as ever"], OPEN),
        ("Contact", ["a@example.org", "b@example.org", "c@example.org"], PERSONAL),
        ("Where", ["SW1A 1AA", "OX4 2JZ", "M1 1AE"], PERSONAL),
        ("Patient", ["943 476 5919", "401 023 2137", "943 476 5870"], PERSONAL),
        ("Call", ["07700 900123", "020 7946 0018", "+44 7700 900456"], PERSONAL),
        ("Who filled this in", ["Jean Pike", "Win Moss", "Al Dow", "Bea Hale"], PERSONAL),
        ("What is your name?", ["Jean", "Win", "Al", "Bea"], PERSONAL),
        ("First half of your postcode", ["OX4", "OX4", "SW1", "M1"], PERSONAL),
        ("Date of birth", ["1/2/1950", "3/4/1961", "9/9/1948"], PERSONAL),
        ("Would you give us your name or address later?", ["Yes", "No", "No", "Yes"], CLOSED),
        ("Duration (in seconds)", ["341", "222", "801"], LEFT_OUT),
        ("Status", ["Complete", "Complete", "Partial"], LEFT_OUT),
        ("Token", ["8812345678", "8812345679", "8812345680"], LEFT_OUT),
        ("When did you begin?", ["3 May 2019", "2020-01-04", "11/12/2021"], LEFT_OUT),
        ("Nothing here", ["", "", ""], LEFT_OUT),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_column_holds_is_guessed(heading, cells, kind):
    assert kind_of(cells, heading) is kind


def test_a_ten_digit_number_with_a_wrong_check_digit_is_no_health_number():
    assert kind_of(["943 476 5918", "401 023 2138", "943 476 5871"], "Patient") is not PERSONAL


def test_what_the_caller_says_of_a_column_stands():
    file = read_with(SMALL, {"  AGE   group ": OPEN, "What did not?": LEFT_OUT, "id": PERSONAL})
    assert kinds(file)["Age group"] is OPEN
    assert said(file)[:2] == [(None, "Age group"), ("R002", "45-54")]
    assert not any(question.heading == "What did not?" for question in file.survey.questions)


def test_a_personal_column_comes_in_where_somebody_asks_for_it():
    file = read_with(SURVEY_MONKEY, {"First name": CLOSED})
    assert answers(file)["118674532190"]["First Name"] == "Jean"


def test_a_column_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(ReadingError, match="no column “Age grp”; did you mean “Age group”"):
        read_with(SMALL, {"Age grp": CLOSED})


def test_without_ids_respondents_go_by_the_row_of_the_file():
    file = survey("What helped?\nSleep, at last\n\nA lift to the hospital\n")
    assert said(file)[1:] == [("R002", "Sleep, at last"), ("R004", "A lift to the hospital")]
    assert "called by their rows" in file.unsure[0]


def test_a_row_without_an_id_goes_by_its_number_among_the_others():
    file = survey("id,text\n07,so it went\n,and so did we\n09,then we waited\n")
    assert list(answers(file)) == ["07", "R003", "09"]


def test_rows_of_one_id_that_agree_are_one_respondent():
    file = survey("id,Age,text\n07,50,so it went\n08,61,we waited\n07,,and then they rang\n")
    assert answers(file) == {"07": {"Age": "50"}, "08": {"Age": "61"}}
    assert [label for label, _ in said(file)[1:]] == ["07", "08", "07"]
    assert any(told.startswith("Rows 2 and 4 share an id") for told in file.left_out)


def test_rows_of_one_id_that_differ_are_kept_apart_and_told():
    file = survey("id,Age,text\n07,50,so it went\n08,61,we waited\n07,44,and they rang\n")
    assert list(answers(file)) == ["07", "08", "07 (row 4)"]
    assert [label for label, _ in said(file)[1:]] == ["07", "08", "07 (row 4)"]
    assert any("have different closed answers" in told for told in file.left_out)


def test_headings_that_stand_twice_are_told_apart():
    file = survey("id,Comment,Comment\n1,so it went,we waited\n2,they rang,nobody came\n")
    assert [one.heading for one in file.survey.questions] == ["Comment", "Comment (2)"]


def test_a_heading_that_is_taken_by_its_number_is_told_apart_too():
    from qualcode.reading.survey.grid import name_columns

    assert name_columns(["A", "A (2)", "a", "A", ""]) == [
        "A",
        "A (2)",
        "a (3)",
        "A (4)",
        "column 5",
    ]


def test_a_table_that_one_long_row_would_multiply_is_refused():
    with pytest.raises(ReadingError, match="spreads over"):
        read_text("id,text\n" + "," * 20_000 + "end\n" + "1,a\n" * 600, "wide.csv")


def test_a_title_above_the_headings_is_left_out_and_told():
    file = survey(
        "Carers of the dale 2026,,\nid,Age,text\n1,50,so it went\n2,61,we waited a year\n"
    )
    assert "Row 1, above the headings, was left out." in file.left_out
    assert list(kinds(file)) == ["id", "Age", "text"]


def test_all_lines_of_a_title_are_left_out_and_told():
    file = survey(
        "Carers of the dale,,\nNot for circulation,,\n,,\n"
        "Ref,Name,text\n1,Ann Oak,so it went\n2,Bo Elm,we waited a year\n"
    )
    assert "Rows 1 and 2, above the headings, were left out." in file.left_out
    assert kinds(file) == {"Ref": ID, "Name": PERSONAL, "text": OPEN}


def test_a_table_without_headings_is_said_to_be_unsure():
    file = survey("S01,A long wait for us,50\nS02,We were rung twice,61\nS03,Nobody came,44\n")
    assert said(file)[1] == ("S01", "A long wait for us")
    assert "no headings" in file.unsure[0]


def test_an_address_in_an_answer_is_told_and_kept():
    file = survey("id,text\n1,ring me on 07700 900123 please\n2,we waited a year for it\n")
    assert said(file)[1] == ("1", "ring me on 07700 900123 please")
    assert any("e-mail address or a telephone" in told for told in file.left_out)


def test_short_answers_that_differ_are_doubted():
    file = survey(
        "id,Where?,text\n1,Oakby,so it went\n2,Elmby,we waited a year\n3,Ashby,they rang us\n"
    )
    assert kinds(file)["Where?"] is CLOSED
    assert any("“Where?” was taken for closed answers" in one for one in file.unsure)


def test_where_no_column_is_of_words_the_nearest_is_taken_and_doubted():
    file = survey("id,Working,One thing\n1,Yes,Sleep\n2,Yes,Money\n3,No,Rest\n")
    assert kinds(file)["One thing"] is OPEN
    assert any("nearest to words" in one for one in file.unsure)


def test_a_survey_with_nothing_below_its_headings_is_refused():
    with pytest.raises(ReadingError):
        read_text("id,What helped?\n", "empty.csv")


def test_control_characters_in_answers_are_replaced_one_for_one():
    file = survey("id,text\n1,we waited\x07a year for them\n2,and nobody ever came to us\n")
    assert said(file)[1] == ("1", "we waited\ufffda year for them")
    assert len(file.decoded.replaced) == 1


# Of control characters a text file may have few, so the line ends are those that are tried.
WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cc"]), st.sampled_from("\n\r\t\x0b\x1d")
    ),
    max_size=30,
)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=8)


def kept(cell):
    """An answer as the text keeps it: line ends as one kind, control characters replaced."""
    return clean_text(cell.replace("\r\n", "\n").replace("\r", "\n").strip())[0]


@given(rows=ROWS)
def test_every_open_answer_is_in_exactly_one_turn_verbatim(rows):
    if not any(one.strip() or two.strip() for _, one, two in rows):
        return
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "First?", "Second?"])
    writer.writerows(rows)
    columns = {"id": ID, "First?": OPEN, "Second?": OPEN}
    file = read_with(out.getvalue(), columns)
    assert_holds(file)
    present = [row for row in rows if any(cell.strip() for cell in row)]
    expected = [[kept(row[place]) for row in present if row[place].strip()] for place in (1, 2)]
    turns = said(file)
    headings = [place for place, (label, _) in enumerate(turns) if label is None]
    assert [turns[place][1] for place in headings] == ["First?", "Second?"]
    first = [words for _, words in turns[headings[0] + 1 : headings[1]]]
    second = [words for _, words in turns[headings[1] + 1 :]]
    assert [first, second] == expected
    for question, words in zip(file.survey.questions, expected, strict=True):
        inside = [t for t in file.turns if question.start <= t.start < question.end and t.label]
        assert len(inside) == len(words)


@given(rows=ROWS)
def test_no_two_respondents_share_a_label(rows):
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "Age", "text"])
    writer.writerows(rows)
    try:
        file = read_with(out.getvalue(), {"id": ID, "Age": CLOSED, "text": OPEN})
    except ReadingError:
        return
    labels = [one.label for one in file.survey.respondents]
    assert len(set(labels)) == len(labels)
    assert {turn.label for turn in file.turns if turn.label} <= set(labels)


def test_a_personal_column_that_is_left_out_by_hand_shows_no_cell_of_it():
    data = "id,Email,What helps?\n1,jo@maple.example,a lift\n2,al@maple.example,a call back\n"
    chosen = {"Email": ColumnKind.LEFT_OUT}
    file = read_bytes(data.encode(), "s.csv", columns=chosen)
    (email,) = [column for column in file.survey.columns if column.heading == "Email"]
    assert (email.kind, email.examples) == (ColumnKind.LEFT_OUT, ())
