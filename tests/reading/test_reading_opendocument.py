"""OpenDocument texts: what is read, what is told, and what is refused."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opendocuments import MANIFEST, content, opendocument, paragraph, styles, table
from reading_checks import assert_holds, said

from qualcode.model import QualcodeError
from qualcode.reading import ReadingError, read_bytes

TALK = [paragraph("Interviewer: why?"), paragraph("Moira: because"), paragraph("Moira: yes")]


def read(*blocks, **more):
    file = read_bytes(opendocument(*blocks, **more), "a.odt")
    assert_holds(file)
    return file


def remark(words, name="", author="Wen", date="2024-03-06T09:30:00.000000000"):
    named = f' office:name="{name}"' if name else ""
    return (
        f"<office:annotation{named}><dc:creator>{author}</dc:creator><dc:date>{date}</dc:date>"
        f"{paragraph(words)}</office:annotation>"
    )


def end(name):
    return f'<office:annotation-end office:name="{name}"/>'


def on(file):
    return {c.words: file.decoded.text[c.start : c.end] for c in file.comments}


def test_paragraphs_become_paragraphs_of_text():
    file = read(*TALK)
    assert file.decoded.text == "Interviewer: why?\n\nMoira: because\n\nMoira: yes"
    assert said(file) == [("Interviewer", "why?"), ("Moira", "because"), ("Moira", "yes")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a<text:s/>b", "a b"),
        ('a<text:s text:c="3"/>b', "a   b"),
        ("a\n   b", "a b"),
        ("a<text:line-break/>b", "a\nb"),
        ("a<text:tab/>b", "a\tb"),
        ("a <text:span>bold</text:span> word", "a bold word"),
        ('<text:a href="x">the page</text:a>', "the page"),
        ("so &amp; 😀", "so & 😀"),
        ("a<!-- note --> b", "a b"),
        ("a<text:soft-page-break/>b", "ab"),
    ],
)
def test_words_come_in_as_they_are_shown(source, words):
    assert said(read(*TALK, paragraph(f"Moira: {source}")))[-1] == ("Moira", words)


def test_a_table_of_turns_is_written_out_as_turns():
    file = read(table(["Moira", "one"], ["Jo", "two"], ["Moira", "three"]))
    assert said(file) == [("Moira", "one"), ("Jo", "two"), ("Moira", "three")]
    assert "1 table was written out row by row." in file.left_out


def test_another_table_keeps_its_cells_in_order():
    cells = (
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/></table:table-row>'
    )
    file = read(
        table(["Site", "Carers"], ["the coast", "12"]).replace(
            "</table:table>", f"{cells}</table:table>"
        )
    )
    assert file.decoded.text == "Site | Carers\n\nthe coast | 12"


def test_lists_notes_and_text_boxes_are_kept_and_told():
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>9</text:note-citation>'
        f"<text:note-body>{paragraph('laughs')}</text:note-body></text:note>"
    )
    box = f"<draw:frame><draw:text-box>{paragraph('a sign')}</draw:text-box></draw:frame>"
    listed = f"<text:list><text:list-item>{paragraph('the flask')}</text:list-item></text:list>"
    file = read(*TALK, paragraph("Moira: well", note, box, " so"), listed)
    assert file.decoded.text.endswith("Moira: well[1] so\n\na sign\n\nthe flask\n\nlaughs")
    assert said(file)[-1] == (None, "laughs")
    assert {
        "1 paragraph of notes was put at the end.",
        "1 text box was put after the paragraph.",
        "1 list item was kept without bullet or number.",
    } <= set(file.left_out)


def test_deleted_words_are_left_out_and_told():
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{paragraph('always')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    file = read(changes, *TALK)
    assert "always" not in file.decoded.text
    assert "Tracked changes were accepted: 0 insertions kept, 1 deletion left out." in file.left_out


def test_hidden_words_headers_and_pictures_are_told():
    file = read(
        *TALK,
        f'<text:section text:display="none">{paragraph("secret")}</text:section>',
        paragraph("Moira: <draw:frame><draw:image/></draw:frame>so"),
        parts={"styles.xml": styles(f"<style:header>{paragraph('Draft')}</style:header>")},
    )
    assert "secret" not in file.decoded.text
    assert "Draft" not in file.decoded.text
    assert {
        "1 hidden part was left out.",
        "Pictures and shapes were left out (1).",
        "Page headers and footers were left out.",
    } <= set(file.left_out)


def test_a_comment_stands_on_the_words_it_marks():
    file = read(
        *TALK, paragraph("Moira: to ", remark("which?", "a"), "the hall", end("a"), " then")
    )
    assert on(file) == {"which?": "the hall"}
    [found] = file.comments
    assert (found.author, found.time) == ("Wen", "2024-03-06T09:30:00.000000000")
    assert said(file)[-1] == ("Moira", "to the hall then")


def test_comments_may_overlap_and_run_over_paragraphs():
    file = read(
        *TALK,
        paragraph("Jo: ", remark("first", "a"), "one ", remark("second", "b"), "two", end("a")),
        paragraph("Moira: three", end("b"), " four"),
    )
    assert on(file) == {"first": "one two", "second": "two\n\nMoira: three"}


def test_a_comment_without_a_range_stands_on_its_paragraph():
    file = read(*TALK, paragraph("Jo: one", remark("so?")), paragraph("Moira: two"))
    assert on(file) == {"so?": "Jo: one"}


def test_a_locked_file_is_refused():
    parts = {MANIFEST: "<manifest><file-entry><encryption-data/></file-entry></manifest>"}
    with pytest.raises(ReadingError, match="locked with a password"):
        read_bytes(opendocument(*TALK, parts={**parts, "content.xml": b"\x00\xff"}), "a.odt")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"content.xml": content(kind="spreadsheet")}, "no text but another sort"),
        ({"content.xml": "<a/>"}, "no text but another sort"),
        ({"content.xml": "<a>"}, "is damaged"),
        ({"content.xml": '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}, "declares a document type"),
        ({"content.xml": content("<text:p>" * 200 + "</text:p>" * 200)}, "nested too deep"),
        ({"content.xml": b"<a>" + b" " * 101_000_000 + b"</a>"}, "unpacks to more than 100 MB"),
        ({"content.xml": content(paragraph(" "))}, "is empty"),
    ],
)
def test_what_is_no_sound_text_is_refused(parts, says):
    with pytest.raises(ReadingError, match=says) as refused:
        read_bytes(opendocument(parts=parts), "a.odt")
    assert "Word" not in str(refused.value)


def test_a_number_of_repeats_is_no_bomb():
    many = 'table:number-columns-repeated="99999999"'
    begun = time.perf_counter()
    read(
        paragraph('Jo: a<text:s text:c="99999999"/>b'),
        f"<table:table><table:table-row><table:table-cell {many}>{paragraph('x')}"
        "</table:table-cell></table:table-row></table:table>",
    )
    assert time.perf_counter() - begun < 5


_TAGS = (
    "text:p text:h text:span text:note text:note-body text:list text:list-item table:table "
    "table:table-row table:table-cell table:covered-table-cell office:annotation dc:creator "
    "office:annotation-end draw:frame draw:text-box draw:image text:section text:s text:tab"
)
_NODES = st.recursive(
    st.sampled_from(["Moira: so", "\x85", "&#13;", "&amp;", "\ufdd00s\ufdd0"]),
    lambda inner: st.builds(
        lambda tag, children: f'<{tag} office:name="a" text:c="2">{"".join(children)}</{tag}>',
        st.sampled_from(_TAGS.split()),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=100, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_NODES, max_size=4))
def test_whatever_the_parts_say_only_foreseen_errors_come_out(blocks):
    try:
        file = read_bytes(opendocument(*blocks), "a.odt")
    except QualcodeError:
        return
    assert_holds(file)
