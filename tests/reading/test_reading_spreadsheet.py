"""Excel workbooks: every cell as people see it, and hostile ones refused."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment
from reading_checks import assert_holds, said

from qualcode.model import ColumnKind, SourceKind
from qualcode.reading import ReadingError, read_bytes
from qualcode.reading.formats.spreadsheet import read_sheet

SHEET = "xl/worksheets/sheet1.xml"


def workbook(rows, **sheets):
    """The bytes of a workbook with a sheet of these rows, and others by name."""
    book = Workbook()
    book.active.title = "Answers"
    for name, lines in {"Answers": rows, **sheets}.items():
        sheet = book["Answers"] if name == "Answers" else book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return save(book)


def save(book):
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def shown(value, number_format=None):
    """What is read of one cell beside a word."""
    book = Workbook()
    book.active.append(["word", value])
    if number_format:
        book.active["B1"].number_format = number_format
    (row,), _ = read_sheet(save(book), "a.xlsx")
    return row.cells[1]


def rewrite(data, part, change):
    """The workbook with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def rows_of(data):
    rows, _ = read_sheet(data, "a.xlsx")
    return [row.cells for row in rows]


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        ("00007", None, "00007"),
        ("NA", None, "NA"),
        ("None", None, "None"),
        ("TRUE", None, "TRUE"),
        ("1e5", None, "1e5"),
        (7, None, "7"),
        (7.0, None, "7"),
        (0.1 + 0.2, None, "0.3"),
        (118674532190.0, None, "118674532190"),
        (7, "00000", "00007"),
        (0.25, "0%", "25%"),
        (0.255, "0.0%", "25.5%"),
        (True, None, "TRUE"),
        (date(2026, 3, 1), None, "2026-03-01"),
        (datetime.fromisoformat("2026-03-01T10:05"), None, "2026-03-01T10:05:00"),
        (time(9, 30), None, "09:30:00"),
        (timedelta(hours=30, minutes=5), None, "30:05:00"),
    ],
    ids=str,
)
def test_a_cell_is_the_text_that_people_see(value, number_format, seen):
    assert shown(value, number_format) == seen


def test_a_formula_is_the_value_it_last_had():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "text", "hours"])
        sheet.write_row(1, 0, ["1", "so we waited a year"])
        sheet.write_formula(1, 2, "=20+15", None, 35)
    rows, told = read_sheet(data.getvalue(), "a.xlsx")
    assert rows[1].cells == ("1", "so we waited a year", "35")
    assert "1 formula was read as the value last shown." in told


def test_words_that_look_like_a_formula_are_words():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"strings_to_formulas": False, "in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["word", "=1+1"])
    assert rows_of(data.getvalue()) == [("word", "=1+1")]


def test_a_line_break_that_windows_wrote_is_one():
    data = workbook([["id", "text"], ["1", "one LINE two"]])
    broken = data
    for part in ("xl/sharedStrings.xml", SHEET):
        broken = rewrite(broken, part, lambda words: words.replace(b" LINE ", b"_x000D_\n"))
    assert rows_of(broken)[1] == ("1", "one\r\ntwo")
    assert said(read_bytes(broken, "a.xlsx"))[1] == ("1", "one\ntwo")


def test_the_sheet_with_most_words_is_read_and_the_others_told():
    data = workbook(
        [["id", "text"], ["1", "so we waited a year"]],
        Notes=[["made by hand"]],
        Blank=[[]],
    )
    rows, told = read_sheet(data, "a.xlsx")
    assert [row.cells for row in rows] == [("id", "text"), ("1", "so we waited a year")]
    assert told == ["The sheet “Answers” was read; 1 other was left out: “Notes”."]


def test_a_hidden_sheet_is_left_out_however_long():
    book = Workbook()
    book.active.append(["id", "text"])
    hidden = book.create_sheet("Keys")
    hidden.append(["who is who", "a long list of names that nobody should see"])
    hidden.sheet_state = "hidden"
    rows, told = read_sheet(save(book), "a.xlsx")
    assert [row.cells for row in rows] == [("id", "text")]
    assert "“Keys” (hidden)" in told[0]


