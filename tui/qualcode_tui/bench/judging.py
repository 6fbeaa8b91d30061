"""Judging on the workbench what a model proposes."""

from qualcode.model import Proposal, Span
from qualcode_tui.bench.work import Outcome, Work


class JudgingWork(Work):
    """Suggestions accepted and rejected."""

    def accept(self, proposal: Proposal) -> Outcome:
        """Make a suggestion a coding of the coder's own."""
        label, place = self._say(proposal)

        def act() -> str:
            self.project.suggestions.accept(proposal)
            self.bench.remember(proposal.code)
            return f"Accepted “{label}” on {place}: it is your coding now."

        return self._do(act)

    def reject(self, proposal: Proposal) -> Outcome:
        """Say no to a suggestion."""
        label, place = self._say(proposal)

        def act() -> str:
            self.project.suggestions.reject(proposal)
            return f"Rejected “{label}” on {place}: it is not proposed again."

        return self._do(act)

    def _say(self, proposal: Proposal) -> tuple[str, str]:
        """Return what a suggestion's code is called, and its place in words."""
        place = self.bench.say_place(Span(proposal.start, proposal.end))
        return self.bench.label(proposal.code), place
