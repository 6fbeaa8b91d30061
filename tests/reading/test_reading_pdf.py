"""PDFs: paragraphs made whole again, running heads left out, scans and locked files refused."""

import logging
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfs import assemble, pdf, text_object
from reading_checks import assert_holds, said

from qualcode.model import QualcodeError
from qualcode.reading import ReadingError, read_bytes


def read(*pages, **more):
    file = read_bytes(pdf(*pages, **more), "a.pdf")
    assert_holds(file)
    return file


def page(*lines, **where):
    return text_object(lines, **where)


LONG = [
    "Moira: The van came on the Tuesday and it went again before",
    "anybody had the coats on, and so we sat in the porch with our",
    "bags until it was dark.",
    "Jo: It was the same with us.",
    "Moira: Was it?",
    "Jo: The very same, and there was nobody to ring about it, not",
    "on a weekend.",
]


def talk(n):
    """A page of talk that is like no other."""
    return [
        f"Moira: That was {n} weeks before the clocks went back, and there was frost",
        f"on the {n * n} steps of the chapel when I came out to find the car.",
        f"Jo: {n} weeks is a long time to be without a telephone, I said to her.",
        f"Moira: And {n + 20} days is longer.",
    ]


def test_lines_broken_by_the_page_are_joined_and_turns_kept_apart():
    file = read(page(*LONG))
    assert said(file) == [
        (
            "Moira",
            (
                "The van came on the Tuesday and it went again before anybody had the coats on, "
                "and so we sat in the porch with our bags until it was dark."
            ),
        ),
        ("Jo", "It was the same with us."),
        ("Moira", "Was it?"),
        ("Jo", "The very same, and there was nobody to ring about it, not on a weekend."),
    ]
    assert "3 lines broken by the width of the page were joined." in file.left_out


def test_a_gap_ends_a_paragraph():
    file = read(
        page(
            "The hall is open on two evenings, and the key hangs in the",
            "porch of the house beside it, which is Olwen's and is green",
            None,
            "and on the other five it is shut to everyone but the band,",
            "who have a key of their own that nobody else has ever seen",
        )
    )
    assert [words[:14] for _, words in said(file)] == ["The hall is op", "and on the oth"]


def test_heads_feet_and_page_numbers_are_left_out_and_told():
    talks = [talk(n) for n in (2, 9, 5, 31)]
    pages = [
        page("Evenings study, interview 4", *lines, "confidential", f"Page {n} of 4")
        for n, lines in enumerate(talks, 1)
    ]
    file = read(*pages)
    assert file.decoded.text == read(*(page(*lines) for lines in talks)).decoded.text
    assert any(
        line.startswith("12 lines that came back page after page were left out")
        for line in file.left_out
    )


def test_a_line_that_somebody_says_twice_is_no_running_head():
    file = read(
        page(*talk(2)), page("Jo: Yes.", *talk(3)), page("Jo: Yes.", *talk(4)), page(*talk(5))
    )
    assert [words for _, words in said(file)].count("Yes.") == 2


def test_page_numbers_of_two_pages_are_known_by_their_counting():
    file = read(page(*talk(2), "107"), page(*talk(3), "108"))
    assert "107" not in file.decoded.text


def test_a_turn_goes_on_over_the_page():
    file = read(page(*LONG[:2]), page(*LONG[2:]))
    assert said(file)[0][1].endswith("sat in the porch with our bags until it was dark.")


def test_a_broken_word_is_made_whole_where_the_file_has_it_whole():
    file = read(
        page(
            "Moira: we filled in the carers assessment and then the assess-",
            "ment went to somebody else in the office by the har-",
            "bour and that was the last of it until the self-",
            "employed man rang. A self-employed man, I said.",
            "Jo: I see.",
            "Moira: Yes.",
        )
    )
    words = said(file)[0][1]
    assert "the assessment went" in words
    assert "the har-bour and" in words
    assert "the self-employed man rang" in words
    assert "1 word broken with a hyphen was made whole." in file.left_out
    assert "2 words broken at a hyphen kept it." in file.left_out


