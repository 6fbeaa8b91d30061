"""Whose work it is: named on the command line, in the environment, or kept once."""

import json

import pytest
from corpus_project import CORPUS, OWN_CODES

TRANSCRIPT = "Int: How did it begin?\nMo: Slowly. Mum’s memory went.\n"

WRITES = [
    ["import", "P", "transcript.txt"],
    ["codebook", "load", "P", "cross-cutting"],
    ["codebook", "add", "P", "Pets"],
    ["codebook", "join", "P", "breaks", "hospital"],
    ["apply", "P", "A-FG1", "breaks", "--span", "490", "600"],
    ["codings", "P", "--remove", "C"],
    ["people", "P", "--set", "A-FG1-P1", "role=carer"],
    ["consent", "P", "A-FG1-P1", "quote", "no"],
    ["withdraw", "P", "A-FG1-P1", "--yes"],
    ["sample", "P", "3"],
    ["undo", "P"],
    ["redo", "P"],
    ["code", "P"],
    ["quotes", "P", "-o", "quotations.md"],
    ["report", "P", "-o", "report.html"],
    ["export", "P", "codings.csv"],
]


def coders(qualcode, project):
    return {one["coder"] for one in json.loads(qualcode("codings", project, "--json").out)}


@pytest.mark.parametrize("words", WRITES, ids=" ".join)
def test_a_write_by_nobody_is_refused_and_changes_nothing(
    qualcode, study, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "transcript.txt").write_text(TRANSCRIPT, encoding="utf-8")
    coding = json.loads(qualcode("codings", study, "--json").out)[0]["id"]
    before = qualcode("log", study, "--json").out
    names = {"P": str(study), "C": coding}
    ran = qualcode(*[names.get(word, word) for word in words])
    assert ran.code == 1
    assert ran.err.strip() == (
        "Nobody has said whose work this is. Add --coder NAME, "
        "or say it once for all: qualcode init --coder NAME"
    )
    assert qualcode("log", study, "--json").out == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["carers.qualcode", "transcript.txt"]


def test_a_project_can_be_made_by_nobody(qualcode, tmp_path):
    ran = qualcode("init", tmp_path / "p.qualcode")
    assert ran.code == 0
    assert "add --coder NAME" in ran.err
    assert json.loads(qualcode("log", tmp_path / "p.qualcode", "--json").out) == []


def test_the_first_coder_is_kept_and_the_second_is_not(qualcode, tmp_path, home):
    qualcode("init", tmp_path / "one.qualcode", "--coder", "Zoë “Z” Müller")
    qualcode("init", tmp_path / "two.qualcode", "--coder", "Tom")
    (tmp_path / "t.txt").write_text(TRANSCRIPT, encoding="utf-8")
    assert qualcode("import", tmp_path / "two.qualcode", tmp_path / "t.txt").code == 0
    latest = json.loads(qualcode("log", tmp_path / "two.qualcode", "--json").out)[0]
    assert (latest["kind"], latest["coder"]) == ("import", "Zoë “Z” Müller")


def test_the_kept_coder_can_be_changed(qualcode, home):
    qualcode("init", "--coder", "Asha")
    assert qualcode("init", "--coder", "Tom").code == 0
    assert "Tom" in (home / "config.toml").read_text(encoding="utf-8")


def test_the_option_beats_the_environment_and_that_beats_what_is_kept(
    qualcode, study, monkeypatch, home
):
    (home / "config.toml").write_text('coder = "Kept"\n', encoding="utf-8")
    at = iter([("490", "520"), ("520", "560"), ("560", "600")])

    def apply(*more):
        assert qualcode("apply", study, "A-FG1", "breaks", "--span", *next(at), *more).code == 0

    apply()
    assert coders(qualcode, study) == {"Asha", "Tom", "Kept"}
    monkeypatch.setenv("QUALCODE_CODER", "Environment")
    apply()
    assert coders(qualcode, study) == {"Asha", "Tom", "Kept", "Environment"}
    apply("--coder", "Option")
    assert coders(qualcode, study) == {"Asha", "Tom", "Kept", "Environment", "Option"}


@pytest.mark.parametrize("broken", ["coder = ", "coder = 3\n", 'coder = "  "\n', "\x00", ""])
def test_a_broken_configuration_is_nobody(qualcode, study, home, broken):
    (home / "config.toml").write_text(broken, encoding="utf-8")
    ran = qualcode("undo", study)
    assert ran.code == 1
    assert "Nobody has said whose work this is" in ran.err


@pytest.mark.parametrize("option", [["--coder", ""], ["--coder", "   "]], ids=["empty", "blank"])
def test_a_blank_name_is_nobody(qualcode, study, option):
    ran = qualcode("apply", study, "A-FG1", "breaks", "--span", "490", "520", *option)
    assert ran.code == 1
    assert "Nobody has said whose work this is" in ran.err


def test_names_that_differ_in_spaces_around_them_are_one_coder(qualcode, study):
    qualcode("apply", study, "A-FG1", "breaks", "--span", "490", "520", "--coder", " Asha ")
    assert coders(qualcode, study) == {"Asha", "Tom"}


def test_a_table_is_applied_under_the_coders_it_names(qualcode, tmp_path, empty, monkeypatch):
    monkeypatch.setenv("QUALCODE_CODER", "Lead")
    qualcode("import", empty, CORPUS)
    qualcode("codebook", "load", empty, "cross-cutting")
    qualcode("codebook", "load", empty, OWN_CODES)
    assert qualcode("apply", empty, "--table", CORPUS / "coding" / "tom.csv", "--read").code == 0
    assert coders(qualcode, empty) == {"Tom"}
