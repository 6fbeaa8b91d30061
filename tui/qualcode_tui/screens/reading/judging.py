"""Judging suggestions on the reading screen."""

from collections.abc import Callable
from functools import partial

from textual import on
from textual.content import Content

from qualcode.model import Proposal, Span
from qualcode_tui.bench.work import Outcome
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.dialogs.when_suggested import ask_when
from qualcode_tui.dialogs.why import Why
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.widgets.here import HerePanel


class Judging(Choosing):
    """Suggestions at the cursor: looked into, accepted and rejected."""

    def action_accept(self) -> None:
        """Make a suggestion a coding, asking which where there are several."""
        self._judge("Which suggestion do you accept?", self.acts.accept)

    def action_reject(self) -> None:
        """Say no to a suggestion, asking to which where there are several."""
        self._judge("Which suggestion do you reject?", self.acts.reject)

    def action_accept_as(self) -> None:
        """Give another code than the one suggested."""
        self._with_proposal("Which suggestion is to be another code?", self._pick_instead)

    def action_why(self) -> None:
        """Show what speaks for a suggestion."""
        self._with_proposal("Which suggestion do you ask about?", self._explain)

    def action_when_suggested(self) -> None:
        """Ask when suggestions are shown, for everybody in the study."""
        now = self.bench.project.suggestions.when()
        ask_when(self.app, now, lambda when: self.tell(self.acts.show_when(when)))

    @on(HerePanel.Opened)
    def _suggestion_opened(self, event: HerePanel.Opened) -> None:
        if isinstance(event.item, Proposal):
            self._explain(event.item)

    @on(HerePanel.Remove)
    def _suggestion_rejected(self, event: HerePanel.Remove) -> None:
        if isinstance(event.item, Proposal):
            self.tell(self.acts.reject(event.item))

    def _judge(self, question: str, act: Callable[[Proposal], Outcome]) -> None:
        self._with_proposal(question, lambda one: self.tell(act(one)))

    def _with_proposal(self, question: str, act: Callable[[Proposal], None]) -> None:
        """Do something to the suggestion here, asking which where there are several."""
        chosen = self.item
        proposals = self.bench.proposals_in(self.target)
        if isinstance(chosen, Proposal):
            act(chosen)
        elif proposals:
            self.choose(question, proposals, self._say_proposal, act)
        else:
            self.refuse(self.say_hidden() or "No code is suggested here.")

    def _pick_instead(self, proposal: Proposal) -> None:
        span = Span(proposal.start, proposal.end)
        suggested = self.bench.label(proposal.code)

        def give(code: str) -> Outcome:
            return self.acts.accept_as(proposal, code)

        def chosen(code: str | None) -> None:
            if code is not None:
                self.tell(give(code))

        picker = Picker(
            self.bench,
            span,
            partial(self.acts.make_code, span=span),
            title=f"Another code than “{suggested}” on {self.bench.say_place(span)}",
        )
        self.app.push_screen(picker, chosen)

    def _explain(self, proposal: Proposal) -> None:
        self.app.push_screen(Why(self.bench, proposal), self._answered)

    def _answered(self, answer: tuple[str, Proposal] | None) -> None:
        """Do what was decided while looking at what speaks for a suggestion."""
        if answer is None:
            return
        verdict, proposal = answer
        match verdict:
            case "accept":
                self.tell(self.acts.accept(proposal))
            case "reject":
                self.tell(self.acts.reject(proposal))
            case _:
                self._pick_instead(proposal)

    def _say_proposal(self, proposal: Proposal) -> Content:
        span = Span(proposal.start, proposal.end)
        return Content.assemble(
            self.bench.say_proposal(proposal),
            (f"  on {self.bench.say_place(span)}", "$reader-muted"),
            (f"\n  “{self.read_words(span)}”", "$reader-muted"),
        )
