"""Web pages: their words, their encodings, and what only a browser needs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_checks import assert_holds, said

from qualcode.model import QualcodeError
from qualcode.reading import ReadingError, read_bytes

TALK = "<p>Interviewer: why?</p><p>Moira: because</p><p>Moira: yes</p>"


def read(body, name="a.html", encoding=None):
    data = body if isinstance(body, bytes) else body.encode()
    file = read_bytes(data, name, encoding=encoding)
    assert_holds(file)
    return file


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_paragraphs_become_paragraphs_of_text(name):
    file = read(TALK, name)
    assert file.decoded.text == "Interviewer: why?\n\nMoira: because\n\nMoira: yes"
    assert said(file) == [("Interviewer", "why?"), ("Moira", "because"), ("Moira", "yes")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>Moira:</b>\n  a   word", "a word"),
        ("Moira: so &amp; so &eacute; &#128512;", "so & so é 😀"),
        ("Moira: a<br>\n  b", "a\nb"),
        ("Moira: a<!-- never -->b", "ab"),
        ("Moira: a <i>b</i>c", "a bc"),
        ("<pre>Moira: a  b\n  c</pre>", "a  b\n  c"),
        ("Moira: well<a href='#n1'><sup>1</sup></a>", "well[1]"),
    ],
)
def test_words_come_in_as_they_are_shown(source, words):
    assert said(read(f"{TALK}<div>{source}</div>"))[-1] == ("Moira", words)


def test_what_only_a_browser_needs_is_left_out_and_told():
    file = read(
        "<html><head><title>A talk &amp; more</title><style>p{}</style></head><body>"
        "<nav><p>Home</p></nav><script>let a</script><noscript>turn it on</noscript>"
        f"{TALK}<p hidden>secret</p><p style='display: NONE'>more</p><img alt='a hall'>"
        "<div aria-hidden='true'><table><tr><td>x</table></div><button>Send</button></body></html>"
    )
    assert file.decoded.text == "Interviewer: why?\n\nMoira: because\n\nMoira: yes"
    assert set(file.left_out) == {
        "The title of the page, “A talk & more”, was left out.",
        "2 menus and controls were left out.",
        "3 hidden parts were left out.",
        "Pictures, sound and embedded pages were left out (1).",
    }


def test_a_table_of_turns_is_written_out_as_turns():
    rows = "".join(
        f"<tr><td>{a}<td><p>{b}</p></tr>"
        for a, b in [("Moira", "one"), ("Jo", "two"), ("Moira", "three")]
    )
    file = read(f"<table>{rows}</table>")
    assert said(file) == [("Moira", "one"), ("Jo", "two"), ("Moira", "three")]
    assert "1 table was written out row by row." in file.left_out


def test_notes_follow_the_text_as_nobodys_words():
    note = "<div id='sdfootnote1'><p><a href='#b'>1</a>laughs here</p></div>"
    file = read(f"{TALK}{note}<p>Moira: after</p>")
    assert said(file)[-2:] == [("Moira", "after"), (None, "laughs here")]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=windows-1250>łódź".encode("cp1250"), None),
        ('<meta http-equiv=x content="text/html; charset=iso-8859-2">łódź'.encode("latin2"), None),
        ('<?xml version="1.0" encoding="iso-8859-2"?><p>łódź</p>'.encode("latin2"), None),
        ("\ufeff<meta charset=windows-1250>łódź".encode(), None),
        ("<meta charset=utf-16>łódź".encode("utf-16"), None),
        ("<meta charset=windows-1252>łódź".encode("cp1250"), "cp1250"),
        ("<meta charset=none-such>łódź".encode(), None),
        ("<meta charset=ascii>łódź".encode(), "utf-8"),
    ],
)
def test_the_encoding_is_the_one_given_or_what_the_page_says(data, encoding):
    assert read(data, encoding=encoding).decoded.text == "łódź"


def test_quotation_marks_of_windows_are_read_where_a_page_says_latin():
    page = b"<meta charset=iso-8859-1><p>\x93no\x94"
    assert read(page).decoded.text == "“no”"


def test_a_wrong_encoding_is_refused():
    with pytest.raises(ReadingError, match="klingon"):
        read(TALK, encoding="klingon")
    with pytest.raises(ReadingError, match="not text that can be read as utf-8"):
        read(b"<p>caf\xe9", encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<div>" * 100_000 + "deep", "nested too deep"),
        ("<script>x</script>", "is empty"),
        ("<!-- x -->", "is empty"),
        (b"\x89PNG rest", "is not text"),
    ],
)
def test_what_holds_no_words_or_too_deep_ones_is_refused(page, says):
    with pytest.raises(ReadingError, match=says):
        read(page)


def test_entities_that_a_page_declares_are_not_unpacked():
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p>Jo: &b; so'
    assert "hahaha" not in read(bomb).decoded.text


_CHUNKS = st.sampled_from(
    ["<p>", "</p>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<li>", "<pre>", "</pre>",
     "<br>",
     "<div hidden>", "</div>", "<td hidden>", "<a href='#'>1</a>", "<ol class=footnotes>", "</ol>",
     "<script>", "</script>", "Moira: so", "&#0;", "&#13;", "&nope;", "\x85", "<![CDATA[", "<?php",
     "<",
     "\x00", "<html>", "<body>", "<svg>", "<template>"]
)  # fmt: skip


@settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_CHUNKS, max_size=25).map("".join))
def test_whatever_the_page_only_foreseen_errors_come_out(page):
    try:
        file = read_bytes(page.encode(), "a.html")
    except QualcodeError:
        return
    assert_holds(file)