def test_merged_cells_and_comments_are_told():
    book = Workbook()
    book.active.append(["Carers of the dale", "", ""])
    book.active.append(["id", "Age", "text"])
    book.active.append(["1", 50, "so we waited a year"])
    book.active.merge_cells("A1:C1")
    book.active["C3"].comment = Comment("ask her again", "Asha")
    file = read_bytes(save(book), "a.xlsx")
    told = " ".join(file.left_out)
    assert "1 area of merged cells was read as its first cell, the others blank." in told
    assert "1 comment on cells was left out." in told
    assert "Row 1, above the headings, was left out." in told
    assert "ask her again" not in str(file)


def test_a_survey_in_a_workbook_is_that_of_its_csv():
    rows = [
        ["Respondent ID", "Age", "Which?", "What would help?"],
        ["00007", 45, "Breaks;Rides", "A break\nnow and then"],
        ["00008", 67, "Rides", "NA"],
        ["00009", None, "Breaks;Rides", None],
    ]
    csv = (
        "Respondent ID,Age,Which?,What would help?\n"
        '00007,45,Breaks;Rides,"A break\nnow and then"\n'
        "00008,67,Rides,NA\n00009,,Breaks;Rides,\n"
    )
    one, other = read_bytes(workbook(rows), "a.xlsx"), read_bytes(csv.encode(), "a.csv")
    assert_holds(one)
    assert one.kind is SourceKind.SURVEY
    assert (one.decoded.text, one.turns, one.survey) == (
        other.decoded.text,
        other.turns,
        other.survey,
    )


def test_rows_keep_their_numbers_past_blank_ones():
    data = workbook([["What helped us most?"], [], ["Sleep, at long last"], ["A lift home"]])
    assert [label for label, _ in said(read_bytes(data, "a.xlsx"))] == [None, "R003", "R004"]


def test_a_transcript_in_a_workbook_stays_one():
    data = workbook([["Time", "Speaker", "Text"], ["00:01", "Mo", "yes"], ["00:09", "Jo", "no"]])
    assert said(read_bytes(data, "talk.xlsx")) == [("Mo", "yes"), ("Jo", "no")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'r="B2"', b'r="ZZZ2"'),
        (b'r="B2"', b'r="B99999999"'),
        (b'<row r="2"', b'<row r="2147483648"'),
        (b'<row r="2"', b'<row r="-2"'),
        (b'<row r="2"', '<row r="٢"'.encode()),
        (b'r="B2"', b'r="B"'),
    ],
)
def test_a_cell_outside_any_sheet_is_refused(old, new):
    data = workbook([["id", "text"], ["1", "so we waited"]])
    broken = rewrite(data, SHEET, lambda part: part.replace(old, new))
    assert broken != data
    with pytest.raises(ReadingError):
        read_bytes(broken, "a.xlsx")


def test_a_sheet_that_lies_about_its_size_is_read_all_the_same():
    data = workbook([["id", "text"], ["1", "so we waited a year"]])
    lying = rewrite(data, SHEET, lambda part: part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert lying != data
    assert rows_of(lying) == [("id", "text"), ("1", "so we waited a year")]


def test_cells_spread_over_the_whole_sheet_are_refused():
    line = b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>'
    spread = b"".join(line % (number, number) for number in range(3, 203))
    data = workbook([["id", "text"], ["1", "so we waited"]])
    broken = rewrite(
        data, SHEET, lambda part: part.replace(b"</sheetData>", spread + b"</sheetData>")
    )
    with pytest.raises(ReadingError, match="more than"):
        read_bytes(broken, "a.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 and no more",
        b"id,text\n1,not a workbook at all\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 locked",
    ],
)
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(ReadingError):
        read_bytes(data, "a.xlsx")


def test_a_workbook_without_words_is_refused():
    with pytest.raises(ReadingError, match="empty"):
        read_bytes(workbook([[]]), "a.xlsx")


@settings(max_examples=60)
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused(data):
    whole = workbook([["id", "text"], ["1", "so we waited a year"], ["2", "and then they rang"]])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        part = data.draw(st.sampled_from(archive.namelist()))
        length = len(archive.read(part))
    at = data.draw(st.integers(0, max(0, length - 1)))
    noise = data.draw(st.binary(min_size=0, max_size=6))
    cut = data.draw(st.integers(0, 12))
    broken = rewrite(whole, part, lambda words: words[:at] + noise + words[at + cut :])
    try:
        file = read_bytes(broken, "a.xlsx", columns={"text": ColumnKind.OPEN})
    except ReadingError:
        return
    assert_holds(file)
