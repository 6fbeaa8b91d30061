"""The reading screen: the text, the codebook, the codes at the cursor, and what to do next."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer

from qualcode.model import Coding, Span
from qualcode_tui.actions import Scope, bindings
from qualcode_tui.acts import Acts, Outcome
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.margin import Mark
from qualcode_tui.screens.hints import choose_hints
from qualcode_tui.widgets.bars import Hints, StatusBar, TopBar
from qualcode_tui.widgets.codebook import CodebookPanel, CodeList
from qualcode_tui.widgets.here import HereLine, HereList, HerePanel
from qualcode_tui.widgets.reader import Reader
from qualcode_tui.workbench import Workbench

if TYPE_CHECKING:
    from qualcode.project import Project

_LOOKS_PER_SECOND = 2
_HERE_AFTER = 0.06


class Reading(Screen[None]):
    """One source, open for reading and coding."""

    BINDINGS = bindings(Scope.READING)
    DEFAULT_CSS = """
    Reading {
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
        self.acts = Acts(self.bench)
        self._place_kept: dict[str, object] | None = None
        self._share_read = 0.0
        self._here_timer: Timer | None = None
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
        self.set_interval(1 / _LOOKS_PER_SECOND, self._watch)

    # The open source

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one("#reader", Reader)

    @property
    def source(self) -> str | None:
        """The id of the open source."""
        return self.bench.document.source.id if self.bench.document else None

    @property
    def target(self) -> Span:
        """What an act applies to: the selected words, or the turn that the cursor is in."""
        selection = self.reader.selection
        if selection is not None or self.bench.edges is None or not self.bench.edges.turns:
            return selection or Span(0, 0)
        return self.bench.edges.body(self.reader.turn)

    def open(self, source: str, at: int = 0, found: Span | None = None) -> None:
        """Open a source with the cursor at an offset."""
        if source != self.source:
            self.bench.open(source)
            assert self.bench.document is not None
            assert self.bench.edges is not None
            self.reader.open(self.bench.document, self.bench.edges, self.bench.cases, at)
        else:
            self.reader.go(at)
        self.show_work()
        self._say_next()
        self.reader.show_found(found)
        self.reader.focus()

    def show_work(self) -> None:
        """Show the codings, readings and suggestions as the workbench has them."""
        bench = self.bench
        marks = [
            Mark(c.start, c.end, bench.label(c.code), bench.colours.get(c.code, "#888888"))
            for c in bench.codings
        ]
        marks += [
            Mark(
                p.start,
                p.end,
                bench.say_proposal(p),
                bench.colours.get(p.code, "#888888"),
                suggested=True,
            )
            for p in bench.proposals
        ]
        self.reader.show(marks, bench.read_spans())
        self.query_one(CodebookPanel).show(bench.codes, bench.colours, bench.counts(), bench.quick)
        self._share_read = self.bench.share_read()
        self._show_here()

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
            self._place_kept = place
            self.bench.project.place.set(place)

    # Acts

    def action_pick(self) -> None:
        """Open the code picker for the target."""
        span = self.target
        if not len(span) or self.bench.edges is None:
            return

        def give(code: str) -> Outcome:
            outcome = self.acts.apply(span, code)
            self._show_outcome(outcome)
            return outcome

        def has() -> set[str]:
            return {
                c.code for c in self.bench.codings if (c.start, c.end) == (span.start, span.end)
            }

        def chosen(code: str | None) -> None:
            if code is not None:
                give(code)

        words = self.bench.edges.text[span.start : span.end]
        picker = Picker(self.bench, self.bench.say_place(span), words, give, has)
        self.app.push_screen(picker, chosen)

    def action_quick(self, number: int) -> None:
        """Give the target the code with a quick key."""
        if number > len(self.bench.quick):
            sentence = f"No code has the number {number} yet. Enter chooses one."
            self._show_outcome(Outcome(sentence, done=False))
            return
        self._give(self.bench.quick[number - 1])

    def action_repeat(self) -> None:
        """Give the target the code that was used last."""
        if not self.bench.last_used:
            sentence = "No code has been used yet. Enter chooses one."
            self._show_outcome(Outcome(sentence, done=False))
            return
        self._give(self.bench.last_used[0])

    def action_remove(self) -> None:
        """Take a code off the target, asking which where there are several."""
        at = self.reader.selection or Span(self.reader.caret, self.reader.caret + 1)
        codings = self.bench.codings_in(at) or self.bench.codings_in(self.target)
        if not codings:
            sentence = "There is no code here to remove."
            self._show_outcome(Outcome(sentence, done=False))
        elif len(codings) == 1:
            self._show_outcome(self.acts.remove(codings[0]))
        else:

            def chosen(i: int | None) -> None:
                if i is not None:
                    self._show_outcome(self.acts.remove(codings[i]))

            answers = [self._say_coding(coding) for coding in codings]
            self.app.push_screen(Choose("Which code is to go?", answers), chosen)

    def action_undo(self) -> None:
        """Undo the coder's last act."""
        self._show_outcome(self.acts.undo())

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._show_outcome(self.acts.redo())

    def action_mark(self) -> None:
        """Mark the target as read and go on to the next unread turn."""
        span = self.target
        if not len(span) or self.bench.edges is None:
            return
        outcome = self.acts.mark(span)
        if not outcome.done:
            self._show_outcome(outcome)
            return
        following = self.bench.unread_turn(self.bench.edges.turn_at(span.start), forward=True)
        if following is None:
            sentence = f"{outcome.sentence} Nothing unread comes after it."
            outcome = Outcome(sentence, done=True)
        else:
            self._go_to_turn(following)
        self._show_outcome(outcome)

    def action_unmark(self) -> None:
        """Mark the target as not read."""
        if len(self.target):
            self._show_outcome(self.acts.unmark(self.target))

    def action_unread(self, forward: bool) -> None:
        """Go to the next or the previous unread turn."""
        found = self.bench.unread_turn(self.reader.turn, forward=forward)
        if found is None:
            side = "after" if forward else "before"
            self._show_outcome(Outcome(f"No turn {side} this one is unread.", done=True))
        else:
            self._go_to_turn(found)

    async def action_back(self) -> None:
        """Leave the panel; or let go of the selection; or go back to the list of sources."""
        if not self.reader.has_focus:
            self.reader.focus()
        elif not self.reader.let_go():
            await self.run_action("app.sources")

    def action_codebook(self) -> None:
        """Go to the codebook, and from it back to the text."""
        if self.query_one(CodeList).has_focus:
            self.reader.focus()
        else:
            self.add_class("-with-panels")
            self._show_here()
            self.query_one(CodebookPanel).focus_list()

    # What comes from the widgets

    @on(Reader.Selected)
    def _moved(self) -> None:
        self._show_here()
        if self._said_at != (self.source, self.reader.caret, self.reader.selection):
            self._say_next()

    @on(CodebookPanel.Chosen)
    def _chosen(self, event: CodebookPanel.Chosen) -> None:
        self._give(event.code)

    @on(HereList.Remove)
    def _remove(self, event: HereList.Remove) -> None:
        coding = next((c for c in self.bench.codings if c.id == event.coding), None)
        if coding is not None:
            self._show_outcome(self.acts.remove(coding))

    def on_descendant_focus(self) -> None:
        """Say what can be done where the focus is now."""
        self._show_hints()
        if self.source is not None and self._said_at is None:
            self._say_next()
        if self.reader.has_focus:
            self.remove_class("-with-panels")

    # Inner

    def _give(self, code: str) -> None:
        if len(self.target):
            self._show_outcome(self.acts.apply(self.target, code))

    def _go_to_turn(self, index: int) -> None:
        if self.bench.edges is not None:
            self.reader.go(self.bench.edges.body(index).start)

    def _show_outcome(self, outcome: Outcome) -> None:
        """Show what came of an act; its sentence stays until the reader moves on."""
        if outcome.done:
            self.show_work()
        self._said_at = (self.source, self.reader.caret, self.reader.selection)
        self.query_one(StatusBar).say(outcome.sentence, refused=not outcome.done)

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
            sentence = f"Enter codes the whole of {place}. Space selects a sentence of it."
        else:
            sentence = f"Enter codes {place}. Esc lets go."
        self.query_one(StatusBar).say(sentence)

    def _show_here(self) -> None:
        span = self.target
        self._show_top()
        if self.has_class("-narrow"):
            self.query_one(HereLine).show(self.bench, span)
        if self._here_timer is None:
            # A list costs more than a page of text: it may come a moment after the caret.
            self._here_timer = self.set_timer(_HERE_AFTER, self._show_here_panel)
        self._show_hints()

    def _show_here_panel(self) -> None:
        self._here_timer = None
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
        left = " · ".join(part for part in (source.ref, str(form), source.site, where) if part)
        coder = self.bench.coder
        facts = [f"{self._share_read:.0%} read", f"{len(self.bench.codings)} codings"]
        facts.append(f"coder {coder}" if coder else "no coder: reading only")
        self.query_one(TopBar).show(left, " · ".join(facts))

    def _show_hints(self) -> None:
        self.query_one(Hints).set_hints(
            choose_hints(
                in_codebook=self.query_one(CodeList).has_focus,
                in_here=self.query_one(HereList).has_focus,
                has_selection=self.reader.selection is not None,
                has_codes_here=bool(self.bench.codings_in(self.target)),
                place=self.bench.say_place(self.target),
            )
        )

    def _watch(self) -> None:
        """Show what another window wrote, and write down the place."""
        if self.bench.is_stale():
            self.bench.look_at_codes()
            self.bench.look()
            self.show_work()
        self.keep_place()

    def _say_coding(self, coding: Coding) -> Content:
        code = self.bench.codes.get(coding.code)
        name = code.path or code.label if code else self.bench.label(coding.code)
        place = self.bench.say_place(Span(coding.start, coding.end))
        return Content.assemble(name, (f"  {coding.coder}, on {place}", "$reader-muted"))
