"""Codebooks on the command line: what differs is shown first, and asked about in a terminal."""

import json

import pytest

from qualcode.project import Project

CARE = """\
codebook: care
label: Care
codes:
  - id: help
    label: Help
    codes:
      - id: help.break
        label: A break
        definition: Time off.
  - id: job
    label: Job
    definition: Paid work.
"""
QUESTION = "Load it? [y/N]: "


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "care.yaml"
    path.write_text(CARE, encoding="utf-8")
    return path


@pytest.fixture
def loaded(empty, qualcode, file):
    """A project of Asha's into which the file was loaded."""
    assert qualcode("codebook", "load", empty, file, "--coder", "Asha").code == 0
    return empty


@pytest.fixture
def changed(loaded, file):
    """The same file with another label and another definition."""
    words = CARE.replace("label: Job", "label: Work").replace("Time off.", "Time away.")
    file.write_text(words, encoding="utf-8")
    return file


@pytest.fixture
def terminal(monkeypatch):
    """Somebody sits there."""
    monkeypatch.setattr("qualcode.cli.common.at_terminal", lambda: True)


def labels(path):
    with Project.open(path) as project:
        return {code.slug: code.label for code in project.codes.list()}


def acts(path):
    with Project.open(path) as project:
        return len(project.history.list())


@pytest.fixture
def coded(loaded, qualcode, tmp_path):
    """The project with an interview that two people read; both coded one thing as a job."""
    interview = tmp_path / "interview.txt"
    interview.write_text("Int: And you?\nJo: I drive a bus. I sleep badly.\n", encoding="utf-8")
    assert qualcode("import", loaded, interview, "--coder", "Asha").code == 0
    for coder in ("Asha", "Tom"):
        words = ("T1", "job", "--text", "I drive a bus", "--read", "--coder", coder)
        ran = qualcode("apply", loaded, *words)
        assert ran.code == 0, ran.err
    return loaded


class TestLoad:
    """`codebook load` of a codebook that is there already."""

    @pytest.mark.usefixtures("terminal")
    def test_the_first_time_nothing_is_asked(self, empty, qualcode, file):
        ran = qualcode("codebook", "load", empty, file, "--coder", "Asha")
        assert (ran.code, ran.out) == (0, "")
        assert "Care: 3 new codes, 0 changed." in ran.err

    @pytest.mark.usefixtures("terminal")
    def test_the_difference_is_data_and_the_question_is_talk(self, loaded, qualcode, changed):
        ran = qualcode("codebook", "load", loaded, changed, "--coder", "Asha", answer="y\n")
        assert ran.out.splitlines() == [
            "Renamed: “Job”: label “Job” → “Work”.",
            "Redefined: “Help › A break”: definition “Time off.” → “Time away.”",
        ]
        assert QUESTION in ran.err
        assert "Care: 0 new codes, 2 changed." in ran.err
        assert labels(loaded)["job"] == "Work"

    @pytest.mark.usefixtures("terminal")
    @pytest.mark.parametrize("answer", ["n\n", "\n"])
    def test_a_no_changes_nothing(self, loaded, qualcode, changed, answer):
        ran = qualcode("codebook", "load", loaded, changed, "--coder", "Asha", answer=answer)
        assert ran.code == 0
        assert "Nothing was changed." in ran.err
        assert labels(loaded)["job"] == "Job"

    @pytest.mark.usefixtures("terminal")
    def test_with_yes_nothing_is_asked(self, loaded, qualcode, changed):
        ran = qualcode("codebook", "load", loaded, changed, "--yes", "--coder", "Asha")
        assert QUESTION not in ran.err
        assert labels(loaded)["job"] == "Work"

    def test_in_a_script_nothing_is_asked(self, loaded, qualcode, changed):
        ran = qualcode("codebook", "load", loaded, changed, "--coder", "Asha")
        assert QUESTION not in ran.err
        assert labels(loaded)["job"] == "Work"

    @pytest.mark.usefixtures("terminal")
    def test_a_preview_shows_and_changes_nothing_and_needs_nobody(self, loaded, qualcode, changed):
        before = acts(loaded)
        ran = qualcode("codebook", "load", loaded, changed, "--preview")
        assert ran.code == 0
        assert "Renamed: “Job”" in ran.out
        assert acts(loaded) == before

    @pytest.mark.usefixtures("terminal")
    def test_an_unchanged_file_is_not_asked_about_and_writes_nothing(self, loaded, qualcode, file):
        before = acts(loaded)
        ran = qualcode("codebook", "load", loaded, file, "--coder", "Asha")
        assert ran.out == "Care: nothing has changed.\n"
        assert QUESTION not in ran.err
        assert acts(loaded) == before

    def test_json_tells_each_sort_of_change(self, loaded, qualcode, changed):
        ran = qualcode("codebook", "load", loaded, changed, "--preview", "--json")
        data = json.loads(ran.out)
        assert (data["codebook"], data["known"], data["empty"]) == ("care", True, False)
        assert (data["renamed"], data["redefined"]) == (["job"], ["help.break"])
        assert (data["new"], data["missing"], data["moved"]) == ([], [], [])
        (fields,) = (one["fields"] for one in data["changed"] if one["slug"] == "job")
        assert fields == [{"field": "label", "old": "Job", "new": "Work"}]

    def test_what_was_changed_here_is_kept_unless_the_file_wins(self, loaded, qualcode, file):
        qualcode("codebook", "rename", loaded, "job", "Labour", "--coder", "Asha")
        kept = qualcode("codebook", "load", loaded, file, "--coder", "Asha")
        assert "Changed here since, and kept: “Labour”. The file has label “Job”." in kept.out
        assert labels(loaded)["job"] == "Labour"
        qualcode("codebook", "load", loaded, file, "--file-wins", "--coder", "Asha")
        assert labels(loaded)["job"] == "Job"

    def test_a_second_codebook_says_what_it_means_for_what_was_read(self, coded, qualcode):
        ran = qualcode("codebook", "load", coded, "cross-cutting", "--coder", "Asha")
        assert "1 source read before will count as not looked for yet, under the new" in ran.err

    @pytest.mark.usefixtures("terminal")
    def test_without_a_name_nobody_is_asked_anything(self, loaded, qualcode, changed):
        ran = qualcode("codebook", "load", loaded, changed)
        assert ran.code != 0
        assert QUESTION not in ran.err


