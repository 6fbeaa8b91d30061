"""One invented talk in every format, by LibreOffice and by hand: what of it comes in."""

import importlib.util
import io
import os
import re
import shutil
from pathlib import Path

import pytest
from reading_checks import assert_holds, said

from qualcode.reading import ReadingError, read, read_bytes

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ROOT / "tests" / "fixtures" / "formats"
WITHOUT_OFFICE = "LibreOffice is not installed, so no file was converted with it"
# What LibreOffice calls its own comment's date in each format.
DATES = {"2024-03-06T09:30:00", "2024-03-06T09:30:00Z"}

TALK = [
    (None, "Evenings at the hall"),
    ("Interviewer", "How has the winter been for the two of you at home?"),
    (
        "Mairead",
        (
            "Long. I never went out after four. The lane has no light & the bus stopped in "
            "October, so we sat by the stove and waited for the morning to come round."
        ),
    ),
    (
        "Dewi",
        (
            "It costs £30 for the café, and she won’t eat there anyway — 😀 she laughs at me "
            "for asking.[1]"
        ),
    ),
    ("Interviewer", "What would have made it easier, if somebody had asked you in the autumn?"),
    (
        "Mairead",
        (
            "A lift, first of all. Then somebody to sit with him on a Tuesday, because that "
            "is when the choir meets and the choir is the one thing that I kept up when all "
            "the rest of it went by the board."
        ),
    ),
    (
        "Dewi",
        (
            "I would have said the forms. There were three of them and each one asked for "
            "what the others had asked, and nobody rang back, not once, and then it was "
            "Christmas and the office had shut its doors."
        ),
    ),
    ("Interviewer", "Did anyone help with them in the end?"),
    ("Mairead", "My niece did, over the phone, from Leeds."),
    (
        "Dewi",
        (
            "She read out every question and I shouted the answers from the kitchen, and when"
            " we had got to the last page the line went dead and the whole thing had to be "
            "begun again from the very first box."
        ),
    ),
    ("Mairead", "We brought three things with us:\n\nthe flask\n\nthe blue folder"),
    ("Interviewer", "Shall we stop there?"),
    ("Mairead", "Yes, the tea is getting cold."),
    ("Interviewer", "Thank you both."),
    (None, "Dewi points at the window."),
]


def read_fixture(name):
    file = read(FORMATS / name)
    assert_holds(file)
    return file


@pytest.mark.parametrize("name", ["talk.docx", "talk.odt", "talk.rtf"])
def test_a_word_processors_file_is_the_talk_turn_by_turn(name):
    file = read_fixture(name)
    assert said(file) == TALK
    assert set(file.left_out) == {
        "1 line before the first speaker is kept as the document's own words.",
        "1 paragraph of notes was put at the end.",
        "1 table was written out row by row.",
        "2 list items were kept without bullet or number.",
        "Tracked changes were accepted: 1 insertion kept, 1 deletion left out.",
        "Page headers and footers were left out.",
    }


@pytest.mark.parametrize("name", ["talk.docx", "talk.odt", "talk.rtf"])
def test_a_word_processors_comment_stands_on_its_words(name):
    file = read_fixture(name)
    [comment] = file.comments
    assert file.decoded.text[comment.start : comment.end] == "we sat by the stove"
    assert (comment.author, comment.words) == ("Asha", "Transport again?")
    assert comment.time in DATES


def test_a_web_page_is_the_talk_turn_by_turn():
    # LibreOffice writes deleted words into a web page as any others.
    expected = [(label, words.replace("I never", "I always never")) for label, words in TALK]
    file = read_fixture("talk.html")
    assert said(file) == expected
    assert "2 page headers and footers were left out." in file.left_out
    assert "The title of the page, “An invented talk”, was left out." in file.left_out


def test_a_pdf_is_the_talk_without_heads_feet_and_broken_lines():
    file = read_fixture("talk.pdf")
    turns = said(file)
    # A PDF prints deleted words, draws a table as lines, and a sign of another font comes late.
    assert turns[:2] == TALK[:2]
    assert turns[4:10] == TALK[4:10]
    assert turns[2] == ("Mairead", TALK[2][1].replace("I never", "I always never"))
    assert turns[-1] == (None, "1 Dewi points at the window.")
    assert turns[10][1].startswith(TALK[10][1])
    told = "6 lines that came back page after page were left out, such as"
    assert any(line.startswith(told) for line in file.left_out)


def test_a_pdf_in_two_columns_is_read_column_by_column():
    first, second, third = (words for _, words in said(read_fixture("columns.pdf")))
    assert first.startswith("The hall in the upper village opens on Tuesdays. Eleven people came")
    assert first.endswith("because the bus had been taken off.")
    assert second.endswith("with coats over every radiator.")
    assert third.endswith("The three of them stood on the wall in green ink until the spring.")


@pytest.mark.parametrize(
    ("name", "says"), [("locked.pdf", "locked with a password"), ("talk.doc", "old Word document")]
)
def test_what_libreoffice_wrote_and_cannot_be_read_is_refused(name, says):
    with pytest.raises(ReadingError, match=says):
        read_fixture(name)


