"""Word documents: what is read, what is told, and what is refused."""

import io
import zipfile

import pytest
from documents import document, paragraph, part, table, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_checks import assert_holds, said

from qualcode.model import QualcodeError
from qualcode.reading import ReadingError, read_bytes

TALK = [paragraph("Interviewer: why?"), paragraph("Moira: because"), paragraph("Moira: yes")]


def read(*blocks, **more):
    file = read_bytes(document(*blocks, **more), "a.docx")
    assert_holds(file)
    return file


def test_paragraphs_become_paragraphs_of_text():
    file = read(*TALK)
    assert file.decoded.text == "Interviewer: why?\n\nMoira: because\n\nMoira: yes"
    assert said(file) == [("Interviewer", "why?"), ("Moira", "because"), ("Moira", "yes")]


def test_a_bold_name_and_its_words_are_one_paragraph():
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Moira: </w:t></w:r>"
    file = read(paragraph(bold, "one"), paragraph("Jo: two"), paragraph(bold, "three"))
    assert said(file)[0] == ("Moira", "one")


def test_a_line_break_stays_within_the_turn():
    file = read(*TALK, paragraph("Jo: one", "<w:r><w:br/></w:r>", "two"), paragraph("Jo: three"))
    assert said(file)[3] == ("Jo", "one\ntwo")


def test_a_table_of_turns_is_written_out_as_turns_and_told():
    file = read(
        table(["Moira", "one"], ["Jo", "two, three"], ["Moira", "four"], ["Jo", "five"]),
    )
    assert said(file) == [("Moira", "one"), ("Jo", "two, three"), ("Moira", "four"), ("Jo", "five")]
    assert "1 table was written out row by row." in file.left_out


def test_a_table_of_turns_may_have_times():
    file = read(table(["00:05", "Moira", "one"], ["00:09", "Jo", "two"], ["00:11", "Moira", "x"]))
    assert [turn.time for turn in file.turns] == [5, 9, 11]


def test_another_table_keeps_its_cells_in_order():
    file = read(table(["Site", "Carers"], ["the coast", "12"], ["the hills", "9"]))
    assert file.decoded.text == "Site | Carers\n\nthe coast | 12\n\nthe hills | 9"


def test_tracked_changes_are_accepted_and_told():
    file = read(
        *TALK,
        paragraph(
            "Moira: I ",
            f'<w:ins w:id="1" w:author="x">{words("never ")}</w:ins>',
            '<w:del w:id="2" w:author="x"><w:r><w:delText>always </w:delText></w:r></w:del>',
            "went",
        ),
    )
    assert said(file)[-1] == ("Moira", "I never went")
    assert "Tracked changes were accepted: 1 insertion kept, 1 deletion left out." in file.left_out


