"""Coding on the workbench: a code on a stretch, moved and off again."""

from collections.abc import Sequence

from qualcode.model import Coding, Span
from qualcode.model.request import RequestKind
from qualcode.model.words import count
from qualcode_tui.actions import key_of
from qualcode_tui.bench.work import Look, Outcome, Work


class CodingWork(Work):
    """Codes put on, made, fitted and taken off."""

    def apply(self, span: Span, code: str) -> Outcome:
        """Code a stretch of the open source."""
        label, place = self.bench.label(code), self.bench.say_place(span)
        source = self._source()

        def act() -> str:
            self.bench.put(self.project.codings.apply(source, span.start, span.end, code))
            self.bench.remember(code)
            return f"Coded “{label}” on {place}."

        return self._do(act, look=Look.NOTHING)

    def apply_new(self, span: Span, label: str) -> Outcome:
        """Make a theme that is called so, and give it to a stretch: two acts, both said."""
        made, code = self.make_code(label, "", span=span)
        if code is None:
            return made
        given = self.apply(span, code)
        if not given.done:
            return given
        said = f"Made the theme “{self.bench.label(code)}” and gave it to"
        undo = key_of("undo")
        place = self.bench.say_place(span)
        return Outcome(f"{said} {place}. {undo} takes it off, {undo} again the theme too.", True)

    def apply_all(
        self, stretches: Sequence[tuple[str, Span]], code: str, *, is_new: bool = False
    ) -> Outcome:
        """Code stretches of any sources, (source id, span), in one act.

        To make the code is an act of its own, which is said where it `is_new`.
        """
        label, undo = self.bench.label(code), key_of("undo")
        undoes = f"{undo} takes it off all of them, {undo} again the theme too."

        def act() -> str:
            wanted = [(source, span.start, span.end) for source, span in stretches]
            done = self.project.codings.apply_many(wanted, code)
            self.bench.remember(code)
            had = len(wanted) - done
            skipped = f" {count(had, 'passage')} had it from you already." if had else ""
            return f"Coded “{label}” on {count(done, 'passage')}.{skipped}"

        return self._do(act, undoes if is_new else f"{undo} undoes all of it.")

    def make_code(
        self, label: str, definition: str, parent: str | None = None, span: Span | None = None
    ) -> tuple[Outcome, str | None]:
        """Make a new code; return what came of it, and its id where it was made.

        Where somebody else decides on codes it is proposed, with the words of the `span`.
        """
        made: list[str] = []

        def act() -> str:
            if not self.project.codes.may_change():
                return self._propose(label, definition, parent, span)
            code = self.project.codes.add(label, definition=definition, parent=parent)
            self.bench.look_at_codes()
            made.append(code.id)
            return f"Made the theme “{code.label}”."

        return self._do(act), made[0] if made else None

    def _propose(self, label: str, definition: str, parent: str | None, span: Span | None) -> str:
        self.project.requests.ask(
            RequestKind.NEW,
            source=self._source() if span else None,
            span=(span.start, span.end) if span else None,
            label=label,
            parent=parent,
            definition=definition,
        )
        lead = self.project.codes.lead
        words = " These words get it once they accept it." if span else ""
        return f"{lead} decides on codes: “{label}” is proposed to them.{words}"

    def resize(self, coding: Coding, span: Span) -> Outcome:
        """Move the ends of a coding."""

        def act() -> str:
            self.project.codings.resize(coding.id, span.start, span.end, seen=coding)
            self.bench.take(coding)
            self.bench.put(coding._replace(start=span.start, end=span.end))
            label, place = self.bench.label(coding.code), self.bench.say_place(span)
            return f"“{label}” is on {place} now."

        return self._do(act, look=Look.NOTHING)

    def recode(self, coding: Coding, code: str) -> Outcome:
        """Give a passage another code in the place of the one it has."""

        def act() -> str:
            before, place = self.bench.label(coding.code), Span(coding.start, coding.end)
            self.project.codings.recode(coding.id, code, seen=coding)
            self.bench.remember(code)
            said = f"“{self.bench.label(code)}” instead of “{before}”"
            return f"{said} on {self.bench.say_place(place)} now."

        return self._do(act)

    def remove(self, coding: Coding) -> Outcome:
        """Take a code off a stretch."""

        def act() -> str:
            self.project.codings.remove(coding.id, seen=coding)
            self.bench.take(coding)
            place = self.bench.say_place(Span(coding.start, coding.end))
            return f"Removed “{self.bench.label(coding.code)}” from {place}."

        return self._do(act, look=Look.NOTHING)
