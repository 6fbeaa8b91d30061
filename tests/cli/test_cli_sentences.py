"""What is said to somebody who typed something wrong: plain words, and what to type instead."""

import json

import pytest

from qualcode.project import Project

ELM = (
    "Int: What helps?\n\n"
    "Jo: I don’t get breaks – not one. The sitter came once.\n\n"
    "Int: And then?\n\n"
    "Jo: The sitter never came again.\n"
)


@pytest.fixture
def elm(qualcode, tmp_path, monkeypatch):
    """A project of one short transcript with curly marks, in the folder where the user stands."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "elm.txt").write_text(ELM, encoding="utf-8")
    (tmp_path / "study" / "study.yaml").write_text(
        "title: Elm\nsite_word: street\nsites:\n  Elm: {label: Elm Street}\n"
        "sources:\n  - {file: elm.txt, code: Elm-INT1, kind: recording, form: interview, "
        "site: Elm}\n",
        encoding="utf-8",
    )
    assert qualcode("init", "elm.qualcode", "--coder", "Maeve").code == 0
    assert qualcode("import", "elm.qualcode", "study").code == 0
    assert qualcode("codebook", "load", "elm.qualcode", "cross-cutting").code == 0
    return tmp_path / "elm.qualcode"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "Say which project. In this folder there is: elm.qualcode."),
        (["import", "P"], "Something is missing: FILES."),
        (["report", "P"], "Something is missing: --output. Where to write, as .html."),
        (["people", "P", "--set", "Elm-INT1-P1"], "--set needs 2 words after it: PERSON NAME="),
        (["codings", "P", "--code"], "--code needs a word after it. Only of this code."),
        (["quotes", "P", "--force=yes"], "--force stands alone, with nothing after it."),
        (["codings", "P", "--cods", "x"], "There is no option --cods here. Did you mean “--code”?"),
        (
            ["consent", "P", "Elm-INT1-P1", "qoute", "yes"],
            "“qoute” is none of them. Did you mean “",
        ),
        (["sample", "P", "many"], "N is a whole number of 1 or more; “many” is none."),
        (["sample", "P", "0"], "N is a whole number of 1 or more; “0” is none."),
        (
            ["search", "P", "x", "--limit", "few"],
            "--limit is a whole number of 1 or more; “few” is none.",
        ),
        (["undo", "P", "now"], "This is too much here: now."),
        (["codebook", "laod", "P"], "There is no command “laod”. Did you mean “load”?"),
        (["quotes", "chek", "P", "d.md"], "no command “quotes chek”. Did you mean “check”?"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_wrong_usage_is_told_in_plain_words_with_an_example(qualcode, elm, words, said):
    ran = qualcode(*[str(elm) if word == "P" else word for word in words])
    assert ran.code == 2
    assert said in ran.err
    assert f"For example: qualcode {words[0]} " in ran.err
    assert "Usage:" not in ran.err
    assert "Error:" not in ran.err


def test_a_project_named_like_no_command_is_still_taken_for_a_project(qualcode, elm):
    elm.rename(elm.with_name("check-it"))
    assert qualcode("quotes", "check-it").code == 0


def test_a_new_name_like_a_coders_is_asked_about_and_the_work_goes_on(qualcode, elm):
    ran = qualcode("codebook", "add", elm, "Pets", "--coder", "Maev")
    assert ran.code == 0
    assert "Maev is new here. Did you mean Maeve? Add --coder Maeve." in ran.err
    again = qualcode("codebook", "add", elm, "Gardens", "--coder", "Maev")
    assert "is new here" not in again.err


def test_a_new_name_like_nobodys_is_not_asked_about(qualcode, elm):
    ran = qualcode("codebook", "add", elm, "Pets", "--coder", "Bashir")
    assert "is new here" not in ran.err


@pytest.mark.parametrize(
    "words",
    ["I don't get breaks - not one.", "i don’t get breaks – not one.", "I don’t get breaks – not"],
)
def test_words_are_found_whatever_the_keyboard_makes_of_their_marks(qualcode, elm, words):
    ran = qualcode("apply", elm, "Elm-INT1", "breaks", "--text", words)
    assert ran.err.strip() == "Coded “Breaks” on turn 2 of Elm-INT1 (Elm-INT1-P1)."
    (coding,) = json.loads(qualcode("codings", elm, "--json").out)
    assert coding["text"] == "I don’t get breaks – not one."[: len(words)]


def test_words_as_typed_go_before_words_that_are_like_them(elm):
    with Project.open(elm) as project:
        source = project.sources.find("Elm-INT1").id
        text = project.sources.texts()[source]
        assert text[slice(*project.codings.locate(source, "The sitter c"))] == "The sitter c"


def test_words_that_are_not_there_are_answered_with_the_nearest(qualcode, elm):
    ran = qualcode("apply", elm, "Elm-INT1", "breaks", "--text", "The siter never came agian")
    assert ran.code == 1
    assert "The nearest words are “The sitter never came again.”" in ran.err


def test_words_that_stand_twice_ask_for_more_words(qualcode, elm):
    ran = qualcode("correct", elm, "Elm-INT1", "sitter", "nurse")
    assert ran.code == 1
    assert "more than once. Give more words" in ran.err
    assert "--span" not in ran.err


def test_a_file_cannot_go_where_there_is_no_folder(qualcode, elm):
    qualcode("apply", elm, "Elm-INT1", "breaks", "--text", "The sitter came once.")
    for words in (["quotes", elm, "-o", "zz/q.md"], ["backup", elm, "zz/elm.qualcode"]):
        ran = qualcode(*words)
        assert ran.code == 1
        assert "There is no folder zz." in ran.err


def test_a_new_project_gets_the_ending_that_projects_have(qualcode, elm):
    ran = qualcode("init", "two")
    assert "Made two.qualcode." in ran.err
    assert elm.with_name("two.qualcode").is_file()
    assert not elm.with_name("two").exists()


def test_a_backup_over_a_file_is_refused_in_words_of_its_own(qualcode, elm):
    ran = qualcode("backup", elm, elm)
    assert ran.code == 1
    assert ran.err.strip() == f"{elm} exists already. Choose another name for the backup."


@pytest.mark.parametrize(
    "words", [["check", "elmm.qualcode"], ["check", "elm"], ["merge", "elm.qualcode", "eml"]]
)
def test_a_missing_project_is_answered_with_the_nearest(qualcode, elm, words):
    ran = qualcode(*words)
    assert ran.code == 1
    assert ran.err.strip() == f"There is no project at {words[-1]}. Did you mean elm.qualcode?"


def test_a_missing_project_like_no_other_is_made_only_to_work_in(qualcode, elm):
    assert "qualcode init" not in qualcode("check", "zzzz.qualcode").err
    assert "qualcode init zzzz.qualcode" in qualcode("import", "zzzz.qualcode", "study").err


def test_heads_are_printed_alone_and_hold(qualcode, elm):
    assert "--heads prints what qualcode check --against needs" in qualcode("log", elm).err
    heads = qualcode("log", elm, "--heads").out.split()
    assert heads
    assert (
        qualcode("check", elm, *[word for head in heads for word in ("--against", head)]).code == 0
    )


def test_the_log_shows_what_a_redo_touched(qualcode, elm):
    qualcode("codebook", "add", elm, "Pets")
    qualcode("undo", elm)
    qualcode("redo", elm)
    (redone,) = [line for line in qualcode("log", elm).out.splitlines() if " redo " in line]
    assert "code" in redone.split("redo")[1] or "Pets" in redone


def test_remarks_on_agreement_stand_once_below_the_table(qualcode, study):
    for name in ("Wen", "Zoë"):
        assert qualcode("apply", study, "B-INT1", "--read", "--coder", name).code == 0
    out = qualcode("agreement", study, "--coders", "Wen", "Zoë").out
    assert out.count("Neither coder used this code") == 1
    assert "\n1  Neither coder used this code" in out


def test_themes_that_nobody_spoke_of_are_one_line(qualcode, elm):
    qualcode("apply", elm, "Elm-INT1", "breaks", "--text", "The sitter came once.")
    qualcode("apply", elm, "Elm-INT1", "--read")
    out = qualcode("prevalence", elm).out
    assert "1 of 1" in out
    assert "0 of 1" not in out
    (line,) = [one for one in out.splitlines() if one.startswith("Nobody spoke of: ")]
    assert "Hospital" in line
    assert "Breaks" not in line


def test_the_studys_own_word_for_a_site_is_taken(qualcode, elm):
    qualcode("apply", elm, "Elm-INT1", "--read")
    assert "street Elm" in qualcode("prevalence", elm, "--by", "street").out


def test_a_real_name_is_answered_with_where_the_codes_are(qualcode, elm):
    for words in (["people", elm, "--set", "Mrs Begum", "role=carer"], ["withdraw", elm, "Jo"]):
        ran = qualcode(*words)
        assert ran.code == 1
        assert "Use the participant code; qualcode people PROJECT --names" in ran.err


def test_the_workspace_asks_whose_coding_it_is_and_keeps_the_name(
    qualcode, study, home, monkeypatch
):
    opened = []
    monkeypatch.setattr("qualcode.cli.commands.code.has_terminal", lambda: True)
    monkeypatch.setattr("qualcode_tui.run", lambda project, _: opened.append(project.coder))
    assert qualcode("code", study, answer="Wen\n").code == 0
    assert qualcode("code", study).code == 0
    assert opened == ["Wen", "Wen"]


def test_long_words_are_cut_between_words(qualcode, study):
    rows = qualcode("sample", study, "20", "--seed", "evening", "--coder", "Asha").out.splitlines()
    long = [row.rstrip("…") for row in rows if row.endswith("…")]
    texts = " ".join(" ".join(one["text"].split()) for one in json.loads(
        qualcode("sources", study, "--json").out))  # fmt: skip
    assert long
    for row in long:
        words = " ".join(row.split()[2:])
        assert f"{words} " in texts
