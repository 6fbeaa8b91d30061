"""Corrections, speakers, and reading from the command line."""

import json


def test_a_misheard_word_is_corrected_and_the_text_stays(qualcode, study):
    done = qualcode("correct", study, "B-INT1", "cattle mart", "cattle market", "--coder", "Lead")
    assert done.code == 0
    assert "now shows “cattle market”" in done.err
    assert "B-INT1" in qualcode("search", study, "cattle market").out
    assert "cattle mart " in qualcode("sources", study, "--json").out
    undone = qualcode("undo", study, "--coder", "Lead")
    assert "corrected “cattle mart” to “cattle market” in B-INT1" in undone.err


def test_words_that_are_not_there_are_not_corrected(qualcode, study):
    done = qualcode("correct", study, "B-INT1", "zzz", "y", "--coder", "Lead")
    assert done.code == 1
    assert "does not read “zzz”" in done.err


def test_a_turn_is_given_to_whoever_spoke_it(qualcode, study):
    from qualcode.project import Project

    lead = ("--coder", "Lead")
    done = qualcode("correct", study, "A-FG1", "--turn", "4", "--speaker", "A-FG1-P1", *lead)
    assert done.code == 0
    with Project.open(study) as project:
        document = project.sources.document(project.sources.find("A-FG1").id)
        assert document.turns[3].case == project.people.find("A-FG1-P1").id


def test_a_turn_that_is_not_there_is_wrong_usage(qualcode, study):
    lead = ("--coder", "Lead")
    done = qualcode("correct", study, "A-FG1", "--turn", "999", "--speaker", "A-FG1-P1", *lead)
    assert done.code == 2
    assert "turns 1 to 81" in done.err


def test_a_source_is_marked_as_read(qualcode, study):
    done = qualcode("apply", study, "B-INT1", "--read", "--coder", "Wen")
    assert done.code == 0
    table = qualcode("sources", study).out
    assert "read by Wen" in table


def test_a_label_or_a_time_cannot_be_coded(qualcode, study):
    done = qualcode("apply", study, "B-INT1", "breaks", "--span", 0, 4, "--coder", "Lead")
    assert done.code == 1
    assert "label or a time" in done.err or "no words" in done.err


def test_nothing_leaves_without_a_name(qualcode, study, tmp_path):
    for words in (
        ("quotes", study, "-o", tmp_path / "q.md"),
        ("report", study, "-o", tmp_path / "r.html"),
        ("export", study, tmp_path / "c.csv"),
    ):
        done = qualcode(*words)
        assert done.code == 1
        assert "Nobody has said whose work this is" in done.err
    assert list(tmp_path.glob("[qrc].*")) == []


def test_words_speakers_and_parts_are_corrected_listed_and_taken_back(qualcode, study, tmp_path):
    lead = ("--coder", "Lead")
    first = qualcode("correct", study, "B-INT1", "cattle mart", "cattle market", *lead)
    assert first.err.endswith("B-INT1 now shows “cattle market” for “cattle mart”.\n")
    again = qualcode("correct", study, "B-INT1", "cattle market", "cattle show", *lead)
    assert again.code == 0
    given = qualcode("correct", study, "A-FG1", "--turn", "4", "--speaker", "A-FG1-P1", *lead)
    assert "Turn 4 of A-FG1 is A-FG1-P1’s." in given.err
    words = ("--turn", "4", "--from", "They come about", "--new-speaker", "B-INT1-P9")
    parted = qualcode("correct", study, "B-INT1", *words, *lead)
    assert "Turn 4, second part of B-INT1 is B-INT1-P9’s." in parted.err
    listed = json.loads(qualcode("correct", study, "--list", "--json").out)
    assert [(one["turn"], one["kind"], one["after"]) for one in listed] == [
        ("turn 4", "speaker", "A-FG1-P1"),
        ("turn 4, second part", "two people", "B-INT1-P9"),
        ("turn 6", "words", "cattle show"),
    ]
    target = tmp_path / "corrections.csv"
    assert qualcode("correct", study, "--out", target, *lead).code == 0
    assert len(target.read_text("utf-8-sig").splitlines()) == 4
    assert "exists already" in qualcode("correct", study, "--out", target, *lead).err
    for one in listed:
        assert qualcode("correct", study, "--back", one["id"], *lead).code == 0
    assert qualcode("correct", study).err.endswith("0 corrections.\n")


def test_a_correction_that_is_half_said_is_wrong_usage(qualcode, study):
    for words in (
        ("B-INT1", "cattle mart"),
        ("B-INT1", "--turn", "4"),
        ("B-INT1", "--from", "They come", "--speaker", "B-INT1-F1"),
        ("B-INT1", "--turn", "99", "--speaker", "B-INT1-F1"),
    ):
        assert qualcode("correct", study, *words, "--coder", "Lead").code == 2


def test_a_listed_coding_has_the_words_of_the_file_and_those_shown(qualcode, study):
    qualcode("apply", study, "B-INT1", "breaks", "--text", "the cattle mart", "--coder", "Lead")
    qualcode("correct", study, "B-INT1", "cattle mart", "cattle market", "--coder", "Lead")
    (row,) = json.loads(qualcode("codings", study, "--by", "Lead", "--json").out)
    assert (row["text"], row["shown"]) == ("the cattle mart", "the cattle market")