class TestShow:
    """`codebook show` goes codebook by codebook."""

    def test_each_codebook_has_its_title_and_its_tree(self, loaded, qualcode):
        qualcode("codebook", "load", loaded, "carers-action-plan-2018", "--coder", "Asha")
        qualcode("codebook", "add", loaded, "Pets", "--coder", "Asha")
        shown = [line.rstrip() for line in qualcode("codebook", "show", loaded).out.splitlines()]
        titles = [
            "Care (care)",
            "Carers Action Plan (2018 to 2020) (carers-action-plan-2018)",
            "Made in this project",
        ]
        places = [shown.index(title) for title in sorted(titles, key=shown.index)]
        assert [shown[place] for place in places] == [titles[0], titles[1], titles[2]]
        assert any(line.startswith("Pets ") for line in shown[places[2] :])
        assert sum(line.startswith(("plan.", "  ")) for line in shown[places[1] : places[2]]) == 12

    def test_what_stands_under_another_code_is_indented(self, loaded, qualcode):
        shown = qualcode("codebook", "show", loaded).out.splitlines()
        assert [line.split("  help")[0].rstrip() for line in shown[3:5]] == ["Help", "  A break"]


class TestOneCode:
    """Renaming, moving, redefining and deleting."""

    def test_a_code_is_renamed(self, loaded, qualcode):
        ran = qualcode("codebook", "rename", loaded, "job", "Work", "--coder", "Asha")
        assert ran.err == "“Job” is now called “Work”.\n"
        assert labels(loaded)["job"] == "Work"

    def test_a_code_is_moved_and_back(self, loaded, qualcode):
        ran = qualcode("codebook", "move", loaded, "job", "--under", "help", "--coder", "Asha")
        assert ran.err == "“Job” is now “Help › Job”.\n"
        ran = qualcode("codebook", "move", loaded, "job", "--top", "--coder", "Asha")
        assert ran.err == "“Help › Job” is now “Job”.\n"

    @pytest.mark.parametrize("where", [(), ("--top", "--under", "help")])
    def test_a_move_says_where_to(self, loaded, qualcode, where):
        ran = qualcode("codebook", "move", loaded, "job", *where, "--coder", "Asha")
        assert ran.code == 2
        assert "Say --under CODE or --top." in ran.err

    @pytest.mark.usefixtures("terminal")
    def test_a_new_meaning_says_what_it_touches_and_asks(self, coded, qualcode):
        words = ("codebook", "redefine", coded, "job", "--definition", "Work.", "--coder", "Asha")
        ran = qualcode(*words, answer="n\n")
        touched, unread = ran.err.splitlines()[:2]
        assert touched == "“Job”: 2 codings by 2 coders, which stay."
        assert unread.startswith("1 source read with the old meaning will count as not looked for")
        assert definition(coded, "job") == "Paid work."
        qualcode(*words, answer="y\n")
        assert definition(coded, "job") == "Work."

    @pytest.mark.usefixtures("terminal")
    def test_the_same_meaning_is_no_new_one(self, loaded, qualcode):
        ran = qualcode(
            *("codebook", "redefine", loaded, "job", "--definition", "Paid work."),
            *("--coder", "Asha"),
        )
        assert (ran.code, ran.err) == (0, "“Job” means that already.\n")

    def test_a_meaning_without_words_is_refused(self, loaded, qualcode):
        ran = qualcode("codebook", "redefine", loaded, "job", "--coder", "Asha")
        assert ran.code == 2
        assert "at least one of --definition, --include and --exclude" in ran.err

    @pytest.mark.usefixtures("terminal")
    def test_deleting_counts_what_rests_on_it_and_asks(self, coded, qualcode):
        words = ("codebook", "delete", coded, "job", "--coder", "Asha")
        ran = qualcode(*words, answer="n\n")
        assert "“Job”: 2 codings by 2 coders, which stay." in ran.err
        assert "Delete it? [y/N]: " in ran.err
        before = acts(coded)
        qualcode(*words, answer="y\n")
        assert acts(coded) == before + 1

    @pytest.mark.usefixtures("terminal")
    def test_a_code_without_codings_is_deleted(self, loaded, qualcode):
        ran = qualcode("codebook", "delete", loaded, "job", "--coder", "Asha", answer="y\n")
        assert "“Job”: no codings." in ran.err
        assert "job" not in labels(loaded)

    def test_a_code_with_parts_is_deleted_only_when_that_is_said(self, loaded, qualcode):
        refused = qualcode("codebook", "delete", loaded, "help", "--coder", "Asha")
        assert refused.code == 1
        assert "“Help” has 1 code under it." in refused.err
        done = qualcode("codebook", "delete", loaded, "help", "--with-parts", "--coder", "Asha")
        assert "“Help” and 1 code under it: no codings." in done.err
        assert list(labels(loaded)) == ["job"]


