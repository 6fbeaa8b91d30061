"""Marking on the workbench what was read."""

from qualcode.model import Span
from qualcode_tui.bench.work import Look, Outcome, Work


class MarkingWork(Work):
    """Stretches marked as read, or not."""

    def mark(self, span: Span) -> Outcome:
        """Say that a stretch has been read."""
        source = self._source()

        def act() -> str:
            self.bench.put_reading(self.project.readings.mark(source, span.start, span.end))
            return f"Marked {self.bench.say_place(span)} as read."

        return self._do(act, look=Look.NOTHING)

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
