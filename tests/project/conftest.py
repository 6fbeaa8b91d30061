"""Projects for the façade's tests: an empty one, a small one made by hand, the bundled study."""

from pathlib import Path

import pytest
from corpus_project import copy_corpus_project, copy_suggested_project, remove_made_projects
from small_study import GROUP, INTERVIEW, STUDY, Desk

from qualcode.project import Project


@pytest.fixture(scope="session", autouse=True)
def tidy():
    yield
    remove_made_projects()


@pytest.fixture
def open_as():
    """Open projects under any name; all are closed in the end."""
    opened = []

    def open_(path, coder):
        opened.append(Project.open(path, coder))
        return opened[-1]

    yield open_
    for one in opened:
        one.close()


@pytest.fixture
def project(tmp_path):
    """A new project of Asha's with nothing in it."""
    with Project.create(tmp_path / "p.qualcode", "Asha") as made:
        yield made


@pytest.fixture
def small_study(tmp_path) -> Path:
    """The files of the small study."""
    folder = tmp_path / "study"
    folder.mkdir()
    (folder / "group.txt").write_text(GROUP, encoding="utf-8")
    (folder / "interview.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    return folder


@pytest.fixture
def desk(project, small_study):
    """The small study as Asha's project: Help with Breaks under it, and Work; nothing coded."""
    assert not [one for one in project.sources.import_files([small_study]) if one.refused]
    help_ = project.codes.add("Help", definition="Help of any kind.")
    project.codes.add("Breaks", parent=help_.id, definition="Time off.")
    project.codes.add("Work", definition="Paid work.")
    return Desk(project)


@pytest.fixture
def corpus(tmp_path, open_as):
    """The bundled study, coded by Asha and Tom, in Lead's hands."""
    return open_as(copy_corpus_project(tmp_path / "corpus.qualcode"), "Lead")


@pytest.fixture
def suggested(tmp_path, open_as):
    """The bundled study with B-INT1 uncoded and suggestions for it, in Lead's hands."""
    return open_as(copy_suggested_project(tmp_path / "suggested.qualcode"), "Lead")