def test_ligatures_are_the_letters_that_were_meant():
    font = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        "/Encoding << /Type /Encoding /Differences [65 /fi] >> >>"
    )
    assert read(page("the Are"), more={3: font}).decoded.text == "the fire"


def test_bullets_are_dropped_and_told():
    file = read(page("What we took with us:", "• the flask", "• the blue folder"))
    assert file.decoded.text == "What we took with us:\n\nthe flask\n\nthe blue folder"
    assert "2 list items were kept without bullet or number." in file.left_out


def test_notes_at_the_foot_of_a_page_go_to_the_end():
    body = page(*LONG[:2])
    foot = text_object(["1 Moira points at the porch."], size=8, top=100)
    file = read(f"{body}\n{foot}", page(*LONG[2:]))
    assert said(file)[-1] == (None, "1 Moira points at the porch.")
    assert "our bags" in said(file)[0][1]


def test_a_scan_is_refused_with_what_to_do():
    with pytest.raises(ReadingError, match=r"has no words in it.*\(a scan, 2 pages\).*OCR"):
        read(page(), page())


def test_pages_without_words_among_others_are_told():
    file = read(page(*LONG), page(), page(*LONG))
    told = "1 page without words, perhaps pictures of pages, was left out: 2."
    assert told in file.left_out


def test_comments_in_the_margin_are_told():
    note = "/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (check) >>]"
    file = read(page(*LONG), pages_extra=note)
    assert "1 comment in the margin was left out." in file.left_out
    assert "check" not in file.decoded.text


def test_a_locked_file_is_refused():
    locked = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >>"
    data = pdf(page(*LONG), more={5: locked}).replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R /ID [<00> <00>]"
    )
    with pytest.raises(ReadingError, match="locked with a password"):
        read_bytes(data, "a.pdf")


def test_a_tree_of_pages_that_holds_itself_is_refused():
    data = assemble(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
        }
    )
    with pytest.raises(ReadingError):
        read_bytes(data, "a.pdf")


def test_a_tree_of_pages_that_branches_for_ever_is_refused_in_time():
    # Each level has the next twice, so that sixty levels make more pages than anybody can count.
    tree = {
        n: f"<< /Type /Pages /Kids [{n + 1} 0 R {n + 1} 0 R] /Count {2 ** (62 - n)} >>"
        for n in range(2, 62)
    }
    leaf = {62: "<< /Type /Page /MediaBox [0 0 9 9] >>"}
    with pytest.raises(ReadingError):
        read_bytes(assemble({1: "<< /Type /Catalog /Pages 2 0 R >>", **tree, **leaf}), "a.pdf")


def test_a_form_that_draws_itself_ends():
    form = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 5 "
        "/Resources << /XObject << /X 5 0 R >> >> >>\nstream\n/X Do\nendstream"
    )
    fonts = b"/Font << /F1"
    data = pdf("/X Do", more={5: form}).replace(fonts, b"/XObject << /X 5 0 R >> " + fonts)
    with pytest.raises(ReadingError):
        read_bytes(data, "a.pdf")


def test_a_stream_that_unpacks_to_too_much_is_refused():
    packed = zlib.compress(b" " * 300_000_000, 9)
    content = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    data = pdf("", more={11: content + packed + b"\nendstream"})
    with pytest.raises(ReadingError):
        read_bytes(data, "a.pdf")


def test_nothing_is_written_to_the_log(caplog):
    with caplog.at_level(logging.DEBUG):
        read_bytes(pdf(page(*LONG)).replace(b"startxref\n9", b"startxref\n8"), "a.pdf")
    assert not caplog.records


def test_the_same_file_gives_the_same_text():
    data = pdf(page(*LONG), page(*LONG))
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf")


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_bytes_change_only_foreseen_errors_come_out(data):
    content = bytearray(pdf(page(*LONG), page(*LONG)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(5, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        file = read_bytes(bytes(content), "a.pdf")
    except QualcodeError:
        return
    assert_holds(file)
