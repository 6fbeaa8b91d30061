"""What a coder gains by suggestions: how many codes are proposed, and how many keys they save.

    python -m benchmarks.gains [--write README.md docs/suggestions-measured.md]

The sample study is coded source by source as Asha coded it. Before each source the suggester learns
from those before it, and proposes; what Asha then gave is held against the first three proposals
of each passage: with the first three of all codes (“ranked”), and with those of them that are sure
enough to be shown. A published report is not coded by anybody; there the chapter that a quotation
is printed in stands for the coder.

Keys, for each code given to a passage that the cursor stands in:

- from the tree: one to go to the codebook, one for each row between the last code and this one,
  one to give it;
- by the picker: one to open it, as many letters as bring the code to the top, one to give it;
- with suggestions: one to accept, and where several are proposed one for each row down and one to
  choose; a code that is not proposed costs what the picker costs.
"""

import argparse
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from tabulate import tabulate

from benchmarks.figures import Figure, tell
from benchmarks.study import LargeStudy
from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
from qualcode.model import Code, Proposal
from qualcode.project import Project
from qualcode.project.suggesting.frame import cut_frame
from qualcode.project.suggesting.learning import learn
from qualcode.project.suggesting.material import gather
from qualcode.quotations import find_quotations
from qualcode_tui.bench.fuzzy import find_codes

CODER = "Asha"
FIRST_THREE = 3
REPORT = Path(__file__).parents[2] / "shared" / "reports" / "000_fa24f8f7b4b5ea79.txt"
STUDY_TITLE = "the sample study, all of it"
REPORT_TITLE = "a report's quotations, its chapters, codebook only"
HEADS = (
    "",
    "codes given",
    "in the first three",
    "proposed",
    "proposals a passage",
    "of these right",
    "keys a code",
    "by the picker",
    "from the tree",
)
MARKS = ("<!-- gains -->", "<!-- end of gains -->")
MARKED = re.compile(f"{MARKS[0]}.*?{MARKS[1]}", re.DOTALL)
CHAPTERS = {
    "Carers' Assessments": "assessment",
    "Transitions for carers from children's to adult social care services": "transition",
    "Hospital discharge": "discharge",
    "Carer's Leave": "leave",
}


@dataclass(slots=True)
class Gain:
    """Codes given, how many of them were foreseen, and the keys that each way takes.

    `ranked` of the codes given are among the first three of all, `proposed` among those shown.
    `shown` are proposals of `passages`, `right` those that were then given.
    """

    given: int = 0
    ranked: int = 0
    proposed: int = 0
    passages: int = 0
    shown: int = 0
    right: int = 0
    tree: int = 0
    picker: int = 0
    helped: int = 0

    def add(self, other: "Gain") -> None:
        """Count another gain in."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    def figure(self, what: str) -> Figure:
        """Return the line of a table."""
        share = f"{self.proposed / self.given:.0%} of {self.given} codes"
        keys = [count / self.given for count in (self.helped, self.picker, self.tree)]
        said = "{:.1f} keys a code; picker {:.1f}, tree {:.1f}".format(*keys)
        saved = 1 - self.helped / self.tree
        return Figure(what, share, said, f"{saved:.0%} of the tree's saved")

    def cells(self, what: str) -> tuple[str, ...]:
        """Return the line of the pages' table."""
        return (
            what,
            str(self.given),
            f"{self.ranked / self.given:.0%}",
            f"{self.proposed / self.given:.0%}",
            f"{self.shown / self.passages:.1f}",
            f"{self.right / self.shown:.0%}" if self.shown else "",
            *(f"{keys / self.given:.1f}" for keys in (self.helped, self.picker, self.tree)),
        )


