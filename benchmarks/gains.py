"""What a coder gains by suggestions: how many codes are proposed, and how many keys they save.

The sample study is coded source by source as Asha coded it. Before each source the suggester learns
from those before it, and proposes; what Asha then gave is held against the first three proposals
of each passage. A published report is not coded by anybody; there the chapter that a quotation is
printed in stands for the coder.

Keys, for each code given to a passage that the cursor stands in:

- from the tree: one to go to the codebook, one for each row between the last code and this one,
  one to give it;
- by the picker: one to open it, as many letters as bring the code to the top, one to give it;
- with suggestions: one to accept, and where several are proposed one for each row down and one to
  choose; a code that is not proposed costs what the picker costs.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.figures import Figure, tell
from benchmarks.study import LargeStudy
from qualcode.codebooks import bundled_folder, find_codebook, load_codebook
from qualcode.model import Code, Proposal
from qualcode.project import Project
from qualcode.quotations import find_quotations
from qualcode_tui.bench.fuzzy import find_codes

CODER = "Asha"
FIRST_THREE = 3
REPORT = Path(__file__).parents[2] / "shared" / "reports" / "000_fa24f8f7b4b5ea79.txt"
CHAPTERS = {
    "Carers' Assessments": "assessment",
    "Transitions for carers from children's to adult social care services": "transition",
    "Hospital discharge": "discharge",
    "Carer's Leave": "leave",
}


@dataclass(slots=True)
class Gain:
    """Codes given, how many of them were among the proposed, and the keys that each way takes."""

    given: int = 0
    proposed: int = 0
    tree: int = 0
    picker: int = 0
    helped: int = 0

    def add(self, other: "Gain") -> None:
        """Count another gain in."""
        for name in ("given", "proposed", "tree", "picker", "helped"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figure(self, what: str) -> Figure:
        """Return the line of a table."""
        share = f"{self.proposed / self.given:.0%} of {self.given} codes"
        keys = [count / self.given for count in (self.helped, self.picker, self.tree)]
        said = "{:.1f} keys a code; picker {:.1f}, tree {:.1f}".format(*keys)
        saved = 1 - self.helped / self.tree
        return Figure(what, share, said, f"{saved:.0%} of the tree's saved")


@dataclass(slots=True)
class Keys:
    """What it takes to give a code by each way, in keys."""

    codes: Sequence[Code]
    _last: int = 0
    _typed: dict[str, int] = field(default_factory=dict)

    def count(self, code: str, proposals: Sequence[Proposal]) -> Gain:
        """Return the gain of one code given to a passage with these proposals, the best first."""
        row = next(n for n, one in enumerate(self.codes) if one.id == code)
        tree, self._last = 1 + abs(row - self._last) + 1, row
        picker = 1 + self._letters(self.codes[row]) + 1
        shown = [one.code for one in proposals[:FIRST_THREE]]
        if code not in shown:
            return Gain(1, 0, tree, picker, picker)
        chosen = 1 if len(shown) == 1 else 1 + shown.index(code) + 1
        return Gain(1, 1, tree, picker, chosen)

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
    with tempfile.TemporaryDirectory(prefix="qualcode-gains-") as folder:
        yield from _study_gains(Path(folder))
        if REPORT.is_file():
            yield _report_gain(Path(folder))
        else:
            tell("The published report is not here; only the sample study is counted")


def _study_gains(folder: Path) -> Iterator[Figure]:
    study = bundled_folder("corpus")
    table = study / "coding" / "asha.csv"
    with Project.create(folder / "study.qualcode", CODER) as project:
        for one in project.sources.import_files([study]):
            if one.refused:
                raise RuntimeError(one.refused)
        for book in (find_codebook("cross-cutting"), study / "codebook-own.yaml"):
            project.codes.load(load_codebook(book))
        keys = Keys(project.codes.list())
        refs = [one.ref for one in project.sources.list()]
        ids = {one.ref: one.id for one in project.sources.list()}
        whole = Gain()
        for n, ref in enumerate(refs):
            proposals: dict[str, list[Proposal]] = {}
            tell(f"Learning from {n} sources before {ref}")
            project.suggestions.refit()
            proposals = _by_passage(project.suggestions.of(ids[ref]))
            project.codings.apply_table(table, read=True, skip=refs[n + 1 :])
            gain = Gain()
            for passage, code in _given(project, ids[ref]):
                gain.add(keys.count(code, proposals.get(passage, [])))
            if gain.given:
                yield gain.figure(f"{ref}, after {n} sources")
                whole.add(gain)
        yield whole.figure("the sample study, all of it")


def _given(project: Project, source: str) -> Iterator[tuple[str, str]]:
    """Yield (passage, code) for each code that the coder gave to a passage of a source."""
    from qualcode.project.suggestions import cut_frame

    passages = [one for one in cut_frame(project._store) if one.source == source]  # noqa: SLF001
    for coding in project.codings.of(source=source, coder=CODER):
        for one in passages:
            shared = min(one.end, coding.end) - max(one.start, coding.start)
            if shared * 2 >= one.end - one.start or shared * 2 >= coding.end - coding.start:
                yield one.id, coding.code


def _report_gain(folder: Path) -> Figure:
    with Project.create(folder / "report.qualcode", CODER) as project:
        for _ in project.sources.import_files([REPORT], quotations=True):
            pass
        project.codes.load(load_codebook(find_codebook("carers-rights-2024")))
        codes = project.codes.list()
        tops = {one.id: one.slug.partition(".")[0] for one in codes}
        project.suggestions.refit()
        proposals = _by_passage(project.suggestions.of())
        gain, keys = Gain(), Keys(codes)
        for passage, chapter in _printed(project):
            shown = proposals.get(passage, [])
            # Any code of the chapter's theme is right: which one, nobody has said.
            right = [one for one in shown[:FIRST_THREE] if tops[one.code] == chapter]
            top = next(one.id for one in codes if one.slug == chapter)
            gain.add(keys.count(right[0].code if right else top, shown))
        return gain.figure("a report's quotations, its chapters, codebook only")


def _printed(project: Project) -> Iterator[tuple[str, str]]:
    """Yield (passage, chapter) for each quotation that a report prints in a chapter of its own."""
    from qualcode.project.suggestions import cut_frame

    passages = cut_frame(project._store)  # noqa: SLF001
    text = project.sources.document(project.sources.list()[0].id).text
    for one in find_quotations(text):
        chapter = CHAPTERS.get(one.section or "")
        for passage in passages:
            if chapter and passage.start < one.end and one.start < passage.end:
                yield passage.id, chapter


def _by_passage(proposals: Sequence[Proposal]) -> dict[str, list[Proposal]]:
    found: defaultdict[str, list[Proposal]] = defaultdict(list)
    for one in sorted(proposals, key=lambda one: one.rank):
        found[one.passage].append(one)
    return found
