"""Data as JSON: on stdout, whole, and nothing else there."""

import json
from pathlib import Path

import click
import pytest
from corpus_project import CORPUS, FILES, NAMES, SOURCES
from test_cli_help import COMMANDS

REPORT = (
    "Caring in the dale\n\nFindings\n\nWaiting\n\n"
    "Many had waited for months.\n\n"
    "“I rang every day for a year and nobody ever rang me back, not one of them.”\n"
    "(Carer, site B)\n\n"
    "Others had given up asking.\n"
)

# A command line for everything that has --json; P is a coded study, Q one with suggestions.
WITH_JSON = {
    ("import",): ["import", "P", "CORPUS", "--json", "--coder", "Asha"],
    ("sources",): ["sources", "P", "--json"],
    ("codings",): ["codings", "P", "--json"],
    ("notes",): ["notes", "P", "--json"],
    ("codebook", "load"): ["codebook", "load", "P", "cross-cutting", "--json", "--coder", "Asha"],
    ("codebook", "list"): ["codebook", "list", "--json"],
    ("codebook", "show"): ["codebook", "show", "P", "--json"],
    ("search",): ["search", "P", "hospital", "--json"],
    ("log",): ["log", "P", "--json"],
    ("people",): ["people", "P", "--json"],
    ("consent",): ["consent", "P", "--json"],
    ("suggest",): ["suggest", "Q", "--json"],
    ("evaluate",): ["evaluate", "Q", "--json"],
    ("sample",): ["sample", "P", "5", "--json", "--coder", "Asha"],
    ("survey",): ["survey", "P", "--json"],
    ("prevalence",): ["prevalence", "P", "--by", "site", "--json"],
    ("agreement",): ["agreement", "P", "--json"],
    ("quotes", "write"): ["quotes", "P", "--json"],
    ("quotes", "check"): ["quotes", "check", "P", "DRAFT", "--json"],
    ("quotations",): ["quotations", "REPORT", "--json"],
    ("check",): ["check", "P", "--json"],
    ("codebook", "proposals"): ["codebook", "proposals", "P", "--json"],
    ("keys",): ["keys", "--json"],
    ("tidy",): ["tidy", "P", "--json"],
    ("correct",): ["correct", "P", "--json"],
}


@pytest.fixture
def told(qualcode, study, suggested_study, tmp_path):
    """Run one of the command lines above."""

    def run(words):
        report, draft = tmp_path / "report.txt", tmp_path / "draft.md"
        report.write_text(REPORT, encoding="utf-8")
        draft.write_text("> I thought a carer had a tunic and a little white car.\n", "utf-8")
        names = {
            "P": study,
            "Q": suggested_study,
            "CORPUS": CORPUS,
            "REPORT": report,
            "DRAFT": draft,
        }
        return qualcode(*[names.get(word, word) for word in words])

    return run


@pytest.fixture
def data(told):
    """Run one of the command lines above and read its data."""
    return lambda words: json.loads(told(words).out)


def test_every_command_with_json_is_tried_here():
    has_json = {
        words
        for words, command in COMMANDS
        if not isinstance(command, click.Group)
        and any("--json" in option.opts for option in command.params)
    }
    assert has_json == set(WITH_JSON)


@pytest.mark.parametrize("words", WITH_JSON.values(), ids=lambda words: words[0])
def test_stdout_holds_json_and_nothing_else(told, words):
    ran = told(words)
    assert ran.code == 0
    assert isinstance(json.loads(ran.out), list | dict)


def test_codings_have_the_shape_that_is_promised(data):
    texts = {one["id"]: one["text"] for one in data(["sources", "P", "--json"])}
    codings = data(["codings", "P", "--json"])
    promised = {"id", "source", "start", "end", "text", "code", "path", "coder", "origin", "time"}
    assert all(promised <= one.keys() for one in codings)
    assert all(one["text"] == texts[one["source"]][one["start"] : one["end"]] for one in codings)
    assert {one["origin"] for one in codings} == {"imported"}
    assert {one["coder"] for one in codings} == {"Asha", "Tom"}
    assert len({one["id"] for one in codings}) == len(codings)