@dataclass(slots=True)
class Keys:
    """What it takes to give a code by each way, in keys."""

    codes: Sequence[Code]
    _last: int = 0
    _typed: dict[str, int] = field(default_factory=dict)

    def count(self, code: str, shown: Sequence[str]) -> Gain:
        """Return the keys of one code given to a passage with these proposed, the best first."""
        row = next(n for n, one in enumerate(self.codes) if one.id == code)
        tree, self._last = 1 + abs(row - self._last) + 1, row
        picker = 1 + self._letters(self.codes[row]) + 1
        if code not in shown:
            return Gain(given=1, tree=tree, picker=picker, helped=picker)
        chosen = 1 if len(shown) == 1 else 1 + shown.index(code) + 1
        return Gain(given=1, proposed=1, tree=tree, picker=picker, helped=chosen)

    def _letters(self, code: Code) -> int:
        if code.id not in self._typed:
            label = code.label.casefold()
            fits = (n for n in range(1, len(label)) if self._is_first(label[:n], code))
            self._typed[code.id] = next(fits, len(label))
        return self._typed[code.id]

    def _is_first(self, typed: str, code: Code) -> bool:
        return find_codes(typed, self.codes)[0].id == code.id


def count_gains(_: LargeStudy) -> Iterator[Figure]:
    """Count what a coder gains, on the sample study and on a report."""
    for what, gain in measure_gains():
        yield gain.figure(what)


def measure_gains() -> Iterator[tuple[str, Gain]]:
    """Yield the gains by source, of the whole study, and of a report where there is one."""
    with tempfile.TemporaryDirectory(prefix="qualcode-gains-") as folder:
        yield from _study_gains(Path(folder))
        if REPORT.is_file():
            yield REPORT_TITLE, _report_gain(Path(folder))
        else:
            tell("The published report is not here; only the sample study is counted")


def _study_gains(folder: Path) -> Iterator[tuple[str, Gain]]:
    study = bundled_folder("corpus")
    table = study / "coding" / "asha.csv"
    with Project.create(folder / "study.qualcode", CODER) as project:
        for one in project.sources.import_files([study]):
            if one.refused:
                raise RuntimeError(one.refused)
        for book in (find_codebook("cross-cutting"), study / "codebook-own.yaml"):
            project.codes.load(load_codebook(book))
        keys = Keys(project.codes.list())
        sources = project.sources.list()
        whole = Gain()
        for n, source in enumerate(sources):
            tell(f"Learning from {n} sources before {source.ref}")
            ranked, shown = _foresee(project, source.id)
            project.codings.apply_table(
                table, read=True, skip=[one.ref for one in sources[n + 1 :]]
            )
            gain = _count(keys, ranked, shown, list(_given(project, source.id)))
            if gain.given:
                yield f"{source.ref}, after {n} sources", gain
                whole.add(gain)
        yield STUDY_TITLE, whole


