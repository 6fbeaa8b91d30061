"""Bytes become text whose positions hold for ever."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Selection, Span, decode
from qualcode.model.span import unite
from qualcode.model.text import (
    UnknownEncodingError,
    UnreadableTextError,
    clean_text,
    grapheme_starts,
    snap_to_graphemes,
)

FAMILY = "👩‍👩‍👧"
tricky = st.lists(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(["\r\n", "\r", "\n", "\ufeff", "\0", "e\u0301", FAMILY, "🧷", "\x1b", "£"]),
    ),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        ("café".encode(), "utf-8", False),
        (b"\xef\xbb\xbf" + "café".encode(), "utf-8", True),
        ("café £5".encode("cp1252"), "cp1252", False),
        ("café".encode("utf-16"), "utf-16-le", True),
        ("it was cold".encode("utf-16-be"), "utf-16-be", False),
        ("café".encode("utf-32"), "utf-32-le", True),
    ],
)
def test_the_encoding_is_found(data, encoding, bom):
    decoded = decode(data)
    assert (decoded.encoding, decoded.bom) == (encoding, bom)
    assert decoded.text in ("café", "café £5", "it was cold")


def test_line_ends_become_one_and_are_remembered():
    decoded = decode(b"a\r\nb\r\nc\rd")
    assert decoded.text == "a\nb\nc\nd"
    assert decoded.newline == "\r\n"


def test_control_characters_give_way_one_for_one_and_are_listed():
    decoded = decode(b"a\0b\x07c\td")
    assert decoded.text == "a\ufffdb\ufffdc\td"
    assert [(one.position, one.character) for one in decoded.replaced] == [(1, "\0"), (3, "\x07")]


def test_an_encoding_that_does_not_exist_is_named():
    with pytest.raises(UnknownEncodingError, match="utf-9"):
        decode(b"a", "utf-9")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableTextError):
        decode(b"\x81\x8d\x8f\x90\x9d")


@given(tricky)
def test_nothing_else_is_changed(text):
    clean, replaced = clean_text(text)
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert len(clean) == len(expected)
    changed = {one.position for one in replaced}
    for i, character in enumerate(clean):
        if i not in changed:
            assert character == expected[i]


@given(tricky)
def test_a_text_in_utf_8_comes_back(text):
    clean, _ = clean_text(text.replace("\ufeff", ""))
    assert decode(clean.encode()).text == clean


@given(tricky, st.integers(0, 40), st.integers(0, 40))
def test_a_selection_reads_what_it_read_and_nothing_else(text, one, two):
    start, end = sorted((one, two))
    selection = Selection.of(text, start, end)
    within = 0 <= start < end <= len(text)
    assert selection.reads(text) == within
    if within:
        assert not selection.reads(text[:start] + "§" + text[start + 1 :]) or text[start] == "§"


@given(tricky, st.integers(0, 40), st.integers(0, 40))
def test_a_snapped_span_splits_no_visible_character(text, one, two):
    clean, _ = clean_text(text)
    start, end = sorted((min(one, len(clean)), min(two, len(clean))))
    first, last = snap_to_graphemes(clean, start, end)
    assert first <= start
    assert last >= end
    edges = {*grapheme_starts(clean), len(clean)}
    assert first in edges
    assert last in edges


def test_a_family_of_emoji_is_one_character():
    text = f"we {FAMILY} went"
    assert snap_to_graphemes(text, 3, 4) == (3, 3 + len(FAMILY))


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8))
def test_united_spans_cover_the_same_and_do_not_touch(pairs):
    spans = [Span(*sorted(pair)) for pair in pairs if pair[0] != pair[1]]
    united = unite(spans)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert {i for span in united for i in range(span.start, span.end)} == covered
    assert all(a.end < b.start for a, b in itertools.pairwise(united))
