"""The bundled study as a project: four transcripts, one codebook, all that two coders did."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
from qualcode.project import Project

CORPUS = bundled_folder("corpus")
TABLES = (CORPUS / "coding" / "asha.csv", CORPUS / "coding" / "tom.csv")
SOURCES = ("A-FG1", "A-INT1", "B-FG1", "B-INT1")
# Everybody who speaks under a name of their own in the transcripts.
NAMES = (
    *("Moira", "Derek", "Jean", "Callum", "Shanice", "Priya", "Bernadette"),
    *("Ruth", "Gareth", "Nasreen", "Win", "Pauline", "Lorna"),
)


def make_corpus_project(path: Path, *, tables=TABLES, skip=()) -> Path:
    """Import the study, load its codebook and apply the coders' tables as read in full."""
    with Project.create(path, "Lead") as project:
        refused = [one for one in project.sources.import_files([CORPUS]) if one.refused]
        assert not refused
        project.codes.load(load_codebook(find_codebook("cross-cutting")))
        for table in tables:
            project.codings.apply_table(table, read=True, skip=skip)
    return path


def copy_corpus_project(target: Path) -> Path:
    """Copy the project, made once for all tests, to a new place."""
    shutil.copyfile(_made_once() / "corpus.qualcode", target)
    return target


def copy_suggested_project(target: Path) -> Path:
    """Copy the project in which B-INT1 is uncoded and has suggestions, made once for all tests."""
    shutil.copyfile(_suggested_once() / "suggested.qualcode", target)
    return target


@cache
def _made_once() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="corpus-"))
    make_corpus_project(folder / "corpus.qualcode")
    return folder


@cache
def _suggested_once() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="suggested-"))
    path = make_corpus_project(folder / "suggested.qualcode", skip=["B-INT1"])
    with Project.open(path, "Lead") as project:
        project.suggestions.refit()
    return folder


def remove_made_projects() -> None:
    """Delete what was made once."""
    for made in (_made_once, _suggested_once):
        if made.cache_info().currsize:
            shutil.rmtree(made(), ignore_errors=True)
            made.cache_clear()
