"""Markdown: its front matter is told and left out, and talk that looks like it stays."""

import pytest
from reading_checks import assert_holds, read_text, said

from qualcode.reading import read_bytes

TALK = "Interviewer: why?\n\nMoira: because\n\nInterviewer: oh\n"


def read(text, name="talk.md"):
    file = read_text(text, name)
    assert_holds(file)
    return file


def test_front_matter_is_left_out_and_its_title_and_date_told():
    file = read(f'---\ntitle: "A talk"\ndate: 2024-03-05\ntags:\n  - hall\n- bus\n---\n\n{TALK}')
    assert file.decoded.text == TALK
    told = "The front matter (7 lines) was left out; it gives the title “A talk” and "
    told += "the date “2024-03-05”."
    assert told in file.left_out


def test_front_matter_without_a_title_is_told_too():
    assert read(f"---\nproject: Evenings\n...\n{TALK}").left_out[0] == (
        "The front matter (3 lines) was left out."
    )


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{TALK}---\n{TALK}",
        f"---\nnothing with a name\n---\n{TALK}",
        f"---\ntitle: never closed\n{TALK}",
        f"\n---\ntitle: late\n---\n{TALK}",
        "---\ntitle: all there is\n---\n",
        "---\nMoira: one\nMoira: two\n---\nand so on",
        "---\nMoira: one\nJo: two\n---\nMoira: three\nJo: four\n",
    ],
)
def test_what_is_no_front_matter_stays(text):
    assert read(text).decoded.text == text


def test_in_other_files_such_lines_are_words():
    text = f"---\ntitle: A talk\n---\n{TALK}"
    assert read(text, "talk.txt").decoded.text == text


def test_replaced_characters_are_told_where_they_stand_in_the_rest():
    file = read_bytes(b"---\ntitle: a\x00b\n---\nJo: one\x00 two\n", "a.md")
    assert_holds(file)
    assert [gone.position for gone in file.decoded.replaced] == [7]


def test_headings_part_turns():
    assert (None, "## Later") in said(read(f"{TALK}\n## Later\n\nMoira: yes\n"))
