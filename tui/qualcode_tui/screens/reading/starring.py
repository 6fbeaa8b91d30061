"""Stars on the reading screen: passages worth quoting."""

from textual import on
from textual.content import Content

from qualcode.model import Span, Star
from qualcode_tui.screens.reading.choosing import Choosing
from qualcode_tui.widgets.here import HerePanel


class Starring(Choosing):
    """A star put on the passage, or taken off."""

    def action_star(self) -> None:
        """Star the passage; where the coder's star is on it already, take that off."""
        span = self.passage
        if not len(span):
            return
        held = [star for star in self.bench.stars_in(span) if star.coder == self.bench.coder]
        same = [star for star in held if _is_on(star, span)]
        if same:
            self.tell(self.acts.unstar(same[0]))
        else:
            self.tell(self.acts.star(span))

    @on(HerePanel.Remove)
    def _unstar(self, event: HerePanel.Remove) -> None:
        star = event.item
        if isinstance(star, Star):
            said = self.bench.say_place(Span(star.start, star.end))
            self.ask_about_other(
                star.coder, "star", "Remove", lambda: self.acts.unstar(star), Content(said)
            )


def _is_on(star: Star, span: Span) -> bool:
    """Say whether a star is on a passage: on at least half of the shorter one's words."""
    shared = span.intersect(Span(star.start, star.end))
    return 2 * shared >= min(len(span), star.end - star.start)
