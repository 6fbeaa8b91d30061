"""Importing at the command line: the preview, the question, decisions, and scripts going on."""

import json

import pytest

from qualcode.cli.commands import sources
from qualcode.project import Project

GROUP = "Int: How are things?\nMoira: I had a week away.\nDev: I never had a day.\nMoira: No.\n"
INTERVIEW = "Int: And you?\nMoira: I get by.\nMoira: Mostly.\n"


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text(GROUP, encoding="utf-8")
    (folder / "b.txt").write_text(INTERVIEW, encoding="utf-8")
    return folder


@pytest.fixture
def terminal(monkeypatch):
    """Somebody sits at the terminal."""
    monkeypatch.setattr(sources, "at_terminal", lambda: True)


@pytest.fixture
def refs(empty):
    def read():
        with Project.open(empty) as project:
            return [(one.ref, one.kind) for one in project.sources.list()]

    return read


@pytest.fixture
def kinds(empty):
    def read():
        with Project.open(empty) as project:
            return {one.code: str(one.kind) for one in project.people.list()}

    return read


def test_at_a_terminal_files_are_shown_and_asked_about(qualcode, empty, files, terminal, refs):
    ran = qualcode("import", empty, files, "--coder", "Asha", answer="y\n")
    assert ran.code == 0
    shown = [line.split() for line in ran.out.splitlines()]
    assert "a.txt: T1 (recording, interview, 4 turns, 14 words)\n" in ran.out
    assert ["Moira", "2", "I", "had", "a", "week", "away.", "person"] in shown
    assert ["Int", "1", "How", "are", "things?", "facilitator"] in shown
    assert "“Moira” also speaks in T1" in ran.out
    assert "Bring these 2 files in? [Y/n]" in ran.err
    assert refs() == [("T1", "recording"), ("T2", "recording")]


def test_whoever_says_no_has_nothing_brought_in(qualcode, empty, files, terminal, refs):
    ran = qualcode("import", empty, files, "--coder", "Asha", answer="n\n")
    assert (ran.code, refs()) == (0, [])
    assert ran.err.endswith("Nothing was brought in.\n")


def test_enter_is_yes(qualcode, empty, files, terminal, refs):
    qualcode("import", empty, files / "a.txt", "--coder", "Asha", answer="\n")
    assert refs() == [("T1", "recording")]


@pytest.mark.parametrize("how", [["--yes"], ["--json"]])
def test_yes_and_json_do_not_ask(qualcode, empty, files, terminal, refs, how):
    ran = qualcode("import", empty, files, "--coder", "Asha", *how)
    assert "Bring" not in ran.err
    assert len(refs()) == 2


def test_without_a_terminal_nothing_is_asked_or_shown(qualcode, empty, files, refs):
    ran = qualcode("import", empty, files, "--coder", "Asha")
    assert ran.out == ""
    assert ran.err.splitlines()[-1] == "2 files imported, 0 known already, 0 refused."
    assert len(refs()) == 2


def test_when_every_file_is_refused_nothing_is_asked(qualcode, empty, files, terminal):
    ran = qualcode("import", empty, files / "none.txt", "--coder", "Asha")
    assert ran.code == 1
    assert "Bring" not in ran.err
    assert "There is no file" in ran.err


def test_a_preview_shows_and_stores_nothing_and_needs_no_coder(qualcode, empty, files, refs):
    before = empty.read_bytes()
    ran = qualcode("import", empty, files, "--preview")
    assert ran.code == 0
    assert "a.txt: T1" in ran.out
    assert refs() == []
    assert empty.read_bytes() == before


def test_a_preview_with_a_refused_file_leaves_with_one(qualcode, empty, files):
    (files / "c.txt").write_bytes(b"")
    ran = qualcode("import", empty, files, "--preview")
    assert ran.code == 1
    assert "✗ c.txt: " in ran.out


def test_a_preview_as_data(qualcode, empty, files):
    first, second = json.loads(qualcode("import", empty, files, "--preview", "--json").out)
    assert (first["code"], first["kind"], first["turns"]) == ("T1", "recording", 4)
    assert first["people"] == [
        {"label": "Int", "kind": "facilitator", "present": False},
        {"label": "Moira", "kind": "person", "present": False},
        {"label": "Dev", "kind": "person", "present": False},
    ]
    assert first["speakers"][1]["first_words"] == "I had a week away."
    assert "also speaks in T1" in second["unsure"][-1]


