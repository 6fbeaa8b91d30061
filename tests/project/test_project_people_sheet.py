"""The people sheet: written with all that is known, filled in, compared, taken over."""

import contextlib
import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qualcode.model import CaseKind, Consent
from qualcode.project.people_sheet.errors import PeopleSheetError
from qualcode.project.people_sheet.sheet import guard, unguard
from qualcode.reading import ReadingError
from qualcode.store.errors import NoCoderError

ANN = '      - {label: Ann, role: carer, present: true, variables: {id: "007"}}\n'
DEV = "      - {label: Dev, kind: person, role: worker}\n"


class Sheet:
    """A people sheet as CSV, changed cell by cell as somebody with a spreadsheet would."""

    def __init__(self, project, path):
        self.project, self.path = project, path
        project.people.write_sheet(path)
        self.headings, *self.rows = self.read()

    def read(self):
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))

    def row(self, code):
        return next(n for n, row in enumerate(self.rows) if row[0] == code)

    def set(self, code, heading, value):
        self.rows[self.row(code)][self.headings.index(heading)] = value
        return self

    def get(self, code, heading):
        return self.rows[self.row(code)][self.headings.index(heading)]

    def add(self, **cells):
        cells = {name.replace("_", " "): value for name, value in cells.items()}
        self.rows.append([cells.pop(heading, "") for heading in self.headings])
        assert not cells
        return self

    def add_column(self, heading, **values):
        self.headings.append(heading)
        for row in self.rows:
            row.append(values.get(row[0].replace("-", "_"), ""))
        return self

    def save(self):
        page = io.StringIO()
        csv.writer(page).writerows([self.headings, *self.rows])
        self.path.write_text(page.getvalue(), encoding="utf-8", newline="")

    def compare(self, **how):
        self.save()
        return self.project.people.compare_sheet(self.path, **how)

    def problems(self, **how):
        with pytest.raises(PeopleSheetError) as refused:
            self.compare(**how)
        return list(refused.value.problems)

    def take(self, **how):
        difference = self.compare(**how)
        self.project.people.take_sheet(difference)
        return difference


@pytest.fixture
def project(project, small_study):
    """The small study, in whose group Ann was present and silent."""
    study = small_study / "study.yaml"
    study.write_text(study.read_text(encoding="utf-8").replace(DEV, DEV + ANN), encoding="utf-8")
    assert not [one for one in project.sources.import_files([small_study]) if one.refused]
    return project


@pytest.fixture
def sheet(project, tmp_path):
    return Sheet(project, tmp_path / "people.csv")


def person(project, code):
    return project.people.find(code)


def test_a_sheet_is_filled_in_as_far_as_known(sheet):
    assert sheet.headings == [
        *("participant code", "new code", "name in the file", "conversations", "turns", "kind"),
        *("present but silent", "role", "town", "age", "id"),
        *("consent to record", "consent to transcribe", "consent to quote"),
        *("consent to archive", "consent to name", "same person as"),
    ]
    assert [row[0] for row in sheet.rows] == [
        *("A-FG1-F1", "A-FG1-P1", "A-FG1-P2", "A-FG1-P3", "B-INT1-F1", "B-INT1-P1")
    ]
    mo = dict(zip(sheet.headings, sheet.rows[1], strict=True))
    assert {heading: cell for heading, cell in mo.items() if cell} == {
        "participant code": "A-FG1-P1",
        "name in the file": "Mo",
        "conversations": "A-FG1",
        "turns": "2",
        "kind": "person",
        "present but silent": "no",
        "role": "carer",
        "town": "A",
        "age": "55-64",
        "consent to quote": "yes",
        "consent to archive": "no",
    }


def test_somebody_silent_is_marked_so_with_where_they_were(sheet):
    found = [sheet.get("A-FG1-P3", name) for name in ("conversations", "turns", "id")]
    assert found == ["A-FG1", "0", "007"]
    assert sheet.get("A-FG1-P3", "present but silent") == "yes"


