"""A list as a Word table and an Excel sheet."""

import zipfile

import docx
import openpyxl
import pytest

from qualcode.reports.errors import TableEndingError
from qualcode.reports.own_files import is_own_file
from qualcode.reports.table import Table, write_table

RISKY = ("=1+1", "+44 20", "-cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "\t=1", "https://x.example")


def make_table(*rows, columns=("source", "words"), notes=()):
    return Table("Sources", "Days of care", "2031-05-14", columns, rows, notes)


@pytest.fixture
def sheet_of(tmp_path):
    def written(table):
        write_table(table, tmp_path / "list.xlsx")
        return openpyxl.load_workbook(tmp_path / "list.xlsx")["Table"]

    return written


def test_a_sheet_has_headings_words_and_numbers_that_can_be_added_up(sheet_of):
    sheet = sheet_of(make_table(("A-FG1", 2307), ("B-INT1", None)))
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["source", "words"],
        ["A-FG1", 2307],
        ["B-INT1", None],
    ]
    assert sheet["B2"].data_type == "n"


@pytest.mark.parametrize("words", RISKY)
def test_no_cell_of_a_sheet_is_a_formula_or_a_link_and_no_sign_is_lost(sheet_of, words):
    cell = sheet_of(make_table((words, 1)))["A2"]
    assert cell.value == words
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_excel_is_told_that_words_like_a_formula_are_text_even_after_an_edit(sheet_of):
    sheet = sheet_of(make_table(("=1+1", 1), ("Breaks", 2)))
    assert sheet["A2"].quotePrefix
    assert not sheet["A3"].quotePrefix


def test_a_heading_that_looks_like_a_formula_is_text_too(sheet_of):
    sheet = sheet_of(make_table(("A", 1), columns=("=cmd()", "words")))
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=cmd()", "s")


def test_no_formula_stands_anywhere_in_the_file(tmp_path):
    write_table(make_table(*((words, 1) for words in RISKY), notes=RISKY), tmp_path / "list.xlsx")
    with zipfile.ZipFile(tmp_path / "list.xlsx") as packed:
        sheets = [packed.read(name) for name in packed.namelist() if "worksheets/" in name]
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet or b"hyperlink" in sheet for sheet in sheets)


def test_a_word_file_has_the_table_its_title_and_its_notes(tmp_path):
    table = make_table(("A-FG1", 2307), ("=1+1", None), notes=("Only some rows.",))
    write_table(table, tmp_path / "list.docx")
    document = docx.Document(tmp_path / "list.docx")
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [["source", "words"], ["A-FG1", "2,307"], ["=1+1", ""]]
    paragraphs = [one.text for one in document.paragraphs]
    assert paragraphs == ["Sources", "Days of care · 2031-05-14", "Only some rows."]


def test_control_characters_that_no_xml_can_hold_are_replaced(tmp_path, sheet_of):
    table = make_table(("a\x00b\x0bc", 1))
    assert "\x00" not in sheet_of(table)["A2"].value
    write_table(table, tmp_path / "list.docx")
    assert "b" in docx.Document(tmp_path / "list.docx").tables[0].rows[1].cells[0].text


def test_another_ending_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(TableEndingError, match=r"\.docx or \.xlsx"):
        write_table(make_table(("A", 1)), tmp_path / "list.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["list.docx", "list.xlsx"])
def test_what_qualcode_wrote_is_known_by_its_maker(tmp_path, name):
    write_table(make_table(("A", 1)), tmp_path / name)
    assert is_own_file(tmp_path / name)


def test_a_transcript_and_what_cannot_be_read_are_not_taken_for_qualcodes_own(tmp_path):
    document = docx.Document()
    document.core_properties.author = "Asha"
    document.save(tmp_path / "transcript.docx")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    (tmp_path / "qualcode.txt").write_text("qualcode", encoding="utf-8")
    names = ("transcript.docx", "broken.docx", "qualcode.txt", "missing.docx")
    assert not any(is_own_file(tmp_path / name) for name in names)
