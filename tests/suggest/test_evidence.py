"""Words that speak for a code, and passages most like another."""

from qualcode.suggest.evidence import find_evidence

MATERIAL = (
    "The buses stop at six.",
    "My sister sits with him on Fridays.",
    "We have had no break since August.",
    "The form is forty pages long.",
    "It was a long day.",
)


def test_words_shared_with_the_meaning_are_named_as_they_stand():
    found = find_evidence("Two Breaks in a year, no more.", "A break from care", [], MATERIAL)
    assert found.words == ("Breaks",)


def test_common_words_speak_for_nothing():
    found = find_evidence("It was there and then it was not.", "It is not there", [], MATERIAL)
    assert found.words == ()


def test_a_rare_word_weighs_more_than_a_usual_one():
    material = ["the long form"] * 9 + ["the allowance form"]
    found = find_evidence("a form about the allowance", "allowance form", [], material)
    assert found.words == ("allowance", "form")


def test_care_and_cars_are_not_one_word():
    assert find_evidence("two cars", "care and caring", [], MATERIAL).words == ()
    assert find_evidence("she cares", "care", [], MATERIAL).words == ("cares",)


def test_the_passage_with_the_same_rare_words_is_the_most_alike():
    examples = ["No break for a year.", "Buses stop early.", "Fridays with my sister."]
    found = find_evidence("My sister has him on Friday.", "Family", examples, MATERIAL)
    assert found.alike[0][0] == 2
    assert 0 < found.alike[0][1] <= 1


def test_nothing_alike_is_nothing():
    assert find_evidence("Buses.", "Family", ["My sister."], MATERIAL).alike == ()


def test_a_passage_without_words_has_no_evidence():
    assert find_evidence("…", "Family", ["My sister."], MATERIAL).words == ()


def test_one_and_the_same_passage_is_wholly_alike():
    found = find_evidence("My sister sits.", "", ["My sister sits."], MATERIAL)
    assert abs(found.alike[0][1] - 1) < 1e-9
