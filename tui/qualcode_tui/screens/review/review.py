"""The review queue: what is suggested, from all sources, judged passage by passage."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.model import Proposal
from qualcode.project.suggesting.showing import When
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.colours import mark_colour
from qualcode_tui.screens.review.place import ReviewPlace
from qualcode_tui.screens.review.queue import Queue
from qualcode_tui.screens.review.steering import Steering
from qualcode_tui.screens.review.wording import say_held_back, say_nothing_waits
from qualcode_tui.text.cells import clip, fit, width_of
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.codebook import SWATCH, explain
from qualcode_tui.widgets.rows import Rows

_LABEL, _BESIDE = 34, 24


class Review(Steering):
    """A passage with what is suggested for it. Every answer is saved at once."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.REVIEW)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.REVIEW)]
    DEFAULT_CSS = """
    Review {
        & #proposed { height: auto; max-height: 4; }
        & #meaning {
            height: auto; max-height: 9; padding: 0 2; margin-bottom: 1; color: $reader-muted;
            border-top: solid $border-blurred;
        }
        &.-short #meaning { max-height: 4; margin-bottom: 0; }
    }
    """
    AUTO_FOCUS = "#proposed"

    def __init__(self, place: ReviewPlace) -> None:
        super().__init__(place)
        self._is_cold = self._has_begun = False
        self._filled: str | None = None
        self._next: Callable[[], None] = self.action_skip

    def compose_body(self) -> Iterable[Widget]:
        """Put the passage over what is suggested for it."""
        yield from self.compose_passage()
        yield Rows(id="proposed")
        yield Static(id="meaning")

    # What waits

    def read(self) -> None:
        """Read what waits to be judged, and how much was judged today."""
        suggestions = self.project.suggestions
        self.waiting = suggestions.waiting()
        self.queue = Queue(self.queue.place, self.waiting.passages)
        today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        self.judged = suggestions.judged(today)
        card = suggestions.card()
        self._is_cold = card is not None and card.get("passages") == 0
        if card is None and not self._has_begun and suggestions.when() is not When.NEVER:
            self.workspace.learn()
        self._has_begun = True

    def waits(self) -> Collection[object]:
        """Return each suggestion that waits."""
        return [(one.passage, one.code) for group in self.queue.passages for one in group]

    def stand_on(self, item: object) -> None:
        """Look at a suggestion."""
        if isinstance(item, tuple):
            passage, code = item
            self.queue.stand_on(passage)
            self.show()
            self.query_one(Rows).keep(code)

    def leave_for_later(self) -> bool:
        """Leave the passage for another time."""
        is_here = self.passage is not None
        self.queue.skip()
        return is_here

    def take_up_again(self) -> None:
        """Go back to the passage that was left last."""
        self.queue.take_up_again()

    def hear(self, sentence: str | None, *, refused: bool = False) -> None:
        """Take in how learning goes; with a sentence it is over."""
        with self.refusals():
            if sentence is not None:
                self.reasons.clear()
                self.look()
                self.say(sentence, refused=refused)
            elif self.passage is None:
                self.show()
            else:
                self._show_top()

    def action_go_on(self) -> None:
        """Do what the bar offers."""
        self._next()

    # Showing

    def show(self) -> None:
        """Show the passage, what is suggested for it, and what the code means."""
        self._show_top()
        rows, is_here = self.query_one(Rows), self.passage is not None
        rows.display = self.query_one("#meaning").display = is_here
        if is_here:
            self._fill()
            rows.focus()
            self._show_here()
            self.find_reasons()
            self._next = self.action_skip
            self.offer("Next passage, this one later")
        else:
            self.show_words(self._say_nothing())
            label, self._next = self._after_all()
            self.offer(label)
        self.show_hints(_hints() if is_here else _hints_after_all())

    def greet(self) -> None:
        """Say what can be answered, and what is not shown."""
        if self.passage is None:
            self.say("All that you said is saved.")
            return
        keys = tuple(key_of(f"review.{act}") for act in ("accept", "reject", "read"))
        asked = "Is it here? {} accepts, {} rejects, {} says you read it all.".format(*keys)
        held = say_held_back(self.waiting) if self.waiting else []
        self.say(" ".join([asked, *held]))

    def show_reasons(self) -> None:
        """Show the words that speak for each suggestion."""
        self._fill()
        self._show_here()

    def _show_top(self) -> None:
        code = self.queue.place.code
        what = "Suggestions from the codebook alone" if self._is_cold else "Suggestions"
        what += f" of “{self.bench.label(code)}”" if code is not None else ""
        if self.workspace.learning:
            what = f"{self.workspace.learning} …"
        all_today = self.judged + len(self.queue.codes)
        said = f"{self.judged:,} of {all_today:,} judged today" if all_today else ""
        self.show_top(f"{what} · {self.project.title}", said)

    def _fill(self) -> None:
        rows, code = self.query_one(Rows), self.queue.place.code
        suggested = self.queue.here
        known = [one.code for one in suggested]
        # On another passage the row that was highlighted before means something else.
        stays, self._filled = self._filled == suggested[0].passage, suggested[0].passage
        wanted = [one for one in (rows.here if stays else None, code) if one in known]
        rows.set_options(Option(self._row(one), id=one.code) for one in suggested)
        rows.keep(wanted[0] if wanted else known[0])

    def _row(self, one: Proposal) -> Content:
        bench = self.bench
        colour = mark_colour(bench.colour(one.code), self.background_colors[1].hex6)
        words = ", ".join(self.reasons[one].words) if one in self.reasons else ""
        labels = [bench.label(other.code) for other in self.queue.here]
        width = min(_LABEL, max(map(width_of, labels)))
        room = (self.query_one(Rows).size.width or self.size.width) - width - _BESIDE
        return Content.assemble(
            (fit(bench.say_likely(one), 9), "bold" if one.likely else ""),
            f"{one.probability:4.0%}  ",
            (SWATCH, colour),
            f" {fit(bench.label(one.code), width)}  ",
            (clip(words, room), "$reader-muted"),
        )

    @on(OptionList.OptionHighlighted, "#proposed")
    def _show_here(self) -> None:
        """Show what the highlighted code means, and the words that speak for it."""
        one = self.here
        if one is not None:
            words = self.reasons[one].words if one in self.reasons else ()
            self.show_passage(words, self.bench.unlike)
            code = self.bench.codes.get(one.code)
            told = explain(code, self.bench.codes) if code else ""
            self.query_one("#meaning", Static).update(told)

    # When nothing waits

    def _say_nothing(self) -> str:
        if self.waiting is None:
            return ""
        code = self.queue.place.code
        return say_nothing_waits(
            self.waiting,
            self.queue.left_for_later,
            self.workspace.learning,
            self.bench.label(code) if code else None,
            has_learned=self.project.suggestions.card() is not None,
        )

    def _after_all(self) -> tuple[str | None, Callable[[], None]]:
        """Return what the bar offers where nothing waits, and what does it."""
        if self.workspace.learning:
            return None, self.action_back
        if self.queue.left_for_later:
            return "Go through what was left", self._take_all_up
        if self.queue.place.code is not None:
            return "The suggestions of all codes", lambda: self.go_through(None)
        if self.waiting and self.waiting.held_back:
            return "Go on reading", self.workspace.action_read
        return "Learn again", self.action_learn

    def _take_all_up(self) -> None:
        self.queue.place.skipped.clear()
        self.show()
        self.say("These were left for another time.")


def _hints() -> Sequence[Hint]:
    return (
        Hint.of("review.accept", "accept"),
        Hint.of("review.reject", "reject"),
        Hint.of("review.accept-as", "another"),
        Hint.of("review.read", "read"),
        Hint.of("review.skip", "skip"),
        Hint.of("review.back", "back"),
        Hint.of("review.why", "why"),
        Hint.of("review.open", "in the text"),
        Hint.of("review.order", "by code"),
        Hint.of("review.learn", "learn again"),
        Hint.of("step.undo"),
    )


def _hints_after_all() -> Sequence[Hint]:
    return (
        Hint.of("review.learn", "learn again"),
        Hint.of("review.back", "one back"),
        Hint.of("review.figures", "how good"),
        Hint.of("review.when", "when shown"),
        Hint.of("step.undo"),
        Hint.of("step.back", "back"),
    )
