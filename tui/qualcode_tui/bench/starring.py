"""Stars on the workbench: passages marked as worth quoting."""

from qualcode.model import Span, Star
from qualcode_tui.bench.work import Look, Outcome, Work


class StarringWork(Work):
    """Stars put on passages and taken off."""

    def star(self, span: Span) -> Outcome:
        """Mark a stretch as worth quoting."""
        source = self._source()

        def act() -> str:
            self.bench.stars.append(self.project.stars.add(source, span.start, span.end))
            return f"Starred {self.bench.say_place(span)}: worth quoting."

        return self._do(act, look=Look.NOTHING)

    def unstar(self, star: Star) -> Outcome:
        """Take a star off."""

        def act() -> str:
            self.project.stars.remove(star.id)
            self.bench.stars = [one for one in self.bench.stars if one.id != star.id]
            return f"Took the star off {self.bench.say_place(Span(star.start, star.end))}."

        return self._do(act, look=Look.NOTHING)
