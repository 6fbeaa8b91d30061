"""Codes that a codebook sends to, and that are not there."""

from qualcode.codebooks import (
    bundled_codebooks,
    find_lost_references,
    load_codebook,
    parse_codebook,
)

BREAKS = """\
codebook: breaks
label: Breaks
codes:
  - id: breaks
    label: Breaks
    exclude: "{exclude}"
  - id: breaks.asked
    label: Asked
"""


def lost(exclude):
    found = find_lost_references(parse_codebook(BREAKS.format(exclude=exclude), "a.yaml"))
    return [(one.code, one.named, one.nearest) for one in found]


def test_a_code_that_is_there_is_found():
    assert lost("It was refused (use breaks.asked or breaks).") == []


def test_one_that_is_not_there_is_told_with_the_nearest():
    assert lost("No (use breaks, or breaks.aksed).") == [("breaks", "breaks.aksed", "breaks.asked")]


def test_a_code_of_another_codebook_and_plain_words_are_no_references():
    assert lost("A wish (see other: wish), or a guess (use with care).") == []


def test_no_bundled_codebook_sends_to_nowhere():
    for path in bundled_codebooks().values():
        assert list(find_lost_references(load_codebook(path))) == []
