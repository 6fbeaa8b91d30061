"""Surveys in a project: questions, cases, tables, and themes by question."""

import csv
import io

import pytest
from openpyxl import load_workbook
from small_study import Desk

from qualcode.model import CaseKind, ColumnKind, SourceKind
from qualcode.project.errors import (
    AmbiguousQuestionError,
    ClosedQuestionError,
    NoSurveysError,
    OpenQuestionError,
    SeveralGroupsError,
    UnknownSurveyQuestionError,
    UnknownVariableError,
)

CARERS = """\
Ref,Age group,Relationship,Which help?,One thing that would help,Anything else?,Email
0007,65+,wife,Breaks;Money,Sleep at last,,a@example.org
0008,45-64,husband,Breaks,A day off at the weekend,The forms are long,b@example.org
0009,45-64,wife,Money,Someone to ring,,c@example.org
0010,65+,daughter,Breaks;Money;Rides,,,d@example.org
0011,Under 45,daughter,,,Nobody rang us back,e@example.org
0012,,wife,Rides,N/A,,f@example.org
"""
RESPONDENTS = "respondents"
HELP, ELSE = "One thing that would help", "Anything else?"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "carers.csv"
    path.write_text(CARERS, "utf-8")
    return path


@pytest.fixture
def carers(desk, file):
    """The small study with a survey of six carers beside it, in Asha's hands."""
    (told,) = desk.project.sources.import_files([file])
    assert (told.refused, told.ref) == (None, "S1")
    return desk


def ask(desk, name):
    return desk.project.surveys.find(name)


def shares(table, group="all"):
    """Each option with how many of the base chose it."""
    return {one.option: (one.n, one.base) for one in table.counts if one.group == group}


def test_an_import_counts_answers_and_respondents(desk, file):
    (told,) = desk.project.sources.import_files([file])
    assert (told.turns, told.people, told.words) == (6, 6, 21)
    assert desk.project.sources.find("S1").kind is SourceKind.SURVEY


def test_what_was_asked_stands_with_how_many_answered(carers):
    assert [
        (one.question.n, one.question.text, str(one.question.kind), one.answered, one.blank)
        for one in carers.project.surveys.asked()
    ] == [
        (2, "Age group", "closed", 5, 1),
        (3, "Relationship", "closed", 6, 0),
        (4, "Which help?", "several", 5, 1),
        (5, HELP, "open", 4, 2),
        (6, ELSE, "open", 2, 4),
    ]


def test_a_respondent_goes_by_their_id_where_it_is_short_and_plain(carers):
    codes = [case.code for case in carers.project.people.list() if case.code.startswith("S1-")]
    assert codes == ["S1-0007", "S1-0008", "S1-0009", "S1-0010", "S1-0011", "S1-0012"]


@pytest.mark.parametrize("label", ["Moira", "118674532190", "a b1", "7/2"])
def test_a_name_or_a_long_id_makes_no_code(desk, tmp_path, label):
    path = tmp_path / "one.csv"
    path.write_text(f"id,text\n{label},so we waited\nR9,and then they rang\n", "utf-8")
    assert [one.refused for one in desk.project.sources.import_files([path])] == [None]
    codes = {case.code: case.id for case in desk.project.people.list()}
    assert {"S1-P1", "S1-R9"} <= codes.keys()
    assert desk.project.people.names()[codes["S1-P1"]] == label


