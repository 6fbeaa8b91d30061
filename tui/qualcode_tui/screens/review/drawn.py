"""Passages drawn at random, coded one by one and without a machine's word."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from qualcode.model.words import count
from qualcode.project.counts.tallies import DRAWN
from qualcode_tui.actions import bindings, key_of
from qualcode_tui.actions.action import Scope
from qualcode_tui.colours import mark_colour
from qualcode_tui.dialogs.picker import Picker
from qualcode_tui.screens.counts import Counts
from qualcode_tui.screens.review.drawing import ask_draw
from qualcode_tui.screens.review.one_by_one import OneByOne
from qualcode_tui.widgets.bars import Hint
from qualcode_tui.widgets.codebook import SWATCH
from qualcode_tui.widgets.rows import GoOn

if TYPE_CHECKING:
    from qualcode.project.samples import Progress, Queued, Sample

WHY = "Only passages drawn at random can say how common a theme is."
_NONE_DRAWN = (
    "Nothing has been drawn yet. What people chose to read, or a machine proposed, shows what "
    "there is; how common it is, only a random draw can say. Fifty passages are a beginning."
)
_BLIND = "No suggestion is shown here, nor what others said: a random sample is coded blind."


class DrawnPassages(OneByOne):
    """A drawn passage after the other, in the order of the draw."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.STEP, Scope.DRAWN)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.DRAWN)]
    HEADING = WHY
    DEFAULT_CSS = """
    DrawnPassages {
        & #own {
            height: auto; max-height: 5; padding: 0 2; margin-bottom: 1;
            border-top: solid $border-blurred;
        }
        &.-short #own { margin-bottom: 0; }
    }
    """
    AUTO_FOCUS = "#passage"

    def __init__(self) -> None:
        super().__init__()
        self.left: list[Queued] = []
        self.progress: dict[str, Progress] = {}
        self._skipped: list[str] = []
        self._at: str | None = None
        self._next: Callable[[], None] = self.action_mark

    def compose_body(self) -> Iterable[Widget]:
        """Put the passage over one's own codes on it."""
        yield from self.compose_passage()
        yield Static(id="own")

    # What waits

    def read(self) -> None:
        """Read what waits for this coder, and how far each sample is."""
        samples, coder = self.project.samples, self.project.coder
        self.left = list(samples.queue(coder))
        self.progress = {one.sample: one for one in samples.progress(coder)}

    @property
    def passage(self) -> "Queued | None":
        """The passage to be coded now."""
        coming = [one for one in self.left if one.passage not in self._skipped]
        found = (one for one in coming if one.passage == self._at)
        return next(found, coming[0] if coming else None)

    def waits(self) -> Collection[object]:
        """Return each passage that waits."""
        return [one.passage for one in self.left]

    def stand_on(self, item: object) -> None:
        """Look at a passage."""
        self._skipped = [one for one in self._skipped if one != item]
        self._at = item if isinstance(item, str) else None

    def leave_for_later(self) -> bool:
        """Leave the passage for another time."""
        here = self.passage
        if here is None:
            return False
        self._skipped.append(here.passage)
        return True

    def take_up_again(self) -> None:
        """Go back to the passage that was left last."""
        if self._skipped:
            self._at = self._skipped.pop()

    # Coding

    def action_choose(self) -> None:
        """Choose codes for the passage."""
        if self.passage is None:
            self.go_on_where_offered()
        if self.passage is None or isinstance(self.focused, GoOn):
            return
        with self.refusals():
            self.project.require_coder()
            bench, acts, span = self.bench, self.acts, self.span

            def given(code: str | None) -> None:
                if code is not None:
                    self._give(code)

            self.app.push_screen(Picker(bench, span, partial(acts.make_code, span=span)), given)

    def action_quick(self, number: int) -> None:
        """Give the code with a number."""
        if self.passage is None:
            return
        code = self.bench.quick_code(number)
        if code is None:
            enter = key_of("step.choose")
            self.say(
                f"No code has the number {number} now: {enter} gives one, and it gets a number.",
                refused=True,
            )
        else:
            self._give(code)

    def _give(self, code: str) -> None:
        with self.refusals():
            self.wrote(self.acts.apply(self.span, code))

    def action_mark(self) -> None:
        """Say that the passage is read and go on."""
        here = self.passage
        if here is None:
            return
        with self.refusals():
            outcome = self.acts.mark(self.span)
            if outcome.done:
                self.read()
            self.wrote(outcome)

    def action_draw(self) -> None:
        """Draw passages at random."""
        with self.refusals():
            self.project.require_coder()
            ask_draw(self, self._drew)

    def _drew(self, sample: "Sample") -> None:
        self.look()
        drawn = count(len(sample.passages), "passage")
        self.say(f"Drew {drawn}: {sample.name}. How they were drawn is kept in the log.")

    def action_go_on(self) -> None:
        """Do what the bar offers."""
        self._next()

    # Showing

    def show(self) -> None:
        """Show the passage and one's own codes on it."""
        here = self.passage
        self.show_top(f"Drawn at random · {self.project.title}", self._say_progress())
        self.query_one("#own").display = here is not None
        self.query_one("#passage").focus()
        if here is None:
            said, label, self._next = self._after_all()
            self.show_words(said)
            self.offer(label)
        else:
            self.show_passage()
            self.query_one("#own", Static).update(self._say_own())
            self._next = self.action_mark
            self.offer("Read, nothing more here: next passage")
        self.show_hints(_hints() if here else _hints_after_all())

    def greet(self) -> None:
        """Say that nobody whispers here."""
        if self.passage is not None:
            self.say(_BLIND)
        elif self.progress:
            self.say("All that you said is saved.")
        else:
            self.say(f"{key_of('step.next')} asks how many, and by what to share them out.")

    def _say_progress(self) -> str:
        here = self.passage
        samples = [
            one for one in self.progress.values() if here is None or one.sample == here.sample
        ]
        drawn, read = sum(one.drawn for one in samples), sum(one.read for one in samples)
        return f"{read:,} of {drawn:,} read" if drawn else ""

    def _say_own(self) -> Content:
        bench = self.bench
        own = [one for one in bench.codings_in(self.span) if bench.is_own(one)]
        quick = bench.say_quick(max(20, self.size.width - 6))
        parts: list[str | tuple[str, str]] = [("Your codes here  ", "$reader-muted")]
        background = self.background_colors[1].hex6
        for code in dict.fromkeys(one.code for one in own):
            colour = mark_colour(bench.colour(code), background)
            parts += [(SWATCH, colour), f" {bench.label(code)}  "]
        if not own:
            parts.append("none yet")
        return Content.assemble(*parts, (f"\n{quick}" if quick else "", "$reader-muted"))

    def _after_all(self) -> tuple[str, str, Callable[[], None]]:
        """Return what is said where no passage waits, what the bar offers, and what does it."""
        if not self.progress:
            return _NONE_DRAWN, "Draw passages", self.action_draw
        if self.left:
            said = f"{count(len(self.left), 'passage')} left for another time."
            return said, "Go through what was left", self._take_all_up
        drawn = sum(one.random for one in self.progress.values())
        said = (
            f"All that was drawn is read. Counts ({key_of('step.next')}) can now show shares with "
            f"an interval: how common each theme is in all passages, by the {drawn:,} drawn at "
            f"random.\n\nMore passages make the interval narrower: {key_of('drawn.draw')} draws."
        )
        return said, "Counts", lambda: self.workspace.go(lambda: Counts(DRAWN))

    def _take_all_up(self) -> None:
        self._skipped.clear()
        self.show()
        self.say("These were left for another time.")


def _hints() -> Sequence[Hint]:
    return (
        Hint.of("step.choose", "code it"),
        Hint.span("drawn.quick-1", "drawn.quick-9", "quick codes"),
        Hint.of("drawn.read", "read, next"),
        Hint.of("drawn.skip", "skip"),
        Hint.of("drawn.back", "one back"),
        Hint.of("step.undo", "undo"),
        Hint.of("drawn.open", "open in the text"),
        Hint.of("drawn.draw", "draw more"),
    )


def _hints_after_all() -> Sequence[Hint]:
    return (
        Hint.of("drawn.draw", "draw passages"),
        Hint.of("drawn.back", "one back"),
        Hint.of("step.undo", "undo"),
        Hint.of("step.back", "back"),
    )
