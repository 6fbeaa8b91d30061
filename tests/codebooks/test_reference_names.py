"""Codes that rules send coders to: shown by label, and read back as the same codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebooks.references import ReferenceNames
from qualcode.model import Code


def code(slug, label, path="", codebook="ours", was=()):
    return Code(
        f"id-{slug}-{codebook}", slug, label, path=path or label, codebook=codebook, was=was
    )


CODES = (
    code("nights", "Nights", was=("sleep",)),
    code("breaks.refused", "Refused breaks", "Breaks › Refused breaks"),
    code("money.costs", "Costs", "Money › Costs"),
    code("work.costs", "Costs", "Work › Costs"),
    code("odd", "Odd (or not)"),
    code("a-or-b", "Aids or beds"),
)


@pytest.fixture
def names():
    return ReferenceNames(CODES, "ours")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("sleep at night (use nights)", "sleep at night (use “Nights”)"),
        (
            "(use nights, breaks.refused or a-or-b)",
            "(use “Nights”, “Refused breaks” or “Aids or beds”)",
        ),
        # Two codes are called alike, so each is named with what it stands under.
        ("(use money.costs)", "(use “Money › Costs”)"),
        # A name with brackets in it would not be found again.
        ("(use odd)", "(use odd)"),
        ("(use unheard-of)", "(use unheard-of)"),
        ("use nights, with care", "use nights, with care"),
    ],
)
def test_a_rule_is_shown_by_label_and_comes_back_as_it_was(names, kept, shown):
    assert names.show(kept) == shown
    assert names.read(shown) == kept


@pytest.mark.parametrize(
    "typed", ['(use "nights")', "(use “NIGHTS”)", "(use Nights)", "(use  “ Nights ”)"]
)
def test_a_label_counts_however_its_marks_and_letters_are_typed(names, typed):
    assert names.read(typed).replace("  ", " ") == "(use nights)"


def test_an_earlier_id_comes_back_as_the_present_one(names):
    assert names.show("(use sleep)") == "(use “Nights”)"
    assert names.read("(use “Nights”)") == "(use nights)"


def test_a_word_that_is_an_id_means_that_code_though_another_is_called_so():
    names = ReferenceNames([code("rest", "Breaks"), code("x1", "Rest")], "ours")
    assert names.read("(use rest)") == "(use rest)"
    assert names.read("(use “Rest”)") == "(use x1)"


def test_a_codebooks_own_code_goes_before_anothers_of_the_same_id():
    names = ReferenceNames([code("rest", "Rest"), code("rest", "Pauses", codebook="other")], "ours")
    assert names.show("(use rest)") == "(use “Rest”)"
    assert names.read("(use “Pauses”)") == "(use “Pauses”)"


@given(st.lists(st.sampled_from([one.slug for one in CODES]), min_size=1, max_size=4))
def test_whatever_codes_are_named_come_back(slugs):
    names = ReferenceNames(CODES, "ours")
    rule = f"what was meant (use {' or '.join(slugs)})"
    assert names.read(names.show(rule)) == rule
