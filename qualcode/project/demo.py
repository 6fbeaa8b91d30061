"""The demonstration: the whole job on the bundled study, which is invented."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
from qualcode.project.errors import FileExistsHereError
from qualcode.project.project import Project
from qualcode.project.quoting import Choice
from qualcode.project.tallies import Prevalence

CODEBOOK = "cross-cutting"
CODERS = ("asha", "tom")
UNCODED = "B-INT1"
QUOTATIONS_PER_THEME = 4


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration made: the project, the counts, and the files with what they are."""

    project: Path
    site_word: str
    uncoded: str
    prevalence: Prevalence
    files: dict[Path, str]


def run_demo(folder: Path, report: Callable[[str], None], *, force: bool = False) -> Demo:
    """Run the whole job into a folder, telling `report` what goes on.

    One transcript is left uncoded, so that there is something to suggest and to try. Raises
    FileExistsHereError where an earlier demonstration stands, unless it is to be replaced.
    """
    study = bundled_folder("corpus")
    files = {
        folder / "demo.qualcode": "the project: all of the study in one file",
        folder / "quotations.docx": "quotations by theme, for Word",
        folder / "quotations.md": "the same, as Markdown",
        folder / "report.html": "the report: open it in a web browser",
    }
    for path in files:
        if path.exists() and not force:
            raise FileExistsHereError(path)
        path.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    path, word, markdown, page = files
    report("1. Making a project")
    with Project.create(path, "Guest") as project:
        report("2. Importing the transcripts")
        for one in project.sources.import_files([study]):
            people = "1 person" if one.people == 1 else f"{one.people} people"
            report(f"   {one.ref}: {one.turns} turns, {one.words:,} words, {people}")
        loaded = project.codes.load(load_codebook(find_codebook(CODEBOOK)))
        report(f"3. Loading a codebook: {loaded.label} ({loaded.new} codes)")
        report(f"4. Loading two coders' work; {UNCODED} is left for you to code")
        for coder in CODERS:
            table = study / "coding" / f"{coder}.csv"
            for name, applied in project.codings.apply_table(
                table, read=True, skip=[UNCODED]
            ).items():
                report(f"   {name}: {applied} codings")
        report("5. Training the suggester on their work")
        refit = project.suggestions.refit(lambda step: report(f"   {step}"))
        report(f"   {refit.proposals} suggestions for what is uncoded")
        report("6. Writing quotations and the report")
        chosen = project.quoting.choose(Choice(most=QUOTATIONS_PER_THEME), "Quotations by theme")
        project.quoting.write(chosen, word)
        project.quoting.write(chosen, markdown)
        project.reporting.write(page)
        return Demo(path, project.site_word, UNCODED, project.counting.prevalence("site"), files)


def next_folder(folder: Path) -> Path:
    """Return the first of folder-2, folder-3 … that is not there."""
    number = 2
    while folder.with_name(f"{folder.name}-{number}").exists():
        number += 1
    return folder.with_name(f"{folder.name}-{number}")
