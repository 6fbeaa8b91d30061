"""Judging on the workbench what a model proposes."""

from qualcode.model import Proposal, Span
from qualcode.project.suggesting.showing import When
from qualcode_tui.bench.work import Look, Outcome, Work

_SAID = {
    When.AFTER_THREE: "Suggestions are shown after a coder's first three sources, and never where "
    "two work on one source.",
    When.ALWAYS: "Suggestions are shown in every source, to everybody.",
    When.NEVER: "Suggestions are not shown to anybody.",
}


class JudgingWork(Work):
    """Suggestions accepted and rejected."""

    def accept(self, proposal: Proposal) -> Outcome:
        """Make a suggestion a coding of the coder's own."""
        label, place = self._say(proposal)

        def act() -> str:
            coding = self.project.suggestions.accept(proposal)
            self.bench.settle(proposal)
            self.bench.put(coding)
            self.bench.remember(proposal.code)
            return f"Accepted “{label}” on {place}: it is your coding now."

        return self._do(act, look=Look.NOTHING)

    def accept_as(self, proposal: Proposal, code: str) -> Outcome:
        """Give another code than the one suggested, which is thereby rejected."""
        label, place = self._say(proposal)

        def act() -> str:
            coding = self.project.suggestions.accept_as(proposal, code)
            self.bench.settle(proposal)
            self.bench.put(coding)
            self.bench.remember(code)
            if code == proposal.code:
                return f"Accepted “{label}” on {place}: it is your coding now."
            return f"Coded “{self.bench.label(code)}” on {place}, and rejected “{label}” there."

        return self._do(act, look=Look.NOTHING)

    def reject(self, proposal: Proposal) -> Outcome:
        """Say no to a suggestion."""
        label, place = self._say(proposal)

        def act() -> str:
            self.project.suggestions.reject(proposal)
            self.bench.settle(proposal)
            return f"Rejected “{label}” on {place}: it is not proposed again."

        return self._do(act, look=Look.NOTHING)

    def show_when(self, when: When) -> Outcome:
        """Say when suggestions are shown, for everybody in the study."""

        def act() -> str:
            self.project.suggestions.show_when(when)
            return _SAID[when]

        return self._do(act, look=Look.ALL)

    def _say(self, proposal: Proposal) -> tuple[str, str]:
        """Return what a suggestion's code is called, and its place in words."""
        place = self.bench.say_place(Span(proposal.start, proposal.end))
        return self.bench.label(proposal.code), place
