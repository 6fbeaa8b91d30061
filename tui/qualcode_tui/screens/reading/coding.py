"""Giving and taking codes on the reading screen."""

from textual import on
from textual.content import Content

from qualcode.model import Coding as Coded
from qualcode.model import Span
from qualcode_tui.bench.work import Outcome
from qualcode_tui.dialogs.choose import Choose
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.widgets.codebook import CodebookPanel
from qualcode_tui.widgets.here import HereList


class Coding(Choosing):
    """Codes given to the target, by picker, panel or quick key, and taken off."""

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
        self.choose("Which code is to go?", codings, self._say_coding, self._take_off)

    @on(CodebookPanel.Chosen)
    def _chosen(self, event: CodebookPanel.Chosen) -> None:
        self._give(event.code)

    @on(HereList.Remove)
    def _remove(self, event: HereList.Remove) -> None:
        coding = next((c for c in self.bench.codings if c.id == event.coding), None)
        if coding is not None:
            self._take_off(coding)

    def _removable(self) -> list[Coded]:
        """Return the codings at the cursor; those of the target if only there is one's own."""
        at = self.reader.selection or Span(self.reader.caret, self.reader.caret + 1)
        here, around = self.bench.codings_in(at), self.bench.codings_in(self.target)
        own_here, own_around = (any(map(self.bench.is_own, some)) for some in (here, around))
        return here if here and (own_here or not own_around) else around

    def _take_off(self, coding: Coded) -> None:
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

    def _give(self, code: str) -> None:
        if len(self.target):
            self.tell(self.acts.apply(self.target, code))

    def _say_coding(self, coding: Coded) -> Content:
        code = self.bench.codes.get(coding.code)
        name = code.path or code.label if code else self.bench.label(coding.code)
        place = self.bench.say_place(Span(coding.start, coding.end))
        return Content.assemble(name, (f"  {coding.coder}, on {place}", "$reader-muted"))
