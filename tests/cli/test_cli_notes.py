"""Notes on the command line: written about anything that has a name, and listed."""

import json

import pytest

from qualcode.project import Project


@pytest.fixture
def study(empty, qualcode, tmp_path):
    """A project with one interview, one codebook and one coding."""
    interview = tmp_path / "b-int1.txt"
    interview.write_text("Int: And you?\nJo: I drive a bus. I sleep badly.\n", encoding="utf-8")
    qualcode("import", empty, interview, "--coder", "Asha")
    qualcode("codebook", "load", empty, "cross-cutting", "--coder", "Asha")
    qualcode("apply", empty, "T1", "employment", "--text", "I drive a bus", "--coder", "Asha")
    return empty


@pytest.fixture
def note(study, qualcode):
    return lambda about, text="A remark.": qualcode("note", study, about, text, "--coder", "Asha")


@pytest.fixture
def listed(study, qualcode):
    return lambda *words: json.loads(qualcode("notes", study, *words, "--json").out)


@pytest.mark.parametrize(
    ("about", "kind", "named"),
    [
        ("T1", "source", "T1"),
        ("source:b-int1.txt", "source", "T1"),
        ("breaks", "code", "“Breaks”"),
        ("code:cross-cutting:breaks", "code", "“Breaks”"),
        ("T1-P1", "case", "T1-P1"),
        ("person:T1-P1", "case", "T1-P1"),
        ("project", "project", "the project"),
    ],
)
def test_a_note_is_about_whatever_has_the_name(note, listed, about, kind, named):
    ran = note(about)
    assert (ran.code, ran.err) == (0, f"Noted on {named}.\n")
    (one,) = listed()
    assert (one["about"], one["on"], one["text"], one["coder"]) == (
        kind,
        named,
        "A remark.",
        "Asha",
    )


def test_a_note_is_about_a_coding_by_its_id(note, listed, study, qualcode):
    coding = json.loads(qualcode("codings", study, "--json").out)[0]
    assert note(coding["id"]).code == 0
    (one,) = listed()
    assert one["about_id"] == coding["id"]
    assert one["on"] == f"“{coding['path']}” in {coding['ref']}"


def test_a_name_of_two_things_asks_which(note, listed, study, qualcode):
    qualcode("codebook", "add", study, "T1", "--coder", "Asha")
    ran = note("T1")
    assert ran.code == 1
    assert "Say source:T1 or code:T1." in ran.err
    assert listed() == []


def test_a_name_of_nothing_is_refused(note, listed):
    assert "Nothing here is called “T9”." in note("T9").err
    assert "This project has no source “T9”." in note("source:T9").err
    assert listed() == []


def test_notes_are_listed_by_what_they_are_about_and_taken_away(note, listed, study, qualcode):
    note("breaks", "One.")
    note("T1", "Two.")
    assert [one["text"] for one in listed()] == ["One.", "Two."]
    (one,) = listed("--about", "T1")
    assert one["text"] == "Two."
    shown = qualcode("notes", study)
    assert "Two." in shown.out
    assert shown.err == "2 notes.\n"
    qualcode("notes", study, "--remove", one["id"], "--coder", "Asha")
    assert [one["text"] for one in listed()] == ["One."]


def test_a_note_that_is_not_there_cannot_be_taken_away(study, qualcode):
    ran = qualcode("notes", study, "--remove", "nothing", "--coder", "Asha")
    assert ran.code == 1
    assert "This project has no note “nothing”." in ran.err


class TestANoteOnWords:
    """As a comment in a margin becomes one."""

    @pytest.fixture
    def remarked(self, study):
        with Project.open(study, coder="Asha") as opened:
            (source,) = opened.sources.list()
            start = opened.sources.document(source.id).text.index("sleep badly")
            words = (start, start + len("sleep badly"))
            opened.notes.add("selection", source.id, f"Ask again. {'More. ' * 30}End.", words)
        return study

    def test_is_listed_whole_with_its_turn_and_the_words(self, remarked, qualcode):
        shown = qualcode("notes", remarked).out
        assert "turn 2 of T1, on “sleep badly”  (Asha, " in shown
        assert "More. End." in shown

    @pytest.mark.usefixtures("remarked")
    def test_is_a_note_about_its_source_too(self, listed):
        (one,) = listed("--about", "T1")
        assert (one["on"], one["words"]) == ("turn 2 of T1", "sleep badly")