def definition(path, slug):
    with Project.open(path) as project:
        return project.codes.find(slug).definition


def test_several_codebooks_go_out_as_several_files(loaded, qualcode, tmp_path):
    qualcode("codebook", "load", loaded, "cross-cutting", "--coder", "Asha")
    ran = qualcode("export", loaded, tmp_path / "all.yaml", "--coder", "Asha")
    assert ran.code == 0
    assert (tmp_path / "all-care.yaml").is_file()
    assert (tmp_path / "all-cross-cutting.yaml").is_file()
    again = qualcode("export", loaded, tmp_path / "all.yaml", "--coder", "Asha")
    assert again.code == 1
    assert "all-care.yaml exists already" in again.err


class TestDeciding:
    """One person decides on codes, and the others propose."""

    @pytest.fixture
    def locked(self, study, qualcode):
        assert qualcode("codebook", "lock", study, "--coder", "Asha").code == 0
        return study

    def test_others_are_told_who_decides_and_how_to_propose(self, locked, qualcode):
        ran = qualcode("codebook", "rename", locked, "battle", "Fight", "--coder", "Tom")
        assert ran.code == 1
        assert "Asha decides" in ran.err
        assert "--propose" in ran.err

    def test_a_proposal_is_listed_and_accepted(self, locked, qualcode):
        words = ("codebook", "rename", locked, "battle", "Fight", "--propose", "Shorter.")
        ran = qualcode(*words, "--coder", "Tom")
        assert (
            ran.err.splitlines()[-1] == "Proposed to Asha: Call “Battle and persistence” “Fight”."
        )
        listed = json.loads(qualcode("codebook", "proposals", locked, "--json").out)
        assert [(one["coder"], one["why"], one["answer"]) for one in listed] == [
            ("Tom", "Shorter.", None)
        ]
        proposals = ("codebook", "proposals", locked)
        refused = qualcode(*proposals, "--accept", listed[0]["id"], "--coder", "Tom")
        assert refused.code == 1
        done = qualcode(*proposals, "--accept", listed[0]["id"][:8], "--coder", "Asha")
        assert "Done: Call “Battle and persistence” “Fight”." in done.err
        assert "Fight" in qualcode("codebook", "show", locked).out
        table = qualcode(*proposals, "--all").out
        assert "Call “Battle and persistence” “Fight”" in table
        assert "accepted by Asha" in table

    def test_a_proposal_is_declined_with_a_reason(self, locked, qualcode):
        words = ("codebook", "delete", locked, "evidence", "--propose", "Unused.")
        qualcode(*words, "--coder", "Tom")
        (one,) = json.loads(qualcode("codebook", "proposals", locked, "--json").out)
        because = ("--because", "Next phase.", "--coder", "Asha")
        qualcode("codebook", "proposals", locked, "--decline", one["id"], *because)
        assert "declined by Asha: Next phase." in (
            qualcode("codebook", "proposals", locked, "--all").out
        )

    def test_the_lead_unlocks(self, locked, qualcode):
        assert qualcode("codebook", "unlock", locked, "--coder", "Tom").code == 1
        assert qualcode("codebook", "unlock", locked, "--coder", "Asha").code == 0
        assert qualcode("codebook", "rename", locked, "battle", "Fight", "--coder", "Tom").code == 0


