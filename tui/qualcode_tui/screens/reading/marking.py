"""Keeping track of what was read, and going to what was not."""

from qualcode.model import Span
from qualcode.model.words import count
from qualcode_tui.actions import key_of
from qualcode_tui.bench.work import Outcome
from qualcode_tui.screens.reading.choosing import Choosing


class Marking(Choosing):
    """Turns marked as read, or not, and the way to those that are left."""

    def _say_left(self) -> str:
        """Return what is left to read of the source, where nothing is that comes after."""
        left = self.bench.count_unread()
        if not left:
            return f"All of it is read; {key_of('home')} leads on."
        return f"Unread before it: {count(left, 'turn')}. {key_of('read.previous')} goes there."

    def action_mark(self) -> None:
        """Mark the target as read and go on to the next unread turn."""
        span = self._done_with
        if not len(span) or self.bench.edges is None:
            return
        outcome = self.acts.mark(span)
        if not outcome.done:
            self.tell(outcome)
            return
        following = self.bench.unread_turn(self.bench.edges.turn_at(span.start), forward=True)
        if following is None:
            outcome = Outcome(f"{outcome.sentence} {self._say_left()}", done=True)
        else:
            self.go_to_turn(following)
        self.tell(outcome)

    @property
    def _done_with(self) -> Span:
        """What is read by now: the target, or the turns of words that were selected to be coded.

        Words are still selected after they got a code. Whoever goes on then is done with the turn.
        """
        span, edges = self.target, self.bench.edges
        if self.reader.selection is None or edges is None:
            return span
        own = (one for one in self.bench.codings_in(span) if self.bench.is_own(one))
        if span not in (Span(one.start, one.end) for one in own):
            return span
        first, last = edges.turn_at(span.start), edges.turn_at(span.end - 1)
        return Span(edges.body(first).start, edges.body(last).end)

    def action_unmark(self) -> None:
        """Mark the target as not read."""
        if len(self.target):
            self.tell(self.acts.unmark(self.target))

    def action_unread(self, forward: bool) -> None:
        """Go to the next or the previous unread turn."""
        found = self.bench.unread_turn(self.reader.turn, forward=forward)
        if found is None:
            side = "after" if forward else "before"
            self.tell(Outcome(f"No turn {side} this one is unread.", done=True))
        else:
            self.go_to_turn(found)
