"""Rich Text: characters of every sort, notes, tables, comments, and what is refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_checks import assert_holds, said

from qualcode.model import QualcodeError
from qualcode.reading import ReadingError, read_bytes

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Serif;}{\f1\fcharset238 Central;}}"
TALK = r"\pard Interviewer: why?\par Moira: because\par Moira: yes\par "


def read(body, *, encoding=None):
    source = f"{HEAD}{body}}}"
    file = read_bytes(source.encode("latin-1"), "a.rtf", encoding=encoding)
    assert_holds(file)
    return file


def on(file):
    return {c.words: file.decoded.text[c.start : c.end] for c in file.comments}


def test_paragraphs_become_paragraphs_of_text():
    file = read(TALK)
    assert file.decoded.text == "Interviewer: why?\n\nMoira: because\n\nMoira: yes"
    assert said(file) == [("Interviewer", "why?"), ("Moira", "because"), ("Moira", "yes")]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"caf\'e9", "café"),
        (r"caf\u233?", "café"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\uc0\u55357 \u56832 \uc1  so", "😀 so"),
        (r"{\f1 \'b3\'f3d\'9f}", "łódź"),
        (r"\ldblquote no\rdblquote  \endash  so", "“no” – so"),
        (r"a\line b", "a\nb"),
        ("caf\xe9", "café"),
        ("\x93no\x94", "“no”"),
        (r"a {\b bold} word", "a bold word"),
        (r"{\field{\*\fldinst HYPERLINK \"http://example.org\"}{\fldrslt the page}}", "the page"),
    ],
)
def test_characters_come_in_as_they_are_shown(source, words):
    assert said(read(rf"{TALK}Moira: {source}\par "))[-1] == ("Moira", words)


def test_a_half_of_a_character_is_replaced_and_not_kept():
    text = read(rf"{TALK}Moira: \u-10179? so").decoded.text
    assert text.encode("utf-8").decode("utf-8") == text


def test_a_table_of_turns_is_written_out_as_turns():
    row = r"\trowd\cellx100\cellx200\intbl {0}\cell {1}\cell\row "
    turns = [("Moira", "one"), ("Jo", "two"), ("Moira", "three"), ("Jo", r"four\par five")]
    file = read("".join(row.replace("{0}", a).replace("{1}", b) for a, b in turns))
    assert said(file) == [*turns[:3], ("Jo", "four\nfive")]
    assert "1 table was written out row by row." in file.left_out


def test_bars_in_words_are_no_table():
    assert said(read(rf"{TALK}Moira: this | that"))[-1] == ("Moira", "this | that")


def test_footnotes_follow_the_text_as_nobodys_words():
    file = read(rf"{TALK}Moira: well{{\super\chftn{{\footnote\chftn  laughs here}}}}, so\par ")
    assert said(file)[-2:] == [("Moira", "well[1], so"), (None, "laughs here")]


def test_endnotes_do_too():
    file = read(rf"{TALK}Moira: well{{\footnote\ftnalt laughs}}\par ")
    assert said(file)[-2:] == [("Moira", "well[1]"), (None, "laughs")]


def test_tracked_changes_are_accepted_and_told():
    file = read(rf"{TALK}Moira: I {{\deleted always }}{{\revised never }}went\par ")
    assert said(file)[-1] == ("Moira", "I never went")
    assert "Tracked changes were accepted: 1 insertion kept, 1 deletion left out." in file.left_out


def test_a_comment_stands_on_the_words_it_marks():
    # 9:30 on 6 March 2024, as the specification packs it.
    date = (124 << 20) | (3 << 16) | (6 << 11) | (9 << 6) | 30
    comment = (
        r"{\*\atrfend 4}{\*\atnid W}{\*\atnauthor Zo\'eb}\chatn"
        rf"{{\*\annotation{{\*\atnref 4}}{{\*\atndate {date}}}\pard\plain which hall?}}"
    )
    file = read(rf"{TALK}Moira: to {{\*\atrfstart 4}}the hall{comment} on foot\par ")
    assert on(file) == {"which hall?": "the hall"}
    assert (file.comments[0].author, file.comments[0].time) == ("Zoë", "2024-03-06T09:30:00")
    assert said(file)[-1] == ("Moira", "to the hall on foot")


def test_a_comment_without_a_range_stands_on_its_paragraph():
    file = read(rf"{TALK}Moira: to the hall{{\*\annotation which?}}\par Jo: so\par ")
    assert on(file) == {"which?": "Moira: to the hall"}


def test_headers_pictures_and_bullets_are_told():
    file = read(
        r"{\header\pard Draft\par}{\footer \chpgn}"
        rf"{TALK}{{\pict\pngblip 89504e47}}{{\shp{{\*\shpinst{{\shptxt a sign}}}}}}"
        r"{\listtext \'b7\tab}the flask\par "
    )
    assert "Draft" not in file.decoded.text
    assert set(file.left_out) == {
        "Page headers and footers were left out.",
        "Pictures and shapes were left out (1).",
        "1 text box was left out.",
        "1 list item was kept without bullet or number.",
    }


def test_binary_pictures_are_passed_over_whatever_they_hold():
    file = read(rf"{TALK}{{\pict\bin4 {{}}}}x}}Moira: so\par ")
    assert said(file)[-1] == ("Moira", "so")


def test_a_named_encoding_overrides_the_files_own():
    assert said(read(rf"{TALK}Moira: \'b3", encoding="cp1250"))[-1] == ("Moira", "ł")


def test_a_wrong_encoding_is_refused():
    with pytest.raises(ReadingError, match="klingon"):
        read(TALK, encoding="klingon")
    with pytest.raises(ReadingError, match="not text that can be read as utf-8"):
        read(rf"{TALK}caf\'e9 so", encoding="utf-8")


def test_what_the_code_page_lacks_is_told():
    told = [line for line in read(rf"{TALK}Moira: a\'81b").left_out if "code page" in line]
    assert told == [
        "1 character was not in the code page of the file and replaced: try --encoding."
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"no rich text", "does not begin as one"),
        (b"{\\rtf1 " + b"{" * 200 + b"deep" + b"}" * 200 + b"}", "nested too deep"),
        (b"{\\rtf1 }", "is empty"),
        (b"{\\rtf", "is empty"),
    ],
)
def test_what_is_no_sound_document_is_refused(data, says):
    with pytest.raises(ReadingError, match=says):
        read_bytes(data, "a.rtf")


def test_words_after_the_end_are_no_part_of_it():
    assert read(TALK + "}Moira: never").decoded.text.endswith("Moira: yes")


_CHUNKS = st.sampled_from(
    [r"\par ", r"\cell ", r"\row ", r"\trowd ", r"{\footnote ", r"{\*\annotation ", r"\'", r"\'e9",
     r"\u-10179?", r"\u64976?", "{", "}", r"\bin3 ", r"\bin99999999 ",
     r"{\fonttbl{\f0\fcharset2 }", r"\uc9 ",
     r"{\*\atrfstart 0}", r"{\*\atrfend 0}", r"{\*\atnref 0}", r"{\deleted ", "Moira: so", "\\",
     r"{\*\atnauthor x}", r"\ansicpg65001 ", r"\ansicpg", r"\u99999999 ", r"\f1 ",
     r"\line ", "\x81"]
)  # fmt: skip


@settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(_CHUNKS, max_size=25).map("".join), st.sampled_from([None, "utf-8", "rot13", "utf-7"])
)
def test_whatever_the_source_only_foreseen_errors_come_out(body, encoding):
    try:
        file = read_bytes(f"{HEAD}{body}".encode("latin-1"), "a.rtf", encoding=encoding)
    except QualcodeError:
        return
    assert_holds(file)
