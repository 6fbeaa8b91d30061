"""Everything that writes: each act is done, looked at again, and said in a sentence.

This is the one place that writes to the project, so that writes can move to a worker together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from qualcode.model import Coding, Proposal, QualcodeError, Span
from qualcode_tui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an act: a sentence for the status line, and whether anything was saved."""

    sentence: str
    done: bool


class Acts:
    """What a coder does on the workbench."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.project = bench.project

    def apply(self, span: Span, code: str) -> Outcome:
        """Code a stretch of the open source."""
        label, place = self.bench.label(code), self.bench.say_place(span)
        source = self._source()

        def act() -> str:
            self.project.codings.apply(source, span.start, span.end, code)
            self.bench.remember(code)
            return f"Coded “{label}” on {place}."

        return self._do(act)

    def make_code(self, label: str, definition: str) -> tuple[Outcome, str | None]:
        """Make a new code; return what came of it, and its id where it was made."""
        made: list[str] = []

        def act() -> str:
            code = self.project.codes.add(label, definition=definition)
            self.bench.look_at_codes()
            made.append(code.id)
            return f"Made the theme “{code.label}”."

        return self._do(act), made[0] if made else None

    def remove(self, coding: Coding) -> Outcome:
        """Take a code off a stretch."""

        def act() -> str:
            self.project.codings.remove(coding.id)
            place = self.bench.say_place(Span(coding.start, coding.end))
            return f"Removed “{self.bench.label(coding.code)}” from {place}."

        return self._do(act)

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

    def mark(self, span: Span) -> Outcome:
        """Say that a stretch has been read."""
        source = self._source()

        def act() -> str:
            self.project.readings.mark(source, span.start, span.end)
            return f"Marked {self.bench.say_place(span)} as read."

        return self._do(act)

    def unmark(self, span: Span) -> Outcome:
        """Say that a stretch has not been read after all; nothing is written where it was not."""
        source = self._source()
        if self.bench.is_unread(span):
            place = self.bench.say_place(span)
            verb = "was" if place.startswith(("turn ", "1 word ")) else "were"
            sentence = f"{place[:1].upper()}{place[1:]} {verb} not marked as read."
            return Outcome(sentence, False)

        def act() -> str:
            self.project.readings.unmark(source, span.start, span.end)
            return f"Marked {self.bench.say_place(span)} as not read."

        return self._do(act)

    def undo(self) -> Outcome:
        """Undo the coder's last act, whatever it was."""
        return self._do(self.project.history.undo, after="U does it again.", look_at_all=True)

    def redo(self) -> Outcome:
        """Do again what was undone last."""
        return self._do(self.project.history.redo, look_at_all=True)

    def _do(
        self, act: Callable[[], str], after: str = "u undoes.", *, look_at_all: bool = False
    ) -> Outcome:
        try:
            sentence = act()
            if look_at_all:
                self.bench.look_at_all()
            else:
                self.bench.look()
        except QualcodeError as refusal:
            return Outcome(str(refusal), False)
        return Outcome(f"{sentence} {after}", True)

    def _say(self, proposal: Proposal) -> tuple[str, str]:
        """Return what a suggestion's code is called, and its place in words."""
        place = self.bench.say_place(Span(proposal.start, proposal.end))
        return self.bench.label(proposal.code), place

    def _source(self) -> str:
        if self.bench.document is None:
            raise NoSourceOpenError
        return self.bench.document.source.id


class NoSourceOpenError(QualcodeError):
    """Something was asked of the open source while none is open."""

    def __init__(self) -> None:
        super().__init__("No source is open. Choose one in the list of sources and press Enter.")
