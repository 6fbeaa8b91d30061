"""Exit codes, and the one sentence that goes with each refusal."""

import pytest


def sentences(ran):
    """Return what was said, which must hold no traceback."""
    assert "Traceback" not in ran.err
    return ran.err.strip()


def test_done_is_0(qualcode, study):
    assert qualcode("check", study).code == 0


def test_a_version_is_told(qualcode):
    ran = qualcode("--version")
    assert ran.code == 0
    assert ran.out.startswith("qualcode, version ")


def test_an_unknown_command_is_wrong_usage_and_names_the_nearest(qualcode):
    ran = qualcode("prevalance", "x.qualcode")
    assert ran.code == 2
    assert "Did you mean “prevalence”?" in sentences(ran)


def test_an_unknown_command_like_no_other_points_to_help(qualcode):
    ran = qualcode("xyzzy")
    assert ran.code == 2
    assert "See qualcode --help" in sentences(ran)


@pytest.mark.parametrize(
    "words",
    [
        ["codings"],
        ["codings", "p.qualcode", "--nope"],
        ["apply", "p.qualcode"],
        ["apply", "p.qualcode", "A-FG1", "breaks"],
        ["consent", "p.qualcode", "A-FG1-P1"],
        ["consent", "p.qualcode", "A-FG1-P1", "quote", "maybe"],
        ["people", "p.qualcode", "--set", "A-FG1-P1", "carer"],
        ["people", "p.qualcode", "--kind", "A-FG1-P1", "ghost"],
        ["quotes", "p.qualcode", "-o", "quotations.pdf"],
        ["export", "p.qualcode", "codings.xlsx"],
        ["sample", "p.qualcode", "0"],
        ["init"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2(qualcode, study, words):
    ran = qualcode(*[study if word == "p.qualcode" else word for word in words])
    assert ran.code == 2
    assert sentences(ran)
    assert ran.out == ""


VERBS_ON_A_PROJECT = [
    ["sources", "P"],
    ["people", "P"],
    ["consent", "P"],
    ["codings", "P"],
    ["codebook", "show", "P"],
    ["search", "P", "hospital"],
    ["log", "P"],
    ["undo", "P"],
    ["redo", "P"],
    ["prevalence", "P"],
    ["agreement", "P"],
    ["quotes", "P"],
    ["check", "P"],
    ["backup", "P"],
    ["merge", "P", "P"],
    ["suggest", "P"],
    ["evaluate", "P"],
    ["sample", "P", "3"],
    ["report", "P", "-o", "report.html"],
    ["export", "P", "codings.csv"],
    ["import", "P", "."],
    ["withdraw", "P", "A-FG1-P1", "--yes"],
    ["apply", "P", "A-FG1", "breaks", "--span", "1", "9"],
    ["code", "P"],
]


@pytest.fixture
def no_projects(tmp_path):
    """Paths that are no project: nothing, a folder, a text, an empty file, another database."""
    import sqlite3

    folder = tmp_path / "folder"
    folder.mkdir()
    text = tmp_path / "notes.txt"
    text.write_text("These are notes.", encoding="utf-8")
    nothing = tmp_path / "empty-file"
    nothing.touch()
    other = tmp_path / "other.db"
    conn = sqlite3.connect(other)
    conn.execute("CREATE TABLE t (x)")
    conn.close()
    return [tmp_path / "missing.qualcode", folder, text, nothing, other]


@pytest.mark.parametrize("words", VERBS_ON_A_PROJECT, ids=lambda words: words[0])
def test_what_is_no_project_is_refused_with_one_sentence_that_names_it(
    qualcode, no_projects, words, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALCODE_CODER", "Asha")
    for path in no_projects:
        ran = qualcode(*[str(path) if word == "P" else word for word in words])
        assert ran.code == 1
        assert str(path) in sentences(ran)
        assert len(ran.err.strip().splitlines()) == 1
        assert ran.out == ""


def test_nothing_is_made_where_there_is_no_project(qualcode, no_projects, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    for path in no_projects:
        qualcode("codings", path)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_project_is_not_made_over_another_file(qualcode, study):
    before = study.read_bytes()
    ran = qualcode("init", study)
    assert ran.code == 1
    assert "exists already" in sentences(ran)
    assert study.read_bytes() == before


def test_a_project_is_not_made_in_a_folder_that_does_not_exist(qualcode, tmp_path):
    ran = qualcode("init", tmp_path / "nowhere" / "p.qualcode")
    assert ran.code == 1
    assert "folder does not exist" in sentences(ran)


def test_any_file_refused_is_1_and_the_rest_goes_in(qualcode, empty, tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Int: How are you?\nMo: Tired.\n", encoding="utf-8")
    bad.write_bytes(b"")
    ran = qualcode("import", empty, good, bad, "--coder", "Asha")
    assert ran.code == 1
    assert "✗ bad.txt: " in sentences(ran)
    assert "1 file imported, 0 known already, 1 refused." in ran.err
    assert qualcode("sources", empty).out.count("good.txt") == 1


def test_a_check_that_finds_a_fault_is_3(qualcode, study):
    import sqlite3

    conn = sqlite3.connect(study)
    conn.execute("UPDATE coding SET start = start + 1 WHERE id = (SELECT min(id) FROM coding)")
    conn.commit()
    conn.close()
    ran = qualcode("check", study)
    assert ran.code == 3
    assert "no longer reads what it read" in ran.out


def test_a_draft_with_an_altered_quotation_is_3(qualcode, study, tmp_path):
    draft = tmp_path / "draft.md"
    draft.write_text(
        "A carer said:\n\n> I thought a carer had a uniform and a little white car.\n",
        encoding="utf-8",
    )
    ran = qualcode("quotes", "check", study, draft)
    assert ran.code == 3
    assert "1 quotation, 1 not verbatim in any source." in ran.err


def test_a_question_that_nobody_answers_is_stopped(qualcode, study):
    ran = qualcode("withdraw", study, "A-FG1-P1", "--coder", "Asha")
    assert ran.code == 130
    assert "Stopped." in ran.err
    assert "withdrawn" not in qualcode("people", study).out


def test_the_workspace_asks_for_a_terminal(qualcode, study):
    ran = qualcode("code", study, "--coder", "Asha")
    assert ran.code == 1
    assert "needs a terminal" in sentences(ran)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["codings", "P", "--code", "brakes"], "“brakes”. Did you mean “breaks”?"),
        (["codings", "P", "--source", "A-FG2"], "“A-FG2”. Did you mean “A-FG1”?"),
        (["consent", "P", "A-FG1-P9", "quote", "yes"], "“A-FG1-P9”. Did you mean “A-FG1-P"),
        (["prevalence", "P", "--by", "shoe"], "age, cares for, hours, role, site, work."),
        (["agreement", "P", "--coders", "Asha", "Tim"], "Tim"),
        (["codings", "P", "--by", "Tim"], "Tim"),
        (["undo", "P", "--act", "nothing.1"], "“nothing.1”"),
        (["codings", "P", "--remove", "nothing"], "“nothing”"),
        (["codebook", "load", "P", "cross-cuting"], "cross-cutting"),
        (["apply", "P", "A-FG1", "breaks", "--text", "never said"], "“never said”"),
        (["apply", "P", "A-FG1", "breaks", "--span", "9", "4"], "9 to 4"),
        (["apply", "P", "--table", "nowhere.csv"], "nowhere.csv"),
        (["quotes", "check", "P", "nowhere.docx"], "nowhere.docx"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_an_unknown_name_is_refused_and_the_nearest_named(
    qualcode, study, words, said, monkeypatch
):
    monkeypatch.setenv("QUALCODE_CODER", "Asha")
    ran = qualcode(*[str(study) if word == "P" else word for word in words])
    assert ran.code == 1
    assert said in sentences(ran)


@pytest.mark.parametrize(
    "words",
    [["quotes", "P", "-o", "F.md"], ["report", "P", "-o", "F.html"], ["export", "P", "F.csv"]],
    ids=lambda words: words[0],
)
def test_a_file_is_replaced_only_when_told_so(qualcode, study, tmp_path, words, monkeypatch):
    monkeypatch.setenv("QUALCODE_CODER", "Asha")
    words = [str(study) if word == "P" else word.replace("F.", f"{tmp_path}/F.") for word in words]
    assert qualcode(*words).code == 0
    again = qualcode(*words)
    assert again.code == 1
    assert "--force" in sentences(again)
    assert qualcode(*words, "--force").code == 0
