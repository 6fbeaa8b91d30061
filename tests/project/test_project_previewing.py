"""Previewing files: what an import would make of them, with nothing stored."""

from dataclasses import replace

import pytest
from small_study import GROUP, INTERVIEW

from qualcode.model import CaseKind, ColumnKind, Form, SourceKind
from qualcode.project import Project
from qualcode.project.intake.deciding import decide
from qualcode.project.intake.errors import NoSuchLabelError


def preview(project, *paths, **how):
    return list(project.sources.preview(list(paths), **how))


def bring(project, *paths, **how):
    return list(project.sources.import_files(list(paths), **how))


@pytest.fixture
def group(tmp_path):
    path = tmp_path / "group.txt"
    path.write_text(GROUP, encoding="utf-8")
    return path


@pytest.fixture
def interview(tmp_path):
    path = tmp_path / "interview.txt"
    path.write_text(INTERVIEW, encoding="utf-8")
    return path


def test_each_label_is_shown_with_its_turns_first_words_and_a_guess(project, group):
    (one,) = preview(project, group)
    assert (one.path, one.turns, one.words, one.refused, one.known) == (group, 5, 25, None, None)
    assert [(s.label, s.kind, s.turns, s.first_words) for s in one.speakers] == [
        ("Int", CaseKind.FACILITATOR, 2, "How are things?"),
        ("Mo", CaseKind.PERSON, 2, "I had a week away in May."),
        ("Dev", CaseKind.PERSON, 1, "I never had a day."),
    ]


def test_what_would_be_said_of_a_file_is_filled_in_with_guesses(project, group):
    said = preview(project, group)[0].described
    assert (said.file, said.code, said.kind, said.form, said.site) == (
        "group.txt",
        "T1",
        SourceKind.RECORDING,
        Form.INTERVIEW,
        None,
    )
    assert [(person.label, person.kind) for person in said.people] == [
        ("Int", CaseKind.FACILITATOR),
        ("Mo", CaseKind.PERSON),
        ("Dev", CaseKind.PERSON),
    ]


def test_two_files_of_one_preview_get_two_short_names(project, group, interview):
    assert [one.described.code for one in preview(project, group, interview)] == ["T1", "T2"]


def test_an_import_gives_the_short_names_that_the_preview_told(project, group, interview):
    told = [one.described.code for one in preview(project, group, interview)]
    assert [one.ref for one in bring(project, group, interview)] == told


def test_a_short_name_that_is_taken_is_passed_over(project, group, interview):
    bring(project, group)
    assert preview(project, interview)[0].described.code == "T2"


def test_a_preview_handed_back_as_it_is_imports_as_without_one(tmp_path, project, group, interview):
    with Project.create(tmp_path / "plain.qualcode", "Asha") as plain:
        bring(plain, group, interview)
        said = {one.path: one.described for one in preview(project, group, interview)}
        bring(project, group, interview, said=said)
        assert project.people.list() == plain.people.list()
        assert [replace(one, added="") for one in project.sources.list()] == [
            replace(one, added="") for one in plain.sources.list()
        ]


def test_what_is_decided_at_the_preview_is_what_goes_in(project, group):
    guessed = preview(project, group)[0].described
    people = tuple(
        replace(one, kind=CaseKind.SEVERAL) if one.label == "Dev" else one for one in guessed.people
    )
    said = replace(guessed, code="H1", kind=SourceKind.NOTES, form=Form.OTHER, people=people)
    (told,) = bring(project, group, said={group: said})
    source = project.sources.find("H1")
    assert (told.ref, source.kind, source.form) == ("H1", SourceKind.NOTES, Form.OTHER)
    assert {one.code: one.kind for one in project.people.list()} == {
        "H1-F1": CaseKind.FACILITATOR,
        "H1-P1": CaseKind.PERSON,
        "H1-G1": CaseKind.SEVERAL,
    }


