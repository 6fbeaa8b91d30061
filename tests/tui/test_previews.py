"""What is said of a file before it is brought in: guesses, and what somebody makes of them."""

from pathlib import Path

import pytest

from qualcode.model import CaseKind, ColumnKind, Form, SourceKind
from qualcode.project.intake.previewing import FilePreview
from qualcode.reading import ReadColumn, ReadSpeaker, ReadSurvey, StudyPerson, StudySource
from qualcode_tui.previews import (
    FileChoice,
    Sort,
    State,
    by_encoding,
    find_shared_names,
)


def make_preview(name="maple.txt", code="T1", sure=True, **fields):
    speakers = (
        ReadSpeaker("INT", CaseKind.FACILITATOR, 9, "Thank you for coming.", sure=True),
        ReadSpeaker("Room", CaseKind.UNKNOWN, 4, "We all said so.", sure=sure),
    )
    people = tuple(StudyPerson(one.label, one.kind) for one in speakers)
    described = StudySource(name, code, SourceKind.RECORDING, Form.INTERVIEW, None, people)
    return FilePreview(Path(name), described, 13, 200, "labels/1", speakers, **fields)


@pytest.fixture
def choice():
    return FileChoice.of(make_preview(sure=False))


@pytest.fixture
def survey():
    columns = (
        ReadColumn("Who are you?", ColumnKind.PERSONAL, 3, 0, 3, ()),
        ReadColumn("What helps?", ColumnKind.OPEN, 3, 1, 3, ("My sister", "The group")),
    )
    kinds = {column.heading: column.kind for column in columns}
    described = StudySource("s.csv", "S1", SourceKind.SURVEY, Form.OTHER, None, (), kinds)
    return FileChoice.of(
        FilePreview(Path("s.csv"), described, 3, 40, survey=ReadSurvey(columns, (), ()))
    )


def line_of(choice, sort, key=""):
    return next(line for line in choice.lines() if (line.sort, line.key) == (sort, key))


def test_a_file_with_a_doubtful_label_asks_for_a_look(choice):
    assert choice.state is State.UNSURE
    assert not line_of(choice, Sort.SPEAKER, "Room").sure
    assert any("Room" in sentence for _, sentence in choice.sentences())


def test_saying_who_a_label_is_settles_it(choice):
    choice.change(line_of(choice, Sort.SPEAKER, "Room"), 1)
    assert choice.said.people[1].kind is CaseKind.PERSON
    assert line_of(choice, Sort.SPEAKER, "Room").value == "person"
    assert line_of(choice, Sort.SPEAKER, "Room").sure
    assert choice.state is State.READY


def test_a_speaker_goes_through_all_that_it_can_be_and_back(choice):
    seen = []
    for _ in range(4):
        choice.change(line_of(choice, Sort.SPEAKER, "INT"), 1)
        seen.append(choice.said.people[0].kind)
    assert seen == [CaseKind.SEVERAL, CaseKind.UNKNOWN, CaseKind.PERSON, CaseKind.FACILITATOR]
    choice.change(line_of(choice, Sort.SPEAKER, "INT"), -1)
    assert choice.said.people[0].kind is CaseKind.PERSON


def test_what_a_file_is_can_be_changed(choice):
    choice.change(line_of(choice, Sort.KIND), 1)
    assert choice.said.kind is SourceKind.NOTES
    assert Sort.FORM not in {line.sort for line in choice.lines()}
    choice.change(line_of(choice, Sort.KIND), -1)
    choice.change(line_of(choice, Sort.FORM), 1)
    assert choice.said.form is Form.FOCUS_GROUP


def test_a_site_is_typed_and_may_be_blank_while_a_short_name_may_not(choice):
    choice.type(line_of(choice, Sort.SITE), "Maple")
    choice.type(line_of(choice, Sort.NAME), "M-INT1")
    assert (choice.said.site, choice.said.code) == ("Maple", "M-INT1")
    choice.type(line_of(choice, Sort.SITE), "")
    choice.type(line_of(choice, Sort.NAME), "")
    assert (choice.said.site, choice.said.code) == (None, "M-INT1")


def test_a_file_can_be_left_out_and_taken_in_again(choice):
    choice.change(line_of(choice, Sort.TAKEN), 1)
    assert choice.state is State.LEFT_OUT
    choice.change(line_of(choice, Sort.TAKEN), 1)
    assert choice.taken


def test_a_refused_file_says_why_and_cannot_be_taken():
    refused = FileChoice.of(FilePreview(Path("a.pages"), refused="Export it from Pages."))
    assert (refused.state, refused.taken) == (State.REFUSED, False)
    assert refused.lines() == []
    assert refused.sentences() == [("✗", "Export it from Pages.")]


def test_a_text_that_the_project_holds_is_not_taken_again():
    known = FileChoice.of(make_preview(known="A-FG1"))
    assert known.state is State.LEFT_OUT
    assert ("–", "The project holds this text already, as A-FG1.") in known.sentences()


def test_a_file_of_unknown_encoding_offers_encodings():
    refused = FileChoice.of(FilePreview(Path("a.txt"), refused="Its encoding is not known."))
    (line,) = refused.lines()
    assert line.sort is Sort.ENCODING
    refused.change(line, 1)
    assert refused.encoding == "utf-8"


def test_the_columns_of_a_survey_can_be_changed(survey):
    line = line_of(survey, Sort.COLUMN, "Who are you?")
    assert (line.value, line.words) == ("personal: left out", "")
    assert line_of(survey, Sort.COLUMN, "What helps?").words == "My sister · The group"
    survey.change(line, 1)
    assert survey.said.columns["Who are you?"] is ColumnKind.LEFT_OUT
    assert survey.said.columns["What helps?"] is ColumnKind.OPEN


def test_two_files_with_one_short_name_are_found():
    first, second = FileChoice.of(make_preview()), FileChoice.of(make_preview("b.txt"))
    assert find_shared_names([first, second]) == ["T1"]
    second.taken = False
    assert find_shared_names([first, second]) == []


def test_files_go_in_by_runs_of_one_encoding():
    choices = [FileChoice.of(make_preview(f"{n}.txt"), "utf-16" * (n == 1)) for n in range(4)]
    choices[3].taken = False
    runs = [(encoding, [one.name for one in run]) for encoding, run in by_encoding(choices)]
    assert runs == [("", ["0.txt"]), ("utf-16", ["1.txt"]), ("", ["2.txt"])]
