"""Assisted shares on the command line: a table or data, and refusals in words."""

import json

import pytest
from corpus_project import copy_corpus_project, copy_suggested_project


@pytest.fixture
def study(tmp_path):
    """The bundled study, coded and read."""
    return copy_corpus_project(tmp_path / "study.qualcode")


@pytest.fixture
def drawn(study, qualcode):
    """The study with a draw of sixty passages, all of them read."""
    qualcode("sample", study, 60, "--seed", "tide", "--coder", "Guest")
    return study


def test_data_hold_the_estimate_and_what_it_would_be_without_the_model(drawn, qualcode):
    done = qualcode("prevalence", drawn, "--assisted", "--within", "4", "--json")
    told = json.loads(done.out)
    assert (done.code, told["unit"], told["drawn"], told["within"]) == (0, "passages", 60, 0.04)
    for one in told["counts"]:
        if one["estimate"] is None:
            assert "as it is now" in one["why"]
        else:
            assert 0 <= one["low"] <= one["estimate"] <= one["high"] <= 1
            assert one["human_low"] <= one["human_estimate"] <= one["human_high"]
            assert one["human_estimate"] == pytest.approx(one["n"] / one["drawn"])
            assert one["more"] >= 0
            assert one["effective_without"] == pytest.approx(60 / (1 - 60 / 560))


def test_a_table_has_a_line_for_each_theme_and_the_talk_stays_apart(drawn, qualcode):
    done = qualcode("prevalence", drawn, "--assisted")
    assert done.code == 0
    assert "Share of all 560 passages" in done.out
    assert "Being recognised as a carer" in done.out
    assert "Predicting" not in done.out
    assert "Shares are of passages, not of people" in done.err


def test_without_a_draw_it_is_refused(study, qualcode):
    done = qualcode("prevalence", study, "--assisted")
    assert done.code == 1
    assert "No passages were drawn at random" in done.err
    assert done.out == ""


@pytest.mark.parametrize("unit", ["people", "conversations"])
def test_a_share_of_people_is_refused(drawn, qualcode, unit):
    done = qualcode("prevalence", drawn, "--assisted", "--of", unit)
    assert done.code == 1
    assert f"A share of {unit} cannot be had" in done.err


@pytest.mark.parametrize(
    "words",
    [
        ["prevalence", "P", "--within", "5"],
        ["prevalence", "P", "--of", "passages"],
        ["prevalence", "P", "--assisted", "--question", "1"],
        ["sample", "P"],
        ["sample", "P", "5", "--queue"],
        ["sample", "P", "--queue", "--rare"],
        ["sample", "P", "5", "--check", "breaks", "--by", "site"],
    ],
)
def test_options_that_do_not_go_together_are_told(study, qualcode, words):
    assert qualcode(*(study if word == "P" else word for word in words)).code == 2


def test_the_queue_as_data_hides_why_a_passage_was_drawn(tmp_path, qualcode):
    # Nobody read B-INT1 here.
    study = copy_suggested_project(tmp_path / "study.qualcode")
    qualcode("sample", study, 400, "--seed", "tide", "--coder", "Guest")
    told = json.loads(qualcode("sample", study, "--queue", "--json").out)
    assert told["queue"]
    assert {one["reason"] for one in told["queue"]} == {None}
    (progress,) = told["samples"]
    assert progress["read"] + len(told["queue"]) == progress["drawn"] == 400


def test_seeking_proposes_and_says_what_is_not_known(study, qualcode):
    told = json.loads(
        qualcode("suggest", study, "--seek", "Doing it all online", "--show", "2", "--json").out
    )
    assert len(told["next"]) == 2
    assert told["unfound"]["estimate"] is None


@pytest.mark.parametrize("verb", [["prevalence"], ["prevalence", "--assisted"], ["sample", "5"]])
def test_an_unknown_variable_is_told_with_those_there_are(drawn, qualcode, verb):
    done = qualcode(verb[0], drawn, *verb[1:], "--by", "nosuch")
    assert done.code == 1
    assert "No one has a variable “nosuch”. There are: " in done.err
    assert "role, site" in done.err


def test_a_draw_says_of_whom_nothing_was_drawn(study, qualcode):
    done = qualcode("sample", study, 5, "--by", "site", "--by", "role", "--coder", "Guest")
    lines = done.err.splitlines()
    none = [line.split(":")[0] for line in lines if ": 0 of " in line]
    (told,) = [line for line in lines if line.startswith("Nothing was drawn of: ")]
    assert none
    assert all(name in told for name in none)
    strata = [
        line for line in lines if " of " in line and line.endswith((" passages.", " passage."))
    ]
    assert f"At least {len(strata)} at random" in told


def test_a_check_says_what_is_known_already(study, qualcode):
    done = qualcode("sample", study, 5, "--check", "Doing it all online", "--coder", "Guest")
    assert "26 passages known before; none of them is drawn again." in done.err
    assert "found before" not in done.err
    assert "Nothing was drawn of" not in done.err