def test_what_the_study_says_goes_before_the_guess(project, small_study):
    first = preview(project, small_study)[0]
    assert (first.described.code, first.described.form, first.described.site) == (
        "A-FG1",
        Form.FOCUS_GROUP,
        "A",
    )
    mo = next(one for one in first.described.people if one.label == "Mo")
    assert (mo.role, mo.consent.quote) == ("carer", "yes")


def test_a_label_that_the_study_does_not_name_is_filled_in_beside_those_it_does(
    project, small_study
):
    study = small_study / "study.yaml"
    study.write_text(
        study.read_text(encoding="utf-8").replace(
            "      - {label: Dev, kind: person, role: worker}\n", ""
        ),
        encoding="utf-8",
    )
    first = preview(project, small_study)[0]
    assert {one.label: one.role for one in first.described.people} == {
        "Mo": "carer",
        "Int": None,
        "Dev": None,
    }


def test_a_decision_goes_before_the_study(project, small_study):
    path = small_study / "interview.txt"
    (seen,) = preview(project, path)
    said = {path: replace(seen.described, site="A")}
    assert preview(project, path, said=said)[0].described.site == "A"
    bring(project, path, said=said)
    assert project.sources.find("B-INT1").site == "A"


def test_a_text_that_the_project_holds_is_known_with_what_the_project_says(project, group):
    bring(project, group)
    project.people.set_kind(project.people.find("T1-P2").id, CaseKind.UNKNOWN)
    (again,) = preview(project, group)
    assert again.known == "T1"
    assert {one.label: one.kind for one in again.described.people}["Dev"] is CaseKind.UNKNOWN
    acts = len(project.history.list())
    bring(project, group, said={group: again.described})
    assert len(project.history.list()) == acts


def test_the_same_words_twice_in_a_preview_are_known_the_second_time(project, tmp_path, group):
    (tmp_path / "copy.txt").write_text(GROUP, encoding="utf-8")
    assert [one.known for one in preview(project, group, tmp_path / "copy.txt")] == [None, "T1"]


def test_a_name_in_two_files_is_told_and_nobody_is_joined(project, tmp_path):
    (tmp_path / "a.txt").write_text("Int: Yes?\nMoira: I am here.\nMoira: Still.\n")
    (tmp_path / "b.txt").write_text("Int: And?\nMoira: I am there.\nMoira: Yes.\n")
    one, two = preview(project, tmp_path / "a.txt", tmp_path / "b.txt")
    told = "“Moira” also speaks in T1: if they are one person, say so with qualcode people --join."
    assert told not in one.unsure
    assert told in two.unsure
    bring(project, tmp_path / "a.txt", tmp_path / "b.txt")
    assert len([one for one in project.people.list() if one.kind is CaseKind.PERSON]) == 2


def test_a_name_that_speaks_in_the_project_is_told_too(project, tmp_path):
    (tmp_path / "a.txt").write_text("Int: Yes?\nMoira: I am here.\nMoira: Still.\n")
    (tmp_path / "b.txt").write_text("Int: And?\nMOIRA: I am there.\nMOIRA: Yes.\n")
    bring(project, tmp_path / "a.txt")
    (seen,) = preview(project, tmp_path / "b.txt")
    assert any("also speaks in T1" in sentence for sentence in seen.unsure)


def test_a_number_in_two_files_is_nobodys_name(project, tmp_path):
    (tmp_path / "a.txt").write_text("Int: Yes?\nP01: I am here.\nP01: Still.\n")
    (tmp_path / "b.txt").write_text("Int: And?\nP01: I am there.\nP01: Yes.\n")
    seen = preview(project, tmp_path / "a.txt", tmp_path / "b.txt")
    assert not any("also speaks" in sentence for one in seen for sentence in one.unsure)


def test_a_file_that_would_be_refused_says_why_and_the_rest_is_shown(project, tmp_path, group):
    (tmp_path / "empty.txt").write_bytes(b"")
    bad, good = preview(project, tmp_path / "empty.txt", group)
    assert (bad.described, bad.turns) == (None, 0)
    assert "empty" in bad.refused
    assert good.refused is None


