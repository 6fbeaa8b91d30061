"""Coding on the workbench: a code on a stretch, and off again."""

from qualcode.model import Coding, Span
from qualcode_tui.bench.work import Outcome, Work


class CodingWork(Work):
    """Codes put on, made and taken off."""

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