def test_an_id_that_is_the_code_of_somebody_else_gives_way(desk, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("id,text\nP1,so we waited\np1,and then they rang\n", "utf-8")
    assert [one.refused for one in desk.project.sources.import_files([path])] == [None]
    codes = [case.code for case in desk.project.people.list() if case.code.startswith("S1-")]
    assert codes == ["S1-P1", "S1-P2"]


def test_whoever_left_every_open_answer_blank_is_a_person_with_closed_answers(carers):
    case = carers.project.people.find("S1-0010")
    assert case.kind is CaseKind.PERSON
    assert case.variables["Relationship"] == "daughter"
    source = carers.source("S1")
    turns = carers.project.sources.document(source).turns
    assert case.id not in {turn.case for turn in turns}
    assert case in carers.project.surveys.respondents(source)


def test_questions_are_turns_of_nobody(carers):
    document = carers.project.sources.document(carers.source("S1"))
    nobody = [document.text[t.body : t.end] for t in document.turns if t.case is None]
    assert nobody == [HELP, ELSE]


def test_a_question_is_no_passage_to_code(carers):
    from qualcode.project.suggesting.frame import cut_frame

    source = carers.source("S1")
    passages = [one.text for one in cut_frame(carers.project._store) if one.source == source]
    assert HELP not in passages
    assert "Sleep at last" in passages


def test_answers_stand_in_file_order_with_their_place(carers):
    answers = carers.project.surveys.answers(ask(carers, HELP))
    assert [(one.case.code, one.words) for one in answers] == [
        ("S1-0007", "Sleep at last"),
        ("S1-0008", "A day off at the weekend"),
        ("S1-0009", "Someone to ring"),
        ("S1-0012", "N/A"),
    ]
    text = carers.project.sources.texts()[carers.source("S1")]
    assert [one.span.read(text) for one in answers] == [one.words for one in answers]


def test_a_correction_is_shown_in_an_answer(carers):
    start, end = carers.span("S1", "Sleep")
    carers.project.patches.correct(carers.source("S1"), start, end, "Asleep")
    assert carers.project.surveys.answers(ask(carers, HELP))[0].words == "Asleep at last"


def test_answers_to_a_closed_question_stand_by_respondent(carers):
    answers = carers.project.surveys.answers(ask(carers, "Age group"))
    assert (answers[0].case.code, answers[0].words, answers[0].span) == ("S1-0007", "65+", None)
    assert len(answers) == 5


def test_closed_answers_stand_beside_an_open_one_in_the_order_of_the_columns(carers):
    surveys, people = carers.project.surveys, carers.project.people
    assert surveys.beside(people.find("S1-0007").id) == [
        ("Age group", "65+"),
        ("Relationship", "wife"),
        ("Which help?", "Breaks; Money"),
    ]
    assert surveys.beside(people.find("S1-0012").id) == [
        ("Relationship", "wife"),
        ("Which help?", "Rides"),
    ]
    assert surveys.beside(people.find("A-FG1-P1").id) == []


def test_a_table_has_its_base_and_the_blank_apart(carers):
    table = carers.project.surveys.table(ask(carers, "Age group"))
    assert table.options == ("Under 45", "45-64", "65+")
    assert shares(table) == {"Under 45": (1, 5), "45-64": (2, 5), "65+": (2, 5)}
    (everybody,) = table.groups
    assert (everybody.name, everybody.base, everybody.blank) == ("all", 5, 1)
    assert everybody.is_small
    assert table.count("65+").share == pytest.approx(0.4)


def test_several_choices_are_each_counted_of_those_who_chose_any(carers):
    table = carers.project.surveys.table(ask(carers, "Which help?"))
    assert table.several
    assert shares(table) == {"Breaks": (3, 5), "Money": (3, 5), "Rides": (2, 5)}


def test_a_table_is_split_by_another_question(carers):
    table = carers.project.surveys.table(ask(carers, "Which help?"), by="relationship")
    assert [(g.name, g.base, g.blank) for g in table.groups] == [
        ("daughter", 1, 1),
        ("husband", 1, 0),
        ("wife", 3, 0),
        ("all", 5, 1),
    ]
    assert shares(table, "wife") == {"Breaks": (1, 3), "Money": (2, 3), "Rides": (1, 3)}


def test_respondents_without_the_variable_have_a_group_of_their_own(carers):
    table = carers.project.surveys.table(ask(carers, "Relationship"), by="Age group")
    assert [group.name for group in table.groups] == [
        "Under 45",
        "45-64",
        "65+",
        "not recorded",
        "all",
    ]


@pytest.mark.parametrize("by", ["2", "S1:2", "Age", "age group"])
def test_a_table_is_split_by_whatever_a_question_is_found_by(carers, by):
    number = ask(carers, "Age group").n
    table = carers.project.surveys.table(
        ask(carers, "Relationship"), by=by.replace("2", f"{number}")
    )
    assert table.by == "Age group"


def test_a_table_cannot_be_made_of_words_nor_split_by_several_choices(carers):
    with pytest.raises(OpenQuestionError, match="own words"):
        carers.project.surveys.table(ask(carers, HELP))
    with pytest.raises(SeveralGroupsError):
        carers.project.surveys.table(ask(carers, "Age group"), by="Which help?")
    with pytest.raises(UnknownVariableError):
        carers.project.surveys.table(ask(carers, "Age group"), by="colour")


def test_an_answer_put_right_by_hand_counts(carers):
    carers.project.people.set_value(carers.project.people.find("S1-0012").id, "Age group", "65+")
    assert shares(carers.project.surveys.table(ask(carers, "Age group")))["65+"] == (3, 6)


def test_whoever_withdrew_is_in_no_count(carers):
    carers.project.copies.withdraw(carers.project.people.find("S1-0007").id)
    surveys = carers.project.surveys
    asked = {one.question.text: (one.answered, one.blank) for one in surveys.asked()}
    assert asked == {
        "Age group": (4, 1),
        "Relationship": (5, 0),
        "Which help?": (4, 1),
        HELP: (3, 2),
        ELSE: (2, 3),
    }
    assert surveys.beside(carers.project.people.find("S1-0007").id) == []


def test_a_question_is_found_by_number_by_words_and_by_their_beginning(carers):
    question = ask(carers, HELP)
    assert [ask(carers, name) for name in ("5", "s1:5", HELP.upper(), "one thing")] == [
        question
    ] * 4


def test_a_question_that_is_not_there_is_told_with_the_nearest(carers):
    with pytest.raises(UnknownSurveyQuestionError, match="Did you mean “Relationship”"):
        ask(carers, "Relatonship")


def test_the_same_number_in_two_surveys_asks_which(carers, tmp_path):
    path = tmp_path / "second.csv"
    path.write_text("id,Age group,text\n1,65+,so it went\n2,65+,we waited\n", "utf-8")
    list(carers.project.sources.import_files([path]))
    with pytest.raises(AmbiguousQuestionError, match="S1:2, S2:2"):
        ask(carers, "2")
    assert ask(carers, "S2:2").source == carers.source("S2")
    assert shares(carers.project.surveys.table(ask(carers, "S2:2"))) == {"65+": (2, 2)}


def test_without_a_survey_there_is_nothing_to_ask(desk):
    with pytest.raises(NoSurveysError):
        desk.project.surveys.find("1")


def test_a_role_and_a_site_in_a_survey_are_those_of_everybody(desk, tmp_path):
    path = tmp_path / "roles.csv"
    path.write_text("id,Role,Site,text\n1,carer,A,so it went\n2,worker,B,we waited\n", "utf-8")
    list(desk.project.sources.import_files([path]))
    case = desk.project.people.find("S1-1")
    assert (case.role, case.site) == ("carer", "A")
    table = desk.project.surveys.table(desk.project.surveys.find("Role"), by="site")
    assert [group.name for group in table.groups] == ["A", "B", "all"]


def test_a_blank_answer_is_out_of_the_base_of_its_question(carers):
    carers.read("S1")
    carers.apply("S1", "A day off at the weekend", "Breaks")
    assert carers.counts(RESPONDENTS, "Breaks") == {"all": (1, 5, 0)}
    assert carers.counts(RESPONDENTS, "Breaks", question=ask(carers, HELP)) == {"all": (1, 4, 0)}
    assert carers.counts(RESPONDENTS, "Breaks", question=ask(carers, ELSE)) == {"all": (0, 2, 0)}


def test_only_the_answers_to_a_question_need_be_read_for_its_base(carers):
    spans = [one.span for one in carers.project.surveys.answers(ask(carers, ELSE))]
    carers.project.readings.mark(carers.source("S1"), spans[0].start, spans[-1].end)
    assert carers.counts(RESPONDENTS, "Work", question=ask(carers, ELSE)) == {"all": (0, 2, 0)}
    assert carers.counts(RESPONDENTS, "Work", question=ask(carers, HELP)) == {"all": (0, 0, 0)}
    # 0008 has read words and unread ones, so only 0011 is in the base of the whole survey.
    assert carers.counts(RESPONDENTS, "Work") == {"all": (0, 1, 0)}


def test_themes_of_a_question_are_counted_by_a_closed_answer(carers):
    carers.read("S1")
    carers.apply("S1", "A day off at the weekend", "Breaks")
    found = carers.counts(RESPONDENTS, "Breaks", by="Relationship", question=ask(carers, HELP))
    assert found == {"husband": (1, 1, 0), "wife": (0, 3, 0), "all": (1, 4, 0)}


def test_by_question_nothing_but_its_survey_is_counted(carers):
    carers.read("S1")
    found = carers.project.counting.prevalence(question=ask(carers, HELP))
    assert [table.unit for table in found.tables] == [RESPONDENTS]
    assert not any("have not been read" in note for note in found.notes)


def test_themes_cannot_be_counted_in_a_closed_question(carers):
    with pytest.raises(ClosedQuestionError):
        carers.project.counting.prevalence(question=ask(carers, "Age group"))


def test_the_same_file_again_is_in_the_project_already(carers, file):
    before = carers.project.people.list()
    (told,) = carers.project.sources.import_files([file])
    assert (told.known, told.updated, told.left_out) == (True, False, ())
    assert carers.project.people.list() == before


def test_a_file_with_other_closed_answers_is_told_and_not_taken_over(carers, file):
    file.write_text(CARERS.replace("65+,wife", "45-64,wife"), "utf-8")
    (told,) = carers.project.sources.import_files([file])
    assert told.known
    assert "not taken over" in " ".join(told.left_out)
    assert carers.project.people.find("S1-0007").variables["Age group"] == "65+"


def test_later_rows_are_another_source(carers, tmp_path):
    later = tmp_path / "later.csv"
    head = CARERS.splitlines()[0]
    later.write_text(f"{head}\n0013,65+,wife,Rides,A lift to the clinic,,g@example.org\n", "utf-8")
    (told,) = carers.project.sources.import_files([later])
    assert (told.ref, told.people) == ("S2", 1)


def test_two_imports_make_the_same_ids(desk, file, tmp_path):
    from qualcode.project import Project

    list(desk.project.sources.import_files([file]))
    with Project.create(tmp_path / "other.qualcode", "Tom") as other:
        list(other.sources.import_files([file]))
        mine = {case.id for case in desk.project.people.list() if case.code.startswith("S1-")}
        assert mine == {case.id for case in other.people.list()}
        assert {one.id for one in desk.project.surveys.questions()} == {
            one.id for one in other.surveys.questions()
        }


def test_undoing_the_import_takes_the_questions_too(carers):
    carers.project.history.undo()
    assert carers.project.surveys.questions() == []


STUDY = """\
title: "Carers of the dale"
site_word: area
sites:
  A: {label: "Upper dale"}
sources:
  - file: carers.csv
    code: Dale
    kind: survey
    site: A
    columns:
      "age group": left out
      "Which help?": left out
      Email: closed
    people:
      - {label: "0010", role: carer, consent: {quote: "no"}}
"""


def test_a_study_file_says_what_columns_hold_and_who_answered(project, file):
    (file.parent / "study.yaml").write_text(STUDY, "utf-8")
    (told,) = project.sources.import_files([file])
    assert (told.refused, told.ref) == (None, "Dale")
    assert [one.text for one in project.surveys.questions()] == [
        "Relationship",
        HELP,
        ELSE,
        "Email",
    ]
    case = project.people.find("Dale-0010")
    assert (case.role, case.site, case.consent.quote) == ("carer", "A", "no")
    assert case.variables["Email"] == "d@example.org"


def test_a_column_that_a_corrected_study_file_asks_for_comes_in(project, file):
    study = file.parent / "study.yaml"
    study.write_text(STUDY, "utf-8")
    list(project.sources.import_files([file]))
    study.write_text(STUDY.replace('"age group": left out', '"age group": closed'), "utf-8")
    (told,) = project.sources.import_files([file])
    assert (told.known, told.updated) == (True, True)
    assert project.people.find("Dale-0010").variables["Age group"] == "65+"
    assert project.people.find("Dale-0007").variables["Age group"] == "65+"
    assert project.surveys.questions()[0].text == "Age group"


def test_a_column_of_a_study_file_that_is_not_there_refuses_the_file(project, file):
    (file.parent / "study.yaml").write_text(STUDY.replace("age group", "ages group"), "utf-8")
    (told,) = project.sources.import_files([file])
    assert "no column “ages group”" in told.refused
    assert project.sources.list() == []


def test_a_preview_shows_the_columns_and_its_decisions_are_taken(project, file):
    from dataclasses import replace

    (preview,) = project.sources.preview([file])
    assert {c.heading: c.kind for c in preview.survey.columns}["Email"] is ColumnKind.PERSONAL
    columns = {**preview.described.columns, "Relationship": ColumnKind.LEFT_OUT}
    said = {file: replace(preview.described, columns=columns)}
    list(project.sources.import_files([file], said=said))
    assert "Relationship" not in [one.text for one in project.surveys.questions()]


def test_a_table_is_written_for_a_spreadsheet_and_its_leaving_recorded(carers, tmp_path):
    surveys, question = carers.project.surveys, ask(carers, "Age group")
    surveys.write_table(question, tmp_path / "t.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "t.csv").read_text("utf-8-sig"))))
    assert rows == [
        ["Age group", "all", "all, % of base"],
        ["Under 45", "1", "20.0"],
        ["45-64", "2", "40.0"],
        ["65+", "2", "40.0"],
        ["base: answered", "5", ""],
        ["blank", "1", ""],
    ]
    surveys.write_table(question, tmp_path / "t.xlsx")
    sheet = load_workbook(tmp_path / "t.xlsx").active
    assert [cell.value for cell in sheet[2]] == ["Under 45", 1, 20]
    assert sum(one.kind == "export" for one in carers.project.history.list()) == 2


def test_an_option_that_a_spreadsheet_might_run_is_written_as_words(desk, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("id,Pick,text\n1,=1+1,so it went\n2,=1+1,we waited\n", "utf-8")
    list(desk.project.sources.import_files([path]))
    question = Desk(desk.project).project.surveys.find("Pick")
    desk.project.surveys.write_table(question, tmp_path / "t.csv")
    assert "'=1+1" in (tmp_path / "t.csv").read_text("utf-8-sig")
    desk.project.surveys.write_table(question, tmp_path / "t.xlsx")
    cell = load_workbook(tmp_path / "t.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_themes_are_not_split_by_combinations_of_choices(carers):
    several = {q.text for q in carers.project.surveys.questions() if q.kind == "several"}
    assert several
    assert not several & set(carers.project.counting.variables())
