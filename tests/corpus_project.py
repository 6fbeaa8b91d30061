"""The bundled study as a project: everything imported, two codebooks, all that two coders did."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
from qualcode.project import Project
from qualcode.project.demo import code_study
from qualcode.reading import load_study

CORPUS = bundled_folder("corpus")
TABLES = (CORPUS / "coding" / "asha.csv", CORPUS / "coding" / "tom.csv")
OWN_CODES = CORPUS / "codebook-own.yaml"
FILES = tuple(source.file for source in load_study(CORPUS / "study.yaml").sources)
SOURCES = (
    *("A-FG1", "A-INT1", "A-INT2", "B-FG1", "B-INT1", "C-FG1", "C-INT1", "C-INT2"),
    *("D-FG1", "D-INT1", "D-NOTES1", "S1"),
)
# Everybody who speaks, or is there, under a name of their own in the transcripts.
NAMES = (
    *("Moira", "Derek", "Jean", "Callum", "Shanice", "Priya", "Bernadette"),
    *("Ruth", "Gareth", "Nasreen", "Win", "Pauline", "Lorna"),
    *("Farida", "Leon", "Mrs Danso", "Keith", "Beata", "Dominic"),
    *("Ronnie", "Ernest", "Dawn", "Tegen", "Clive", "Sheila"),
)


def make_corpus_project(path: Path, *, coded=True, skip=()) -> Path:
    """Import the study and load its codebooks; code it as the two coders did, in their order."""
    with Project.create(path, "Lead") as project:
        if coded:
            code_study(project, lambda _: None, skip=skip)
        else:
            assert not [one for one in project.sources.import_files([CORPUS]) if one.refused]
            project.codes.load(load_codebook(find_codebook("cross-cutting")))
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
