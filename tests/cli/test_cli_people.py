"""The people sheet at the command line: written, read back, asked about."""

import csv

import pytest

from qualcode.project import Project

GROUP = "Int: How are things?\nMoira: I had a week away.\nDev: I never had a day.\nMoira: No.\n"


@pytest.fixture
def project(tmp_path, qualcode, empty):
    (tmp_path / "a.txt").write_text(GROUP, encoding="utf-8")
    assert qualcode("import", empty, tmp_path / "a.txt", "--coder", "Asha").code == 0
    return empty


@pytest.fixture
def sheet(tmp_path, qualcode, project):
    path = tmp_path / "people.csv"
    assert qualcode("people", project, "--write", path, "--coder", "Asha").code == 0
    return path


def fill_in(path, code, **cells):
    with path.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = list(csv.reader(file))
    for row in rows:
        if row[0] == code:
            for name, value in cells.items():
                row[headings.index(name.replace("_", " "))] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


def role(project, code):
    with Project.open(project) as opened:
        return opened.people.find(code).role


def test_a_sheet_is_written_and_its_names_are_told_of(tmp_path, qualcode, project):
    path = tmp_path / "people.xlsx"
    ran = qualcode("people", project, "--write", path, "--coder", "Asha")
    assert (ran.code, ran.out) == (0, "")
    assert "3 rows. It holds names" in ran.err
    assert path.stat().st_size > 1000


def test_a_sheet_that_is_there_is_not_written_over_unless_asked(qualcode, project, sheet):
    fill_in(sheet, "T1-P1", role="carer")
    before = sheet.read_bytes()
    ran = qualcode("people", project, "--write", sheet, "--coder", "Asha")
    assert (ran.code, sheet.read_bytes()) == (1, before)
    assert "--force" in ran.err
    ran = qualcode("people", project, "--write", sheet, "--coder", "Asha", "--force")
    assert ran.code == 0
    assert sheet.read_bytes() != before


@pytest.mark.parametrize(
    ("name", "said"),
    [("people.docx", "people.docx is neither"), ("no/p.csv", "There is no folder")],
)
def test_a_sheet_that_cannot_be_written_says_why(tmp_path, qualcode, project, name, said):
    ran = qualcode("people", project, "--write", tmp_path / name, "--coder", "Asha")
    assert ran.code == 1
    assert said in ran.err


def test_a_filled_in_sheet_is_shown_asked_about_and_taken_over(qualcode, project, sheet):
    fill_in(sheet, "T1-P2", role="professional", consent_to_quote="no")
    ran = qualcode("people", project, "--read", sheet, "--coder", "Asha", answer="y\n")
    assert ran.code == 0
    assert ran.out == "T1-P2: role: — → professional; consent to quote: — → no\n"
    assert "Take this over? [y/N]" in ran.err
    assert role(project, "T1-P2") == "professional"
    assert qualcode("undo", project, "--coder", "Asha").code == 0
    assert role(project, "T1-P2") is None


@pytest.mark.parametrize("answer", ["n\n", "\n"])
def test_without_a_yes_nothing_is_changed(qualcode, project, sheet, answer):
    fill_in(sheet, "T1-P2", role="professional")
    ran = qualcode("people", project, "--read", sheet, "--coder", "Asha", answer=answer)
    assert ran.err.endswith("Nothing was changed.\n")
    assert role(project, "T1-P2") is None


def test_yes_does_not_ask(qualcode, project, sheet):
    fill_in(sheet, "T1-P2", role="professional")
    ran = qualcode("people", project, "--read", sheet, "--coder", "Asha", "--yes")
    assert (ran.code, "[y/N]" in ran.err) == (0, False)
    assert role(project, "T1-P2") == "professional"


def test_a_sheet_with_nothing_new_says_so(qualcode, project, sheet):
    ran = qualcode("people", project, "--read", sheet, "--coder", "Asha")
    assert (ran.code, ran.out) == (0, "")
    assert "says nothing that the project does not know" in ran.err


def test_what_is_passed_over_is_said_and_cleared_when_asked(qualcode, project, sheet):
    qualcode("people", project, "--set", "T1-P1", "role=carer", "--coder", "Asha")
    ran = qualcode("people", project, "--read", sheet, "--coder", "Asha")
    assert "Passed over: 1 blank cell" in ran.err
    qualcode("people", project, "--read", sheet, "--clear", "--yes", "--coder", "Asha")
    assert role(project, "T1-P1") is None


def test_a_wrong_sheet_names_every_cell_and_changes_nothing(qualcode, project, sheet):
    fill_in(sheet, "T1-P1", role="carer", consent_to_quote="perhaps")
    fill_in(sheet, "T1-P2", kind="robot")
    ran = qualcode("people", project, "--read", sheet, "--coder", "Asha", "--yes")
    assert ran.code == 1
    assert "Row 3, column" in ran.err
    assert "Row 4, column" in ran.err
    assert ran.err.rstrip().endswith("Nothing was changed.")
    assert role(project, "T1-P1") is None


def test_a_long_question_does_not_spread_the_list_of_people(qualcode, project):
    asked = "Overall, how supported do you feel? (1 = not at all, 5 = very well)"
    qualcode("people", project, "--set", "T1-P1", f"{asked}=3", "--coder", "Asha")
    heading = qualcode("people", project).out.splitlines()[0]
    assert asked not in heading
    assert "Overall, how supported…" in heading


def test_whoever_had_no_words_withdraws_in_a_sentence_that_says_so(qualcode, project, sheet):
    with sheet.open("a", encoding="utf-8", newline="") as file:
        headings = next(csv.reader(sheet.read_text("utf-8-sig").splitlines()))
        said = {"conversations": "T1", "present but silent": "yes"}
        csv.writer(file).writerow([said.get(name, "") for name in headings])
    qualcode("people", project, "--read", sheet, "--yes", "--coder", "Asha")
    told = qualcode("withdraw", project, "T1-P3", "--yes", "--coder", "Asha").err
    assert "T1-P3 has withdrawn: they had no words to mask" in told
