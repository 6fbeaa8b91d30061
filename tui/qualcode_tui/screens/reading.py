"""The reading screen: what can be done to the open source."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.content import Content

from qualcode.model import Coding, Proposal, Span
from qualcode_tui.action import Scope
from qualcode_tui.actions import bindings
from qualcode_tui.acts import Acts, Outcome
from qualcode_tui.cells import clip
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.screens.desk import Desk
from qualcode_tui.widgets.codebook import CodebookPanel
from qualcode_tui.widgets.here import HereList

if TYPE_CHECKING:
    from qualcode.project import Project

_WORDS_SHOWN = 60
_Thing = TypeVar("_Thing")


class Reading(Desk):
    """One source, open for reading and coding."""

    SCOPES = (Scope.TEXT, Scope.READING)
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
        place = self.bench.say_place(span)
        picker = Picker(self.bench, place, words, give, has, self.acts.make_code)
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
        """Take a code off the target, asking which where there are several, one's own first."""
        codings = sorted(self._removable(), key=self.bench.is_own, reverse=True)
        if not codings:
            sentence = "There is no code here to remove."
            self.tell(Outcome(sentence, done=False))
            return
        self._choose("Which code is to go?", codings, self._say_coding, self._take_off)

    def action_accept(self) -> None:
        """Make a suggestion a coding, asking which where there are several."""
        self._judge("Which suggestion do you accept?", self.acts.accept)

    def action_reject(self) -> None:
        """Say no to a suggestion, asking to which where there are several."""
        self._judge("Which suggestion do you reject?", self.acts.reject)

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
            sentence = f"{outcome.sentence} Nothing unread comes after it; h leads on."
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
            self._take_off(coding)

    def _removable(self) -> list[Coding]:
        """Return the codings at the cursor; those of the target if only there is one's own."""
        at = self.reader.selection or Span(self.reader.caret, self.reader.caret + 1)
        here, around = self.bench.codings_in(at), self.bench.codings_in(self.target)
        own_here, own_around = (any(map(self.bench.is_own, some)) for some in (here, around))
        return here if here and (own_here or not own_around) else around

    def _take_off(self, coding: Coding) -> None:
        """Remove a coding; another coder's only when asked once more."""
        if self.bench.is_own(coding):
            self.tell(self.acts.remove(coding))
            return

        def chosen(i: int | None) -> None:
            if i == 1:
                self.tell(self.acts.remove(coding))

        question = f"This is {coding.coder}'s coding. Remove it all the same?"
        answers = [Content("No, leave it"), Content("Yes, remove it: ") + self._say_coding(coding)]
        self.app.push_screen(Choose(question, answers), chosen)

    def _judge(self, question: str, act: Callable[[Proposal], Outcome]) -> None:
        proposals = self.bench.proposals_in(self.target)
        if not proposals:
            self.tell(Outcome("No code is suggested here.", done=False))
            return
        self._choose(question, proposals, self._say_proposal, lambda one: self.tell(act(one)))

    def _choose(
        self,
        question: str,
        things: Sequence[_Thing],
        say: Callable[[_Thing], Content],
        act: Callable[[_Thing], None],
    ) -> None:
        """Do something to the only one of some things, or to the one that is chosen."""
        if len(things) == 1:
            act(things[0])
            return

        def chosen(i: int | None) -> None:
            if i is not None:
                act(things[i])

        self.app.push_screen(Choose(question, [say(thing) for thing in things]), chosen)

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

    def _say_proposal(self, proposal: Proposal) -> Content:
        span = Span(proposal.start, proposal.end)
        words = " ".join(self.bench.shown.read(span).split()) if self.bench.shown else ""
        return Content.assemble(
            self.bench.say_proposal(proposal),
            (f"  on {self.bench.say_place(span)}", "$reader-muted"),
            (f"\n  “{clip(words, _WORDS_SHOWN)}”", "$reader-muted"),
        )
