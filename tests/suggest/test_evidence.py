"""Words that speak for a code, and passages most like another."""

import pytest

from qualcode.suggest import evidence, forget
from qualcode.suggest.evidence import Usage, find_evidence, open_usage

MATERIAL = (
    "The buses stop at six.",
    "My sister sits with him on Fridays.",
    "We have had no break since August.",
    "The form is forty pages long.",
    "It was a long day.",
)
USAGE = Usage(MATERIAL)


def test_words_shared_with_the_meaning_are_named_as_they_stand():
    found = find_evidence("Two Breaks in a year, no more.", "A break from care", [], USAGE)
    assert found.words == ("Breaks",)


def test_common_words_speak_for_nothing():
    found = find_evidence("It was there and then it was not.", "It is not there", [], USAGE)
    assert found.words == ()


def test_a_rare_word_weighs_more_than_a_usual_one():
    material = ["the long form"] * 9 + ["the allowance form"]
    found = find_evidence("a form about the allowance", "allowance form", [], Usage(material))
    assert found.words == ("allowance", "form")


def test_care_and_cars_are_not_one_word():
    assert find_evidence("two cars", "care and caring", [], USAGE).words == ()
    assert find_evidence("she cares", "care", [], USAGE).words == ("cares",)


def test_the_passage_with_the_same_rare_words_is_the_most_alike():
    examples = ["No break for a year.", "Buses stop early.", "Fridays with my sister."]
    found = find_evidence("My sister has him on Friday.", "Family", examples, USAGE)
    assert found.alike[0][0] == 2
    assert 0 < found.alike[0][1] <= 1


def test_nothing_alike_is_nothing():
    assert find_evidence("Buses.", "Family", ["My sister."], USAGE).alike == ()


def test_a_passage_without_words_has_no_evidence():
    assert find_evidence("…", "Family", ["My sister."], USAGE).words == ()


def test_one_and_the_same_passage_is_wholly_alike():
    found = find_evidence("My sister sits.", "", ["My sister sits."], USAGE)
    assert abs(found.alike[0][1] - 1) < 1e-9


class TestUsage:
    @pytest.fixture
    def cut(self):
        """How often texts were cut into pieces to learn how usual words are."""
        forget()
        asked = []

        def cut_of(text):
            def cut():
                asked.append(text)
                return text.split(". ")

            return open_usage([text], cut)

        return cut_of, asked

    def test_the_same_texts_are_read_once(self, cut):
        open_, asked = cut
        assert open_("No break. No bus.") is open_("No break. No bus.")
        assert asked == ["No break. No bus."]

    def test_other_texts_are_read_anew_and_the_old_ones_go(self, cut):
        open_, asked = cut
        for text in ("No break.", "No bus.", "No break."):
            open_(text)
        assert asked == ["No break.", "No bus.", "No break."]

    def test_forgetting_drops_the_words(self, cut):
        open_, asked = cut
        open_("Zebedee sleeps.").weigh("Zebedee sleeps.")
        forget()
        assert evidence._read_word.cache_info().currsize == 0
        open_("Zebedee sleeps.")
        assert len(asked) == 2
