"""Judging suggestions on the reading screen."""

from collections.abc import Callable

from textual.content import Content

from qualcode.model import Proposal, Span
from qualcode_tui.bench.work import Outcome
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.text.cells import clip

_WORDS_SHOWN = 60


class Judging(Choosing):
    """Suggestions at the cursor, accepted or rejected."""

    def action_accept(self) -> None:
        """Make a suggestion a coding, asking which where there are several."""
        self._judge("Which suggestion do you accept?", self.acts.accept)

    def action_reject(self) -> None:
        """Say no to a suggestion, asking to which where there are several."""
        self._judge("Which suggestion do you reject?", self.acts.reject)

    def _judge(self, question: str, act: Callable[[Proposal], Outcome]) -> None:
        proposals = self.bench.proposals_in(self.target)
        if not proposals:
            self.tell(Outcome("No code is suggested here.", done=False))
            return
        self.choose(question, proposals, self._say_proposal, lambda one: self.tell(act(one)))

    def _say_proposal(self, proposal: Proposal) -> Content:
        span = Span(proposal.start, proposal.end)
        words = " ".join(self.bench.shown.read(span).split()) if self.bench.shown else ""
        return Content.assemble(
            self.bench.say_proposal(proposal),
            (f"  on {self.bench.say_place(span)}", "$reader-muted"),
            (f"\n  “{clip(words, _WORDS_SHOWN)}”", "$reader-muted"),
        )
