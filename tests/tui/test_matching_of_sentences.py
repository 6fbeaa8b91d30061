"""Which sentences of a turn a search means, and labels made of what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode_tui.bench.in_vivo import LONGEST, label_of
from qualcode_tui.text.matching import find_sentences, find_words

SENTENCES = (
    "I had a day off in May.",
    "The café was shut.",
    "Nobody asked me, and I was off.",
    "We don't go out.",
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("day off", [0]),
        ("OFF", [0, 2]),
        ('"day off"', [0]),
        ('"off day"', []),
        ("cafe", [1]),
        ("nob", [2]),
        ('"nob"', []),
        ("don't", [3]),
        ("May shut", [0, 1]),
        ("?!", []),
        ("", []),
    ],
)
def test_sentences_with_all_words_are_found_else_those_with_any(query, found):
    assert find_sentences(query, SENTENCES) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("day off", ["day off"]),
        ("off day", ["day off"]),
        ('"off"', ["off", "off"]),
        ("cafe", ["café"]),
        ("don't", ["don't"]),
        ("asked nobody", ["Nobody asked"]),
        ("shut had", ["had a day off in May. The café was shut"]),
        # These never stand near each other: the rarest of them is what counts.
        ("off out had", ["out"]),
        ("zebra", []),
        ("zebra cafe", ["café"]),
        ("", []),
    ],
)
def test_words_are_found_where_they_stand_near_each_other(query, found):
    words = " ".join(SENTENCES).split()
    places = find_words(query, words)
    said = [" ".join(words[first : last + 1]).strip(".") for first, last in places]
    assert said == found


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("“worn out”,", "worn out"),
        ("  a day\n off. ", "a day off"),
        ("£40 a week!", "£40 a week"),
        ("he’s ‹gone›", "he’s gone"),
        ("…", ""),
    ],
)
def test_a_label_is_what_was_said_without_the_marks_around_it(words, label):
    assert label_of(words) == label


def test_a_long_label_ends_with_a_whole_word():
    label = label_of("I have not had one single day to call my own since the end of August last")
    assert label == "I have not had one single day to call my own since the end…"


@given(st.text(max_size=200))
def test_no_label_is_too_long_or_of_several_lines(words):
    label = label_of(words)
    assert len(label) <= LONGEST
    assert "\n" not in label