def test_codings_are_all_that_the_coders_tables_hold(data):
    import csv

    rows = set()
    for table in ("asha.csv", "tom.csv"):
        with (CORPUS / "coding" / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = (row["source"], int(row["start"]), int(row["end"]), row["text"])
                rows.add((*key, row["code"], row["coder"]))
    found = {
        (one["ref"], one["start"], one["end"], one["text"], one["code"], one["coder"])
        for one in data(["codings", "P", "--json"])
    }
    assert found == rows


def test_codings_are_narrowed(data):
    all_of_them = data(["codings", "P", "--json"])
    narrowed = data(
        ["codings", "P", "--source", "A-FG1", "--code", "hospital", "--by", "Tom", "--json"]
    )
    assert narrowed == [
        one
        for one in all_of_them
        if (one["ref"], one["code"], one["coder"]) == ("A-FG1", "hospital", "Tom")
    ]
    assert narrowed


def test_sources_have_the_shape_that_is_promised(data):
    sources = data(["sources", "P", "--json"])
    assert [one["ref"] for one in sources] == list(SOURCES)
    assert all({"id", "name", "kind", "text"} <= one.keys() for one in sources)
    kinds = {one["ref"]: one["kind"] for one in sources}
    assert kinds.pop("S1") == "survey"
    assert kinds.pop("D-NOTES1") == "notes"
    assert {*kinds.values()} == {"recording"}
    assert {one["name"] for one in sources} == {Path(file).name for file in FILES}
    plain = next(one for one in sources if one["name"] == "a-int1.txt")
    assert plain["text"] == (CORPUS / "transcripts" / "a-int1.txt").read_text(encoding="utf-8")


def test_quotations_have_the_shape_that_is_promised(data):
    (found,) = data(["quotations", "REPORT", "--json"])
    promised = {"text", "start", "end", "attribution", "role", "section", "heading", "kind"}
    assert promised | {"confidence"} <= found.keys()
    assert found["text"] == (
        "I rang every day for a year and nobody ever rang me back, not one of them."
    )
    assert found["text"] in REPORT[found["start"] : found["end"]]
    assert found["role"] == "carer"
    assert 0 <= found["confidence"] <= 1


def test_quotations_of_several_reports_are_one_array(qualcode, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(REPORT, encoding="utf-8")
    ran = qualcode("quotations", tmp_path / "one.txt", tmp_path / "two.txt", "--json")
    assert [one["file"] for one in json.loads(ran.out)] == ["one.txt", "two.txt"]


def test_a_report_that_cannot_be_read_leaves_the_data_of_the_others(qualcode, tmp_path):
    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 not a zip")
    ran = qualcode("quotations", tmp_path / "bad.docx", tmp_path / "one.txt", "--json")
    assert ran.code == 1
    assert [one["file"] for one in json.loads(ran.out)] == ["one.txt"]
    assert "✗ bad.docx: " in ran.err


def test_what_was_imported_is_told_file_by_file(data):
    told = data(["import", "P", "CORPUS", "--json", "--coder", "Asha"])
    assert sorted((one["ref"], one["known"]) for one in told) == [(ref, True) for ref in SOURCES]


def test_people_stand_under_their_codes_and_their_names_only_when_asked_for(qualcode, study):
    shown = qualcode("people", study, "--json")
    assert not [name for name in NAMES if name.casefold() in shown.out.casefold()]
    named = json.loads(qualcode("people", study, "--names", "--json").out)
    assert {one["name"].casefold() for one in named} >= {name.casefold() for name in NAMES}


def test_suggestions_are_told_apart_from_codings(data):
    before = data(["codings", "Q", "--json"])
    proposals = data(["suggest", "Q", "--json"])
    assert proposals
    assert all(0 <= one["probability"] <= 1 for one in proposals)
    assert data(["codings", "Q", "--json"]) == before


def test_a_search_gives_turns_that_hold_the_words(data):
    texts = {one["id"]: one["text"] for one in data(["sources", "P", "--json"])}
    hits = data(["search", "P", "hospital", "--json"])
    assert hits
    assert all(
        "hospital" in texts[one["source"]][one["start"] : one["end"]].casefold() for one in hits
    )


@pytest.mark.parametrize(
    "words", ["carer's", "AND", "OR NOT", "one-off", '"', "*", "NEAR(", "a:b", "(", "’", "-"]
)
def test_no_query_breaks_the_search(qualcode, study, words):
    ran = qualcode("search", study, "--json", "--", words)
    assert ran.code == 0
    assert isinstance(json.loads(ran.out), list)
