"""Starred passages in quotation sets, and when the workspace shows suggestions."""

import json

import pytest
from corpus_project import copy_corpus_project

from qualcode.project import Project
from qualcode.project.suggesting.showing import When


@pytest.fixture
def study(tmp_path):
    """The bundled study, coded by two, with one star on a coded passage."""
    path = copy_corpus_project(tmp_path / "study.qualcode")
    with Project.open(path, "Lead") as project:
        chosen = project.quoting.choose().items[0]
        coded = next(
            one.coding
            for one in project.codings.passages()
            if one.text.strip() == chosen.text and one.path == chosen.code_path
        )
        project.stars.add(coded.source, coded.start, coded.end)
    return path


def test_a_set_can_be_of_starred_passages_only(qualcode, study):
    every = json.loads(qualcode("quotes", study, "--json").out)
    starred = json.loads(qualcode("quotes", study, "--starred", "--json").out)
    refs = {item["ref"] for item in starred["items"]}
    assert every["items"][0]["ref"] in refs
    assert len(starred["items"]) < len(every["items"])
    assert "with a star" in starred["chosen"]


def test_when_suggestions_are_shown_is_said_once_for_the_study(qualcode, study):
    ran = qualcode("suggest", study, "--when", "never", "--coder", "Lead")
    assert (ran.code, ran.err) == (0, "The workspace shows suggestions: never.\n")
    with Project.open(study) as project:
        assert project.suggestions.when() is When.NEVER
