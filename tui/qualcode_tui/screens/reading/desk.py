"""The desk: the text, the codebook and the codes at the cursor, and what is said of them."""

from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer

from qualcode.model import CaseKind, SourceKind, Span
from qualcode_tui.actions import key_of
from qualcode_tui.bench.work import Outcome
from qualcode_tui.bench.workbench import Workbench
from qualcode_tui.refusals import refusals_said
from qualcode_tui.screens.reading.hints import choose_hints
from qualcode_tui.text.cells import width_of
from qualcode_tui.text.margin import Mark, Sign
from qualcode_tui.text.share import percent_read
from qualcode_tui.widgets.bars import Hints, StatusBar, TopBar
from qualcode_tui.widgets.codebook import CodebookPanel, CodeList
from qualcode_tui.widgets.here import HereLine, HereList, HerePanel, HereResized
from qualcode_tui.widgets.reader import Reader
from qualcode_tui.widgets.sparing import SparingCompositor
from qualcode_tui.widgets.whole import Whole

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode_tui.returning import WayBack

_LOOKS_PER_SECOND = 2
_LAID_OUT_AFTER = 0.001
_FOLLOW_AFTER, _FOLLOW_AT_LEAST = 0.06, 0.5
_LOOKS_AT_MOST = 20  # more than there can be before it follows
MEDIUM = 110


class _Row(Horizontal):
    """Things beside each other that leave nothing of it to be seen, so it is not drawn."""

    BLANK = True


class _Column(Vertical):
    """Things above each other that leave nothing of it to be seen, so it is not drawn."""

    BLANK = True


