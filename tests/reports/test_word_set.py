import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import invented_study

from qualcode.model.text import clean_text
from qualcode.reports import HIDDEN_SITE, Attribution, write_word
from qualcode.reports._word_document import compose
from qualcode.reports.arrangement import arrange


@pytest.fixture(scope="module")
def word_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "set.docx"
    write_word(invented_study.QUOTATIONS, path)
    return path


@pytest.fixture(scope="module")
def document(word_file):
    return Document(str(word_file))


def in_style(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def table_rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_words_stand_verbatim_in_the_quotation_style(document, quotations):
    assert sorted(in_style(document, "Quotation")) == sorted(i.text for i in quotations.items)


def test_a_theme_is_a_first_heading_and_a_site_and_role_a_second(document):
    assert in_style(document, "Heading 1") == [
        "Themes",
        "Time away from caring › No break at all",
        "Time away from caring",
        "Asking for help › Passed from office to office",
        "Money",
        "Trace",
    ]
    assert in_style(document, "Heading 2")[:3] == [
        "Site A · Carer",
        "Site A · Support worker",
        "Site B · Carer",
    ]


def test_each_quotation_is_followed_by_its_attribution_and_trace(document):
    paragraphs = document.paragraphs
    at = next(i for i, p in enumerate(paragraphs) if p.text.startswith("I have not slept"))
    assert paragraphs[at + 1].style.name == "Attribution"
    assert paragraphs[at + 1].text == (
        "— Carer, B-FG1-P3\nQ-3f9a2c · B-FG1, turn 14 · coded by AM, RK"
    )


def test_what_was_said_around_it_has_a_style_of_its_own(document):
    assert "And the sitting service, has that made a difference?" in in_style(document, "Context")


def test_the_first_page_says_what_it_is_its_base_and_what_was_left_out(document, quotations):
    assert in_style(document, "Title") == [quotations.title]
    facts = dict(table_rows(document.tables[0]))
    assert facts["Base"].startswith("8 quotations from 6 of 21 people")
    assert facts["How chosen"] == quotations.chosen
    assert facts["Left out"].split("\n") == list(quotations.left_out)
    assert facts["Consent"].startswith("For 1 of 6 people")


def test_the_themes_are_counted_in_a_table_that_leads_to_them(document):
    rows = table_rows(document.tables[1])
    assert rows[0] == ["Theme", "Quotations", "People", "Sources", "Sites"]
    assert rows[1] == ["Time away from caring › No break at all", "3", "3", "3", "2"]
    assert rows[-1] == ["All, each counted once", "8", "6", "5", "2"]
    body = document.element
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert links == marks
    assert len(links) == 4


def test_pages_are_a4_and_numbered(document):
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    fields = [e.text for e in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_properties_stand_in_the_order_that_word_wants(document):
    tables = ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblLook"]
    for table in document.tables:
        found = [child.tag.split("}")[1] for child in table._tbl.tblPr]
        assert found == [tag for tag in tables if tag in found]
    quotation = document.styles["Quotation"].element.pPr
    assert [child.tag.split("}")[1] for child in quotation] == [
        *("keepNext", "keepLines", "widowControl", "pBdr", "spacing", "ind")
    ]


def test_nothing_leads_to_a_hidden_site(tmp_path, quotations):
    path = tmp_path / "hidden.docx"
    write_word(quotations, path, HIDDEN_SITE)
    with zipfile.ZipFile(path) as archive:
        inside = archive.read("word/document.xml").decode()
    assert "Person 1" in inside
    for item in quotations.items:
        assert item.participant not in inside
        assert item.source_ref not in inside
    assert "Site A" not in inside


def test_the_same_set_gives_the_same_bytes(tmp_path, word_file, quotations):
    again = tmp_path / "again.docx"
    write_word(quotations, again)
    assert again.read_bytes() == word_file.read_bytes()


def test_nothing_else_is_left_in_the_folder(word_file):
    assert [path.name for path in word_file.parent.iterdir()] == ["set.docx"]


def test_a_folder_that_is_not_there_is_the_callers_to_know_of(tmp_path, quotations):
    with pytest.raises(FileNotFoundError):
        write_word(quotations, tmp_path / "nowhere" / "set.docx")


def test_an_empty_set_is_a_document_too(tmp_path, quotations):
    path = tmp_path / "empty.docx"
    write_word(replace(quotations, items=(), heads=(), left_out=()), path)
    empty = Document(str(path))
    assert in_style(empty, "Quotation") == []
    assert "Nothing was left out." in table_rows(empty.tables[0])[-1]


@given(st.text(max_size=40), st.text(max_size=20))
@settings(max_examples=15, deadline=None)
def test_any_text_can_be_written_and_read_back(text, other):
    item = replace(
        invented_study.ITEMS[0], text=text, role=other, code_path=other, context_before=other
    )
    hostile = replace(invented_study.QUOTATIONS, title=other, items=(item,), left_out=(other,))
    content = compose(hostile, arrange(hostile, Attribution()))
    assert in_style(Document(io.BytesIO(content)), "Quotation") == [clean_text(text)[0]]
