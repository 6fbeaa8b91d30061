"""The demonstration: the whole job on the bundled study, told as such a study happens."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
from qualcode.project.counts.tallies import PEOPLE, Prevalence
from qualcode.project.errors import FileExistsHereError
from qualcode.project.intake.imported import ImportedFile
from qualcode.project.project import Project
from qualcode.project.quoting import Choice
from qualcode.project.suggesting.showing import When
from qualcode.reading import StudySource, load_study

CODEBOOK, OWN_CODEBOOK = "cross-cutting", "codebook-own.yaml"
CODERS = ("asha", "tom")
# The sites that were coded before the study had a code of its own.
FIRST_SITES = ("A", "B")
UNCODED = "B-INT1"
# People who speak in two conversations, under two participant codes until somebody says so.
SAME_PEOPLE = (("C-INT1-P1", "C-FG1-P3"), ("D-INT1-P1", "D-FG1-P1"))
QUOTATIONS_PER_THEME = 4


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration made: the project, the counts of people, the files and what they are.

    The project has the counts of conversations and respondents, too.
    """

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
        code_study(project, report, skip=[UNCODED])
        report("8. Training the suggester on their work")
        refit = project.suggestions.refit(lambda step: report(f"   {step}"))
        report(f"   {refit.proposals} suggestions for what is uncoded")
        # A study of one's own shows them later; whoever tries this has read nothing yet.
        project.suggestions.show_when(When.ALWAYS)
        report("9. Writing quotations and the report")
        chosen = project.quoting.choose(Choice(most=QUOTATIONS_PER_THEME), "Quotations by theme")
        project.quoting.write(chosen, word)
        project.quoting.write(chosen, markdown)
        project.reporting.write(page)
        counts = project.counting.prevalence("site")
        people = tuple(table for table in counts.tables if table.unit == PEOPLE)
        return Demo(path, project.site_word, UNCODED, replace(counts, tables=people), files)


def code_study(
    project: Project, report: Callable[[str], None], *, skip: Collection[str] = ()
) -> None:
    """Import and code the bundled study in an empty project, in the order in which it was done.

    Two sites were coded before the study had a code of its own, so that nobody looked for it
    there. The sources in `skip` (short names) stay uncoded.
    """
    study = load_study(bundled_folder("corpus") / "study.yaml")
    first = [source for source in study.sources if source.site in FIRST_SITES]
    then = [source for source in study.sources if source not in first]
    report(f"2. Importing sites {' and '.join(FIRST_SITES)}")
    _import(project, first, report)
    loaded = project.codes.load(load_codebook(find_codebook(CODEBOOK)))
    report(f"3. Loading a codebook: {loaded.label} ({loaded.new} codes)")
    left = [source.code for source in first if source.code in skip]
    leaving = f"; {', '.join(left)} is left for you to code" if left else ""
    report(f"4. Loading two coders' work on them{leaving}")
    _code(project, report, skip={*skip, *(source.code for source in then)})
    own = load_codebook(study.folder / OWN_CODEBOOK)
    project.codes.load(own)
    added = ", ".join(code.label for code in own)
    report(f"5. Adding a code half-way, not looked for yet in what is coded: {added}")
    report("6. Importing the other sites, and a survey")
    _import(project, then, report)
    for one, other in SAME_PEOPLE:
        project.people.join(project.people.find(one).id, project.people.find(other).id)
        report(f"   {one} is {other}, heard again")
    report("7. Loading the two coders' work on these")
    _code(project, report, skip={*skip, *(source.code for source in first)})


def _import(
    project: Project, sources: Collection[StudySource], report: Callable[[str], None]
) -> None:
    folder = bundled_folder("corpus")
    for one in project.sources.import_files([folder / source.file for source in sources]):
        report(f"   {_tell(one)}")


def _tell(one: ImportedFile) -> str:
    if one.refused:
        return one.refused
    told = [f"{one.turns} turns", f"{one.words:,} words"]
    if one.people:
        told.append("1 person" if one.people == 1 else f"{one.people} people")
    if one.present:
        told.append(f"{one.present} there and silent")
    if one.comments:
        told.append(f"{one.comments} remarks as notes")
    return f"{one.ref}: {', '.join(told)}"


def _code(project: Project, report: Callable[[str], None], *, skip: Collection[str]) -> None:
    for coder in CODERS:
        table = bundled_folder("corpus") / "coding" / f"{coder}.csv"
        for name, applied in project.codings.apply_table(table, read=True, skip=skip).items():
            report(f"   {name}: {applied} codings")


def next_folder(folder: Path) -> Path:
    """Return the first of folder-2, folder-3 … that is not there."""
    number = 2
    while folder.with_name(f"{folder.name}-{number}").exists():
        number += 1
    return folder.with_name(f"{folder.name}-{number}")
