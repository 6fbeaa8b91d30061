"""qualcode survey: what was asked, tables, and reading down a question."""

import csv
import io
import json

import pytest

CARERS = """\
Ref,Age group,Which help?,One thing that would help
0007,65+,Breaks;Money,Sleep at last
0008,45-64,Breaks,A day off at the weekend
0009,45-64,Money,
0010,,Rides;Breaks,Someone to ring
"""


@pytest.fixture
def carers(empty, qualcode, tmp_path):
    """A project with one small survey."""
    path = tmp_path / "carers.csv"
    path.write_text(CARERS, "utf-8")
    told = qualcode("import", empty, path, "--coder", "Asha", "--yes")
    assert told.code == 0, told.err
    return empty


def cells(line):
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def test_the_questions_are_listed_with_how_many_answered(qualcode, carers):
    told = qualcode("survey", carers)
    assert told.code == 0
    lines = [cells(line) for line in told.out.splitlines()]
    assert ["S1", "2", "Age group", "closed", "3", "1"] in lines
    assert ["S1", "4", "One thing that would help", "open", "3", "1"] in lines


def test_a_closed_question_is_a_table_with_its_base(qualcode, carers):
    told = qualcode("survey", carers, "age group")
    lines = [cells(line) for line in told.out.splitlines()]
    assert ["45-64", "2 (67%)"] in lines
    assert ["base: answered", "3*"] in lines
    assert ["blank", "1"] in lines
    assert "Fewer than 10" in told.out


def test_several_choices_are_said_to_add_up_to_more(qualcode, carers):
    told = qualcode("survey", carers, "3", "--by", "Age group")
    assert "more than 100" in told.out
    assert cells(told.out.splitlines()[1]) == ["45-64", "65+", "not recorded", "all"]


def test_an_open_question_is_read_with_closed_answers_beside(qualcode, carers):
    told = qualcode("survey", carers, "One thing")
    assert "S1-0007  (65+ · Breaks; Money)\nSleep at last\n" in told.out
    assert "S1-0009" not in told.out


def test_a_table_is_written_to_a_file(qualcode, carers, tmp_path):
    told = qualcode("survey", carers, "2", "-o", tmp_path / "t.csv", "--coder", "Asha")
    assert (told.code, told.out) == (0, "")
    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig"))))
    assert rows[1] == ["45-64", "2", "66.7"]


def test_an_open_question_has_no_table(qualcode, carers, tmp_path):
    told = qualcode("survey", carers, "4", "-o", tmp_path / "t.csv", "--coder", "Asha")
    assert told.code == 1
    assert "own words" in told.err
    assert not (tmp_path / "t.csv").exists()


def test_everything_is_there_as_json(qualcode, carers):
    asked = json.loads(qualcode("survey", carers, "--json").out)
    assert [one["question"]["kind"] for one in asked] == ["closed", "several", "open"]
    table = json.loads(qualcode("survey", carers, "2", "--json").out)
    assert table["counts"][0] == {"option": "45-64", "group": "all", "n": 2, "base": 3}
    answers = json.loads(qualcode("survey", carers, "4", "--json").out)
    assert answers[0]["person"] == "S1-0007"
    assert answers[0]["beside"] == {"Age group": "65+", "Which help?": "Breaks; Money"}


def test_a_question_that_is_not_there_is_told(qualcode, carers):
    told = qualcode("survey", carers, "Age grop")
    assert told.code == 1
    assert "Did you mean “Age group”" in told.err


def test_without_a_survey_it_is_said_how_to_bring_one_in(qualcode, empty):
    told = qualcode("survey", empty)
    assert (told.code, told.out) == (0, "")
    assert "qualcode import" in told.err


def test_themes_are_counted_by_question(qualcode, carers):
    qualcode("codebook", "load", carers, "cross-cutting", "--coder", "Asha")
    assert qualcode("prevalence", carers, "--question", "4").code == 0
    told = qualcode("prevalence", carers, "--question", "2")
    assert told.code == 1
    assert "closed question" in told.err