class TestSaving:
    """The file that a codebook came from is kept up with what was changed here."""

    BOOK = '# Ours.\ncodebook: ours\nlabel: Ours\ncodes:\n  - id: a   # first\n    label: "A"\n'

    @pytest.fixture
    def saved(self, empty, qualcode, tmp_path):
        file = tmp_path / "ours.yaml"
        file.write_text(self.BOOK, encoding="utf-8")
        for words in (
            ("codebook", "load", empty, file),
            ("codebook", "rename", empty, "a", "Alpha"),
            ("codebook", "recolour", empty, "a", "#0072b2"),
        ):
            assert qualcode(*words, "--coder", "Asha").code == 0
        return empty, file

    def test_the_file_is_brought_up_to_date_and_keeps_its_comments(self, saved, qualcode):
        project, file = saved
        assert qualcode("codebook", "save", project, file, "--coder", "Asha").code == 0
        assert file.read_text(encoding="utf-8") == self.BOOK.replace(
            'label: "A"', 'label: Alpha\n    colour: "#0072B2"'
        )

    def test_a_copy_leaves_the_file_alone(self, saved, qualcode, tmp_path):
        project, file = saved
        copy = tmp_path / "copy.yaml"
        ran = qualcode("codebook", "save", project, copy, "--from", file, "--coder", "Asha")
        assert ran.code == 0
        assert copy.read_text(encoding="utf-8").startswith("# Ours.\n")
        assert file.read_text(encoding="utf-8") == self.BOOK

    def test_a_file_of_another_codebook_is_left_alone(self, saved, qualcode, tmp_path):
        project, _ = saved
        other = tmp_path / "other.yaml"
        other.write_text(self.BOOK.replace("codebook: ours", "codebook: theirs"), encoding="utf-8")
        ran = qualcode("codebook", "save", project, other, "--coder", "Asha")
        assert ran.code == 1
        assert "“theirs”, which is none of this project's: ours" in ran.err


def test_a_split_makes_codes_and_says_how_to_sort(study, qualcode):
    words = ("codebook", "split", study, "breaks", "Taken", "Refused", "--coder", "Asha")
    ran = qualcode(*words)
    assert ran.code == 0
    assert "new: “Taken”, “Refused”" in ran.err
    assert "passages to sort" in ran.err
