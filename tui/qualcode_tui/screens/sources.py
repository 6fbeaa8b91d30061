"""The sources of the study, and how far each has been read and coded."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from qualcode.model import Case, CaseKind, Source
from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.listing import Cell, Column, Listing, Row
from qualcode_tui.screens.noting import ask_note
from qualcode_tui.screens.source_facts import ask_facts
from qualcode_tui.text.cells import clip
from qualcode_tui.text.share import percent_read
from qualcode_tui.widgets.bars import Hint

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.sources import SourceProgress

_BAR, _NAME, _FEW = 10, 60, 12


class Sources(Listing):
    """The list of sources. Enter opens one."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.LIST, Scope.SOURCES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.SOURCES)]
    NAME = "sources"
    NOUN = ("source", "sources")
    NOTHING = "There are no sources yet. Press {step.next} to add some."

    class Opened(Message):
        """A source was chosen."""

        def __init__(self, source: str) -> None:
            super().__init__()
            self.source = source

    def __init__(self, project: "Project") -> None:
        super().__init__()
        self._project = project
        self._sources: dict[str, Source] = {}
        self._progress: Mapping[str, SourceProgress] = {}
        self._last: str | None = None

    @property
    def project(self) -> "Project":
        """The project whose sources these are."""
        return self._project

    def on_screen_resume(self) -> None:
        """Count again each time the list is come back to."""
        with refusals_said(self.app):
            self.look()

    def highlight(self, source: str | None) -> None:
        """Keep in mind which source to stand on."""
        self._last = source

    def columns(self) -> Sequence[Column]:
        """Return what is shown of a source."""
        site = self._project.site_word
        whose = "yours" if self._project.coder else "codings"
        return (
            Column("source", least=8, style="bold", ends=True),
            Column("kind", least=9, gives_way=1),
            Column(site, least=4),
            Column("words", least=6, gives_way=2, right=True),
            Column("read", least=_BAR + 6, style="", say=_say_share, saved="read, %"),
            Column(whose, least=6, right=True, style="", saved="codings of yours"),
            Column("others'", least=7, gives_way=3, right=True, saved="codings of others"),
            Column("turns coded", least=9, gives_way=4, right=True),
            Column("turns", least=5, gives_way=5, right=True),
        )

    def read_rows(self) -> Iterable[Row]:
        """Read how far each source is."""
        project, coder = self._project, self._project.coder
        self._sources = {source.id: source for source in project.sources.list()}
        self._progress = project.sources.overview()
        cases, voices = project.people.by_id(), project.sources.voices()
        for source in self._sources.values():
            done = self._progress[source.id]
            own = done.of(coder)
            mine = own.codings if coder else done.codings
            people = [cases[case] for case in sorted(voices.get(source.id, ())) if case in cases]
            yield Row(
                source.id,
                (
                    source.ref,
                    _say_kind(source),
                    source.site or "",
                    source.words,
                    percent_read(own.read),
                    mine,
                    done.codings - mine,
                    done.coded,
                    done.turns,
                ),
                _variables_of(source, people, project.site_word),
                more=source.name,
            )

    def look(self) -> None:
        """Count, and stand on the source that was open last."""
        super().look()
        if self._last is not None:
            self.stand_on(self._last)
            self._last = None
        self.offer(None if self.rows else "Add files")

    def tell_list(self) -> str:
        """Say how much is read, and by whom."""
        coder = self._project.coder
        words = sum(source.words for source in self._sources.values())
        read = sum(
            source.words * self._progress[source.id].of(coder).read
            for source in self._sources.values()
        )
        who = f"coder {coder}" if coder else "no coder chosen: reading only"
        return f"{percent_read(read / words)}% read · {who}" if words else who

    def tell_row(self, row: Row) -> str:
        """Say which file the short name stands for, and who has done what in it."""
        source, done = self._sources[row.id], self._progress[row.id]
        told = f"{source.ref} is {clip(source.name, _NAME)}."
        by = [
            f"{one.coder} {percent_read(one.read)}% and {one.codings:,}"
            for one in done.by_coder
            if one.codings or one.read
        ]
        return f"{told} Read and codings: {'; '.join(by)}." if by else f"{told} Enter opens it."

    def list_hints(self) -> Sequence[Hint]:
        """Return the keys of the list."""
        return (
            Hint.of("step.choose", "open"),
            Hint.of("sources.edit", "change"),
            Hint.of("sources.note", "note"),
            Hint.of("sources.search", "search all"),
        )

    def open_row(self, row: Row) -> None:
        """Open a source."""
        self._last = row.id
        self.post_message(self.Opened(row.id))

    def action_go_on(self) -> None:
        """Add files, where there are none yet."""
        if not self.rows:
            self.workspace.action_add_files()

    def action_edit(self) -> None:
        """Change what is known of the highlighted source."""
        if self.here:
            ask_facts(self, self._sources[self.here.id])

    def action_note(self) -> None:
        """Write a note on the highlighted source."""
        if self.here:
            source = self._sources[self.here.id]
            ask_note(self, "source", source.id, source.ref)


def _say_kind(source: Source) -> str:
    return source.form if source.form != "other" else source.kind


def _say_share(share: Cell) -> str:
    percent = share if isinstance(share, int) else 0
    full = round(percent / 100 * _BAR)
    bar = "━" * full + "╌" * (_BAR - full)
    return f"{bar} {'✓' if percent == 100 else ' '}{percent:>3}%"  # noqa: PLR2004 - per cent


def _variables_of(
    source: Source, people: Sequence[Case], site_word: str
) -> dict[str, tuple[str, ...]]:
    """Return what a source can be chosen by: what it is, where, and who speaks in it."""
    found: dict[str, tuple[str, ...]] = {"kind": (_say_kind(source),)}
    if source.site:
        found[site_word] = (source.site,)
    heard: dict[str, set[str]] = {}
    for case in people:
        if case.kind is CaseKind.PERSON:
            for name, value in case.variables.items():
                heard.setdefault(name, set()).add(value)
    for name, values in heard.items():
        # What nearly everybody answers in words of their own is nothing to choose by.
        if name != "site" and len(values) <= _FEW:
            found[f"{name} of somebody"] = tuple(sorted(values))
    return found