def test_what_files_are_can_be_said(qualcode, empty, files, refs):
    qualcode("import", empty, files, "--as", "notes", "--coder", "Asha")
    assert refs() == [("N1", "notes"), ("N2", "notes")]


def test_what_a_label_is_can_be_said(qualcode, empty, files, kinds):
    ran = qualcode("import", empty, files, "--kind-of", "dev=several", "--coder", "Asha")
    assert ran.code == 0
    assert kinds() == {
        "T1-F1": "facilitator",
        "T1-P1": "person",
        "T1-G1": "several",
        "T2-F1": "facilitator",
        "T2-P1": "person",
    }


def test_decisions_are_in_the_preview(qualcode, empty, files):
    ran = qualcode("import", empty, files, "--preview", "--as", "notes", "--kind-of", "Dev=unknown")
    assert "a.txt: N1 (notes" in ran.out
    assert ["Dev", "1", "I", "never", "had", "a", "day.", "unknown"] in [
        line.split() for line in ran.out.splitlines()
    ]


def test_a_label_that_nobody_has_is_refused_with_the_nearest(qualcode, empty, files, refs):
    ran = qualcode("import", empty, files, "--kind-of", "Moria=unknown", "--coder", "Asha")
    assert ran.code == 1
    assert "None of these files has a speaker “Moria”. Did you mean “Moira”?" in ran.err
    assert refs() == []


@pytest.mark.parametrize("word", ["Dev", "=person", "Dev=robot"])
def test_a_kind_that_is_none_is_bad_usage(qualcode, empty, files, word):
    ran = qualcode("import", empty, files, "--kind-of", word, "--coder", "Asha")
    assert ran.code == 2
    assert "person, facilitator, several, unknown" in ran.err


def test_who_was_present_is_shown_and_told(qualcode, empty, files):
    (files / "study.yaml").write_text(
        "title: T\nsources:\n  - file: a.txt\n    code: G1\n    kind: recording\n"
        "    people:\n      - {label: Ann, present: 'yes'}\n",
        encoding="utf-8",
    )
    shown = qualcode("import", empty, files / "a.txt", "--preview").out
    assert ["Ann", "0", "person,", "present"] in [line.split() for line in shown.splitlines()]
    ran = qualcode("import", empty, files / "a.txt", "--coder", "Asha")
    assert "“Ann” was present and never speaks: G1-P3." in ran.err


def test_a_source_gets_another_name_site_and_kind(qualcode, empty, files):
    qualcode("import", empty, files, "--coder", "Asha")
    ran = qualcode(
        *("sources", empty, "--coder", "Asha", "--rename", "T1", "A-FG1"),
        *("--site", "T2", "B", "--as", "T2", "report"),
    )
    assert ran.code == 0
    rows = [line.split()[:5] for line in ran.out.splitlines()[2:]]
    assert rows == [
        ["A-FG1", "recording", "interview", "14", "a.txt"],
        ["T2", "report", "interview", "B", "6"],
    ]


def test_a_source_is_not_renamed_to_the_name_of_another(qualcode, empty, files):
    qualcode("import", empty, files, "--coder", "Asha")
    ran = qualcode("sources", empty, "--coder", "Asha", "--rename", "T1", "t2")
    assert ran.code == 1
    assert "“T2” is b.txt in this project" in ran.err


def test_what_qualcode_wrote_into_a_folder_is_left_out_and_named(qualcode, empty, files, refs):
    lead = ("--coder", "Asha")
    assert qualcode("import", empty, files / "a.txt", *lead).code == 0
    assert qualcode("export", empty, files / "codings.csv", *lead).code == 0
    assert qualcode("quotes", empty, "-o", files / "quotations.docx", *lead).code == 0
    shown = qualcode("import", empty, files, "--preview")
    assert "codings.csv: left out, since qualcode wrote it" in shown.err
    assert "codings.csv" not in shown.out
    ran = qualcode("import", empty, files, *lead)
    assert ran.code == 0
    assert "codings.csv: left out, since qualcode wrote it" in ran.err
    assert "quotations.docx: left out, since qualcode wrote it" in ran.err
    assert [ref for ref, _ in refs()] == ["T1", "T2"]
    assert "left out" not in qualcode("import", empty, files / "codings.csv", *lead).err
