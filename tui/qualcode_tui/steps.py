"""The steps of a study: what has been done of each, and which comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qualcode.model import CaseKind
from qualcode.model.words import count
from qualcode_tui.text.share import FULL, percent_read

if TYPE_CHECKING:
    from qualcode.project import Project


class StepName(StrEnum):
    """The steps, in their order; those from PEOPLE on stand apart."""

    NAME = "name"
    FILES = "files"
    THEMES = "themes"
    READ = "read"
    COUNTS = "counts"
    QUOTATIONS = "quotations"
    PEOPLE = "people"
    CODEBOOK = "codebook"
    SUGGESTIONS = "suggestions"
    DRAWN = "drawn"
    NOTES = "notes"
    TIDY = "tidy"
    HISTORY = "history"
    REPORT = "report"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Facts:
    """How far a study is. `read` is the share of its words that the coder has read, 0 to 1."""

    coder: str | None
    sources: int
    words: int
    codes: int
    read: float
    codings: int
    own: int
    people: int
    others: int

    @classmethod
    def of(cls, project: "Project") -> "Facts":
        """Look at a project as it stands."""
        sources, coder = project.sources.list(), project.coder
        words = sum(source.words for source in sources)
        progress = project.sources.progress(coder) if coder else {}
        read = sum(source.words * progress.get(source.id, 0.0) for source in sources)
        codings = project.codings.of()
        cases = project.people.list()
        people = sum(case.kind is CaseKind.PERSON for case in cases)
        return cls(
            coder,
            len(sources),
            words,
            len(project.codes.list()),
            read / words if words else 0.0,
            len(codings),
            sum(coding.coder == coder for coding in codings),
            people,
            len(cases) - people,
        )


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as it is shown: its number or None, what it is called, how it stands, its sign."""

    name: StepName
    number: int | None
    label: str
    state: str
    sign: str


def next_step(facts: Facts) -> StepName:
    """Return what is to be done next."""
    if not facts.coder:
        return StepName.NAME
    if not facts.sources:
        return StepName.FILES
    if not facts.codes:
        return StepName.THEMES
    if facts.read < FULL or not facts.codings:
        return StepName.READ
    return StepName.COUNTS


def list_steps(facts: Facts) -> list[StepRow]:
    """Return the steps with what has been done of each; the next one has the sign ▸."""
    coming = next_step(facts)
    done = {
        StepName.NAME: bool(facts.coder),
        StepName.FILES: facts.sources > 0,
        StepName.THEMES: facts.codes > 0,
        StepName.READ: facts.read >= FULL and facts.codings > 0,
    }
    told: Sequence[tuple[StepName, str, str]] = (
        (StepName.NAME, "Your name", facts.coder or "Say the name your coding appears under."),
        (StepName.FILES, "Add files", _say_files(facts)),
        (StepName.THEMES, "Choose themes", _say_codes(facts)),
        (StepName.READ, "Read and code", _say_read(facts)),
        (StepName.COUNTS, "Counts", "Who speaks of each theme, of how many."),
        (StepName.QUOTATIONS, "Quotations and Word file", "People's own words, theme by theme."),
        (StepName.PEOPLE, "People", _say_people(facts)),
        (StepName.CODEBOOK, "Codebook", "Change codes; list their passages."),
        (StepName.SUGGESTIONS, "Suggestions", "What a machine proposes: yes or no."),
        (StepName.DRAWN, "Random passages", "Code a draw: how common is each theme?"),
        (StepName.NOTES, "Notes", "All notes, whatever they are about."),
        (StepName.TIDY, "Loose ends", "What may be worth mending."),
        (StepName.HISTORY, "History", "Who did what; one act can be undone."),
        (StepName.REPORT, "Report", "Tables and quotations as a web page."),
        (StepName.OTHERS, "Other studies", "Leave this one; everything is saved."),
    )
    numbered = list(StepName)[: list(StepName).index(StepName.PEOPLE)]
    return [
        StepRow(
            name,
            numbered.index(name) + 1 if name in numbered else None,
            label,
            state,
            "▸" if name is coming else "✓" if done.get(name) else " ",
        )
        for name, label, state in told
    ]


def _say_files(facts: Facts) -> str:
    if not facts.sources:
        return "Bring in transcripts, notes, surveys."
    return f"{count(facts.sources, 'source')}, {count(facts.words, 'word')}"


def _say_codes(facts: Facts) -> str:
    if not facts.codes:
        return "The themes to read with: a codebook."
    return f"{count(facts.codes, 'code')} in the codebook"


def _say_read(facts: Facts) -> str:
    if not facts.sources:
        return "Say what people's words are about."
    own = ""
    if facts.coder and facts.codings:
        some = f"{facts.own:,} of them" if facts.own else "none"
        own = f", {'all' if facts.own == facts.codings else some} yours"
    return f"{percent_read(facts.read)}% read, {count(facts.codings, 'coding')}{own}"


def _say_people(facts: Facts) -> str:
    if not facts.people and not facts.others:
        return "Who speaks, and what is known of them."
    others = f", {count(facts.others, 'other label')}" if facts.others else ""
    return f"{count(facts.people, 'person', 'people')}{others}"
