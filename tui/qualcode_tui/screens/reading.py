"""The reading screen: what can be done to the open source."""

from typing import TYPE_CHECKING

from textual import on
from textual.content import Content

from qualcode.model import Coding, Span
from qualcode_tui.action import Scope
from qualcode_tui.actions import bindings
from qualcode_tui.acts import Acts, Outcome
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.screens.desk import Desk
from qualcode_tui.widgets.codebook import CodebookPanel
from qualcode_tui.widgets.here import HereList

if TYPE_CHECKING:
    from qualcode.project import Project


class Reading(Desk):
    """One source, open for reading and coding."""

    BINDINGS = bindings(Scope.READING)

    def __init__(self, project: "Project") -> None:
        super().__init__(project)
        self.acts = Acts(self.bench)

    def action_pick(self) -> None:
        """Open the code picker for the target."""
        span = self.target
        if not len(span) or self.bench.edges is None:
            return

        def give(code: str) -> Outcome:
            outcome = self.acts.apply(span, code)
            self.tell(outcome)
            return outcome

        def has() -> set[str]:
            return {
                c.code for c in self.bench.codings if (c.start, c.end) == (span.start, span.end)
            }

        def chosen(code: str | None) -> None:
            if code is not None:
                give(code)

        words = self.bench.shown.read(span) if self.bench.shown else ""
        picker = Picker(self.bench, self.bench.say_place(span), words, give, has)
        self.app.push_screen(picker, chosen)

    def action_quick(self, number: int) -> None:
        """Give the target the code with a quick key."""
        if number > len(self.bench.quick):
            sentence = f"No code has the number {number} yet. Enter chooses one."
            self.tell(Outcome(sentence, done=False))
            return
        self._give(self.bench.quick[number - 1])

    def action_repeat(self) -> None:
        """Give the target the code that was used last."""
        if not self.bench.last_used:
            sentence = "No code has been used yet. Enter chooses one."
            self.tell(Outcome(sentence, done=False))
            return
        self._give(self.bench.last_used[0])

    def action_remove(self) -> None:
        """Take a code off the target, asking which where there are several."""
        at = self.reader.selection or Span(self.reader.caret, self.reader.caret + 1)
        codings = self.bench.codings_in(at) or self.bench.codings_in(self.target)
        if not codings:
            sentence = "There is no code here to remove."
            self.tell(Outcome(sentence, done=False))
        elif len(codings) == 1:
            self.tell(self.acts.remove(codings[0]))
        else:

            def chosen(i: int | None) -> None:
                if i is not None:
                    self.tell(self.acts.remove(codings[i]))

            answers = [self._say_coding(coding) for coding in codings]
            self.app.push_screen(Choose("Which code is to go?", answers), chosen)

    def action_undo(self) -> None:
        """Undo the coder's last act."""
        self.tell(self.acts.undo())

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.tell(self.acts.redo())

    def action_mark(self) -> None:
        """Mark the target as read and go on to the next unread turn."""
        span = self.target
        if not len(span) or self.bench.edges is None:
            return
        outcome = self.acts.mark(span)
        if not outcome.done:
            self.tell(outcome)
            return
        following = self.bench.unread_turn(self.bench.edges.turn_at(span.start), forward=True)
        if following is None:
            sentence = f"{outcome.sentence} Nothing unread comes after it."
            outcome = Outcome(sentence, done=True)
        else:
            self._go_to_turn(following)
        self.tell(outcome)

    def action_unmark(self) -> None:
        """Mark the target as not read."""
        if len(self.target):
            self.tell(self.acts.unmark(self.target))

    def action_unread(self, forward: bool) -> None:
        """Go to the next or the previous unread turn."""
        found = self.bench.unread_turn(self.reader.turn, forward=forward)
        if found is None:
            side = "after" if forward else "before"
            self.tell(Outcome(f"No turn {side} this one is unread.", done=True))
        else:
            self._go_to_turn(found)

    @on(CodebookPanel.Chosen)
    def _chosen(self, event: CodebookPanel.Chosen) -> None:
        self._give(event.code)

    @on(HereList.Remove)
    def _remove(self, event: HereList.Remove) -> None:
        coding = next((c for c in self.bench.codings if c.id == event.coding), None)
        if coding is not None:
            self.tell(self.acts.remove(coding))

    def _give(self, code: str) -> None:
        if len(self.target):
            self.tell(self.acts.apply(self.target, code))

    def _go_to_turn(self, index: int) -> None:
        if self.bench.edges is not None:
            self.reader.go(self.bench.edges.body(index).start)

    def _say_coding(self, coding: Coding) -> Content:
        code = self.bench.codes.get(coding.code)
        name = code.path or code.label if code else self.bench.label(coding.code)
        place = self.bench.say_place(Span(coding.start, coding.end))
        return Content.assemble(name, (f"  {coding.coder}, on {place}", "$reader-muted"))