BY_HAND = {
    "talk.txt": "Interviewer: why?\n\nMoira: because\n\nInterviewer: oh\n",
    "talk.md": "---\ntitle: A talk\n---\nInterviewer: why?\n\nMoira: because\n\nInterviewer: oh\n",
    "talk.vtt": """\
WEBVTT

00:01.000 --> 00:02.000
<v Interviewer>why?

00:02.000 --> 00:03.000
<v Moira>because

00:03.000 --> 00:04.000
<v Interviewer>oh
""",
    "talk.srt": """\
1
00:00:01,000 --> 00:00:02,000
Interviewer: why?

2
00:00:02,000 --> 00:00:03,000
Moira: because

3
00:00:03,000 --> 00:00:04,000
Interviewer: oh
""",
    "talk.csv": "speaker,text\nInterviewer,why?\nMoira,because\nInterviewer,oh\n",
    "talk.tsv": "speaker\ttext\nInterviewer\twhy?\nMoira\tbecause\nInterviewer\toh\n",
}


@pytest.mark.parametrize("name", BY_HAND)
def test_files_by_hand_give_the_same_turns(name):
    file = read_bytes(BY_HAND[name].encode(), name)
    assert_holds(file)
    assert said(file) == [("Interviewer", "why?"), ("Moira", "because"), ("Interviewer", "oh")]


def test_a_workbook_gives_the_same_turns():
    from openpyxl import Workbook

    book, buffer = Workbook(), io.BytesIO()
    rows = [
        ("speaker", "text"),
        ("Interviewer", "why?"),
        ("Moira", "because"),
        ("Interviewer", "oh"),
    ]
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    file = read_bytes(buffer.getvalue(), "talk.xlsx")
    assert said(file) == [("Interviewer", "why?"), ("Moira", "because"), ("Interviewer", "oh")]


def test_a_workbook_of_libreoffice_gives_every_cell_as_people_see_it():
    file = read(FORMATS / "survey.xlsx")
    assert said(file) == [
        (None, "What would help?"),
        ("00001", "A night off that stays where it was put"),
        ("00002", "Somebody who rings back"),
        ("00011", "One form, and not four"),
    ]
    hours = {one.label: one.answers.get("Hours a week") for one in file.survey.respondents}
    assert hours == {"00001": "35", "00002": "20.5", "00010": "60", "00011": None}
    households = [one.answers["Household"] for one in file.survey.respondents]
    assert households == ["0007", "0012", "0103", "0004"]
    assert [one.answers["Paid work?"] for one in file.survey.respondents] == [
        "NA",
        "Yes",
        "No",
        "No",
    ]
    assert "The sheet “Answers” was read; 1 other was left out: “Key”." in file.left_out


@pytest.fixture(scope="session")
def office():
    """The converter that made the files beside this test, where LibreOffice is installed."""
    if shutil.which("soffice") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(WITHOUT_OFFICE)
        pytest.skip(WITHOUT_OFFICE)
    spec = importlib.util.spec_from_file_location("make_formats", FORMATS / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.convert


def test_a_file_that_libreoffice_writes_today_is_the_talk_turn_by_turn(office, tmp_path):
    file = read(office(FORMATS / "talk.fodt", "docx", tmp_path))
    assert said(file) == TALK


_CELL = r" ([^|]+?) \|"
_ROW = re.compile(rf"^\|{4 * _CELL}$", re.MULTILINE)
_REFUSED = re.compile(rf"^\|{2 * _CELL}$", re.MULTILINE)
_SUFFIX = re.compile(r"`(\.[a-z0-9]+)`")


def rows(pattern):
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    found = [match for match in pattern.finditer(page) if "`." in match[1]]
    assert found
    return [(suffix, match) for match in found for suffix in _SUFFIX.findall(match[1])]


def is_refused_by_name(suffix):
    try:
        read_bytes(b"Jo: so\n\nMoira: yes\n\nJo: oh\n", f"talk{suffix}")
    except ReadingError as error:
        return str(error) if "which this version does not read" in str(error) else None
    return None


def test_the_guide_has_a_row_for_each_format_that_is_read():
    from qualcode.reading.files import READABLE

    listed = {suffix for suffix, _ in rows(_ROW)}
    assert listed == READABLE
    assert not [suffix for suffix in listed if is_refused_by_name(suffix)]


def test_the_guide_tells_of_each_refused_sort_what_the_refusal_tells():
    for suffix, row in rows(_REFUSED):
        refusal = is_refused_by_name(suffix)
        assert refusal, f"{suffix} is read"
        assert refusal.endswith(f"does not read. {row[2]}"), suffix


def test_every_row_of_the_guide_names_tests_that_are_there():
    for suffix, row in rows(_ROW):
        named = re.findall(r"`(tests/[\w/.]+)`", row[4])
        assert named, suffix
        assert all((ROOT / name).is_file() for name in named)