def test_footnotes_follow_the_text_as_nobodys_words():
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph("laughs here")}</w:footnote>')
    file = read(
        *TALK,
        paragraph("Moira: well", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        parts={"word/footnotes.xml": notes},
    )
    assert said(file)[-2:] == [("Moira", "well[1]"), (None, "laughs here")]
    assert "1 paragraph of notes was put at the end." in file.left_out


def test_page_headers_are_left_out_and_told():
    file = read(*TALK, parts={"word/header1.xml": part("hdr", paragraph("Draft"))})
    assert "Draft" not in file.decoded.text
    assert "Page headers and footers were left out." in file.left_out


def test_text_boxes_follow_their_paragraph_and_are_told():
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph('a sign on the door')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    file = read(*TALK, paragraph("Moira: see", box), paragraph("Jo: so"))
    assert "Moira: see\n\na sign on the door\n\nJo: so" in file.decoded.text
    assert "1 text box was put after the paragraph." in file.left_out


def test_hidden_text_is_kept_and_told():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>under the breath</w:t></w:r>"
    file = read(*TALK, paragraph("Moira: so ", hidden))
    assert said(file)[-1] == ("Moira", "so under the breath")
    assert "Hidden text was kept (1 place): please check." in file.left_out


def test_a_locked_document_is_refused():
    # What an office program writes when it locks a document: the container of its old formats.
    with pytest.raises(ReadingError, match="locked with a password"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"x", "a.docx")


def test_what_the_reader_passes_over_is_told():
    file = read(*TALK, paragraph("Moira: on ", f"<w:subDoc>{words('Monday')}</w:subDoc>"))
    assert any("w:subDoc" in sentence for sentence in file.left_out)


@pytest.mark.parametrize("wrapping", ["fldSimple", "dir", "bdo"])
def test_words_within_a_field_or_the_other_writing_direction_are_kept(wrapping):
    wrapped = f"<w:{wrapping}>{words('Monday')}</w:{wrapping}>"
    file = read(*TALK, paragraph("Moira: on ", wrapped, words(" then")))
    assert said(file)[-1] == ("Moira", "on Monday then")
    assert not file.left_out


def test_a_carriage_return_parts_words():
    file = read(*TALK, paragraph("Moira: ", "<w:r><w:t>so</w:t><w:cr/><w:t>long</w:t></w:r>"))
    assert said(file)[-1] == ("Moira", "so\nlong")


def test_of_a_word_with_its_pronunciation_above_the_word_is_kept():
    guide = f"<w:rt>{words('ne')}</w:rt><w:rubyBase>{words('音')}</w:rubyBase>"
    file = read(*TALK, paragraph("Moira: ", f"<w:r><w:ruby>{guide}</w:ruby></w:r>"))
    assert said(file)[-1] == ("Moira", "音")


def test_a_text_box_alone_is_no_picture():
    box = f"<w:txbxContent>{paragraph('Tea at four')}</w:txbxContent>"
    shape = (
        f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{box}</v:textbox></v:shape>'
    )
    file = read(*TALK, paragraph("Moira: so", f"<w:r><w:pict>{shape}</w:pict></w:r>"))
    assert "Tea at four" in file.decoded.text
    assert file.left_out == ("1 text box was put after the paragraph.",)


def test_an_archive_that_unpacks_to_too_much_is_refused():
    bomb = document(parts={"word/document.xml": b"<a>" + b" " * 101_000_000 + b"</a>"})
    assert len(bomb) < 1_000_000
    with pytest.raises(ReadingError, match="unpacks to more than 100 MB"):
        read_bytes(bomb, "bomb.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding):
    entity = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><d>&e;</d>'
    )
    data = document(parts={"word/document.xml": entity.encode(encoding)})
    with pytest.raises(ReadingError, match="declares a document type"):
        read_bytes(data, "a.docx")


def test_twin_parts_are_refused():
    data = document(*TALK)
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", part("document", ""))
    with pytest.raises(ReadingError, match="two parts of the same name"):
        read_bytes(buffer.getvalue(), "a.docx")


def test_deep_nesting_is_refused():
    deep = "<w:r>" * 5_000 + "</w:r>" * 5_000
    with pytest.raises(ReadingError, match="nested too deep"):
        read_bytes(document(deep), "a.docx")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_document_is_refused(share):
    data = document(*TALK)
    with pytest.raises(ReadingError, match="not a sound Word document"):
        read_bytes(data[: int(len(data) * share)], "half.docx")


def test_an_archive_that_is_no_document_is_refused():
    with pytest.raises(ReadingError, match="not a sound Word document"):
        read_bytes(document(parts={"_rels/.rels": "<a/>", "word/document.xml": "<a/>"}), "a.docx")


def test_a_document_without_words_is_refused():
    with pytest.raises(ReadingError, match="is empty"):
        read_bytes(document(paragraph(" ")), "a.docx")


_TAGS = (
    "p r t tbl tr tc ins del br tab sdt sdtContent hyperlink fldChar footnoteReference drawing "
    "commentReference pPr rPr numPr instrText sym vMerge gridSpan tcPr pStyle checkBox"
)
_NODES = st.recursive(
    st.sampled_from(["Moira: so", "\x85", "&#13;", "&amp;"]),
    lambda inner: st.builds(
        lambda tag, children: f'<w:{tag} w:val="x" w:id="1">{"".join(children)}</w:{tag}>',
        st.sampled_from(_TAGS.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=80, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_NODES, max_size=4))
def test_whatever_the_parts_say_only_foreseen_errors_come_out(blocks):
    try:
        file = read_bytes(document(*blocks), "a.docx")
    except QualcodeError:
        return
    assert_holds(file)


@settings(max_examples=80, derandomize=True)
@given(st.data())
def test_whatever_bytes_change_only_foreseen_errors_come_out(data):
    packing = data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
    content = bytearray(document(*TALK, packing=packing))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        file = read_bytes(bytes(content), "a.docx")
    except QualcodeError:
        return
    assert_holds(file)
