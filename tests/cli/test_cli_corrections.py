"""Corrections, speakers, and reading from the command line."""


def test_a_misheard_word_is_corrected_and_the_text_stays(qualcode, study):
    done = qualcode(
        "sources", study, "--correct", "B-INT1", "cattle mart", "cattle market",
        "--coder", "Lead",
    )  # fmt: skip
    assert done.code == 0
    assert "now shows “cattle market”" in done.err
    assert "B-INT1" in qualcode("search", study, "cattle market").out
    assert "cattle mart " in qualcode("sources", study, "--json").out
    undone = qualcode("undo", study, "--coder", "Lead")
    assert "corrected words in B-INT1" in undone.err


def test_words_that_are_not_there_are_not_corrected(qualcode, study):
    done = qualcode("sources", study, "--correct", "B-INT1", "zzz", "y", "--coder", "Lead")
    assert done.code == 1
    assert "does not read “zzz”" in done.err


def test_a_turn_is_given_to_whoever_spoke_it(qualcode, study):
    from qualcode.project import Project

    done = qualcode("people", study, "--voice", "A-FG1", "4", "A-FG1-P1", "--coder", "Lead")
    assert done.code == 0
    with Project.open(study) as project:
        document = project.sources.document(project.sources.find("A-FG1").id)
        assert document.turns[3].case == project.people.find("A-FG1-P1").id


def test_a_turn_that_is_not_there_is_wrong_usage(qualcode, study):
    done = qualcode("people", study, "--voice", "A-FG1", "999", "A-FG1-P1", "--coder", "Lead")
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
