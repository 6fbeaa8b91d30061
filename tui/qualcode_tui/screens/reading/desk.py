"""The desk: the text, the codebook and the codes at the cursor, and what is said of them."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer

from qualcode.model import Span
from qualcode_tui.bench.work import Outcome
from qualcode_tui.bench.workbench import Workbench
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.reading.hints import choose_hints
from qualcode_tui.text.cells import width_of
from qualcode_tui.text.margin import Mark
from qualcode_tui.widgets.bars import Hints, StatusBar, TopBar
from qualcode_tui.widgets.codebook import CodebookPanel, CodeList
from qualcode_tui.widgets.here import HereLine, HereList, HerePanel
from qualcode_tui.widgets.reader import Reader

if TYPE_CHECKING:
    from qualcode.project import Project

_LOOKS_PER_SECOND = 2
_FOLLOW_AFTER = 0.06
MEDIUM = 110


class Desk(Screen[None]):
    """One source, laid out to be read, with everything that is known of it."""

    DEFAULT_CSS = """
    Desk {
        background: $background;
        layers: base above;
        & #desk { height: 1fr; }
        & #text { width: 1fr; }
        & #reader { height: 1fr; }
        & #panels {
            width: 38; background: $surface; border-left: solid $border-blurred;
        }
        & #codebook { height: 3fr; }
        & #here { height: 2fr; border-top: solid $border-blurred; }
        & #here-line { display: none; }
        &.-short #meaning { max-height: 6; }
        &.-narrow #here { display: none; }
        &.-narrow #panels { display: none; layer: above; dock: right; }
        &.-narrow.-with-panels #panels { display: block; }
        &.-narrow #here-line { display: block; }
        &.-wide #panels { width: 46; }
    }
    """

    def __init__(self, project: "Project") -> None:
        super().__init__()
        self.bench = Workbench(project)
        self.source: str | None = None
        self._place_kept: dict[str, object] | None = None
        self._share_read = 0.0
        self._following: Timer | None = None
        self._said_at: tuple[str | None, int, Span | None] | None = None

    def compose(self) -> ComposeResult:
        """Put the text beside the panels, between the bars."""
        yield TopBar()
        with Horizontal(id="desk"):
            with Vertical(id="text"):
                yield Reader(id="reader")
                yield HereLine(id="here-line")
            with Vertical(id="panels"):
                yield CodebookPanel(id="codebook")
                yield HerePanel(id="here")
        yield StatusBar()
        yield Hints()

    def on_mount(self) -> None:
        """Begin to look out for the work of others, and to keep the reader's place."""
        # Known before the first layout, so that a long text is laid out once.
        self.set_class(self.app.size.width < MEDIUM, "-narrow")
        self.set_interval(1 / _LOOKS_PER_SECOND, self._watch)

    # The open source

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one("#reader", Reader)

    @property
    def target(self) -> Span:
        """What an act applies to: the selected words, or the turn that the cursor is in."""
        selection = self.reader.selection
        if selection is not None or self.bench.edges is None or not self.bench.edges.turns:
            return selection or Span(0, 0)
        return self.bench.edges.body(self.reader.turn)

    def open(self, at: int = 0, found: Span | None = None) -> None:
        """Show the source that lies on the bench, with the cursor at an offset."""
        bench = self.bench
        if bench.document is None or bench.shown is None or bench.edges is None:
            return
        if bench.document.source.id != self.source:
            self.source = bench.document.source.id
            self.reader.open(bench.shown, bench.edges, bench.cases, at, bench.beside)
        else:
            self.reader.go(at)
        self.show_work()
        self._say_next()
        self.reader.show_found(found)
        self.reader.focus()

    def show_work(self) -> None:
        """Show the codings, readings and suggestions as the workbench has them."""
        bench = self.bench
        if bench.shown is not None and bench.edges is not None:
            self.reader.refresh_text(bench.shown, bench.edges, bench.cases)
        marks = [
            Mark(
                c.start,
                c.end,
                bench.label(c.code),
                bench.colours.get(c.code, "#888888"),
                coder=c.coder,
            )
            for c in bench.codings
        ]
        for p in bench.proposals:
            colour = bench.colours.get(p.code, "#888888")
            likely = bench.say_likely(p)
            marks.append(Mark(p.start, p.end, bench.label(p.code), colour, likely))
        self.reader.show(marks, bench.read_spans())
        self.query_one(CodebookPanel).show(bench.codes, bench.colours, bench.counts(), bench.quick)
        self._share_read = self.bench.share_read()
        self._show_here()

    def look_again(self) -> None:
        """Read everything again, when the screen is come back to from elsewhere."""
        self.bench.look_at_all()
        if self.source is not None and self.is_mounted:
            self.show_work()

    def keep_place(self) -> None:
        """Write down where the reader is, if that has changed."""
        if self.source is None or self.bench.coder is None:
            return
        place: dict[str, object] = {
            "source": self.source,
            "position": self.reader.caret,
            "theme": self.app.theme,
        }
        if place != self._place_kept:
            # Noted first: a place that is refused is told of once, and the next one tried again.
            self._place_kept = place
            self.bench.project.place.set(place)

    def tell(self, outcome: Outcome) -> None:
        """Show what came of an act; its sentence stays until the reader moves on."""
        if outcome.done:
            self.show_work()
        self._said_at = self._place
        self.query_one(StatusBar).say(outcome.sentence, refused=not outcome.done)

    # Where the reader is

    def action_back(self) -> None:
        """Leave the panel, or let go of the selection; with neither, say how to go elsewhere."""
        if not self.reader.has_focus:
            self.reader.focus()
        elif not self.reader.let_go():
            self.tell(
                Outcome("h goes to the steps of the study, s to the sources; q leaves.", done=True)
            )

    def action_codebook(self) -> None:
        """Go to the codebook, and from it back to the text."""
        if self.query_one(CodeList).has_focus:
            self.reader.focus()
        else:
            self.add_class("-with-panels")
            self._show_here()
            self.query_one(CodebookPanel).focus_list()

    @on(CodebookPanel.Narrowed)
    def _show_hints_again(self) -> None:
        self._show_hints()

    @on(Reader.Selected)
    def _follow_soon(self) -> None:
        # What stands around the text costs more to draw than the line the caret is on, so it
        # follows a moment later, once for all the keys that were pressed until then.
        if self._following is None:
            self._following = self.set_timer(_FOLLOW_AFTER, self._follow)

    def _follow(self) -> None:
        self._following = None
        self._show_here()
        if self._said_at != self._place:
            self._say_next()

    @on(StatusBar.Refused)
    def _let_it_stand(self) -> None:
        self._said_at = self._place

    @property
    def _place(self) -> tuple[str | None, int, Span | None]:
        return self.source, self.reader.caret, self.reader.selection

    def on_descendant_focus(self) -> None:
        """Say what can be done where the focus is now."""
        self._show_hints()
        if self.source is not None and self._said_at is None:
            self._say_next()
        if self.reader.has_focus:
            self.remove_class("-with-panels")

    # What is said

    def _say_next(self) -> None:
        """Say what Enter would do now."""
        self._said_at = None
        if not len(self.target):
            what = "turn" if self.bench.edges and self.bench.edges.turns else "source"
            self.query_one(StatusBar).say(f"There are no words in this {what}.")
            return
        place = self.bench.say_place(self.target)
        if self.query_one(CodeList).has_focus:
            sentence = f"Enter gives {place} the highlighted code. Type to find another."
        elif self.reader.selection is None:
            sentence = f"Enter codes the whole of {place}. "
            if self.bench.proposals_in(self.target):
                sentence += "a accepts a suggested code, z rejects it."
            else:
                sentence += "Space selects a sentence of it."
        else:
            sentence = f"Enter codes {place}."
            # Where no codebook stands beside the text, nothing else says what the numbers give.
            room = self.app.size.width - width_of(sentence) - 4
            quick = self.bench.say_quick(room) if self.has_class("-narrow") else ""
            sentence += f"  {quick}" if quick else " Esc lets go."
        self.query_one(StatusBar).say(sentence)

    def _show_here(self) -> None:
        """Show what is on the words at the caret, and what can be done with them."""
        self._show_top()
        self._show_hints()
        if self.has_class("-narrow"):
            self.query_one(HereLine).show(self.bench, self.target)
        if self.query_one("#panels").display:
            self.query_one(HerePanel).show(self.bench, self.target)

    def _show_top(self) -> None:
        document = self.bench.document
        if document is None:
            return
        source = document.source
        form = source.form if source.form != "other" else source.kind
        turns = document.turns
        where = f"turn {turns[self.reader.turn].n} of {len(turns)}" if turns else "no turns"
        left = " · ".join(part for part in (source.ref, where, str(form), source.site) if part)
        coder = self.bench.coder
        facts = [f"{self._share_read:.0%} read", self.bench.say_codings()]
        facts.append(f"coder {coder}" if coder else "no coder: reading only")
        self.query_one(TopBar).show(left, " · ".join(facts))

    def _show_hints(self) -> None:
        self.query_one(Hints).set_hints(
            choose_hints(
                in_codebook=self.query_one(CodeList).has_focus,
                is_narrowed=bool(self.query_one(CodebookPanel).filter_text),
                in_here=self.query_one(HereList).has_focus,
                has_selection=self.reader.selection is not None,
                has_codes_here=bool(self.bench.codings_in(self.target)),
                has_suggestions_here=bool(self.bench.proposals_in(self.target)),
                place=self.bench.say_place(self.target),
            )
        )

    def _watch(self) -> None:
        """Show what another window wrote, and write down the place."""
        with refusals_said(self.app):
            if self.bench.is_stale():
                self.bench.look_at_all()
                self.show_work()
            self.keep_place()