class Desk(Screen[None], Whole):
    """One source, laid out to be read, with everything that is known of it."""

    BLANK = True
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
        self._compositor = SparingCompositor()
        self.bench = Workbench(project)
        self.source: str | None = None
        self.way_back: WayBack | None = None
        self._was_shown = self._is_held = False
        self._here_at: tuple[str | None, int, Span | None] | None = None
        self._place_kept: dict[str, object] | None = None
        self._facts: list[str] = []
        self._following: Timer | None = None
        self._moved = self._followed = 0.0
        self._said_at: tuple[str | None, int, Span | None] | None = None
        self._has_told_roles = False

    def compose(self) -> ComposeResult:
        """Put the text beside the panels, between the bars."""
        yield TopBar()
        with _Row(id="desk"):
            with _Column(id="text"):
                yield Reader(id="reader")
                yield HereLine(id="here-line")
            with Vertical(id="panels"):
                yield CodebookPanel(id="codebook")
                yield HerePanel(id="here")
        yield StatusBar()
        yield Hints()

    def on_mount(self) -> None:
        """Begin to look out for the work of others, and to keep the reader's place."""
        self.set_interval(1 / _LOOKS_PER_SECOND, self._watch)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take the styles for granted that the screen was made with a moment ago."""
        event.refresh_styles = self._was_shown
        self._was_shown = True

    def draw_when_laid_out(self, size: Size | None = None) -> None:
        """Lay everything out, and draw once all that has another size now has seen to that.

        Without a size it is laid out for the one that the screen has.
        """
        self._is_held = True
        self._refresh_layout(size)
        self.refresh()
        self.set_timer(_LAID_OUT_AFTER, self._on_timer_update)

    def _screen_resized(self, size: Size) -> None:
        # Textual tells of a size once more after it has laid everything out for it.
        if self.stack_updates and self.is_attached and size != self._compositor.size:
            self.draw_when_laid_out(size)

    def _on_timer_update(self) -> None:
        self._is_held = False
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        # While updates are held back Textual draws all the same, and throws away what it drew;
        # and what is to be drawn whole, it first draws in parts.
        if self._is_held or self.app._batch_count:  # noqa: SLF001
            return
        if self._repaint_required:
            self._compositor.update_widgets({self})
            self._repaint_required = False
        super()._compositor_refresh()

    # The open source

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one("#reader", Reader)

    @property
    def target(self) -> Span:
        """What an act applies to: the selected words, or the turn that the cursor is in.

        Nothing while another source lies on the bench than the one that is shown.
        """
        if not self._is_open:
            return Span(0, 0)
        selection = self.reader.selection
        if selection is not None or self.bench.edges is None or not self.bench.edges.turns:
            return selection or Span(0, 0)
        return self.bench.edges.body(self.reader.turn)

    @property
    def _is_open(self) -> bool:
        """Whether what lies on the bench is shown; for a moment it may be the one before."""
        document = self.bench.document
        return document is not None and document.source.id == self.source

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
        self._show_text()
        self._show_around()
        self._say_next()
        beside = self.say_hidden() if bench.has_hidden else bench.unlike
        beside = beside or self._say_roleless()
        if beside:
            self.inform(f"{self.query_one(StatusBar).sentence} {beside}")
        self.reader.show_found(found)
        self.reader.focus()

    def _say_roleless(self) -> str:
        """Say once how people get roles, where nobody in the source has one."""
        bench = self.bench
        document = bench.document
        if document is None or document.source.kind is SourceKind.SURVEY or self._has_told_roles:
            return ""
        heard = {turn.case for turn in document.turns} & bench.cases.keys()
        people = [bench.cases[one] for one in heard if one is not None]
        people = [case for case in people if case.kind is CaseKind.PERSON]
        if not people or any(case.role for case in people):
            return ""
        self._has_told_roles = True
        return f"Nobody here has a role yet: {key_of('people')} gives people theirs."

    def show_work(self) -> None:
        """Show the codings, readings and suggestions as the workbench has them."""
        self._show_text()
        # The words come first; what stands around them follows once they are drawn.
        self.call_after_refresh(self._show_around)

    def _show_text(self) -> None:
        bench = self.bench
        if bench.shown is not None and bench.edges is not None:
            self.reader.refresh_text(bench.shown, bench.edges, bench.cases)
        signs = [Sign(span.start, span.end, glyph) for span, glyph in bench.signs()]
        self.reader.show(self._all_marks(), bench.read_spans(), signs)

    def _show_around(self) -> None:
        """Show in the codebook and the bars what has changed in the text."""
        bench = self.bench
        if not self._is_open:
            return
        self.query_one(CodebookPanel).show(bench.codes, bench.colours, bench.counts(), bench.quick)
        self._facts = [f"{percent_read(bench.share_read())}% read", bench.say_codings()]
        self._show_here()

    def _all_marks(self) -> list[Mark]:
        """Return what the margin shows."""
        bench = self.bench
        codings = list(filter(bench.shows, bench.codings)) if bench.only_mine else bench.codings
        used = {coding.code for coding in codings}
        looks = {code: (bench.label(code), bench.colour(code)) for code in used}
        marks = [Mark(c.start, c.end, *looks[c.code], "", c.coder) for c in codings]
        for p in bench.proposals:
            colour = bench.colour(p.code)
            marks.append(Mark(p.start, p.end, bench.label(p.code), colour, bench.say_likely(p)))
        return marks

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
            if self.bench.project.place.set(place) is False:
                self._place_kept = None

    def tell(self, outcome: Outcome) -> None:
        """Show what came of an act; its sentence stays until the reader moves on."""
        if outcome.done:
            self.show_work()
        self._said_at = self._place
        self.query_one(StatusBar).say(outcome.sentence, refused=not outcome.done)

    def inform(self, sentence: str) -> None:
        """Say something of which nothing is written; it stays until the reader moves on."""
        self._said_at = self._place
        self.query_one(StatusBar).say(sentence)

    def say_hidden(self) -> str:
        """Return why the suggestions for this source are not shown, and how to see them."""
        showing = self.bench.showing
        if showing is None or showing.shown:
            return ""
        return f"{showing.why} {key_of('suggestion.when')} changes that."

    # Where the reader is

    def action_back(self) -> None:
        """Leave the panel, or let go of the selection; with neither, say how to go elsewhere."""
        if not self.reader.has_focus:
            self.reader.focus()
        elif not self.reader.let_go():
            home, sources, leave = key_of("home"), key_of("sources"), key_of("quit")
            ways = f"{home} goes to the steps of the study, {sources} to the sources"
            self.inform(f"{ways}; {leave} leaves.")

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
        # follows a moment after the last of the keys, and now and then while one is held down.
        if self._here_at == self._place and self._following is None:
            return
        self._moved = monotonic()
        if self._following is None:
            self._following = self.set_interval(_FOLLOW_AFTER, self._follow, repeat=_LOOKS_AT_MOST)

    def _follow(self) -> None:
        now = monotonic()
        if now - self._moved < _FOLLOW_AFTER - 0.01 and now - self._followed < _FOLLOW_AT_LEAST:
            return
        if self._following is not None:
            self._following.stop()
            self._following = None
        self._followed = now
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
            sentence = f"{key_of('code.pick')} codes the whole of {place}. "
            if self.bench.proposals_in(self.target):
                accept, reject = key_of("suggestion.accept"), key_of("suggestion.reject")
                sentence += f"{accept} accepts a suggested code, {reject} rejects it."
            else:
                sentence += f"{key_of('select.grow')} selects a sentence of it."
        else:
            sentence = f"{key_of('code.pick')} codes {place}."
            # Where no codebook stands beside the text, nothing else says what the numbers give.
            room = self.app.size.width - width_of(sentence) - 4
            quick = self.bench.say_quick(room) if self.has_class("-narrow") else ""
            sentence += f"  {quick}" if quick else f" {key_of('back')} lets go."
        self.query_one(StatusBar).say(sentence)

    @on(HereResized)
    def _fit_here(self) -> None:
        self._show_here()

    def _show_here(self) -> None:
        """Show what is on the words at the caret, and what can be done with them."""
        self._here_at = self._place
        if not self._is_open:
            return
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
        turn, comma, part = turns[self.reader.turn].name.partition(",") if turns else ("", "", "")
        where = f"{turn} of {turns[-1].n}{comma}{part}" if turns else "no turns"
        left = " · ".join(part for part in (source.ref, where, str(form), source.site) if part)
        coder = self.bench.coder
        facts = [*self._facts, *(["only yours shown"] if self.bench.only_mine else [])]
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
                leads_back=self.way_back is not None,
            )
        )

    def _watch(self) -> None:
        """Show what another window wrote, and write down the place."""
        with refusals_said(self.app):
            if self.bench.is_stale():
                self.bench.look_at_all()
                self.show_work()
            self.keep_place()
