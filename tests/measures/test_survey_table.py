"""Tables of closed answers: their base, and options in the order people expect."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.measures import GroupNameError
from qualcode.measures.options import order_options
from qualcode.measures.survey_table import Answered, tabulate_answers

OPTIONS = st.sampled_from(["yes", "no", "don't know", "18-24", "65+", "Other"])
ANSWERS = st.lists(
    st.builds(
        Answered,
        st.lists(OPTIONS, max_size=3, unique=True).map(tuple),
        st.one_of(st.none(), st.sampled_from(["A", "B"])),
    )
)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Under 18", "18-24", "25-34", "65 or over", "Prefer not to say"],
        ["under 20", "20-34", "35-49", "50+"],
        ["Less than £10,000", "£10,000 to £19,999", "£20,000 or more"],
        ["Less than 6 months", "6 months", "1-2 years", "3-5 years", "Over 10 years"],
        ["2", "9", "10", "11.5", "100"],
        ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Don't know"],
        ["Very satisfied", "Satisfied", "Dissatisfied"],
        ["Always", "Often", "Sometimes", "Never", "Not applicable"],
        ["Yes", "No", "Not sure"],
        ["Excellent", "Good", "Fair", "Poor"],
    ],
)
def test_scales_and_numbers_stand_in_their_own_order(ordered):
    often = Counter({option: number for number, option in enumerate(ordered, 1)})
    assert order_options(often) == ordered


def test_other_options_stand_by_how_often_they_are_chosen():
    uses = Counter({"a letter": 2, "a text": 5, "Other": 9, "a call": 2})
    assert order_options(uses) == ["a text", "a call", "a letter", "Other"]


def test_blank_answers_are_outside_the_base():
    table = tabulate_answers(
        [Answered(("Yes",)), Answered(("No",)), Answered(()), Answered(("Yes",))], "Working?"
    )
    (group,) = table.groups
    assert (group.base, group.blank) == (3, 1)
    assert table.count("Yes").share == pytest.approx(2 / 3)


def test_a_base_below_ten_is_small():
    nine, ten = ([Answered(("Yes",))] * number for number in (9, 10))
    assert tabulate_answers(nine, "Q").groups[0].is_small
    assert not tabulate_answers(ten, "Q").groups[0].is_small


def test_a_group_of_which_nobody_answered_has_no_share():
    table = tabulate_answers([Answered(("Yes",), "A"), Answered((), "B")], "Q", by="site")
    assert table.count("Yes", "B").share is None


def test_a_group_called_like_the_row_of_everybody_is_refused():
    with pytest.raises(GroupNameError):
        tabulate_answers([Answered(("Yes",), "all")], "Q", by="site")


@given(answers=ANSWERS)
def test_groups_add_up_to_everybody(answers):
    table = tabulate_answers(answers, "Q", several=True, by="site")
    *groups, everybody = table.groups
    assert sum(group.base for group in groups) == everybody.base
    assert everybody.base + everybody.blank == len(answers)
    for option in table.options:
        assert sum(table.count(option, one.name).n for one in groups) == table.count(option).n
        assert 0 < table.count(option).n <= everybody.base
