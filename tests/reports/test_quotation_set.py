from dataclasses import replace

import pytest

from qualcode.model import SourceKind
from qualcode.model.words import count
from qualcode.reports import (
    HIDDEN_SITE,
    Attribution,
    ConsentMissingError,
    DuplicateQuotationError,
    MadeDateError,
    Order,
    QuoteConsent,
)
from qualcode.reports.arrangement import arrange, long_date


def paths(quotations):
    return [theme.path for theme in arrange(quotations, Attribution()).themes]


@pytest.mark.parametrize("consent", ["quote: no", "", "yes"])
def test_no_quotation_is_made_without_consent(quotations, consent):
    with pytest.raises(ConsentMissingError, match="Q-3f9a2c"):
        replace(quotations.items[0], consent=consent)


def test_a_passage_stands_under_a_code_once(quotations):
    with pytest.raises(DuplicateQuotationError, match="Q-3f9a2c"):
        replace(quotations, items=(quotations.items[0], quotations.items[0]))


def test_a_passage_may_stand_under_two_codes_and_is_one_quotation(quotations):
    first = quotations.items[0]
    both = (first, replace(first, code_path="Sleep", code_label="Sleep"))
    arranged = arrange(replace(quotations, items=both), Attribution())
    assert len(arranged.themes) == 2
    counts = arranged.counts
    assert (counts.quotations, counts.people, counts.sources, counts.sites) == (1, 1, 1, 1)


@pytest.mark.parametrize("made", ["14 May 2031", "", "2031-13-01"])
def test_a_set_is_made_on_a_date(quotations, made):
    with pytest.raises(MadeDateError):
        replace(quotations, made=made)


def test_themes_come_in_the_order_of_the_codebook(quotations):
    assert [path.split(" › ")[-1] for path in paths(quotations)] == [
        "No break at all",
        "Time away from caring",
        "Passed from office to office",
        "Money",
    ]


def test_themes_can_come_by_the_alphabet(quotations):
    found = paths(replace(quotations, order=Order.ALPHABET))
    assert [path[:5] for path in found] == ["Askin", "Money", "Time ", "Time "]
    assert found[2] == "Time away from caring"


def test_themes_can_come_by_how_many_people_they_hold(quotations):
    arranged = arrange(replace(quotations, order=Order.MOST_PEOPLE), Attribution())
    assert [theme.counts.people for theme in arranged.themes] == [3, 3, 1, 1]


def test_within_a_theme_sites_come_first_then_roles_and_what_is_not_recorded_last(quotations):
    theme = arrange(quotations, Attribution()).themes[2]
    assert [part.heading for part in theme.parts] == [
        "Site A · Young carer",
        "Site B · Carer",
        "Site not recorded · Role not recorded",
    ]


def test_a_hidden_site_leaves_only_roles_to_group_by(quotations):
    theme = arrange(quotations, HIDDEN_SITE).themes[0]
    assert [part.heading for part in theme.parts] == ["Carer", "Support worker"]


def test_a_person_keeps_one_number_through_a_set(quotations):
    arranged = arrange(quotations, HIDDEN_SITE)
    numbers = {}
    for printed in arranged.quotations:
        numbers.setdefault(printed.item.participant, set()).add(printed.person)
    assert all(len(names) == 1 for names in numbers.values())
    assert len(set.union(*numbers.values())) == len(numbers) == 6


def test_people_are_counted_once_beside_their_base(quotations):
    base = arrange(quotations, Attribution()).base
    assert base == (
        "8 quotations from 6 of 21 people, in 5 of 13 conversations and 2 of 2 sites of the study."
    )


def test_a_base_that_is_not_given_is_not_made_up(quotations):
    unknown = replace(quotations, people=None, conversations=None, sites=None)
    assert arrange(unknown, Attribution()).base == (
        "8 quotations from 6 people, in 5 conversations and 2 sites of the study."
    )


def test_the_base_says_what_was_counted(quotations):
    """Sources of every kind: none is called a conversation that is none."""
    first, *_ = quotations.items
    changed = {
        "participant": "N1",
        "source_ref": "N1",
        "kind": SourceKind.NOTES,
    }
    notes = replace(first, ref="Q-n", **changed)
    answers = [
        replace(first, ref=f"Q-s{n}", participant=f"S1-R{n}", source_ref="S1", turn=n, **survey)
        for n, survey in ((1, {"kind": SourceKind.SURVEY}), (2, {"kind": SourceKind.SURVEY}))
    ]
    report = replace(first, ref="Q-r", participant="R1", source_ref="R1", kind=SourceKind.REPORT)
    held = replace(
        quotations, items=(first, notes, *answers, report), notes=3, answers=60, people=86
    )
    assert arrange(held, Attribution()).base == (
        "5 quotations from 3 of 86 people, in 1 of 13 conversations, 1 of 3 sets of notes, "
        "2 of 60 survey answers, 1 published report and 1 of 2 sites of the study."
    )


def test_who_was_not_asked_about_being_quoted_is_said(quotations):
    arranged = arrange(quotations, Attribution())
    assert arranged.consent.startswith("For 1 of 6 people quoted no answer")
    marked = [p.item.ref for p in arranged.quotations if "not recorded" in p.trace]
    assert marked == ["Q-c05d18"]


def test_where_all_agreed_that_is_said(quotations):
    agreed = tuple(replace(item, consent=QuoteConsent.YES) for item in quotations.items)
    arranged = arrange(replace(quotations, items=agreed), Attribution())
    assert arranged.consent == "Everybody quoted agreed to be quoted."


def test_an_empty_set_says_so(quotations):
    arranged = arrange(replace(quotations, items=()), Attribution())
    assert arranged.themes == ()
    assert arranged.consent == "There is no quotation in this set."


def test_a_date_is_written_out():
    assert long_date("2031-05-04") == "4 May 2031"


@pytest.mark.parametrize(("n", "words"), [(0, "0 people"), (1, "1 person"), (1204, "1,204 people")])
def test_a_number_agrees_with_its_noun(n, words):
    assert count(n, "person", "people") == words
