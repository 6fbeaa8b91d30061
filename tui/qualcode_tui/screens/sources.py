"""The sources of the study, and how far each has been read and coded."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import Source
from qualcode_tui.actions import bindings
from qualcode_tui.actions.action import Scope
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.step import Step
from qualcode_tui.text.cells import clip, width_of
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.rows import Rows

if TYPE_CHECKING:
    from qualcode.project import Project

_BAR, _NAME = 10, 60
_FULL = 0.9995


class Sources(Step):
    """The list of sources. Enter opens one."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.SOURCES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.SOURCES)]
    DEFAULT_CSS = """
    Sources { & > #heading { height: 2; padding: 1 1 0 2; color: $reader-muted; } }
    """

    class Opened(Message):
        """A source was chosen."""

        def __init__(self, source: str) -> None:
            super().__init__()
            self.source = source

    def __init__(self, project: "Project") -> None:
        super().__init__()
        self._project = project
        self._sources: list[Source] = []
        self._last: str | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Put the list under a heading."""
        yield Static(id="heading")
        yield Rows(id="sources")

    def on_screen_resume(self) -> None:
        """Count again each time the list is come back to."""
        self.fill()

    def lay_out(self) -> None:
        """Fit the rows to the width."""
        self.fill()

    def highlight(self, source: str | None) -> None:
        """Keep in mind which source to stand on."""
        self._last = source

    def fill(self) -> None:
        """List the sources as they stand now, or say why they cannot be listed."""
        with refusals_said(self.app):
            self._fill()

    def _fill(self) -> None:
        project = self._project
        self._sources = project.sources.list()
        coder = project.coder
        progress = project.sources.progress(coder) if coder else {}
        coded = Counter(coding.source for coding in project.codings.of(coder=coder))
        rows = self.query_one(Rows)
        widths = self._columns()
        rows.set_options(
            Option(
                _row(source, progress.get(source.id, 0.0), coded[source.id], widths), id=source.id
            )
            for source in self._sources
        )
        ids = [source.id for source in self._sources]
        if ids:
            rows.highlighted = ids.index(self._last) if self._last in ids else 0
        whose = "Yours" if coder else "Codings"
        self.query_one("#heading", Static).update(_heading(widths, whose))
        self._say(progress, coder)
        self._say_file()
        rows.focus()

    def _say(self, progress: dict[str, float], coder: str | None) -> None:
        words = sum(source.words for source in self._sources)
        read = sum(source.words * progress.get(source.id, 0.0) for source in self._sources)
        share = f"{read / words:.0%} read" if words else ""
        who = f"coder {coder}" if coder else "no coder chosen: reading only"
        self.show_top(self._project.title, f"{share} · {who}" if share else who)
        hints = [
            Hint("Enter", "open", "enter"),
            Hint("↑↓", "choose", "down"),
            Hint.of("search", "search all"),
            Hint.of("home", "steps of the study"),
            Hint.of("theme", "light or dark"),
            Hint.of("quit", "leave", "q"),
        ]
        if not self._sources:
            self.say("There are no sources yet. Press n to add some.")
            hints = hints[3:]
        self.offer(None if self._sources else "Add files")
        self.show_hints(hints)

    @on(OptionList.OptionHighlighted)
    def _say_file(self) -> None:
        """Say which file the highlighted short name stands for."""
        here = self.query_one(Rows).here
        source = next((one for one in self._sources if one.id == here), None)
        if source is not None:
            self.say(f"{source.ref} is {clip(source.name, _NAME)}. Enter or a click opens it.")

    def action_go_on(self) -> None:
        """Add files, where there are none yet."""
        if not self._sources:
            self.workspace.action_add_files()

    def _columns(self) -> tuple[int, int, bool]:
        ref = max((width_of(source.ref) for source in self._sources), default=8)
        kind = max((width_of(_kind(source)) for source in self._sources), default=8)
        return min(max(ref, 6), 24), min(max(kind, 4), 32), self.size.width >= 72  # noqa: PLR2004

    @on(OptionList.OptionSelected)
    def _open(self, event: OptionList.OptionSelected) -> None:
        if event.option_id is not None:
            self._last = event.option_id
            self.post_message(self.Opened(event.option_id))


def _kind(source: Source) -> str:
    kind = source.form if source.form != "other" else source.kind
    return f"{kind} · {source.site}" if source.site else str(kind)


def _heading(widths: tuple[int, int, bool], whose: str) -> str:
    ref, kind, roomy = widths
    words = f"{'Words':>8}  " if roomy else ""
    return f"{'Source':<{ref}}  {'Kind and site':<{kind}}  {words}{'Read':<{_BAR + 6}}{whose:>8}"


def _row(source: Source, read: float, codings: int, widths: tuple[int, int, bool]) -> Content:
    ref, kind, roomy = widths
    # A source is not called read to the end while a word of it is left.
    share = 1.0 if read >= _FULL else min(read, 0.99)
    full = round(share * _BAR)
    name, what = clip(source.ref, ref), clip(_kind(source), kind)
    return Content.assemble(
        (name + " " * (ref - width_of(name) + 2), "bold"),
        (what + " " * (kind - width_of(what) + 2), "$reader-muted"),
        (f"{source.words:>8,}  " if roomy else "", "$reader-muted"),
        ("━" * full, "$success"),
        ("╌" * (_BAR - full), "$reader-muted"),
        f" {'✓' if share == 1 else ' '}{share:>4.0%}",
        f"{codings or '·':>8}",
    )
