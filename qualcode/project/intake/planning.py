"""What is to be imported: the files, what is said of each, and what each turns out to hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualcode.model import Quotation, SourceKind, content_id
from qualcode.project.errors import TakenRefError
from qualcode.project.intake.values import printable
from qualcode.project.intake.voices import tell_absent
from qualcode.reading import (
    ReadFile,
    ReadTurn,
    Study,
    StudySource,
    cut_report,
    expand,
    find_study,
    load_study,
    read,
    real_path,
)
from qualcode.store import Store
from qualcode.store.content import source_id
from qualcode.store.history import find_kind
from qualcode.store.people import list_refs_in_use
from qualcode.store.sources import list_sources

REPORT_LAYOUT = "report quotations/1"
# The kind of act that begins a project under a title somebody gave it.
TITLED = "begin"
_REF_LETTERS = {
    SourceKind.RECORDING: "T",
    SourceKind.NOTES: "N",
    SourceKind.SURVEY: "S",
    SourceKind.REPORT: "R",
}


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files in order, the study that describes them, and what was decided beyond it.

    `said` holds decisions by resolved path; they win over the study. A decision without a short
    name leaves that to be chosen.
    """

    files: tuple[Path, ...]
    study: Study | None
    said: Mapping[Path, StudySource]

    def source_of(self, path: Path) -> StudySource | None:
        """Return what is said of a file, None where nothing is."""
        decided = self.said.get(real_path(path))
        return decided or (self.study.source_of(path) if self.study else None)

    @property
    def refs(self) -> set[str]:
        """The short names that are spoken for."""
        sources = (*(self.study.sources if self.study else ()), *self.said.values())
        return {source.code for source in sources if source.code}


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file that was read and can go in.

    `layout` and `turns` are those it would have in the project, where `held` is the layout that
    its text has there already. `absent` has a sentence for each person who is named and not heard.
    """

    path: Path
    file: ReadFile
    described: StudySource | None
    source: str
    layout: str
    turns: tuple[ReadTurn, ...]
    found: tuple[Quotation, ...]
    held: str | None
    absent: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's name as it can be shown."""
        return printable(self.path.name)

    @property
    def kind(self) -> SourceKind:
        """What the file is, said or guessed."""
        if self.described:
            return self.described.kind
        return SourceKind.REPORT if self.layout == REPORT_LAYOUT else self.file.kind

    @property
    def said(self) -> tuple[ReadTurn, ...]:
        """The turns in which something is said; the questions of a survey stand between them."""
        if self.file.survey is None or self.layout != self.file.layout:
            return self.turns
        return tuple(turn for turn in self.turns if turn.label is not None)

    @property
    def words(self) -> int:
        """The number of words in its turns."""
        text = self.file.decoded.text
        return sum(len(text[turn.body : turn.end].split()) for turn in self.said)

    @property
    def known(self) -> bool:
        """Whether the project has nothing to learn from its text."""
        return self.held is not None and self.layout in (self.held, self.file.layout)


def plan_files(
    paths: Sequence[Path], said: Mapping[Path, StudySource], without: Collection[Path] = ()
) -> ImportPlan:
    """Find the files, `without` some, and the study that describes them.

    Raises ReadingError for a bad study.
    """
    where = find_study(paths)
    study = load_study(where) if where else None
    decided = {real_path(path): source for path, source in said.items()}
    files = tuple(path for path in expand(paths) if path not in without)
    return ImportPlan(files, study, decided)


def write_study(store: Store, study: Study) -> None:
    """Write the study's title, its word for a site, and its sites.

    A title that somebody gave the project stays.
    """
    settings = {"title": study.title, "site_word": study.site_word}
    if find_kind(store.conn, "project", "project", "title") == TITLED:
        del settings["title"]
    with store.act("study") as act:
        act.set("project", "project", {k: v for k, v in settings.items() if v})
        for code, label in study.sites.items():
            act.set("site", content_id("site", code), {"code": code, "label": label})


def prepare(
    store: Store, plan: ImportPlan, path: Path, *, encoding: str | None, quotations: bool
) -> PreparedFile:
    """Read a file as it would be imported, and store nothing; raises QualcodeError."""
    described = plan.source_of(path)
    labels = [person.label for person in described.people] if described else []
    columns = described.columns if described else None
    file = read(path, encoding=encoding, labels=labels, columns=columns)
    text = file.decoded.text
    found = _find_quotations(text) if quotations else []
    layout, turns = file.layout, file.turns
    if quotations:
        layout, turns = REPORT_LAYOUT, cut_report(text, [(q.start, q.end) for q in found])
    source = source_id(text)
    absent = tell_absent(file, described, path.name) if described and not quotations else []
    held = store.read_field("source", source, "layout")
    return PreparedFile(
        path, file, described, source, layout, turns, tuple(found), held, tuple(absent)
    )


def choose_ref(store: Store, plan: ImportPlan, prepared: PreparedFile) -> str:
    """Return the short name said, or the one it has already, or the next free number.

    Raises TakenRefError where another source has the name that was said.
    """
    if prepared.described and prepared.described.code:
        refuse_taken(store, prepared.described.code, prepared.source)
        return prepared.described.code
    held = store.read_field("source", prepared.source, "ref")
    return held or next_ref(prepared.kind, list_refs_in_use(store.conn) | plan.refs)


def next_ref(kind: SourceKind, taken: set[str]) -> str:
    """Return the next free short name for a sort of source."""
    letter, number = _REF_LETTERS[kind], 1
    while f"{letter}{number}" in taken:
        number += 1
    return f"{letter}{number}"


def refuse_taken(store: Store, ref: str, source: str) -> None:
    """Raise TakenRefError where another source than this one has the short name."""
    for other in list_sources(store.conn):
        if other.ref.casefold() == ref.casefold() and other.id != source:
            raise TakenRefError(other.ref, other.name)


def _find_quotations(text: str) -> list[Quotation]:
    from qualcode.quotations import find_quotations  # noqa: PLC0415 - only reports need it

    return find_quotations(text)