def test_a_short_name_of_another_source_is_refused_in_preview_and_import(project, group, interview):
    bring(project, group)
    said = {interview: replace(preview(project, interview)[0].described, code="t1")}
    for told in (preview, bring):
        (one,) = told(project, interview, said=said)
        assert one.refused.startswith("“T1” is group.txt in this project")


def test_a_preview_writes_nothing_and_needs_no_name(tmp_path, small_study):
    path = tmp_path / "closed.qualcode"
    with Project.create(path, "Asha") as made:
        bring(made, small_study / "interview.txt")
    before = path.read_bytes()
    with Project.open(path) as nobody:
        changes, version = nobody._store.conn.total_changes, nobody.data_version()
        assert len(preview(nobody, small_study)) == 2
        assert len(preview(nobody, small_study, quotations=True)) == 2
        assert (nobody._store.conn.total_changes, nobody.data_version()) == (changes, version)
    assert path.read_bytes() == before


SURVEY = "id,What would help?,Age group\n" + "".join(
    f"S0{n},A proper break now and then and some sleep {n},{age}\n"
    for n, age in enumerate(("45-54", "45-54", "55-64", "55-64", "55-64", "45-54"), 1)
)


@pytest.fixture
def survey(tmp_path):
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY, encoding="utf-8")
    return path


def test_the_columns_of_a_survey_are_shown_with_a_guess(project, survey):
    (one,) = preview(project, survey)
    assert [(column.heading, column.kind) for column in one.survey.columns] == [
        ("id", ColumnKind.ID),
        ("What would help?", ColumnKind.OPEN),
        ("Age group", ColumnKind.CLOSED),
    ]
    assert dict(one.described.columns) == {
        "id": ColumnKind.ID,
        "What would help?": ColumnKind.OPEN,
        "Age group": ColumnKind.CLOSED,
    }


def test_a_column_that_was_decided_otherwise_goes_in_so(project, survey):
    said = decide(preview(project, survey), columns={"age group": ColumnKind.LEFT_OUT})
    bring(project, survey, said=said)
    assert all("Age group" not in one.variables for one in project.people.list())


def test_a_decision_about_no_column_is_refused_with_the_nearest(project, survey):
    with pytest.raises(NoSuchLabelError, match="Did you mean “Age group”"):
        decide(preview(project, survey), columns={"Age groups": ColumnKind.LEFT_OUT})


def test_a_table_refused_for_want_of_words_goes_in_once_a_column_is_said_to_be_open(
    project, tmp_path
):
    table = tmp_path / "help.csv"
    table.write_text(
        "Ref,Area,What helped?\n"
        + "".join(f"{n:03d},{'NS'[n % 2]},{('The choir', 'The sitter')[n % 2]}\n" for n in range(8))
    )
    (one,) = preview(project, table)
    assert "has no column of words" in one.refused
    assert one.wordless.columns["What helped?"] is ColumnKind.CLOSED
    said = decide([one], columns={"What helped?": ColumnKind.OPEN})
    assert bring(project, table, said=said)[0].ref == "S1"
    kinds = {one.text: one.kind for one in project.surveys.questions()}
    assert kinds == {"Area": ColumnKind.CLOSED, "What helped?": ColumnKind.OPEN}


def test_a_number_of_recordings_is_not_kept_for_notes(project, group):
    said = decide(preview(project, group), kind=SourceKind.NOTES)
    assert preview(project, group, said=said)[0].described.code == "N1"
    assert bring(project, group, said=said)[0].ref == "N1"


def test_a_short_name_of_the_study_is_kept_whatever_the_file_is_said_to_be(project, small_study):
    said = decide(preview(project, small_study), kind=SourceKind.NOTES)
    assert [one.ref for one in bring(project, small_study, said=said)] == ["A-FG1", "B-INT1"]