def _foresee(project: Project, source: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return by passage of a source the first three of all codes, and those that are shown."""
    project.suggestions.refit()
    material = gather(project._store)  # noqa: SLF001
    suggester = learn(project._store, material)  # noqa: SLF001
    rows = [row for row, one in enumerate(material.passages) if one.source == source]
    chances = suggester.predict_proba(
        [material.passages[row].text for row in rows], [material.roles[row] for row in rows]
    )
    ranked = {
        material.passages[row].id: [
            material.codes[column].id for column in (-chance).argsort(kind="stable")[:FIRST_THREE]
        ]
        for row, chance in zip(rows, chances, strict=True)
    }
    proposed = _by_passage(project.suggestions.of(source))
    return ranked, {passage: proposed.get(passage, []) for passage in ranked}


def _count(
    keys: Keys,
    ranked: dict[str, list[str]],
    shown: dict[str, list[str]],
    given: Sequence[tuple[str, str]],
) -> Gain:
    """Return the gain over the passages of a source, of which these (passage, code) were given."""
    gain = Gain(passages=len(shown), shown=sum(map(len, shown.values())))
    for passage, code in given:
        gain.add(keys.count(code, shown[passage]))
        gain.ranked += code in ranked[passage]
    gain.right = sum(code in shown[passage] for passage, code in set(given))
    return gain


def _given(project: Project, source: str) -> Iterator[tuple[str, str]]:
    """Yield (passage, code) for each code that the coder gave to a passage of a source."""
    order = [code.id for code in project.codes.list()]
    codings = project.codings.of(source=source, coder=CODER)
    codings = sorted(codings, key=lambda coding: order.index(coding.code))
    for one in cut_frame(project._store):  # noqa: SLF001
        for coding in codings if one.source == source else ():
            shared = min(one.end, coding.end) - max(one.start, coding.start)
            if shared * 2 >= one.end - one.start or shared * 2 >= coding.end - coding.start:
                yield one.id, coding.code


def _report_gain(folder: Path) -> Gain:
    with Project.create(folder / "report.qualcode", CODER) as project:
        for _ in project.sources.import_files([REPORT], quotations=True):
            pass
        project.codes.load(load_codebook(find_codebook("carers-rights-2024")))
        codes = project.codes.list()
        tops = {one.id: one.slug.partition(".")[0] for one in codes}
        ranked, shown = _foresee(project, project.sources.list()[0].id)
        gain, keys = Gain(), Keys(codes)
        for passage, chapter in _printed(project):
            # Any code of the chapter's theme is right: which one, nobody has said.
            right = [code for code in shown[passage] if tops[code] == chapter]
            top = next(one.id for one in codes if one.slug == chapter)
            gain.add(keys.count(right[0] if right else top, shown[passage]))
            gain.ranked += any(tops[code] == chapter for code in ranked[passage])
            gain.add(Gain(passages=1, shown=len(shown[passage]), right=len(right)))
        return gain


def _printed(project: Project) -> Iterator[tuple[str, str]]:
    """Yield (passage, chapter) for each quotation that a report prints in a chapter of its own."""
    passages = cut_frame(project._store)  # noqa: SLF001
    text = project.sources.document(project.sources.list()[0].id).text
    for one in find_quotations(text):
        chapter = CHAPTERS.get(one.section or "")
        for passage in passages:
            if chapter and passage.start < one.end and one.start < passage.end:
                yield passage.id, chapter


def _by_passage(proposals: Sequence[Proposal]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(proposals, key=lambda one: one.rank):
        found[one.passage].append(one.code)
    return found


def draw_table(gains: Iterable[tuple[str, Gain]]) -> str:
    """Return the gains as a table in Markdown."""
    lines = [gain.cells(what) for what, gain in gains]
    return tabulate(lines, HEADS, "github", disable_numparse=True)


def write_table(path: Path, gains: Iterable[tuple[str, Gain]]) -> None:
    """Put the table between the marks of a page, and nothing else of it."""
    table = draw_table(gains)
    page = path.read_text(encoding="utf-8")
    begin, end = MARKS
    if not MARKED.search(page):
        raise ValueError(f"{path} has no {begin} … {end}")
    told = MARKED.sub(lambda _: f"{begin}\n\n{table}\n\n{end}", page)
    path.write_text(told, encoding="utf-8")


def keep_table(path: Path) -> str:
    """Return what stands in a page between the marks, marks included; the marks alone else."""
    found = MARKED.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found.group() if found else "\n".join(MARKS)


def main() -> None:
    """Print the table, or write it: into a README its last lines, into other pages all of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gains", description=__doc__)
    parser.add_argument("--write", nargs="+", type=Path, metavar="PAGE", default=[])
    pages = parser.parse_args().write
    gains = list(measure_gains())
    if not pages:
        print(draw_table(gains))
    if pages and not REPORT.is_file():
        parser.error("the pages tell of the published report too, and it is not here")
    for page in pages:
        short = [one for one in gains if one[0] in (STUDY_TITLE, REPORT_TITLE)]
        write_table(page, short if page.name == "README.md" else gains)


if __name__ == "__main__":
    main()