def test_the_workbook_is_text_with_its_heading_in_sight(project, tmp_path):
    project.people.set_value(person(project, "A-FG1-P2").id, "note", "=1+1")
    path = tmp_path / "people.xlsx"
    project.people.write_sheet(path)
    book = load_workbook(path)
    assert book.sheetnames == ["People", "How to fill this in"]
    cells = book["People"]
    assert cells.freeze_panes == "B2"
    headings = [cell.value for cell in cells[1]]
    row = {headings[n]: cell for n, cell in enumerate(cells[5])}
    assert (row["participant code"].value, row["id"].value) == ("A-FG1-P3", "007")
    assert {cell.data_type for cell in row.values() if cell.value} == {"s"}
    assert {cell.number_format for cell in row.values() if cell.value} == {"@"}
    dev = {headings[n]: cell for n, cell in enumerate(cells[4])}
    assert (dev["note"].value, dev["note"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_a_sheet_read_back_as_it_is_changes_nothing(project, tmp_path, name):
    for code, value in [("A-FG1-P1", "=1+1"), ("A-FG1-P2", "NA"), ("A-FG1-P3", "'tis")]:
        project.people.set_value(person(project, code).id, "turns", value)
        project.people.set_value(person(project, code).id, "Role", "007")
    project.people.write_sheet(tmp_path / name)
    difference = project.people.compare_sheet(tmp_path / name)
    assert not difference
    assert (difference.sentences, difference.ignored) == ([], ())


def test_a_sheet_names_people_so_writing_one_is_recorded(project, tmp_path, open_as):
    with pytest.raises(NoCoderError):
        open_as(project.path, None).people.write_sheet(tmp_path / "none.xlsx")
    assert not (tmp_path / "none.xlsx").exists()
    project.people.write_sheet(tmp_path / "people.xlsx")
    report = project.copies.withdraw(person(project, "A-FG1-P3").id)
    assert report.exports == ("people.xlsx",)


def test_what_the_sheet_says_otherwise_is_the_difference(sheet):
    sheet.set("A-FG1-P2", "role", "professional").set("A-FG1-P2", "consent to quote", "No")
    sheet.set("B-INT1-P1", "kind", "unknown").set("B-INT1-P1", "town", "A")
    assert sheet.compare().sentences == [
        "A-FG1-P2: role: worker → professional; consent to quote: — → no",
        "B-INT1-P1: kind: person → unknown; town: B → A",
    ]


def test_comparing_changes_nothing(sheet, project):
    before = (project.people.list(), len(project.history.list()))
    sheet.set("A-FG1-P2", "role", "professional").compare()
    assert (project.people.list(), len(project.history.list())) == before


def test_what_is_taken_over_is_there_and_one_undo_takes_it_back(sheet, project):
    before = project.people.list()
    sheet.set("A-FG1-P2", "role", "carer").set("A-FG1-P2", "consent to name", "yes")
    sheet.set("A-FG1-P1", "kind", "several").set("A-FG1-P1", "new code", "MO")
    sheet.set("B-INT1-P1", "same person as", "A-FG1-P2")
    sheet.add_column("lives with", A_FG1_P2="nobody")
    sheet.take()
    dev = person(project, "A-FG1-P2")
    assert (dev.role, dev.variables["lives with"]) == ("carer", "nobody")
    assert dev.consent == Consent(quote="no", name="yes")  # Jo, who is Dev, said no
    assert person(project, "MO").kind is CaseKind.SEVERAL
    assert "B-INT1-P1" not in [one.code for one in project.people.list()]
    project.history.undo()
    assert project.people.list() == before
    assert not [one for one in project.copies.check() if one.problem]


def test_a_taken_sheet_has_no_difference_any_more(sheet, project):
    sheet.set("A-FG1-P2", "role", "carer").set("A-FG1-P3", "age", "75+").take()
    assert not sheet.compare()


def test_blank_cells_are_passed_over_and_told(sheet, project):
    sheet.set("A-FG1-P1", "role", "").set("A-FG1-P1", "consent to quote", "")
    difference = sheet.compare()
    assert not difference
    assert difference.ignored == (
        "2 blank cells: what the project knows there stays. Add --clear to take it away.",
    )


def test_blank_cells_take_away_where_that_is_asked_for(sheet, project):
    sheet.set("A-FG1-P1", "age", "").set("A-FG1-P1", "consent to quote", "")
    difference = sheet.take(clear=True)
    assert difference.sentences == ["A-FG1-P1: age: 55-64 → —; consent to quote: yes → —"]
    mo = person(project, "A-FG1-P1")
    assert ("age" in mo.variables, mo.consent) == (False, Consent(archive="no"))


def test_a_column_that_is_not_there_says_nothing(sheet):
    place = sheet.headings.index("role")
    for row in (sheet.headings, *sheet.rows):
        del row[place]
    assert not sheet.compare(clear=True)


def test_columns_may_stand_in_any_order(sheet):
    sheet.set("A-FG1-P2", "role", "carer")
    sheet.headings.reverse()
    for row in sheet.rows:
        row.reverse()
    assert sheet.compare().sentences == ["A-FG1-P2: role: worker → carer"]


def test_a_no_may_become_a_yes_by_hand_and_is_shown(sheet, project):
    difference = sheet.set("B-INT1-P1", "consent to quote", "yes").take()
    assert difference.sentences == ["B-INT1-P1: consent to quote: no → yes"]
    assert person(project, "B-INT1-P1").consent.quote == "yes"


def test_an_answer_is_that_of_all_labels_of_a_person(project, tmp_path):
    people = project.people
    people.join(person(project, "B-INT1-P1").id, person(project, "A-FG1-P1").id)
    sheet = Sheet(project, tmp_path / "people.csv")
    assert sheet.get("A-FG1-P1", "name in the file") == "Mo; Jo"
    assert sheet.get("A-FG1-P1", "consent to quote") == "no"
    sheet.set("A-FG1-P1", "consent to quote", "yes").take()
    assert person(project, "A-FG1-P1").consent.quote == "yes"


def test_na_and_zeros_stay_what_they_are(sheet, project):
    sheet.set("A-FG1-P2", "age", "NA").set("A-FG1-P2", "id", "0007").take()
    assert {person(project, "A-FG1-P2").variables[name] for name in ("age", "id")} == {
        "NA",
        "0007",
    }


def test_a_new_row_is_somebody_who_was_there_and_never_spoke(sheet, project):
    sheet.add(
        name_in_the_file="Bea",
        conversations="B-INT1, A-FG1",
        present_but_silent="yes",
        role="carer",
        consent_to_quote="no",
    )
    difference = sheet.take()
    assert difference.sentences == [
        "A-FG1-P4: new, present and silent in A-FG1, B-INT1; role: carer; consent to quote: no"
    ]
    bea = person(project, "A-FG1-P4")
    assert (bea.kind, bea.role, bea.consent) == (CaseKind.PERSON, "carer", Consent(quote="no"))
    assert project.people.names()[bea.id] == "Bea"
    again = Sheet(project, sheet.path)
    assert again.get("A-FG1-P4", "conversations") == "A-FG1, B-INT1"
    assert not again.compare()


def test_new_people_get_codes_of_their_own(sheet, project):
    for name, code in [("Bea", ""), ("Cem", "C9"), ("Di", "")]:
        sheet.add(
            name_in_the_file=name, conversations="A-FG1", present_but_silent="yes", new_code=code
        )
    sheet.take()
    names = project.people.names()
    codes = {names[one.id]: one.code for one in project.people.list()}
    assert [codes[name] for name in ("Ann", "Bea", "Cem", "Di")] == [
        *("A-FG1-P3", "A-FG1-P4", "C9", "A-FG1-P5")
    ]


def test_somebody_new_is_not_mistaken_for_who_had_the_code_before(sheet, project):
    ann = person(project, "A-FG1-P3").id
    sheet.set("A-FG1-P3", "new code", "ANN")
    sheet.add(name_in_the_file="Cem", conversations="A-FG1", present_but_silent="yes")
    sheet.take()
    assert project.people.names()[person(project, "A-FG1-P4").id] == "Cem"
    again = Sheet(project, sheet.path)
    again.add(name_in_the_file="Bea", conversations="A-FG1", present_but_silent="yes").take()
    assert person(project, "ANN").id == ann
    assert project.people.names()[person(project, "A-FG1-P3").id] == "Bea"
    assert person(project, "A-FG1-P3").id != ann
    assert project.people.names()[ann] == "Ann"


def test_where_somebody_silent_was_can_be_said_otherwise(sheet, project):
    difference = sheet.set("A-FG1-P3", "conversations", "B-INT1").take()
    assert difference.sentences == [
        "A-FG1-P3: present in A-FG1: yes → —; present in B-INT1: — → yes"
    ]
    assert Sheet(project, sheet.path).get("A-FG1-P3", "conversations") == "B-INT1"
    Sheet(project, sheet.path).set("A-FG1-P3", "conversations", "A-FG1").take()
    assert Sheet(project, sheet.path).get("A-FG1-P3", "conversations") == "A-FG1"


def test_somebody_said_not_to_have_been_there_is_nowhere(sheet, project):
    difference = sheet.set("A-FG1-P3", "present but silent", "no").take()
    assert difference.sentences == ["A-FG1-P3: present in A-FG1: yes → —"]
    assert Sheet(project, sheet.path).get("A-FG1-P3", "conversations") == ""


def test_two_may_swap_their_codes(sheet, project):
    mo = person(project, "A-FG1-P1").id
    sheet.set("A-FG1-P1", "new code", "A-FG1-P2").set("A-FG1-P2", "new code", "A-FG1-P1").take()
    assert person(project, "A-FG1-P2").id == mo


def test_names_and_places_of_speakers_are_not_changed_from_a_sheet(sheet):
    sheet.set("A-FG1-P1", "name in the file", "Moira").set("A-FG1-P1", "conversations", "B-INT1")
    difference = sheet.compare()
    assert not difference
    assert difference.ignored == (
        "Row 3, column D (“conversations”): where somebody speaks follows from the turns.",
        "Row 3, column C (“name in the file”): names are not changed from here.",
    )


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(sheet, project):
    before = (project.people.list(), len(project.history.list()))
    sheet.set("A-FG1-F1", "kind", "leader").set("A-FG1-P1", "consent to quote", "maybe")
    sheet.set("A-FG1-P2", "participant code", "A-FG1-P9").set("A-FG1-P3", "conversations", "A-FG2")
    sheet.set("B-INT1-F1", "participant code", "A-FG1-P1")
    sheet.set("B-INT1-P1", "same person as", "B-INT1-P7")
    assert sheet.problems() == [
        "Row 2, column F (“kind”): “leader” is none of person, facilitator, several, unknown.",
        "Row 3, column N (“consent to quote”): “maybe” is neither yes nor no.",
        (
            "Row 4, column A (“participant code”): there is no participant “A-FG1-P9”. Did you "
            "mean “A-FG1-P1”? For somebody new leave this cell blank."
        ),
        "Row 5, column D (“conversations”): there is no source “A-FG2”. Did you mean “A-FG1”?",
        (
            "Row 6, column A (“participant code”): “A-FG1-P1” stands in row 3 already; keep one of "
            "them."
        ),
        (
            "Row 7, column Q (“same person as”): there is no participant “B-INT1-P7”. Did you mean "
            "“B-INT1-P1”?"
        ),
    ]
    assert (project.people.list(), len(project.history.list())) == before


def test_the_same_person_in_a_circle_is_refused(sheet):
    sheet.set("A-FG1-P1", "same person as", "A-FG1-P2")
    sheet.set("A-FG1-P2", "same person as", "a-fg1-p1")
    sheet.set("B-INT1-P1", "same person as", "B-INT1-P1")
    assert sheet.problems() == [
        (
            "Row 3, column Q (“same person as”): goes round in a circle: A-FG1-P1 → A-FG1-P2 → "
            "A-FG1-P1."
        ),
        (
            "Row 4, column Q (“same person as”): goes round in a circle: A-FG1-P2 → A-FG1-P1 → "
            "A-FG1-P2."
        ),
        "Row 7, column Q (“same person as”): goes round in a circle: B-INT1-P1 → B-INT1-P1.",
    ]


def test_a_chain_of_three_is_one_person(sheet, project):
    sheet.set("A-FG1-P1", "same person as", "A-FG1-P2")
    sheet.set("A-FG1-P2", "same person as", "B-INT1-P1").take()
    assert [one.code for one in project.people.list() if one.kind is CaseKind.PERSON] == [
        "A-FG1-P3",
        "B-INT1-P1",
    ]


@pytest.mark.parametrize("code", ["A-FG1-P2", "a-fg1-p2"])
def test_a_new_code_of_somebody_else_is_refused(sheet, code):
    assert sheet.set("A-FG1-P1", "new code", code).problems() == [
        f"Row 3, column B (“new code”): “{code}” is somebody else's code."
    ]


def test_a_new_row_must_say_where_and_that_they_were_silent(sheet):
    sheet.add(name_in_the_file="Bea", present_but_silent="yes")
    sheet.add(name_in_the_file="Cem", conversations="A-FG1")
    assert sheet.problems() == [
        (
            "Row 8, column D (“conversations”): is blank. Name a conversation in which they were "
            "present."
        ),
        (
            "Row 9, column A (“participant code”): is blank. For somebody new write “yes” under "
            "“present but silent”."
        ),
    ]


def test_whoever_speaks_is_not_silent(sheet):
    assert sheet.set("A-FG1-P1", "present but silent", "yes").problems() == [
        "Row 3, column G (“present but silent”): A-FG1-P1 speaks in A-FG1."
    ]


def test_a_sheet_without_codes_or_with_a_misspelt_heading_is_refused(sheet):
    sheet.headings[0] = "participants code"
    sheet.headings[sheet.headings.index("consent to quote")] = "consent to qoute"
    assert sheet.problems() == [
        "There is no column “participant code”. Is it “participants code”?",
        "Column A is called “participants code”; is “participant code” meant?",
        "Column N is called “consent to qoute”; is “consent to quote” meant?",
    ]


def test_two_columns_of_one_heading_are_refused(sheet):
    sheet.add_column("Age").add_column("age")
    assert sheet.problems() == ["Columns J and S are both called “age”; remove one."]


def test_a_row_of_somebody_who_withdrew_brings_nothing_back(sheet, project):
    sheet.set("A-FG1-P3", "role", "nurse").save()
    project.copies.withdraw(person(project, "A-FG1-P3").id)
    difference = sheet.take()
    assert not difference
    assert difference.ignored == ("A-FG1-P3 has withdrawn: delete row 5 from the sheet.",)
    assert person(project, "A-FG1-P3").role is None
    again = Sheet(project, sheet.path)
    assert "A-FG1-P3" not in [row[0] for row in again.rows]


def test_a_workbook_saved_by_a_spreadsheet_is_read_by_the_name_of_its_sheet(project, tmp_path):
    path = tmp_path / "people.xlsx"
    project.people.write_sheet(path)
    book = load_workbook(path)
    headings = [cell.value for cell in book["People"][1]]
    book["People"].cell(4, headings.index("age") + 1).value = 71  # typed as a number
    book["People"].cell(4, headings.index("role") + 1).value = " carer "
    book.move_sheet("How to fill this in", -1)
    book.save(path)
    assert project.people.compare_sheet(path).sentences == [
        "A-FG1-P2: role: worker → carer; age: — → 71"
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("people.xlsx", b"PK\x03\x04 broken"),
        ("people.csv", b""),
        ("people.csv", b"\n\n"),
        ("people.csv", b"\xff\xfe\x00"),
        ("people.csv", b'"never closed'),
        ("none.csv", None),
    ],
)
def test_what_is_no_sheet_is_refused_in_a_sentence(project, tmp_path, name, data):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises((ReadingError, PeopleSheetError)) as refused:
        project.people.compare_sheet(tmp_path / name)
    assert len(str(refused.value)) > 20


@given(st.text())
def test_a_guarded_cell_comes_back_as_it_was(cell):
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-5", "@x", " =1", "\t=1", "'=1", "＝1"])
def test_no_cell_of_a_csv_is_run_as_a_formula(cell):
    assert guard(cell) == f"'{cell}"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(st.text(max_size=12), max_size=18), max_size=5), st.booleans())
def test_any_rows_are_compared_or_refused(sheet, rows, with_headings):
    page = io.StringIO()
    headings = [sheet.headings] if with_headings else []
    csv.writer(page, escapechar="\\").writerows([*headings, *rows])
    sheet.path.write_bytes(page.getvalue().encode("utf-8", "surrogatepass"))
    # Anything but these two would be a fault.
    with contextlib.suppress(ReadingError, PeopleSheetError):
        sheet.project.people.compare_sheet(sheet.path)


@pytest.mark.parametrize(
    ("question", "typed", "meant"),
    [("archive", "Y", "yes"), ("archive", "TRUE", "yes"), ("quote", "n", "no")],
)
def test_what_a_spreadsheet_makes_of_yes_and_no_is_understood(sheet, question, typed, meant):
    sheet.set("A-FG1-P1", f"consent to {question}", typed)
    (change,) = sheet.compare().changes
    assert (change.sort, change.after) == ("consent", meant)
